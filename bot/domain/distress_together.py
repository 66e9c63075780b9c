"""Rules made of several parts, which may stand in any order, and signs that count in pairs.

One such rule stands for hundreds of phrases: "took" near "tablets" near "sorry".
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import NamedTuple

from bot.domain.distress_back import TakesBack
from bot.domain.distress_lines import Line, Place
from bot.domain.distress_phrases import Phrases

# How many words there may be from the first part of a rule to each of the others.
_NEAR = 20


@dataclass(frozen=True)
class Together:
    """Parts, each known by its number, and what they make.

    `rules` are the numbers of parts that count near one another: the first is what is said, the
    others only have to stand there. `signs` tells of which kind of sign a part is: one sign is
    none, two of different kinds in one message count. `by_word` has the parts that can begin with
    a word.
    """

    parts: Sequence[Phrases]
    rules: Sequence[tuple[int, ...]]
    signs: dict[int, str]
    by_word: dict[str, list[int]]


def made(rules: Sequence[Sequence[Phrases]], signs: dict[str, Phrases]) -> Together:
    """Number the parts: the same phrases are one part, wherever they stand."""
    every = [*chain.from_iterable(rules), *signs.values()]
    parts = list({id(part): part for part in every}.values())
    number = {id(part): at for at, part in enumerate(parts)}
    by_word = defaultdict[str, list[int]](list)
    for at, part in enumerate(parts):
        for word in part.by_word:
            by_word[word].append(at)
    return Together(
        parts=parts,
        rules=[tuple(number[id(part)] for part in rule) for rule in rules],
        signs={number[id(part)]: kind for kind, part in signs.items()},
        by_word=dict(by_word),
    )


class _Found(NamedTuple):
    """A part: from which word of the message to behind which, its line, and the words before it."""

    start: int
    end: int
    line: int
    before: int

    @property
    def place(self) -> Place:
        """Where in its line it stands."""
        return self.start - self.before, self.end - self.before


class Message:
    """The lines of a message, and where in it the parts stand, each looked for when asked for."""

    def __init__(self, together: Together, lines: Sequence[Line]) -> None:
        self._together = together
        self.lines = lines
        words = frozenset(chain.from_iterable(line.words for line in lines))
        begun = (together.by_word[word] for word in words & together.by_word.keys())
        self.possible = frozenset(chain.from_iterable(begun))
        self._found: dict[int, list[_Found]] = {}

    def places(self, part: int) -> list[_Found]:
        """Where a part stands, in the order of the message."""
        if part not in self._found:
            self._found[part] = list(self._find(self._together.parts[part]))
        return self._found[part]

    def _find(self, part: Phrases) -> Iterator[_Found]:
        before = 0
        for number, line in enumerate(self.lines):
            for start, end in line.find(part):
                yield _Found(before + start, before + end, number, before)
            before += len(line.words)


def is_said(together: Together, message: Message, back: TakesBack) -> bool:
    """Whether the parts of any rule stand near one another, and nothing takes back the first."""
    return any(
        _is_said(rule, message, back)
        for rule in together.rules
        if message.possible.issuperset(rule)
    )


def _is_said(rule: tuple[int, ...], message: Message, back: TakesBack) -> bool:
    if not all(map(message.places, rule)):
        return False
    first, *others = map(message.places, rule)
    near = defaultdict[int, list[Place]](list)
    for one in first:
        if all(_is_near(one, other) for other in others):
            near[one.line].append(one.place)
    return any(any(back.leaves(message.lines[at], places)) for at, places in near.items())


def _is_near(one: _Found, others: list[_Found]) -> bool:
    """Whether one of the others, which are in their order, is near and does not overlap."""
    for other in others[bisect_left(others, (one.start - _NEAR,)) :]:
        if other.start > one.end + _NEAR:
            return False
        if other.start >= one.end or other.end <= one.start:
            return True
    return False


def signs(
    together: Together, message: Message, back: TakesBack
) -> Iterator[tuple[int, Place, str]]:
    """Return the signs that nothing takes back: the number of the line, the place, the kind."""
    for part, kind in together.signs.items():
        if part not in message.possible:
            continue
        here = defaultdict[int, list[Place]](list)
        for found in message.places(part):
            here[found.line].append(found.place)
        for number, places in here.items():
            for place in back.leaves(message.lines[number], places, by_others=True):
                yield number, place, kind
