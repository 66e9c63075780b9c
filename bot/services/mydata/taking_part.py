"""What is held of somebody who takes part: their pairs, and what they wrote.

The names of these fields are the keys of the JSON file (`docs/mydata.schema.json`): they are only
added to.
"""

from dataclasses import dataclass
from datetime import date, datetime, time

from bot.domain.people import Role
from bot.domain.recurrence import Cadence
from bot.domain.relationships import (
    AgreementState,
    MeetingState,
    RelationshipKind,
    RelationshipState,
)
from bot.domain.responses import AnswerKind, Reader, ResponseKind, ResponseState
from bot.domain.surveys import Segment, SurveyQuestionKind
from bot.domain.viewers import Viewer
from bot.services.mydata.unreadable import Words


@dataclass(frozen=True)
class Schedule:
    """A schedule of a pair. Wall times are in the mentee's zone, weekdays from Monday = 0."""

    state: AgreementState
    by_you: bool
    reflection_weekday: int | None
    reflection_time: time | None
    cadence: Cadence | None
    meeting_weekday: int | None
    meeting_week: int | None
    meeting_time: time | None
    first_meeting_on: date | None
    minutes: int
    place: Words | None
    digest_hours: int
    checkin_time: time
    step: str | None
    reviewed: bool
    made_at: datetime
    proposed_at: datetime | None
    answered_at: datetime | None
    message_id: int | None
    update_id: int | None


@dataclass(frozen=True)
class Planned:
    """A meeting; `place` where they typed it."""

    id: str
    occurrence: date
    starts_at: datetime
    minutes: int
    state: MeetingState
    place: Words | None
    digest_hours: int
    changes: int
    added: bool
    moved: bool
    changed_by_you: bool
    made_at: datetime
    update_id: int | None


@dataclass(frozen=True)
class DigestSent:
    """That a digest went out for a meeting; `opened_at` is the mentor's own."""

    meeting_id: str
    sent_at: datetime | None
    opened_at: datetime | None


@dataclass(frozen=True)
class Pair:
    """A pair of theirs. `other` is what the other one is called, where they see that today."""

    id: str
    kind: RelationshipKind
    state: RelationshipState
    you_are: Role
    other: Words | None
    proposed_by_you: bool
    proposed_at: datetime
    you_said_yes_at: datetime | None
    reflect_every_weeks: int
    prompts_stopped_at: datetime | None
    prompts_resumed_at: datetime | None
    paused_at: datetime | None
    resumed_at: datetime | None
    ended_at: datetime | None
    schedules: tuple[Schedule, ...]
    meetings: tuple[Planned, ...]
    digests: tuple[DigestSent, ...]
    update_id: int | None


@dataclass(frozen=True)
class HistoryOpened:
    """That they let a later mentor read what they shared with an earlier one; both by name."""

    earlier_pair_id: str
    later_pair_id: str
    earlier: Words | None
    later: Words | None
    opened_at: datetime
    update_id: int


@dataclass(frozen=True)
class Answered:
    """An answer of theirs to a question of a questionnaire; `read_by` is who can read it today."""

    question: str
    wording: str
    kind: AnswerKind
    said: Words | None
    number: int | None
    voice: str | None
    seconds: int | None
    meant_for: Reader
    read_by: tuple[Viewer, ...]
    answered_at: datetime
    edited_at: datetime | None
    message_ids: tuple[int, ...]
    update_id: int


@dataclass(frozen=True)
class Filled:
    """A questionnaire that was put to them for one occasion, and what they answered."""

    id: str
    pair_id: str
    meeting_id: str | None
    kind: ResponseKind
    occasion: str
    questionnaire: str
    questionnaire_version: int
    state: ResponseState
    stands_at: str | None
    changing: bool
    offered_at: datetime
    opened_at: datetime | None
    closes_at: datetime | None
    finished_at: datetime | None
    released_at: datetime | None
    answers: tuple[Answered, ...]
    message_id: int | None
    update_id: int | None


@dataclass(frozen=True)
class Listed:
    """Something that they put on the list for a meeting."""

    pair_id: str
    wording: Words
    read_by: tuple[Viewer, ...]
    noted_at: datetime
    edited_at: datetime | None
    removed_at: datetime | None
    message_id: int | None
    update_id: int


@dataclass(frozen=True)
class MeetingBegun:
    """A new time for a meeting that they are choosing, or chose last."""

    pair_id: str
    meeting_id: str | None
    day: date | None
    at: time | None
    begun_at: datetime
    done_at: datetime | None
    update_id: int | None


@dataclass(frozen=True)
class Said:
    """An answer of theirs to a survey; without `answered_at` it is begun and not sent."""

    wording: str
    kind: SurveyQuestionKind
    number: int | None
    choices: tuple[str, ...]
    said: Words | None
    read_by: tuple[Viewer, ...]
    answered_at: datetime | None


@dataclass(frozen=True)
class Asked:
    """A survey that they were asked; of an anonymous one that was sent, only whether."""

    title: str | None
    anonymous: bool | None
    asked_as: Segment
    answered: bool
    answers: tuple[Said, ...]
    begun: tuple[Said, ...]
    stands_at: int | None
    typed_last: Words | None
    typed_at: datetime | None
    message_id: int | None
    update_id: int | None
