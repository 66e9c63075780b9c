"""Nothing goes at night, little goes late, and a time that people agreed on is kept."""

from datetime import UTC, datetime, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.quiet import (
    DEFAULT_QUIET,
    TOO_LATE,
    Missed,
    QuietHours,
    Send,
    Verdict,
    Wait,
    is_quiet,
    next_allowed,
    verdict,
)
from bot.domain.recurrence import to_instant
from tests.domain.clock_changes import ZONES

PARIS = "Europe/Paris"
SIESTA = QuietHours(time(13), time(15))


def at(text: str, zone: str = PARIS) -> datetime:
    wall = datetime.fromisoformat(text)
    return to_instant(wall.date(), wall.time(), zone)


class TestQuietHours:
    """When it is quiet, and until when."""

    @pytest.mark.parametrize(
        ("moment", "hours", "allowed"),
        [
            ("2026-06-01 20:59:59", DEFAULT_QUIET, "2026-06-01 20:59:59"),
            ("2026-06-01 21:00", DEFAULT_QUIET, "2026-06-02 08:00"),
            ("2026-06-02 00:00", DEFAULT_QUIET, "2026-06-02 08:00"),
            ("2026-06-02 07:59:59", DEFAULT_QUIET, "2026-06-02 08:00"),
            ("2026-06-02 08:00", DEFAULT_QUIET, "2026-06-02 08:00"),
            ("2026-06-01 12:59", SIESTA, "2026-06-01 12:59"),
            ("2026-06-01 13:00", SIESTA, "2026-06-01 15:00"),
            ("2026-06-01 23:00", SIESTA, "2026-06-01 23:00"),
            ("2026-06-01 03:00", QuietHours(time(9), time(9)), "2026-06-01 03:00"),
        ],
    )
    def test_quiet_ends_when_it_says(self, moment: str, hours: QuietHours, allowed: str) -> None:
        assert next_allowed(at(moment), PARIS, hours) == at(allowed)
        assert is_quiet(at(moment), PARIS, hours) is (moment != allowed)

    def test_a_night_is_an_hour_shorter_in_spring_and_longer_in_autumn(self) -> None:
        for evening, hours in [("2026-03-28 21:00", 10), ("2026-10-24 21:00", 12)]:
            end = next_allowed(at(evening), PARIS, DEFAULT_QUIET)
            assert end - at(evening) == timedelta(hours=hours)

    def test_an_end_that_spring_skips_comes_after_the_gap(self) -> None:
        hours = QuietHours(time(21), time(2, 30))
        assert next_allowed(at("2026-03-29 01:00"), PARIS, hours) == at("2026-03-29 03:30")

    def test_a_night_whose_end_spring_moves_into_the_next_one_goes_on_with_it(self) -> None:
        hours = QuietHours(time(3, 10), time(2, 30))
        assert next_allowed(at("2026-03-29 01:00"), PARIS, hours) == at("2026-03-30 02:30")

    def test_an_end_that_autumn_repeats_ends_the_night_the_first_time(self) -> None:
        hours = QuietHours(time(21), time(2, 30))
        first_end = at("2026-10-25 02:30")
        assert next_allowed(at("2026-10-25 01:00"), PARIS, hours) == first_end
        assert not is_quiet(first_end + timedelta(minutes=40), PARIS, hours)

    def test_a_night_over_a_date_that_was_left_out_still_ends(self) -> None:
        moment = at("2011-12-31 03:00", "Pacific/Apia")
        assert next_allowed(moment, "Pacific/Apia", DEFAULT_QUIET) == at(
            "2011-12-31 08:00", "Pacific/Apia"
        )

    @settings(deadline=None)
    @given(
        st.datetimes(datetime(2024, 1, 1), datetime(2037, 1, 1), timezones=st.just(UTC)),
        st.timedeltas(timedelta(0), timedelta(days=2)),
        st.sampled_from(ZONES),
        st.builds(QuietHours, st.times(), st.times()),
    )
    def test_the_first_allowed_moment_is_not_quiet_and_never_earlier_for_a_later_question(
        self, moment: datetime, later: timedelta, zone: str, hours: QuietHours
    ) -> None:
        allowed = next_allowed(moment, zone, hours)
        assert allowed >= moment
        assert not is_quiet(allowed, zone, hours)
        assert (allowed == moment) is not is_quiet(moment, zone, hours)
        assert next_allowed(moment + later, zone, hours) >= allowed


