"""Phrases as people write them into a file of rules, made into something that finds them fast.

Text is looked at as a line: its words, each followed by one space. What repeats in a phrase does
so a bounded number of times, so that no text takes long.
"""

import re
from collections import defaultdict, deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache, partial

from bot.domain.distress_words import BREAK

_PIECES = re.compile(r"[\w*]+|[()|\[\]~.,]|\S")
_WORD = re.compile(r"[\w*]+")
_SIGNS = frozenset("~.,")
_AFTER_ROW = frozenset(")]|")


class BadPhraseError(Exception):
    """A phrase is written wrongly. The message says which, and how."""


class Phrases:
    """Many phrases at once: regular expressions, by the words that they can begin with.

    Each is compiled when such a word is met first: all of them together take a second.
    """

    def __init__(self, by_word: dict[str, str]) -> None:
        self.by_word = by_word
        self._compiled: dict[str, re.Pattern[str]] = {}

    def pattern(self, word: str) -> re.Pattern[str]:
        """Return what finds the phrases that begin with a word; some have to."""
        if word not in self._compiled:
            self._compiled[word] = re.compile(self.by_word[word])
        return self._compiled[word]

    def begin(self, word: str, line: str) -> bool:
        """Whether a phrase begins a line, of which this is the first word."""
        return word in self.by_word and self.pattern(word).match(line) is not None

    def fill(self, word: str, line: str, start: int) -> bool:
        """Whether a phrase goes from the `word` at `start` to the end of the line."""
        return word in self.by_word and self.pattern(word).fullmatch(line, start) is not None


@dataclass(frozen=True)
class Notation:
    """What `.`, `,` and `~` stand for: the words that begin a clause, and those that turn one round."""

    clauses: frozenset[str]
    turning: frozenset[str]

    def of(self, piece: str) -> str:
        """Return a word or a sign as a regular expression."""
        if piece == ",":
            return f"{BREAK} "
        if piece == ".":
            return f"(?=$|(?:{'|'.join(sorted(self.clauses))}) )"
        if piece == "~":
            return f"(?:(?!(?:{'|'.join(sorted(self.turning | {BREAK}))}) )[^ ]+ ){{0,3}}?"
        return piece.replace("*", "[^ ]*") + " "


@dataclass(frozen=True)
class _Part:
    """A part of a phrase, and whether it can be nothing at all.

    `by_first` tells what to look for once it is known with which word the part begins; most parts
    are never asked, since they stand inside a phrase.
    """

    regex: str
    by_first: Callable[[], dict[str, str]]
    nothing: bool


def compiled(phrases: Iterable[str], notation: Notation) -> Phrases:
    """Make phrases findable; `BadPhraseError` if one is wrong."""
    found: dict[str, list[str]] = defaultdict(list)
    for phrase in phrases:
        for word, regex in _whole(phrase, notation).items():
            found[word].append(regex)
    return Phrases({word: "|".join(each) for word, each in found.items()})


def _whole(phrase: str, notation: Notation) -> dict[str, str]:
    pieces = deque(_PIECES.findall(phrase))
    part = _alternatives(pieces, notation)
    if pieces:
        raise BadPhraseError(f"'{phrase}': a bracket is wrong")
    by_first = part.by_first()
    if part.nothing or any(word == "" or word.endswith("*") for word in by_first):
        raise BadPhraseError(f"'{phrase}' has to begin with a whole word")
    return by_first


def _alternatives(pieces: deque[str], notation: Notation) -> _Part:
    """Read up to a closing bracket, which stays, or to the end."""
    parts = [_row(pieces, notation)]
    while pieces and pieces[0] == "|":
        pieces.popleft()
        parts.append(_row(pieces, notation))
    if len(parts) == 1:
        return parts[0]
    begins = [(part, "") for part in parts]
    regex = _either([part.regex for part in parts])
    return _Part(regex, partial(_by_first, begins), any(part.nothing for part in parts))


def _row(pieces: deque[str], notation: Notation) -> _Part:
    """Read parts that follow one another."""
    parts = list[_Part]()
    while pieces and pieces[0] not in _AFTER_ROW:
        parts.append(_part(pieces, notation))
    if len(parts) == 1:
        return parts[0]
    regex = "".join(part.regex for part in parts)
    return _Part(regex, partial(_begun, parts), all(part.nothing for part in parts))


def _begun(parts: list[_Part]) -> dict[str, str]:
    """Return what to look for by first words, of parts that follow one another."""
    begins = list[tuple[_Part, str]]()
    for at, part in enumerate(parts):
        begins.append((part, "".join(each.regex for each in parts[at + 1 :])))
        if not part.nothing:
            break
    return _by_first(begins)


def _by_first(begins: list[tuple[_Part, str]]) -> dict[str, str]:
    """Return what to look for by first words, where each of some parts may begin, with its rest."""
    found: dict[str, list[str]] = defaultdict(list)
    for part, rest in begins:
        for word, regex in part.by_first().items():
            found[word].append(regex + rest)
    return {word: _either(each) for word, each in found.items()}


def _either(regexes: list[str]) -> str:
    return regexes[0] if len(regexes) == 1 else f"(?:{'|'.join(regexes)})"


def _part(pieces: deque[str], notation: Notation) -> _Part:
    piece = pieces.popleft()
    if piece not in "([":
        return _single(piece, notation)
    inner = _alternatives(pieces, notation)
    if not pieces or pieces.popleft() != {"(": ")", "[": "]"}[piece]:
        raise BadPhraseError(f"a '{piece}' is not closed")
    if piece == "(":
        return inner
    return _Part(f"(?:{inner.regex})?", inner.by_first, nothing=True)


@cache
def _single(piece: str, notation: Notation) -> _Part:
    """Return a word or a sign as a part."""
    if not _WORD.fullmatch(piece) and piece not in _SIGNS:
        raise BadPhraseError(f"'{piece}' has no meaning")
    # Any word can stand for `~`, so nothing may begin with it; nor with another sign.
    first, regex = "" if piece in _SIGNS else piece, notation.of(piece)
    return _Part(regex, lambda: {first: regex}, nothing=piece == "~")
