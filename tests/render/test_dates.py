"""Dates and times read as people write them in their language."""

from datetime import UTC, date, datetime, time

import pytest

from bot.render.dates import city_name, clock_time, day, moment, weekday

THURSDAY = date(2026, 11, 26)
NOW = datetime(2026, 11, 20, tzinfo=UTC)


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en", "Thursday 26 November"),
        ("en-us", "Thursday, November 26"),
        ("de", "Donnerstag, 26. November"),
        ("fr", "jeudi 26 novembre"),
        ("pt-br", "quinta-feira, 26 de novembro"),
        ("ru", "четверг, 26 ноября"),
        ("no such language", "Thursday 26 November"),
        ("", "Thursday 26 November"),
    ],
)
def test_a_day_is_written_out_in_the_order_of_the_language(language: str, expected: str) -> None:
    assert day(THURSDAY, language) == expected


def test_a_year_is_added_when_asked() -> None:
    assert day(THURSDAY, "fr", with_year=True) == "jeudi 26 novembre 2026"
    assert day(THURSDAY, "en", with_year=True) == "Thursday 26 November 2026"
    assert day(THURSDAY, "en-us", with_year=True) == "Thursday, November 26, 2026"


def test_a_time_is_to_the_minute() -> None:
    assert clock_time(time(18, 0, 59), "en") == "18:00"
    assert clock_time(time(7, 5), "de") == "07:05"


def test_a_moment_is_shown_on_the_clock_of_its_zone() -> None:
    instant = datetime(2026, 11, 26, 23, 30, tzinfo=UTC)
    assert moment(instant, "Europe/London", "en", NOW) == "Thursday 26 November, 23:30"
    assert moment(instant, "Europe/Paris", "en", NOW) == "Friday 27 November, 00:30"
    assert (
        moment(instant, "Europe/Vienna", "en", NOW, with_zone=True)
        == "Friday 27 November, 00:30 (Vienna)"
    )


def test_a_moment_of_another_year_says_which() -> None:
    instant = datetime(2026, 12, 31, 23, 30, tzinfo=UTC)
    assert moment(instant, "Europe/Paris", "en", NOW) == "Friday 1 January 2027, 00:30"
    assert "2026" not in moment(instant, "Europe/London", "en", NOW)


def test_weekdays_count_from_monday_in_every_language() -> None:
    # Swahili first: Babel's own table then gives Swahili names for Polish.
    assert weekday(3, "sw") == "Alhamisi"
    assert weekday(0, "pl") == "poniedziałek"
    assert [weekday(n, "en") for n in (0, 6)] == ["Monday", "Sunday"]


def test_a_zone_is_named_after_its_city() -> None:
    assert city_name("America/Argentina/Buenos_Aires", "en") == "Buenos Aires"
    assert city_name("Europe/Vienna", "de") == "Wien"
    assert city_name("UTC", "en") == "UTC"
