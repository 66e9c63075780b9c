"""How often the bot may speak up by itself.

Never more than one message a day that a person did not ask for (digest and meeting messages
aside), none in quiet hours, none while paused, none during a meeting. Replies, help and anything
urgent are not asked about here: they always go.
"""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import StrEnum

from bot.domain.quiet import DEFAULT_QUIET, QuietHours, Wait, is_on_time, next_allowed
from bot.domain.recurrence import local_date_of, to_instant


class DropReason(StrEnum):
    """Why a message is not sent at all."""

    PAUSED = "paused"
    MISSED = "missed"
    UNREACHABLE = "unreachable"


@dataclass(frozen=True)
class Go:
    """It may go now."""


@dataclass(frozen=True)
class Drop:
    """It is not sent, now or later."""

    reason: DropReason


Pace = Go | Wait | Drop


@dataclass(frozen=True)
class Facts:
    """What the decision rests on; all of it about one person, every instant aware.

    `last_unasked` is when the last message went that counts towards the day's one. `meetings` are
    the person's meetings as (start, end). `exempt` marks digest and meeting messages, which do
    not count. `agreed_at` is the instant that people agreed on for this very message, if they did.
    """

    now: datetime
    zone: str
    quiet: QuietHours = DEFAULT_QUIET
    last_unasked: datetime | None = None
    paused_until: datetime | None = None
    meetings: tuple[tuple[datetime, datetime], ...] = ()
    exempt: bool = False
    agreed_at: datetime | None = None


def decide(facts: Facts) -> Pace:
    """Whether an unasked message goes, waits for the first moment that suits, or is dropped.

    A pause drops messages, whatever they are: they would only pile up behind it. An agreed time is
    kept in quiet hours, but neither a meeting nor the one message a day gives way to it.
    """
    if facts.paused_until is not None and facts.now < facts.paused_until:
        return Drop(DropReason.PAUSED)
    moment = facts.now
    while (later := _suits_from(facts, moment)) > moment:
        moment = later
    return Go() if moment == facts.now else Wait(moment)


def _suits_from(facts: Facts, moment: datetime) -> datetime:
    """The latest end of whatever stands in the way at `moment`; `moment` itself if nothing does."""
    ends = [moment]
    ends += [end for start, end in facts.meetings if start <= moment < end]
    if not facts.exempt and facts.last_unasked is not None:
        ends.append(_day_after(facts.last_unasked, facts.zone))
    if facts.agreed_at is None or not is_on_time(facts.agreed_at, moment):
        ends.append(next_allowed(moment, facts.zone, facts.quiet))
    return max(ends)


def _day_after(instant: datetime, zone: str) -> datetime:
    """When the local day of `instant` is over."""
    return to_instant(local_date_of(instant, zone) + timedelta(days=1), time(0), zone)
