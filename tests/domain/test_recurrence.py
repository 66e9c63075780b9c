"""A rule names dates and a wall time; each date that exists gets one instant, in order."""

from datetime import UTC, date, datetime, time, timedelta
from itertools import islice
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.recurrence import (
    Cadence,
    Occurrence,
    Rule,
    date_exists,
    is_in_gap,
    local_date_of,
    next_occurrence,
    occurrences,
    to_instant,
    to_local,
)
from tests.domain.clock_changes import ZONES


def utc(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)  # type: ignore[misc,arg-type]


def dates(rule: Rule, after: datetime, count: int) -> list[date]:
    found = occurrences(rule, after, after + timedelta(days=400))
    return [occurrence.local_date for occurrence in islice(found, count)]


def rule(**changes: Any) -> Rule:
    parts: dict[str, Any] = {
        "cadence": Cadence.WEEKLY,
        "weekday": 3,
        "wall_time": time(18),
        "zone": "Europe/Paris",
    }
    return Rule(**(parts | changes))


class TestDates:
    """Which dates a rule names."""

    def test_weekly_comes_every_week(self) -> None:
        assert dates(rule(), utc(2026, 11, 20), 3) == [
            date(2026, 11, 26),
            date(2026, 12, 3),
            date(2026, 12, 10),
        ]

    def test_the_same_instant_is_not_its_own_next(self) -> None:
        first = next_occurrence(rule(), utc(2026, 11, 26, 16, 59))
        assert first == Occurrence(date(2026, 11, 26), utc(2026, 11, 26, 17))
        second = next_occurrence(rule(), utc(2026, 11, 26, 17))
        assert second == Occurrence(date(2026, 12, 3), utc(2026, 12, 3, 17))

    def test_fortnightly_keeps_the_weeks_of_its_anchor_however_late_one_looks(self) -> None:
        every_other = rule(cadence=Cadence.FORTNIGHTLY, anchor=date(2026, 1, 5))
        assert dates(every_other, utc(2026, 1, 1), 2) == [date(2026, 1, 8), date(2026, 1, 22)]
        assert dates(every_other, utc(2026, 1, 9), 1) == [date(2026, 1, 22)]
        assert dates(every_other, utc(2026, 12, 5), 1) == [date(2026, 12, 10)]

    def test_an_anchor_after_the_weekday_starts_in_the_next_week(self) -> None:
        every_other = rule(cadence=Cadence.FORTNIGHTLY, anchor=date(2026, 1, 9))
        assert dates(every_other, utc(2025, 12, 1), 2) == [date(2026, 1, 15), date(2026, 1, 29)]

    def test_less_often_spreads_a_weekly_rule_out(self) -> None:
        seldom = rule(every_weeks=3, anchor=date(2026, 1, 8))
        assert dates(seldom, utc(2026, 1, 9), 2) == [date(2026, 1, 29), date(2026, 2, 19)]

    def test_nothing_comes_before_the_anchor(self) -> None:
        assert dates(rule(anchor=date(2026, 3, 1)), utc(2026, 1, 1), 1) == [date(2026, 3, 5)]
        monthly = rule(cadence=Cadence.MONTHLY, week_of_month=1, anchor=date(2026, 3, 6))
        assert dates(monthly, utc(2026, 1, 1), 1) == [date(2026, 4, 2)]

    @pytest.mark.parametrize(
        ("week", "expected"),
        [
            (1, [date(2026, 1, 1), date(2026, 2, 5), date(2026, 3, 5)]),
            (2, [date(2026, 1, 8), date(2026, 2, 12), date(2026, 3, 12)]),
            (4, [date(2026, 1, 22), date(2026, 2, 26), date(2026, 3, 26)]),
            (-1, [date(2026, 1, 29), date(2026, 2, 26), date(2026, 3, 26)]),
        ],
    )
    def test_monthly_comes_on_its_weekday_in_its_week(
        self, week: int, expected: list[date]
    ) -> None:
        monthly = rule(cadence=Cadence.MONTHLY, week_of_month=week)
        assert dates(monthly, utc(2026, 1, 1), 3) == expected

    def test_the_last_friday_finds_a_fifth_one(self) -> None:
        monthly = rule(cadence=Cadence.MONTHLY, weekday=4, week_of_month=-1)
        assert dates(monthly, utc(2026, 5, 1), 1) == [date(2026, 5, 29)]

    def test_monthly_crosses_the_turn_of_the_year(self) -> None:
        monthly = rule(cadence=Cadence.MONTHLY, weekday=1, week_of_month=2)
        assert dates(monthly, utc(2026, 12, 9), 1) == [date(2027, 1, 12)]

    def test_by_arrangement_never_recurs(self) -> None:
        assert next_occurrence(rule(cadence=Cadence.ARRANGEMENT), utc(2026, 1, 1)) is None
        assert dates(rule(cadence=Cadence.ARRANGEMENT), utc(2026, 1, 1), 1) == []

    def test_a_stretch_has_its_start_but_not_its_end(self) -> None:
        first, second = utc(2026, 11, 26, 17), utc(2026, 12, 3, 17)
        assert [o.instant for o in occurrences(rule(), first, second)] == [first]

    @pytest.mark.parametrize(
        "changes",
        [
            {"weekday": 7},
            {"weekday": -1},
            {"zone": "Europe/Atlantis"},
            {"zone": "../etc/passwd"},
            {"zone": "Europe"},
            {"zone": ""},
            {"wall_time": time(18, tzinfo=UTC)},
            {"cadence": Cadence.MONTHLY},
            {"cadence": Cadence.MONTHLY, "week_of_month": 5},
            {"week_of_month": 1},
            {"every_weeks": 0},
            {"every_weeks": 2},
            {"cadence": Cadence.FORTNIGHTLY},
            {"cadence": Cadence.MONTHLY, "week_of_month": 1, "every_weeks": 2},
        ],
    )
    def test_parts_that_do_not_fit_are_refused(self, changes: dict[str, Any]) -> None:
        with pytest.raises(ValueError):
            rule(**changes)


