"""What takes a phrase back: that it is denied, long past, or said of somebody else."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import repeat

from bot.domain.distress_lines import Line, Place
from bot.domain.distress_phrases import Phrases

# How far before a phrase its denial may stand: "not that I am seriously thinking of ...".
_DENIED_WITHIN = 3
# How many words around a phrase are looked at for what takes it back.
_AROUND = 12


@dataclass(frozen=True)
class TakesBack:
    """The rules of one language for what does not count.

    Before a phrase, `denied`, or one of `others` rather than of `oneself`, takes it back, as does
    `led` right before; after it `gone`; anywhere in its sentence `past`, unless `today` is in its
    clause. `clauses` begin a new one.
    """

    denied: Phrases
    led: Phrases
    gone: Phrases
    past: Phrases
    today: Phrases
    clauses: frozenset[str]
    oneself: frozenset[str]
    others: frozenset[str]

    def leaves(
        self, line: Line, found: Iterable[Place], *, by_others: bool = False
    ) -> Iterator[Place]:
        """Return the places of a line that count; `by_others`, also what is said of others."""
        places = list(found)
        is_past = bool(places) and line.has(self.past)
        for start, end in places:
            if self._counts(line, start, end, is_past) and (
                by_others or not self._is_of_others(self._before(line, start))
            ):
                yield start, end

    def _counts(self, line: Line, start: int, end: int, is_past: bool) -> bool:
        """Whether neither a denial nor the past takes back the phrase from `start` to `end`."""
        before = self._before(line, start)
        after = self._up_to_border(line.words[end : end + _AROUND])
        if self._is_denied(before):
            return False
        if after and self.gone.begin(after[0], Line(after).text):
            return False
        return not is_past or Line([*before, *line.words[start:end], *after]).has(self.today)

    def _before(self, line: Line, start: int) -> list[str]:
        """Return the words of a clause before its word `start`."""
        return self._up_to_border(line.words[max(0, start - _AROUND) : start][::-1])[::-1]

    def _is_denied(self, before: list[str]) -> bool:
        """Whether a denial stands shortly before, with no word for oneself in between."""
        between = (before[end:] for _, end in Line(before).find(self.denied))
        return any(
            len(words) <= _DENIED_WITHIN and not self.oneself.intersection(words)
            for words in between
        )

    def _is_of_others(self, before: list[str]) -> bool:
        """Whether the last named before is somebody else, or what leads here takes it back."""
        line = Line(before)
        if any(map(self.led.fill, before, repeat(line.text), line.starts)):
            return True
        named = (word for word in reversed(before) if word in self.oneself or word in self.others)
        return next(named, "") in self.others

    def _up_to_border(self, words: list[str]) -> list[str]:
        borders = (at for at, word in enumerate(words) if word in self.clauses)
        return words[: next(borders, len(words))]
