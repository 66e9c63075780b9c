"""Somebody who says "later" is asked again the same day, and never in their quiet hours."""

from datetime import UTC, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from bot.domain.later import later_today, tomorrow
from bot.domain.quiet import QuietHours, is_quiet

LONDON = "Europe/London"
EVENINGS = QuietHours(time(21), time(8))


def at(hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 3, 8, hour, minute, tzinfo=UTC)


@pytest.mark.parametrize(
    ("now", "then"),
    [
        (at(12), at(15)),
        (at(17, 59), at(20, 59)),
        (at(18), at(20, 30)),
        (at(19, 45), at(20, 30)),
        (at(19, 46), None),
        (at(22), None),
        (at(3), None),
    ],
)
def test_later_is_in_three_hours_or_before_quiet_hours_or_not_today(
    now: datetime, then: datetime | None
) -> None:
    assert later_today(now, LONDON, EVENINGS) == then


def test_without_quiet_hours_it_is_always_in_three_hours() -> None:
    assert later_today(at(23), LONDON, QuietHours(time(0), time(0))) == at(23) + timedelta(hours=3)


@given(
    some.datetimes(datetime(2026, 1, 1), datetime(2027, 1, 1), timezones=some.just(UTC)),
    some.times(),
    some.times(),
    some.sampled_from((LONDON, "America/St_Johns", "Asia/Kathmandu", "Pacific/Apia")),
)
def test_it_is_never_quiet_then_and_never_too_soon(
    now: datetime, start: time, end: time, zone: str
) -> None:
    quiet = QuietHours(start, end)
    then = later_today(now, zone, quiet)
    if then is not None:
        assert timedelta(minutes=45) <= then - now <= timedelta(hours=3)
        assert not is_quiet(then, zone, quiet)


def test_tomorrow_is_at_the_agreed_time_across_a_clock_change() -> None:
    evening = datetime(2026, 3, 28, 18, tzinfo=UTC)
    assert tomorrow(evening, time(18), LONDON) == datetime(2026, 3, 29, 17, tzinfo=UTC)
