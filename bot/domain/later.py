"""When to ask again, for somebody who says: not now."""

from datetime import datetime, time, timedelta

from bot.domain.quiet import QuietHours, is_quiet
from bot.domain.recurrence import local_date_of, to_instant

IN_A_WHILE = timedelta(hours=3)
_BEFORE_QUIET = timedelta(minutes=30)
_WORTH_IT = timedelta(minutes=45)


def later_today(now: datetime, zone: str, quiet: QuietHours) -> datetime | None:
    """In three hours, or half an hour before quiet hours if those begin sooner.

    None if quiet hours are so near that it would hardly be later at all.
    """
    in_a_while = now + IN_A_WHILE
    if is_quiet(now, zone, quiet):
        return None
    if not is_quiet(in_a_while, zone, quiet):
        return in_a_while
    today = local_date_of(now, zone)
    starts = [to_instant(today + timedelta(days=d), quiet.start, zone) for d in (0, 1)]
    begins = min(start for start in starts if start > now)
    before = begins - _BEFORE_QUIET
    return before if before - now >= _WORTH_IT else None


def tomorrow(now: datetime, at: time, zone: str) -> datetime:
    """The wall time `at` on the next local date."""
    return to_instant(local_date_of(now, zone) + timedelta(days=1), at, zone)
