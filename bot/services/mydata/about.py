"""What is held about a person themselves.

The names of these fields are the keys of the JSON file (`docs/mydata.schema.json`): they are only
added to. Numbers of rows are texts, since some programs cannot read numbers that large.
"""

from dataclasses import dataclass
from datetime import datetime

from bot.domain.deeds import Deed, Detail
from bot.domain.people import Focus, PersonState, Role
from bot.domain.relationships import RelationshipKind
from bot.services.mydata.unreadable import Words


@dataclass(frozen=True)
class HeldRole:
    """A role of theirs."""

    role: Role
    since: datetime


@dataclass(frozen=True)
class You:
    """The person. `next_words` is what their next free text belongs to."""

    id: str
    name: Words
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
