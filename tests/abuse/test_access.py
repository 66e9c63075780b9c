"""Nobody gets at what is not theirs, whatever they type and whatever their app is made to send.

What is registered is walked, so a new command or button is tried as soon as there is one.
"""

import asyncio
import re

import pytest

from bot.domain.people import Role
from bot.render.texts import texts
from bot.services.errors import Reason
from bot.services.people.menu import commands_for
from tests.abuse.besieged import TELLTALE
from tests.abuse.every_button import ID, patterns, shapes
from tests.abuse.intruders import Attempt
from tests.abuse.siege import OWN, Siege, besiege
from tests.databases import KeptSqlite

_OTHERS = commands_for(frozenset({Role.MENTEE, Role.MENTOR}))
COORDINATORS = sorted(set(commands_for(frozenset({Role.COORDINATOR}))) - set(_OTHERS))
# What is held about oneself, as files, and who the coordinators are who see some of it.
OF_ONESELF = ("mydata", "privacy")
ELSEWHERE = "a coordinator of another programme"


@pytest.fixture(scope="module")
def siege(kept_sqlite: KeptSqlite) -> Siege:
    """Everything was tried once; many promises are looked for in what came of it."""
    return asyncio.run(besiege(kept_sqlite.emptied()))


def told_tales(attempts: list[Attempt]) -> list[tuple[str, list[str]]]:
    """What each was shown of others' names and words, or as a file."""
    found = [(each.tried, re.findall(TELLTALE, each.shown)) for each in attempts]
    return [each for each in found if each[1]] + [
        (a.tried, ["a file"]) for a in attempts if a.files
    ]


def test_another_persons_response_id_in_a_button_shows_and_changes_nothing(siege: Siege) -> None:
    """Nor does it answer, skip, share or send for them; and its own writer sees it by that button."""
    tried = siege.of("a mentor and mentee", r"(an|rf|pu)\.")
    assert len(tried) > 50
    assert told_tales(tried) == []
    assert siege.changed["a mentor and mentee"] == set()
    assert any("Secretly" in each.shown for each in siege.of("Ana"))


def test_no_button_shows_or_changes_what_belongs_to_others(siege: Siege) -> None:
    """Those who belong to nothing, who are joining, and who have a mentor and a mentee themselves."""
    for who in ("a stranger", "somebody joining", "a mentor and mentee", "who needs somebody"):
        assert told_tales(siege.of(who)) == [], who
    assert siege.changed["a mentor and mentee"] == set()
    assert siege.changed["a stranger"] == set()
    for who in ("somebody joining", "who needs somebody"):  # where they stand themselves
        assert {table for table, *_ in siege.changed[who]} <= {"people"}, who


@pytest.mark.parametrize(
    ("who", "reason"),
    [
        ("a mentee", Reason.NOT_ALLOWED),
        ("a mentor", Reason.NOT_ALLOWED),
        ("somebody joining", Reason.STILL_JOINING),
        ("a stranger", Reason.NOT_A_MEMBER),
    ],
)
def test_a_coordinators_command_is_refused_to_everybody_else(
    siege: Siege, who: str, reason: Reason
) -> None:
    """Each of them; and by nothing else that can be typed is anything of others shown."""
    refusal = texts("en").label(f"refused-{reason}")
    typed = {each.tried.removeprefix("/"): each for each in siege.of(f"{who}, by commands")}
    refused = {name: typed[name].shown for name in COORDINATORS}
    assert refused == dict.fromkeys(COORDINATORS, refusal)
    others = [each for name, each in typed.items() if name not in OF_ONESELF]
    assert told_tales(others) == []


def test_a_coordinator_of_one_programme_reads_and_changes_nothing_of_another(siege: Siege) -> None:
    """No list, card, survey, result, file or button, with the ids of all that is in the other."""
    assert len(siege.of(ELSEWHERE)) > 300
    assert told_tales(siege.of(ELSEWHERE, "(?!/mydata)")) == []
    assert siege.damage == []
    assert siege.told == []


def test_whoever_tries_hears_something_and_nothing_of_ours_fails(siege: Siege) -> None:
    """A button that waits for ever, or an update set aside, would be a way to do harm."""
    silent = [each.tried for found in siege.shown.values() for each in found if not each.shown]
    assert silent == []
    assert siege.failed == 0


def test_every_button_there_is_was_tried_and_tells_those_whom_it_is_for(siege: Siege) -> None:
    """Otherwise the others might have been shown nothing because there was nothing to show."""
    tried = [each.tried for found in siege.shown.values() for each in found]
    tried += [each.replace(ID, "1") for each in shapes() if OWN.fullmatch(each)]
    assert [each.pattern for each in patterns() if not any(map(each.match, tried))] == []
    telling = {each.tried[:3] for each in siege.of("Cleo") if re.search(TELLTALE, each.shown)}
    assert telling == {"cl.", "he.", "pe.", "sv.", "sr."}
