"""What is held of what somebody did as a coordinator.

The names of these fields are the keys of the JSON file (`docs/mydata.schema.json`): they are only
added to.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.domain.broadcasts import BroadcastKind, BroadcastState
from bot.domain.health import Rule
from bot.domain.people import Role
from bot.domain.programme_settings import Setting
from bot.domain.relationships import RelationshipKind, RelationshipState
from bot.domain.surveys import SurveyQuestionKind, SurveyState
from bot.services.mydata.unreadable import Words


@dataclass(frozen=True)
class Asks:
    """One question of a survey that they wrote."""

    kind: SurveyQuestionKind
    wording: str
    options: tuple[str, ...]


@dataclass(frozen=True)
class ForWhom:
    """Whom something is for; of people who were chosen one by one, only how many."""

    roles: tuple[Role, ...]
    kinds: tuple[RelationshipKind, ...]
    states: tuple[RelationshipState, ...]
    group: str | None
    chosen: int


@dataclass(frozen=True)
class SurveyMade:
    """A survey that they wrote, or are writing. `editing`: it is theirs to change just now."""

    id: str
    by_you: bool
    editing: bool
    title: str | None
    state: SurveyState
    anonymous: bool | None
    audience: ForWhom | None
    questions: tuple[Asks, ...]
    round: int
    repeat_weeks: int | None
    days_open: int | None
    min_answers: int
    step: str | None
    reviewed: bool
    made_at: datetime
    edited_at: datetime | None
    opens_at: datetime | None
    opened_at: datetime | None
    reminded_at: datetime | None
    closes_at: datetime | None
    closed_at: datetime | None
    heard: str | None
    heard_at: datetime | None
    update_id: int | None


@dataclass(frozen=True)
class Sent:
    """Something that they sent to many, or were about to; `wording` is what they typed for it."""

    kind: BroadcastKind
    state: BroadcastState
    survey_id: str | None
    audience: ForWhom | None
    wording: Words | None
    people: int
    counts: Mapping[str, Any] | None
    made_at: datetime
    started_at: datetime | None
    finished_at: datetime | None
    message_id: int | None
    update_id: int | None


@dataclass(frozen=True)
class SeenTo:
    """That they saw to a reason why a pair of others was to be called, and what they noted."""

    rule: Rule
    note: Words | None
    seen_to_at: datetime
    update_id: int | None


@dataclass(frozen=True)
class SettingBegun:
    """A setting that they are about to change."""

    setting: Setting
    label: str | None
    contact: str | None
    update_id: int


@dataclass(frozen=True)
class SettingChanged:
    """A setting of the programme that they changed."""

    setting: Setting
    before: str | None
    after: str | None
    changed_at: datetime
    update_id: int


@dataclass(frozen=True)
class FileOfPeople:
    """The file of people that they sent last: where Telegram keeps it."""

    file_id: str
    sent_at: datetime
    update_id: int
    done_update_id: int | None


@dataclass(frozen=True)
class HelpGiven:
    """That they saw that somebody asked for a person, or said that it is settled."""

    seen_at: datetime | None
    settled_at: datetime | None


@dataclass(frozen=True)
class HelplineConfirmed:
    """A helpline of which they said last that it is right."""

    label: str
    contact: str
    confirmed_at: datetime | None


@dataclass(frozen=True)
class PairProposed:
    """That they proposed a pair of others; who these are is theirs."""

    id: str
    kind: RelationshipKind
    proposed_at: datetime
    update_id: int | None