class TestClocks:
    """How a wall time becomes an instant. Every clock change is in test_clock_changes.py."""

    @pytest.mark.parametrize(
        ("zone", "wall", "gap", "instant"),
        [
            ("Europe/Paris", datetime(2026, 3, 29, 2, 30), True, utc(2026, 3, 29, 1, 30)),
            ("Europe/Paris", datetime(2026, 10, 25, 2, 30), False, utc(2026, 10, 25, 0, 30)),
            ("Europe/Paris", datetime(2026, 10, 25, 3), False, utc(2026, 10, 25, 2)),
            ("America/New_York", datetime(2026, 3, 8, 2, 30), True, utc(2026, 3, 8, 7, 30)),
            ("Australia/Lord_Howe", datetime(2026, 10, 4, 2, 15), True, utc(2026, 10, 3, 15, 45)),
            ("America/Nuuk", datetime(2026, 3, 28, 23, 30), True, utc(2026, 3, 29, 1, 30)),
            ("Asia/Kolkata", datetime(2026, 3, 29, 2, 30), False, utc(2026, 3, 28, 21)),
        ],
    )  # fmt: skip
    def test_a_gap_moves_forward_and_a_repeat_is_taken_the_first_time(
        self, zone: str, wall: datetime, gap: bool, instant: datetime
    ) -> None:
        assert is_in_gap(wall, zone) is gap
        assert to_instant(wall.date(), wall.time(), zone) == instant

    def test_a_gap_at_the_end_of_a_day_keeps_the_date_that_the_rule_names(self) -> None:
        late = rule(weekday=5, wall_time=time(23, 30), zone="America/Nuuk")
        found = next_occurrence(late, utc(2026, 3, 28))
        assert found == Occurrence(date(2026, 3, 28), utc(2026, 3, 29, 1, 30))
        assert local_date_of(found.instant, late.zone) == date(2026, 3, 29)
        assert next_occurrence(late, utc(2026, 3, 29, 1, 29)) == found

    @pytest.mark.parametrize(
        ("zone", "skipped"),
        [
            ("Pacific/Apia", date(2011, 12, 30)),
            ("Pacific/Fakaofo", date(2011, 12, 30)),
            ("Pacific/Kwajalein", date(1993, 8, 21)),
        ],
    )
    def test_a_date_that_a_zone_leaves_out_does_not_occur(self, zone: str, skipped: date) -> None:
        week = timedelta(weeks=1)
        assert not date_exists(skipped, zone)
        assert date_exists(skipped - timedelta(days=1), zone)
        assert date_exists(skipped + timedelta(days=1), zone)
        weekly = rule(weekday=skipped.weekday(), wall_time=time(12), zone=zone)
        start = to_instant(skipped - week, time(0), zone)
        assert dates(weekly, start, 2) == [skipped - week, skipped + week]

    def test_asked_all_the_same_it_gives_the_next_date_that_exists(self) -> None:
        moved = to_instant(date(2011, 12, 30), time(12), "Pacific/Apia")
        assert moved == to_instant(date(2011, 12, 31), time(12), "Pacific/Apia")

    def test_a_gap_of_part_of_a_day_leaves_the_date_in_place(self) -> None:
        assert date_exists(date(2026, 3, 29), "Europe/Paris")
        assert date_exists(date(2026, 3, 28), "America/Nuuk")

    def test_naive_instants_and_aware_wall_times_are_refused(self) -> None:
        with pytest.raises(ValueError):
            to_local(datetime(2026, 1, 1), "Europe/Paris")
        with pytest.raises(ValueError):
            next_occurrence(rule(), datetime(2026, 1, 1))
        with pytest.raises(ValueError):
            is_in_gap(utc(2026, 1, 1), "Europe/Paris")


