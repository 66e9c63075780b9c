"""Quiet hours, and whether a message that fell due may still go.

The rule for lateness:

- Up to four hours late and outside quiet hours: it goes. Later than that it is missed, so that
  messages never pile up while the bot is down.
- In quiet hours it waits until they end. That waiting is not lateness: the end of the quiet hours
  becomes the message's new due instant, and lateness is counted from there.
- A time that people agreed on themselves is kept to the minute, quiet hours or not, as long as it
  goes within fifteen minutes. After that it is a message like any other.
"""

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from bot.domain.recurrence import local_date_of, to_instant

TOO_LATE = timedelta(hours=4)
ON_TIME = timedelta(minutes=15)


@dataclass(frozen=True)
class QuietHours:
    """Wall times from `start` up to `end`, past midnight if `end` is the earlier of the two.

    The same time twice means no quiet hours.
    """

    start: time = time(21, 0)
    end: time = time(8, 0)


DEFAULT_QUIET = QuietHours()


@dataclass(frozen=True)
class Send:
    """It goes now."""


@dataclass(frozen=True)
class Wait:
    """It goes at `until` (aware UTC). Store that as its new due instant."""

    until: datetime


@dataclass(frozen=True)
class Missed:
    """It is too late to send: record it and show it."""


Verdict = Send | Wait | Missed


def is_quiet(instant: datetime, zone: str, hours: QuietHours) -> bool:
    """Whether an instant lies in a person's quiet hours."""
    return _quiet_until(instant, zone, hours) is not None


def next_allowed(instant: datetime, zone: str, hours: QuietHours) -> datetime:
    """The instant itself, or the end of the quiet hours that it lies in."""
    allowed = instant
    # A clock change can make one night's end touch the next one's start.
    while (end := _quiet_until(allowed, zone, hours)) is not None:
        allowed = end
    return allowed


def is_on_time(agreed_at: datetime, moment: datetime) -> bool:
    """Whether `moment` still keeps, to the minute or nearly, a time that people agreed on."""
    return timedelta(0) <= moment - agreed_at <= ON_TIME


def verdict(
    due_at: datetime, now: datetime, zone: str, quiet: QuietHours, *, agreed: bool = False
) -> Verdict:
    """Whether a message that is due goes now, waits or is missed, by the rule above.

    `agreed` says that people chose `due_at` themselves. A message that was told to wait is asked
    about again with `due_at` set to the end of the wait; asked with its first `due_at`, it would
    count as late by the whole night.
    """
    if agreed and is_on_time(due_at, now):
        return Send()
    meant_for = due_at if agreed else next_allowed(due_at, zone, quiet)
    if now < meant_for:
        return Wait(meant_for)
    if now - meant_for > TOO_LATE:
        return Missed()
    allowed = next_allowed(now, zone, quiet)
    return Send() if allowed == now else Wait(allowed)


def _quiet_until(instant: datetime, zone: str, hours: QuietHours) -> datetime | None:
    """The end of the quiet period around `instant`; None outside.

    A period is a stretch between two instants, not a range of wall times: so an hour that autumn
    repeats is not quiet, loud and quiet again, and one that spring skips has an end.
    """
    if hours.start == hours.end:
        return None
    today = local_date_of(instant, zone)
    # Clock changes may put a wall time one date later than its own, or two where a whole date is
    # left out; and a repeated midnight begins the next date early.
    for days in (-2, -1, 0, 1):
        start_date = today + timedelta(days=days)
        end_date = start_date if hours.start < hours.end else start_date + timedelta(days=1)
        end = to_instant(end_date, hours.end, zone)
        if to_instant(start_date, hours.start, zone) <= instant < end:
            return end
    return None
