"""What people type is read as the time or date that they mean, or not at all."""

from datetime import date, time

import pytest

from bot.domain.typed_dates import parse_date, parse_length, parse_weekday, parse_when
from bot.domain.typed_times import parse_time

TODAY = date(2026, 3, 4)  # a Wednesday


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("18:30", time(18, 30)),
        ("18.30", time(18, 30)),
        ("18h30", time(18, 30)),
        ("18:30:15", time(18, 30)),
        ("6:30:59 pm", time(18, 30)),
        ("1830", time(18, 30)),
        ("18", time(18)),
        ("18h", time(18)),
        ("at 18:30", time(18, 30)),
        (" 6pm ", time(18)),
        ("6 pm", time(18)),
        ("6:30 p.m.", time(18, 30)),
        ("6.30PM", time(18, 30)),
        ("7 a.m.", time(7)),
        ("12am", time(0)),
        ("12 pm", time(12)),
        ("noon", time(12)),
        ("midnight", time(0)),
        ("0:05", time(0, 5)),
        ("8:00", time(8)),
    ],
)
def test_a_time_is_read_as_people_write_it(text: str, meant: time) -> None:
    assert parse_time(text) == meant


@pytest.mark.parametrize(
    "text",
    [
        "",
        "6",
        "12",
        "24:00",
        "25:00",
        "18:60",
        "18:30:60",
        "18:30:1",
        "13pm",
        "0am",
        "half past six",
        "soon",
        "18:3",
        "-5",
    ],
)
def test_what_is_not_clearly_a_time_is_not_taken(text: str) -> None:
    assert parse_time(text) is None


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("14 March", date(2026, 3, 14)),
        ("14th of March", date(2026, 3, 14)),
        ("March 14", date(2026, 3, 14)),
        ("mar 14th, 2027", date(2027, 3, 14)),
        ("14. March", date(2026, 3, 14)),
        ("14.3.", date(2026, 3, 14)),
        ("14.3", date(2026, 3, 14)),
        ("14. 3. 2026", date(2026, 3, 14)),
        ("14/03/26", date(2026, 3, 14)),
        ("2026-03-14", date(2026, 3, 14)),
        ("today", TODAY),
        ("Tomorrow", date(2026, 3, 5)),
        ("Friday", date(2026, 3, 6)),
        ("next fri", date(2026, 3, 6)),
        ("on Tuesday", date(2026, 3, 10)),
        # The same weekday as today is the one in a week.
        ("Wednesday", date(2026, 3, 11)),
        # Just gone: the caller says so. Long gone: next year's is meant.
        ("1 March", date(2026, 3, 1)),
        ("15 January", date(2026, 1, 15)),
        ("1 January 2026", date(2026, 1, 1)),
    ],
)
def test_a_date_is_read_as_people_write_it(text: str, meant: date) -> None:
    assert parse_date(text, TODAY) == meant


def test_without_a_year_a_date_long_gone_is_next_years() -> None:
    assert parse_date("14 March", date(2026, 11, 20)) == date(2027, 3, 14)
    assert parse_date("29 February", date(2027, 12, 1)) == date(2028, 2, 29)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "soon",
        "30 February",
        "31.4.",
        "14",
        "14 Foo",
        "ma 14",
        "0.3.",
        "2026-13-01",
        "t",
        "14.3.5",
    ],
)
def test_what_is_not_a_date_is_not_taken(text: str) -> None:
    assert parse_date(text, TODAY) is None


@pytest.mark.parametrize(
    ("text", "weekday"),
    [("Monday", 0), ("sun", 6), ("THURS", 3), ("tue.", 1), ("t", None), ("", None), ("day", None)],
)
def test_a_weekday_may_be_shortened_to_three_letters(text: str, weekday: int | None) -> None:
    assert parse_weekday(text) == weekday


@pytest.mark.parametrize(
    ("text", "day", "at"),
    [
        ("14 March 18:30", date(2026, 3, 14), time(18, 30)),
        ("14 March, at 6pm", date(2026, 3, 14), time(18)),
        ("18:30 on Friday", date(2026, 3, 6), time(18, 30)),
        ("14.3. 9.30", date(2026, 3, 14), time(9, 30)),
        ("tomorrow noon", date(2026, 3, 5), time(12)),
        ("Friday", date(2026, 3, 6), None),
        ("7pm", None, time(19)),
        ("Friday or Saturday", None, None),
        ("18:30 maybe", None, None),
        ("", None, None),
    ],
)
def test_a_date_and_a_time_may_come_together(text: str, day: date | None, at: time | None) -> None:
    assert parse_when(text, TODAY) == (day, at)


def test_a_dotted_number_that_is_both_is_taken_as_a_date() -> None:
    assert parse_when("9.30", TODAY) == (None, time(9, 30))
    assert parse_when("9.3", TODAY) == (date(2026, 3, 9), None)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("a week", date(2026, 3, 11)),
        ("Two weeks.", date(2026, 3, 18)),
        ("for 10 days", date(2026, 3, 14)),
        ("a month", date(2026, 4, 3)),
        ("a while", None),
        ("some weeks", None),
        ("I want to die", None),
    ],
)
def test_a_length_is_read_as_people_type_it(text: str, meant: date | None) -> None:
    assert parse_length(text, TODAY) == meant
