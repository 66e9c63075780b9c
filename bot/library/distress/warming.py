"""Making ready on the side, after the start, what would otherwise be made while somebody waits.

What finds words of distress is made when a word is met first, which for some takes a sixth of a
second; until all of it is ready, nothing is found any later than it would be without this.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass
from functools import cache
from threading import Thread
from time import sleep

from bot.domain.distress_phrases import Phrases
from bot.library.distress import rules

# Seconds between two words: at a fiftieth, whoever wrote in the first minutes waited a fifth longer.
_BREATH = 0.25


@cache
def begin() -> Thread:
    """Begin to make it ready, once in each process, and wait for nothing."""
    thread = Thread(target=make_ready, args=(rules(),), name="distress", daemon=True)
    thread.start()
    return thread


def make_ready(found: Iterable[object]) -> None:
    """Make all that is looked for, by these rules, beginning with what takes longest."""
    every = [(phrases, word) for phrases in _phrases(tuple(found)) for word in phrases.by_word]
    for phrases, word in sorted(every, key=_length, reverse=True):
        phrases.fill(word, "", 0)
        sleep(_BREATH)


def _length(found: tuple[Phrases, str]) -> int:
    phrases, word = found
    return len(phrases.by_word[word])


def _phrases(thing: object) -> Iterator[Phrases]:
    """Every set of phrases that there is in something, however deep."""
    inside: Iterable[object] = ()
    if isinstance(thing, Phrases):
        yield thing
    elif is_dataclass(thing):
        inside = [getattr(thing, field.name) for field in fields(thing)]
    elif isinstance(thing, Mapping):
        inside = thing.values()
    elif isinstance(thing, Sequence) and not isinstance(thing, str):
        inside = thing
    for each in inside:
        yield from _phrases(each)
