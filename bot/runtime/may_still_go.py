"""Whether a queued message may still go, by what its person is now."""

from datetime import datetime
from enum import StrEnum

from bot.db.tables import OutboxRow, Person
from bot.domain.people import PersonState
from bot.domain.queues import Lane, MessageKind, OutboxState

# What asks for something: it would only pile up behind a pause.
ASKS = frozenset(
    {
        MessageKind.REFLECTION_PROMPT,
        MessageKind.REFLECTION_REMINDER,
        MessageKind.QUIET_ASK,
        MessageKind.ASSESSMENT_PROMPT,
        MessageKind.MEETING_CHECKIN,
    }
)


class Fate(StrEnum):
    """It goes, or the state that its row ends in."""

    GOES = "goes"
    DROPPED = OutboxState.DROPPED.value
    UNREACHABLE = OutboxState.UNREACHABLE.value


def fate_of(row: OutboxRow, person: Person, now: datetime) -> Fate:
    """Decide by consent, pause and reach. Urgent messages are tried even where the last failed."""
    if person.state is PersonState.LEFT:
        return Fate.DROPPED
    # Somebody who is joining has agreed, and may have asked for a human.
    if person.state is PersonState.JOINING and row.lane != Lane.URGENT:
        return Fate.DROPPED
    if row.kind in ASKS and is_paused(person, now):
        return Fate.DROPPED
    if person.unreachable_since is not None and row.lane != Lane.URGENT:
        return Fate.UNREACHABLE
    return Fate.GOES


def is_paused(person: Person, now: datetime) -> bool:
    """Tell whether a person has paused: until a day, or until they say so."""
    if person.paused_at is None:
        return False
    return person.paused_until is None or person.paused_until > now