instants = st.datetimes(datetime(1990, 1, 1), datetime(2060, 1, 1), timezones=st.just(UTC))


@st.composite
def rules(draw: st.DrawFn) -> Rule:
    cadence = draw(st.sampled_from([Cadence.WEEKLY, Cadence.FORTNIGHTLY, Cadence.MONTHLY]))
    every_weeks = draw(st.integers(1, 4)) if cadence is Cadence.WEEKLY else 1
    anchor = draw(st.dates(date(1990, 1, 1), date(2060, 1, 1)))
    needs_anchor = cadence is Cadence.FORTNIGHTLY or every_weeks > 1
    return Rule(
        cadence,
        draw(st.integers(0, 6)),
        draw(st.times()),
        draw(st.sampled_from(ZONES)),
        anchor if needs_anchor or draw(st.booleans()) else None,
        draw(st.sampled_from([1, 2, 3, 4, -1])) if cadence is Cadence.MONTHLY else None,
        every_weeks,
    )


class TestEveryRule:
    """What holds whatever the rule, the zone and the moment."""

    @settings(deadline=None)
    @given(rules(), instants)
    def test_the_next_is_later_and_on_its_weekday(self, any_rule: Rule, after: datetime) -> None:
        found = next_occurrence(any_rule, after)
        assert found is not None
        assert found.instant > after
        assert found.local_date.weekday() == any_rule.weekday
        assert any_rule.anchor is None or found.local_date >= any_rule.anchor
        assert found.instant == to_instant(found.local_date, any_rule.wall_time, any_rule.zone)

    @settings(deadline=None)
    @given(rules(), instants)
    def test_nothing_lies_between_an_instant_and_its_next(
        self, any_rule: Rule, after: datetime
    ) -> None:
        found = next_occurrence(any_rule, after)
        assert found is not None
        halfway = after + (found.instant - after) / 2
        if halfway < found.instant:
            assert next_occurrence(any_rule, halfway) == found
        assert next_occurrence(any_rule, found.instant - timedelta(microseconds=1)) == found

    @settings(deadline=None)
    @given(rules(), instants)
    def test_asking_again_and_again_gives_the_stretch(
        self, any_rule: Rule, start: datetime
    ) -> None:
        end = start + timedelta(days=120)
        asked = []
        found = next_occurrence(any_rule, start - timedelta(microseconds=1))
        while found is not None and found.instant < end:
            asked.append(found)
            found = next_occurrence(any_rule, found.instant)
        assert list(occurrences(any_rule, start, end)) == asked
        assert len({occurrence.local_date for occurrence in asked}) == len(asked)

    @settings(deadline=None)
    @given(instants, st.sampled_from(ZONES))
    def test_a_local_time_is_the_same_instant(self, instant: datetime, zone: str) -> None:
        local = to_local(instant, zone)
        assert local == instant
        assert date_exists(local.date(), zone)
        assert not is_in_gap(local.replace(tzinfo=None, fold=0), zone)
