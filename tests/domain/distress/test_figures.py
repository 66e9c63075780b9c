"""What the rules find and miss, on messages written by hand; docs/DISTRESS.md says the same."""

import re
from pathlib import Path

import pytest

from bot.domain.distress import calls_for_help
from bot.library.distress import rules
from tests.domain.distress.examples import KINDS, figure, messages

PAGE = (Path(__file__).parents[3] / "docs" / "DISTRESS.md").read_text(encoding="utf-8")


def test_the_set_is_as_large_as_was_asked_for_and_nothing_stands_in_it_twice() -> None:
    found = {kind: (*messages(kind, 1), *messages(kind, 2)) for kind in KINDS}
    assert len(messages("plain", 1)) >= 100
    assert len(messages("veiled", 1)) >= 80
    assert len(messages("ordinary", 1)) >= 250
    every = [message for kind in KINDS for message in found[kind]]
    assert len(every) == len(set(every))


@pytest.mark.parametrize("go", [1, 2])
@pytest.mark.parametrize("kind", KINDS)
def test_the_page_has_the_figures_of_today(kind: str, go: int) -> None:
    """Whoever changes the rules changes the page."""
    which = ("first", "second")[go - 1]
    row = f"| {kind}, {which} go | " + " | ".join(
        str(figure(kind, go, held_out=held_out)) for held_out in (False, True)
    )
    assert f"{row} |" in PAGE


def test_what_the_page_names_as_missed_is_missed_and_as_a_false_alarm_is_one() -> None:
    """Examples of what goes wrong are true; once put right, they are taken from the page."""
    missed, alarms = (
        re.findall(r"^- “(.+)”$", PAGE.partition(heading)[2].partition("\n#")[0], re.MULTILINE)
        for heading in ("## What it misses", "## Where it is wrong")
    )
    assert len(missed) >= 5
    assert alarms
    assert [each for each in missed if calls_for_help(each, rules())] == []
    assert [each for each in alarms if not calls_for_help(each, rules())] == []


@pytest.mark.parametrize(
    ("kind", "least", "most"), [("plain", 98, 100), ("veiled", 80, 100), ("ordinary", 0, 2)]
)
def test_of_the_first_go_both_halves_reach_what_was_aimed_at(
    kind: str, least: int, most: int
) -> None:
    """A change of the rules that makes them worse is noticed."""
    for held_out in (False, True):
        assert least <= figure(kind, 1, held_out=held_out).percent <= most
