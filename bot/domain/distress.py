"""Words of distress: whether what somebody wrote calls for the offer of help. Yes or no, no more.

The rules are phrases that anybody can read, one set for each language, and what takes a phrase
back: that it is denied, long past, said of somebody else, or a figure of speech. They find what
they name. Nothing here watches, scores or labels anybody.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import repeat

from bot.domain.distress_phrases import Phrases
from bot.domain.distress_words import BREAK, Words, sentences

# How far before a phrase its denial may stand: "not that I am seriously thinking of ...".
_DENIED_WITHIN = 3
# How many words around a phrase are looked at for what takes it back.
_AROUND = 12


@dataclass(frozen=True)
class Rules:
    """The rules of one language.

    `says` is what counts; `said` counts only beside one of `lately`, `alone` only where a message
    is nothing else, and of `hints` two different ones in one message do. `figures` never count.
    Before a phrase, `denied`, or one of `others` rather than of `oneself`, takes it back, as does
    `led` right before; after it `gone`; anywhere in its sentence `past`, unless `today` is in its
    clause. Of `done`, what others do or will do to one, nothing before it but a denial takes it
    back. `clauses` begin a new one.
    """

    words: Words
    says: Phrases
    said: Phrases
    done: Phrases
    alone: Phrases
    hints: Phrases
    figures: Phrases
    denied: Phrases
    led: Phrases
    gone: Phrases
    past: Phrases
    lately: Phrases
    today: Phrases
    clauses: frozenset[str]
    oneself: frozenset[str]
    others: frozenset[str]


@dataclass(frozen=True)
class _Line:
    """Words in their order, and as one text in which each is followed by a space."""

    words: list[str]

    @cached_property
    def text(self) -> str:
        return "".join(f"{word} " for word in self.words)

    @cached_property
    def starts(self) -> list[int]:
        found, at = [], 0
        for word in self.words:
            found.append(at)
            at += len(word) + 1
        return found

    def has(self, phrases: Phrases) -> bool:
        return next(_found(phrases, self), None) is not None


def calls_for_help(text: str, languages: Iterable[Rules]) -> bool:
    """Whether to offer help now, by the rules of any of the languages."""
    return any(_says(rules, text) for rules in languages)


def _says(rules: Rules, text: str) -> bool:
    hints = set[str]()
    every = list(sentences(text, rules.words))
    if len(every) == 1 and rules.alone.fill(every[0][0], _Line(every[0]).text, 0):
        return True
    for words in every:
        line = _without_figures(rules, _Line(words))
        if any(_that_count(rules, line, [*_found(rules.says, line), *_lately(rules, line)])):
            return True
        if any(_that_count(rules, line, _found(rules.done, line), by_others=True)):
            return True
        hints.update(_that_count(rules, line, _apart(_found(rules.hints, line))))
    return len(hints) > 1


def _lately(rules: Rules, line: _Line) -> list[tuple[int, int]]:
    """Where it is said that something was so not long ago."""
    found = list(_found(rules.said, line))
    return found if found and line.has(rules.lately) else []


def _that_count(
    rules: Rules, line: _Line, found: Iterable[tuple[int, int]], *, by_others: bool = False
) -> Iterator[str]:
    """Return those of the phrases found which nothing takes back, as text."""
    places = list(found)
    is_past = bool(places) and line.has(rules.past)
    for start, end in places:
        if _counts(rules, line, start, end, is_past) and (
            by_others or not _is_of_others(rules, _before(rules, line, start))
        ):
            yield " ".join(line.words[start:end])


def _apart(found: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Return places that do not overlap."""
    behind = 0
    for start, end in found:
        if start >= behind:
            yield start, end
            behind = end


def _without_figures(rules: Rules, line: _Line) -> _Line:
    """Return the line with each figure of speech cut out, which leaves a break."""
    kept, behind = list[str](), 0
    for start, end in _apart(_found(rules.figures, line)):
        kept += [*line.words[behind:start], BREAK]
        behind = end
    if not behind:
        return line
    return _Line([*kept, *line.words[behind:]])


def _found(phrases: Phrases, line: _Line) -> Iterator[tuple[int, int]]:
    """Where phrases begin and end, counted in words."""
    for at, word in enumerate(line.words):
        if word in phrases.by_word and (found := phrases.match(word, line.text, line.starts[at])):
            yield at, at + found.group().count(" ")


def _counts(rules: Rules, line: _Line, start: int, end: int, is_past: bool) -> bool:
    """Whether neither a denial nor the past takes back the phrase from word `start` to `end`."""
    before = _before(rules, line, start)
    after = _up_to_border(rules, line.words[end : end + _AROUND])
    if _is_denied(rules, before):
        return False
    if after and rules.gone.match(after[0], _Line(after).text, 0):
        return False
    return not is_past or _Line([*before, *line.words[start:end], *after]).has(rules.today)


def _before(rules: Rules, line: _Line, start: int) -> list[str]:
    """Return the words of a clause before its word `start`."""
    return _up_to_border(rules, line.words[max(0, start - _AROUND) : start][::-1])[::-1]


def _is_denied(rules: Rules, before: list[str]) -> bool:
    """Whether a denial stands shortly before, with nobody speaking of themselves in between."""
    line = _Line(before)
    between = (before[end:] for _, end in _found(rules.denied, line))
    return any(
        len(words) <= _DENIED_WITHIN and not rules.oneself.intersection(words) for words in between
    )


def _is_of_others(rules: Rules, before: list[str]) -> bool:
    """Whether the last person named before is somebody else, or what leads here takes it back."""
    line = _Line(before)
    if any(map(rules.led.fill, before, repeat(line.text), line.starts)):
        return True
    named = (word for word in reversed(before) if word in rules.oneself or word in rules.others)
    return next(named, "") in rules.others


def _up_to_border(rules: Rules, words: list[str]) -> list[str]:
    borders = (at for at, word in enumerate(words) if word in rules.clauses)
    return words[: next(borders, len(words))]
