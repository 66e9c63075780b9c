"""Whether a queued message may still go, by what its person is now and how late it has become.

It is asked when a message is claimed, and once more when its turn has come to leave: so nothing
goes to somebody who has withdrawn meanwhile.
"""

from datetime import datetime
from enum import StrEnum

from bot.db.tables import OutboxRow, Person
from bot.domain.consent import has_agreed
from bot.domain.pace import Facts, decide
from bot.domain.people import PersonState
from bot.domain.queues import ANSWERS_ANYBODY, Lane, MessageKind, OutboxState
from bot.domain.quiet import Missed, QuietHours, Wait, is_on_time, verdict

# They count as the one unasked message of a day, when they go.
SURVEYS = frozenset({MessageKind.SURVEY_ASK, MessageKind.SURVEY_REMINDER})

# What asks for something, or is about a day: it would only pile up behind a pause.
ASKS = frozenset(
    {
        MessageKind.REFLECTION_PROMPT,
        MessageKind.REFLECTION_REMINDER,
        MessageKind.QUIET_ASK,
        MessageKind.ASSESSMENT_PROMPT,
        MessageKind.MEETING_CHECKIN,
        MessageKind.PULSE_ASK,
        MessageKind.HEALTH_DIGEST,
        *SURVEYS,
    }
)

# Whoever has to agree first is asked that, and told before they are erased by itself.
_WITHOUT_AGREEING = frozenset({MessageKind.AGREE_ASK, MessageKind.FADES})

# In a row's detail: the end of the quiet hours that it waited for, from where lateness counts.
WAITED_FOR = "waited_for"


class Fate(StrEnum):
    """It goes, waits until its person has agreed to today's text, or the state its row ends in."""

    GOES = "goes"
    AGREE_FIRST = "agree_first"
    DROPPED = OutboxState.DROPPED.value
    UNREACHABLE = OutboxState.UNREACHABLE.value


def fate_of(row: OutboxRow, person: Person, quiet: QuietHours, now: datetime) -> Fate | Wait:
    """Decide by consent, pause, reach and lateness.

    Urgent messages are tried even where the last failed. What asks for something waits for the end
    of the quiet hours that begin before it goes, and is dropped where it comes four hours late, or
    in a pause. A broadcast waits for the end of either, and is never too late: a survey that has
    closed says so by itself. What is not urgent waits for whoever has to agree first.
    """
    if person.state is PersonState.LEFT:
        return Fate.DROPPED
    if person.state is PersonState.WITHDRAWN:
        return Fate.GOES if row.kind in ANSWERS_ANYBODY else Fate.DROPPED
    # Somebody who is joining has agreed, and may have asked for a human.
    free = row.lane == Lane.URGENT or row.kind in ANSWERS_ANYBODY
    if person.state is PersonState.JOINING and not free:
        return Fate.DROPPED
    if row.lane != Lane.BROADCAST and row.kind in ASKS and _is_paused(person, now):
        return Fate.DROPPED
    if person.unreachable_since is not None and row.lane != Lane.URGENT:
        return Fate.UNREACHABLE
    if row.lane != Lane.URGENT and _agrees_first(row, person):
        return Fate.AGREE_FIRST
    if row.lane == Lane.BROADCAST:
        return _when_it_suits(row, person, quiet, now)
    return _in_time(row, person, quiet, now) if row.kind in ASKS else Fate.GOES


def _agrees_first(row: OutboxRow, person: Person) -> bool:
    free = row.kind in ANSWERS_ANYBODY or row.kind in _WITHOUT_AGREEING
    return not free and not has_agreed(person.state, person.consent_version)


def _when_it_suits(row: OutboxRow, person: Person, quiet: QuietHours, now: datetime) -> Fate | Wait:
    begin = now
    if _is_paused(person, now):
        if person.paused_until is None:
            return Fate.DROPPED
        begin = person.paused_until
    last = person.last_unasked_at if row.kind in SURVEYS else None
    found = decide(Facts(begin, person.zone, quiet, last))
    moment = found.until if isinstance(found, Wait) else begin
    return Wait(moment) if moment > now else Fate.GOES


def _in_time(row: OutboxRow, person: Person, quiet: QuietHours, now: datetime) -> Fate | Wait:
    # `not_before` will not do: every try that fails moves it along.
    waited = row.detail.get(WAITED_FOR)
    due_at = row.created_at if waited is None else datetime.fromisoformat(waited)
    if is_on_time(due_at, now):
        return Fate.GOES
    timely = verdict(due_at, now, person.zone, quiet)
    if isinstance(timely, Wait):
        return timely
    return Fate.DROPPED if isinstance(timely, Missed) else Fate.GOES


def _is_paused(person: Person, now: datetime) -> bool:
    if person.paused_at is None:
        return False
    return person.paused_until is None or person.paused_until > now
