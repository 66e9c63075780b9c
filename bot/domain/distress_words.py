"""What somebody wrote, as plain words: however it is typed, the same words come out."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

# Stands between two clauses, as one word.
BREAK = ","

_APOSTROPHES = str.maketrans(dict.fromkeys("’‘‛ʼʹ`´＇′", "'"))
_PIECES = re.compile(r"(?:[^\W_]|')+|[.!?;\n]|,|:|\(|\)|[\u2013\u2014]|(?<= )-+(?= )")
_ENDS = frozenset(".!?;\n")
_BREAKS = frozenset(",:()\u2013\u2014-")
# Letters, made plain, that are looked at: twice as many as the longest message has.
_MOST = 8192
# Only words of so many letters are put right.
_LONG = 5
_TWICE = re.compile(r"(.)\1+")


@dataclass(frozen=True)
class Words:
    """What a language's words may look like: `spelled` otherwise, and `filler` that says nothing.

    `known` holds every word of the rules, and `by_once` the same by their letters, each only once
    in a row: so a word with a double letter too many or too few is still found. `near` holds long
    words by what is left of them without any one letter: so a slip of the finger is put right.
    """

    spelled: dict[str, tuple[str, ...]]
    filler: frozenset[str]
    known: frozenset[str]
    by_once: dict[str, str]
    near: dict[str, str]


def sentences(text: str, words: Words) -> Iterator[list[str]]:
    """Return the words of each sentence, with `BREAK` between clauses."""
    sentence: list[str] = []
    seen: dict[str, tuple[str, ...]] = {}
    for piece in _PIECES.findall(plain(text)):
        if piece in _ENDS:
            if sentence:
                yield sentence
            sentence = []
        elif piece[0] in _BREAKS:
            sentence.append(BREAK)
        else:
            if piece not in seen:
                seen[piece] = tuple(_words(piece.strip("'"), words))
            sentence += seen[piece]
    if sentence:
        yield sentence


def plain(text: str) -> str:
    """Return text in small, narrow letters, without accents or what cannot be seen.

    Nothing that Telegram sends is left out, but text that grows by it is cut.
    """
    if text.isascii():
        return text.casefold()
    wide = unicodedata.normalize("NFKD", text.translate(_APOSTROPHES)).casefold()[:_MOST]
    return "".join(letter for letter in wide if unicodedata.category(letter) not in ("Cf", "Mn"))


def once(word: str) -> str:
    """Return a word with each letter only once in a row."""
    return _TWICE.sub(r"\1", word)


def nearly(right: Iterable[str]) -> dict[str, str]:
    """Return words by themselves with any one letter left out."""
    return {less: word for word in sorted(right) for less in (word, *_less(word))}


def _less(word: str) -> Iterator[str]:
    # The first letter is seldom wrong, and many other words differ in it alone.
    return (word[:at] + word[at + 1 :] for at in range(1, len(word)))


def _put_right(word: str, words: Words) -> str:
    if found := words.by_once.get(once(word)):
        return found
    if len(word) < _LONG:
        return word
    meant = (words.near[less] for less in (word, *_less(word)) if less in words.near)
    return next(meant, word)


def _words(piece: str, words: Words) -> Iterator[str]:
    spelled = words.spelled.get(piece) or words.spelled.get(once(piece))
    # No phrase has an apostrophe: "my sister's" has to be the same sister as "my sister".
    for word in spelled or piece.split("'"):
        found = word if word in words.known else _put_right(word, words)
        if found and found not in words.filler:
            yield found
