"""The words of one sentence as a line, and where in it phrases stand."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import accumulate

from bot.domain.distress_phrases import Phrases
from bot.domain.distress_words import BREAK

# From the first word of a phrase to behind its last, counted in words of the line.
Place = tuple[int, int]


class Line:
    """Words in their order, and as one `text` in which each is followed by a space.

    `starts` has where in the text each word begins.
    """

    def __init__(self, words: list[str]) -> None:
        self.words = words
        self.text = "".join([f"{word} " for word in words])
        self.starts = list(accumulate([len(word) + 1 for word in words[:-1]], initial=0))
        self._spots = defaultdict[str, list[int]](list)
        for at, word in enumerate(words):
            self._spots[word].append(at)
        self._had: dict[Phrases, bool] = {}

    def find(self, phrases: Phrases) -> list[Place]:
        """Where phrases stand, in their order: at most one for each word that it can begin with."""
        found = list[Place]()
        for word in self._spots.keys() & phrases.by_word.keys():
            match = phrases.pattern(word).match
            found += [
                (at, at + one.group().count(" "))
                for at in self._spots[word]
                if (one := match(self.text, self.starts[at]))
            ]
        return sorted(found)

    def has(self, phrases: Phrases) -> bool:
        """Whether any of the phrases stands in it; asked again, it is not looked for again."""
        if phrases not in self._had:
            self._had[phrases] = bool(self.find(phrases))
        return self._had[phrases]

    def without(self, phrases: Phrases) -> "Line":
        """Return the line with each of the phrases cut out, which leaves a break."""
        kept, behind = list[str](), 0
        for start, end in apart(self.find(phrases)):
            kept += [*self.words[behind:start], BREAK]
            behind = end
        return Line([*kept, *self.words[behind:]]) if behind else self


def apart(found: Iterable[Place]) -> Iterator[Place]:
    """Return places that do not overlap."""
    behind = 0
    for start, end in found:
        if start >= behind:
            yield start, end
            behind = end
