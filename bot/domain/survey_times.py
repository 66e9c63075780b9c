"""When a survey goes out, reminds, closes and comes again; wall times survive clock changes."""

from datetime import date, datetime, time, timedelta

from bot.domain.recurrence import (
    Cadence,
    Rule,
    local_date_of,
    next_occurrence,
    to_instant,
    to_local,
)
from bot.domain.typed_dates import parse_length, parse_when

LENGTHS = (3, 7, 14)
REPEATS = (4, 6, 8, 12)
MOST_WEEKS = 52
FARTHEST = timedelta(days=366)
# A date that was typed without a time.
MORNING = time(10)
EVENING = time(20)
# Nobody is reminded sooner after they were asked.
SETTLE = timedelta(hours=12)
_BEFORE_CLOSE = timedelta(days=2)
_WORTH_IT = timedelta(hours=2)


def read_opening(text: str, now: datetime, zone: str) -> datetime | None:
    """The instant that a typed date and time name in `zone`; None if they name none."""
    today = local_date_of(now, zone)
    day, at = parse_when(text, today)
    if day is None and at is None:
        return None
    return to_instant(_nearer(day or today, today), at or MORNING, zone)


def read_closing(text: str, now: datetime, zone: str) -> datetime | int | None:
    """A typed length in days, such as "10 days", or the instant that a typed date names."""
    today = local_date_of(now, zone)
    until = parse_length(text, today)
    if until is not None:
        return (until - today).days
    day, at = parse_when(text, today)
    if day is None and at is None:
        return None
    return to_instant(_nearer(day or today, today), at or EVENING, zone)


def after_days(opens: datetime, days: int, zone: str) -> datetime:
    """The same wall time some days later."""
    local = to_local(opens, zone)
    return to_instant(local.date() + timedelta(days=days), local.time(), zone)


def whole_days(opens: datetime, closes: datetime, zone: str) -> int:
    """How many days a survey is open, at least one."""
    return max(1, (local_date_of(closes, zone) - local_date_of(opens, zone)).days)


def reminds_at(opened: datetime, closes: datetime) -> datetime | None:
    """Half-way or two days before it closes, whichever is later; None if that is hardly before.

    Never within twelve hours of opening.
    """
    moment = max(opened + (closes - opened) / 2, closes - _BEFORE_CLOSE, opened + SETTLE)
    return moment if moment <= closes - _WORTH_IT else None


def next_round(first: datetime, every_weeks: int, zone: str, after: datetime) -> datetime:
    """When it opens again after `after`: on the weekday and at the wall time of its first round."""
    local = to_local(first, zone)
    rule = Rule(
        cadence=Cadence.WEEKLY,
        weekday=local.weekday(),
        wall_time=local.time().replace(second=0, microsecond=0),
        zone=zone,
        anchor=local.date(),
        every_weeks=every_weeks,
    )
    found = next_occurrence(rule, after)
    assert found is not None  # a weekly rule goes on for ever
    return found.instant


def offered_openings(now: datetime, zone: str) -> tuple[datetime, ...]:
    """A few moments to choose from: tomorrow morning, tomorrow at five, the morning of Monday."""
    today = local_date_of(now, zone)
    tomorrow = today + timedelta(days=1)
    monday = _next_monday(tomorrow)
    return tuple(
        to_instant(day, at, zone)
        for day, at in ((tomorrow, MORNING), (tomorrow, time(17)), (monday, MORNING))
    )


def _next_monday(after: date) -> date:
    return after + timedelta(days=(-after.weekday() - 1) % 7 + 1)


def _nearer(day: date, today: date) -> date:
    """A date in the year 1 or 9999 has no instant in every zone; it is refused all the same."""
    return min(max(day, today - 2 * FARTHEST), today + 2 * FARTHEST)
