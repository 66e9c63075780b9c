"""What is held about a person themselves, and what they did as a coordinator.

The names of these fields are the keys of the JSON file (`docs/mydata.schema.json`): they are only
added to. Numbers of rows are texts, since some programs cannot read numbers that large.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.domain.broadcasts import BroadcastKind, BroadcastState
from bot.domain.deeds import Deed, Detail
from bot.domain.health import Rule
from bot.domain.people import Focus, PersonState, Role
from bot.domain.programme_settings import Setting
from bot.domain.relationships import RelationshipKind, RelationshipState
from bot.domain.surveys import SurveyQuestionKind, SurveyState


@dataclass(frozen=True)
class HeldRole:
    """A role of theirs."""

    role: Role
    since: datetime


@dataclass(frozen=True)
class You:
    """The person. `next_words` is what their next free text belongs to."""

    id: str
    name: str
    telegram_id: int
    programme: str
    state: PersonState
    consent_version: str | None
    roles: tuple[HeldRole, ...]
    language: str
    zone: str
    since: datetime
    paused_at: datetime | None
    paused_until: datetime | None
    unreachable_since: datetime | None
    last_asked_at: datetime | None
    next_words: Focus | None
    next_words_since: datetime | None
    next_words_id: str | None
    live_message_id: int | None
    update_id: int | None


@dataclass(frozen=True)
class Agreed:
    """That they agreed to a version of the consent text, and whether they withdrew it."""

    version: str
    agreed_at: datetime
    withdrawn_at: datetime | None


@dataclass(frozen=True)
class HeldInvite:
    """An invite that they made or used."""

    role: Role
    made_at: datetime
    expires_at: datetime
    used_at: datetime | None
    revoked_at: datetime | None
    refused_at: datetime | None
    group: str | None
    update_id: int | None


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
    wording: str | None
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
    note: str | None
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


@dataclass(frozen=True)
class PairPlanned:
    """That they are to be asked about somebody who is still to come, or planned that of others."""

    kind: RelationshipKind
    by_you: bool
    planned_at: datetime
    asked_at: datetime | None


@dataclass(frozen=True)
class Done:
    """An entry of the audit: what they did."""

    deed: Deed
    at: datetime
    count: int | None
    detail: Detail | None
    update_id: int | None


@dataclass(frozen=True)
class Slowed:
    """How often they lately asked for what is not theirs."""

    times: int
    since: datetime
    level: int
    slowed_at: datetime | None
    wait_until: datetime | None
    update_id: int | None
