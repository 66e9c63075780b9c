"""What finds words of distress is made ready on the side, and nobody waits for it."""

import re
from dataclasses import dataclass

import pytest

from bot.domain.distress_phrases import Phrases
from bot.library import distress
from bot.library.distress import warming
from tests.world import World


@dataclass(frozen=True)
class Kept:
    """Phrases as rules may keep them."""

    says: Phrases
    parts: tuple[Phrases, ...]
    kinds: dict[str, Phrases]


def test_all_that_is_looked_for_is_made(monkeypatch: pytest.MonkeyPatch) -> None:
    """However deep in the rules it stands: when a word is met, nothing is left to be made."""
    one, two, three = (Phrases({"help": f"help {n} ", "me": "me "}) for n in range(3))
    warming.make_ready([Kept(one, (two,), {"x": three})])
    monkeypatch.delattr(re, "compile")
    assert [each.fill("help", "help 2 ", 0) for each in (one, two, three)] == [False, False, True]
    assert all(each.fill("me", "me ", 0) for each in (one, two, three))


def test_all_words_of_the_rules_that_ship_are_found() -> None:
    """None of them is kept where it is not looked for."""
    found = [word for each in warming._phrases(distress.rules()) for word in each.by_word]
    assert {"kill", "die", "overdose", "tablets"} <= set(found)
    assert len(found) > 1000


async def test_a_start_begins_it_and_does_not_wait(world: World) -> None:
    """Once in a process, beside all else."""
    begun = warming.begin()
    warming.begin.cache_clear()
    await world.restart()
    again = warming.begin()
    assert again is not begun
    assert again.daemon