class TestVerdict:
    """Whether a message that fell due still goes."""

    @pytest.mark.parametrize(
        ("due", "now", "agreed", "expected"),
        [
            # In the daytime.
            ("2026-06-01 10:00", "2026-06-01 10:00", False, Send()),
            ("2026-06-01 10:00", "2026-06-01 14:00", False, Send()),
            ("2026-06-01 10:00", "2026-06-01 14:00:01", False, Missed()),
            ("2026-06-01 10:00", "2026-06-01 14:00:01", True, Missed()),
            ("2026-06-01 10:00", "2026-06-01 14:00", True, Send()),
            # Asked about too early.
            ("2026-06-01 10:00", "2026-06-01 09:59", False, Wait(at("2026-06-01 10:00"))),
            ("2026-06-01 22:00", "2026-06-01 21:00", True, Wait(at("2026-06-01 22:00"))),
            ("2026-06-01 22:00", "2026-06-01 20:00", False, Wait(at("2026-06-02 08:00"))),
            # Due in quiet hours: meant for their end, and late only from then on.
            ("2026-06-01 22:00", "2026-06-01 22:00", False, Wait(at("2026-06-02 08:00"))),
            ("2026-06-01 22:00", "2026-06-02 05:00", False, Wait(at("2026-06-02 08:00"))),
            ("2026-06-01 22:00", "2026-06-02 12:00", False, Send()),
            ("2026-06-01 22:00", "2026-06-02 12:00:01", False, Missed()),
            # Quiet hours began before it went.
            ("2026-06-01 20:59:59", "2026-06-01 21:00:01", False, Wait(at("2026-06-02 08:00"))),
            ("2026-06-01 20:00", "2026-06-01 23:00", False, Wait(at("2026-06-02 08:00"))),
            ("2026-06-01 18:00", "2026-06-01 22:00:01", False, Missed()),
            ("2026-06-01 20:00", "2026-06-02 08:00", False, Missed()),
            # Agreed on for a time in quiet hours.
            ("2026-06-01 22:00", "2026-06-01 22:00", True, Send()),
            ("2026-06-01 22:00", "2026-06-01 22:15", True, Send()),
            ("2026-06-01 22:00", "2026-06-01 22:15:01", True, Wait(at("2026-06-02 08:00"))),
            ("2026-06-01 22:00", "2026-06-02 02:00:01", True, Missed()),
            ("2026-06-01 06:00", "2026-06-01 07:00", True, Wait(at("2026-06-01 08:00"))),
        ],
    )
    def test_a_message_goes_waits_or_is_missed(
        self, due: str, now: str, agreed: bool, expected: Verdict
    ) -> None:
        assert verdict(at(due), at(now), PARIS, DEFAULT_QUIET, agreed=agreed) == expected

    @settings(deadline=None)
    @given(
        st.datetimes(datetime(2024, 1, 1), datetime(2037, 1, 1), timezones=st.just(UTC)),
        st.timedeltas(timedelta(hours=-30), timedelta(hours=30)),
        st.sampled_from(ZONES),
        st.builds(QuietHours, st.times(), st.times()),
        st.booleans(),
    )
    def test_a_message_told_to_wait_goes_when_the_wait_is_over(
        self, due: datetime, late: timedelta, zone: str, hours: QuietHours, agreed: bool
    ) -> None:
        said = verdict(due, due + late, zone, hours, agreed=agreed)
        if isinstance(said, Wait):
            assert said.until > due + late
            assert verdict(said.until, said.until, zone, hours, agreed=agreed) == Send()
            late_again = verdict(
                said.until, said.until + TOO_LATE + timedelta(minutes=1), zone, hours, agreed=agreed
            )
            assert late_again == Missed()
