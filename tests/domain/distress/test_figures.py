"""What the rules find and miss, on messages written by hand; docs/DISTRESS.md says the same."""

import re
from pathlib import Path

import pytest

from bot.domain.distress import calls_for_help
from bot.library.distress import rules
from tests.domain.distress.examples import GOES, KINDS, figure, messages

PAGE = (Path(__file__).parents[3] / "docs" / "DISTRESS.md").read_text(encoding="utf-8")


def test_the_set_is_as_large_as_was_asked_for_and_nothing_stands_in_it_twice() -> None:
    found = {(kind, go): messages(kind, go) for kind in KINDS for go in GOES}
    for go in ("first go", "other hand"):
        assert len(found["plain", go]) >= 100
        assert len(found["veiled", go]) >= 80
        assert len(found["ordinary", go]) >= 250
    every = [message for each in found.values() for message in each]
    assert len(every) == len(set(every))


@pytest.mark.parametrize("go", GOES)
@pytest.mark.parametrize("kind", KINDS)
def test_the_page_has_the_figures_of_today(kind: str, go: str) -> None:
    """Whoever changes the rules changes the page."""
    row = f"| {kind}, {go} | " + " | ".join(
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
def test_what_the_rules_were_made_with_reaches_what_was_aimed_at(
    kind: str, least: int, most: int
) -> None:
    """A change of the rules that makes them worse is noticed."""
    for go in ("first go", "other hand"):
        assert least <= figure(kind, go, held_out=False).percent <= most
