"""Every clock change of every zone, found without the code under test.

Only the way from an instant to a local time is used here, which is unambiguous; what is tested goes
the other way.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

FIRST = datetime(2024, 1, 1, tzinfo=UTC)
LAST = datetime(2038, 1, 1, tzinfo=UTC)
STRIDE = timedelta(days=7)
ZONES = sorted(available_timezones())


@dataclass(frozen=True)
class ClockChange:
    """An instant (aware UTC, to the second) at which a zone's offset changes."""

    at: datetime
    before: timedelta
    after: timedelta

    @property
    def is_gap(self) -> bool:
        return self.after > self.before

    @property
    def affected(self) -> tuple[datetime, datetime]:
        """The naive wall times that are skipped or repeated, from the first up to the second."""
        naive = self.at.replace(tzinfo=None)
        return naive + min(self.before, self.after), naive + max(self.before, self.after)


def offset(instant: datetime, zone: ZoneInfo) -> timedelta:
    found = instant.astimezone(zone).utcoffset()
    assert found is not None
    return found


def _bisect(low: datetime, high: datetime, zone: ZoneInfo) -> ClockChange:
    before, after = offset(low, zone), offset(high, zone)
    while high - low > timedelta(seconds=1):
        middle = low + (high - low) // 2
        middle = middle.replace(microsecond=0)
        if offset(middle, zone) == before:
            low = middle
        else:
            high = middle
    return ClockChange(high, before, after)


@cache
def clock_changes(key: str) -> tuple[ClockChange, ...]:
    zone = ZoneInfo(key)
    found = []
    low = FIRST
    while low < LAST:
        high = low + STRIDE
        if offset(low, zone) != offset(high, zone):
            found.append(_bisect(low, high, zone))
        low = high
    return tuple(found)
