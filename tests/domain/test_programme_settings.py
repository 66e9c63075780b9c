"""What is typed for a setting is read as people write it, and nothing unclear is taken."""

import pytest

from bot.domain.programme_settings import (
    OFFERED,
    OFFERED_QUIET,
    Problem,
    Setting,
    is_rule,
    quiet_of,
    read,
    suggested,
    write_quiet,
)
from bot.domain.rules import ALLOWED, Rules

SETS = ("general", "peer")


@pytest.mark.parametrize(
    ("setting", "text", "value"),
    [
        (Setting.NAME, "  Harbour \n Peers ", "Harbour Peers"),
        (Setting.NAME, "—", Problem.EMPTY),
        (Setting.NAME, "x" * 121, Problem.LONG),
        (Setting.QUESTIONS, "Peer", "peer"),
        (Setting.QUESTIONS, "weekly", Problem.UNKNOWN),
        (Setting.QUIET, "from 9 pm to 8am", "21:00-08:00"),
        (Setting.QUIET, "between 22.30 and 07:00", "22:30-07:00"),
        (Setting.QUIET, "01:00–06:00", "01:00-06:00"),
        (Setting.QUIET, "None.", "none"),
        (Setting.QUIET, "16:00 to 08:00", "16:00-08:00"),
        (Setting.QUIET, "15:59 to 08:00", Problem.TOO_LONG_A_NIGHT),
        (Setting.QUIET, "8am to 8:00", Problem.SAME_TIME),
        (Setting.QUIET, "9 to 5", Problem.UNREADABLE),
        (Setting.QUIET, "21:00", Problem.UNREADABLE),
        (Setting.FIRST_MEETING, "day 12", "12"),
        (Setting.FIRST_MEETING, "2", Problem.OUT_OF_RANGE),
        (Setting.NO_CONTACT, "21 days", "21"),
        (Setting.NO_CONTACT, "2.5", Problem.UNREADABLE),
        (Setting.NO_CONTACT, "-10", Problem.UNREADABLE),
        (Setting.NO_CONTACT, "7 or 14", Problem.UNREADABLE),
        (Setting.NO_CONTACT, "9" * 400, Problem.UNREADABLE),
        (Setting.REMINDER, "Never", "0"),
        (Setting.REMINDER, "36 hours", "36"),
        (Setting.REMINDER, "25", Problem.OUT_OF_RANGE),
        (Setting.FEWEST, "never", Problem.OUT_OF_RANGE),
        (Setting.FEWEST, "", Problem.UNREADABLE),
    ],
)
def test_what_is_typed(setting: Setting, text: str, value: str | Problem) -> None:
    assert read(setting, text, SETS) == value


def test_every_rule_can_be_set_and_whatever_is_offered_is_allowed() -> None:
    rules = {setting for setting in Setting if is_rule(setting)}
    assert {setting.value for setting in rules} == set(ALLOWED) == set(vars(Rules()))
    for setting in rules:
        values = [str(each) for each in OFFERED[setting]]
        assert suggested(setting) in values
        assert [read(setting, each, SETS) for each in values] == values


def test_quiet_hours_are_read_back_as_they_are_written() -> None:
    for value in OFFERED_QUIET:
        assert read(Setting.QUIET, value, SETS) == value
        assert write_quiet(quiet_of(value)) == value
    assert suggested(Setting.QUIET) in OFFERED_QUIET
