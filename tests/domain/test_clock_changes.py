"""Whatever the clocks do, a schedule happens exactly once on every local date that exists."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

import pytest

from bot.domain.recurrence import (
    Cadence,
    Rule,
    is_in_gap,
    occurrences,
    to_instant,
)
from tests.domain.clock_changes import ZONES, ClockChange, clock_changes

MINUTE = timedelta(minutes=1)
DAY = timedelta(days=1)
# A test for each zone would mostly be the work around a test.
_SHARES = [ZONES[first : first + 20] for first in range(0, len(ZONES), 20)]
# Every fourth of them each time, and all of them in the long tests.
SHARES = [
    pytest.param(share, marks=() if number % 4 == 0 else pytest.mark.soak)
    for number, share in enumerate(_SHARES)
]


def first_of(keys: list[str]) -> str:
    return f"{keys[0]} and on"


def all_changes(keys: list[str]) -> Iterator[tuple[str, ClockChange]]:
    """Every clock change of these zones, each with its zone."""
    for key in keys:
        for change in clock_changes(key):
            yield key, change


def inside(change: ClockChange) -> Iterator[datetime]:
    first, past = change.affected
    yield from (first, first + (past - first) // 2, past - MINUTE)


def either_side(change: ClockChange) -> Iterator[datetime]:
    first, past = change.affected
    yield from (first - MINUTE, past, past + MINUTE)


def promised(wall: datetime, change: ClockChange) -> datetime:
    """The instant by RFC 5545, reckoned from the offsets alone."""
    return (wall - (change.before if wall < change.affected[1] else change.after)).replace(
        tzinfo=change.at.tzinfo
    )


@lru_cache(maxsize=1)
def existing_dates(change: ClockChange, key: str) -> frozenset[date]:
    """Local dates of the days around, seen by looking at the clock every six hours."""
    zone = ZoneInfo(key)
    looks = (change.at + timedelta(hours=hours) for hours in range(-10 * 24, 10 * 24 + 1, 6))
    return frozenset(look.astimezone(zone).date() for look in looks)


def check_the_weeks_around(wall: datetime, change: ClockChange, key: str) -> None:
    rule = Rule(Cadence.WEEKLY, wall.weekday(), wall.time(), key)
    found = list(occurrences(rule, change.at - 9 * DAY, change.at + 9 * DAY))
    wanted = [
        day
        for day in sorted(existing_dates(change, key))
        if day.weekday() == wall.weekday() and abs(day - wall.date()) <= 7 * DAY
    ]
    assert [occurrence.local_date for occurrence in found] == wanted
    instants = [occurrence.instant for occurrence in found]
    assert instants == sorted(set(instants))
    assert instants[wanted.index(wall.date())] == promised(wall, change)


@pytest.mark.parametrize("keys", SHARES, ids=first_of)
def test_a_time_near_any_clock_change_occurs_once_and_when_promised(keys: list[str]) -> None:
    for key, change in all_changes(keys):
        for wall in inside(change):
            assert is_in_gap(wall, key) == change.is_gap
            check_the_weeks_around(wall, change, key)
        for wall in either_side(change):
            assert not is_in_gap(wall, key)
            check_the_weeks_around(wall, change, key)


@pytest.mark.parametrize("keys", SHARES, ids=first_of)
def test_a_skipped_time_moves_past_the_gap_and_any_other_shows_on_the_clock(
    keys: list[str],
) -> None:
    for key, change in all_changes(keys):
        zone = ZoneInfo(key)
        gap = abs(change.after - change.before) if change.is_gap else timedelta(0)
        for wall in (*inside(change), *either_side(change)):
            moved = gap if is_in_gap(wall, key) else timedelta(0)
            shown = to_instant(wall.date(), wall.time(), key).astimezone(zone)
            assert shown.replace(tzinfo=None) == wall + moved
            assert shown.fold == 0


def test_the_changes_looked_at_are_neither_few_nor_of_one_kind() -> None:
    changes = [change for key in ZONES for change in clock_changes(key)]
    sizes = {abs(change.after - change.before) for change in changes}
    assert len(changes) > 4000
    assert sum(change.is_gap for change in changes) > 2000
    assert {timedelta(minutes=30), timedelta(hours=1), timedelta(hours=2)} <= sizes
