"""Reading a file of rules for words of distress. Its notation is described in the file itself."""

import re
from typing import Any

from bot.domain.distress import Rules
from bot.domain.distress_phrases import BadPhraseError, Notation, Phrases, compiled
from bot.domain.distress_words import BREAK, Words, once, plain

_PHRASES = (
    *("says", "said", "done", "alone", "hints", "figures"),
    *("denied", "led", "gone", "past", "lately", "today"),
)
_WORDS = ("clauses", "oneself", "others", "filler")
_LIST = re.compile(r"<(\w+)>")
_WORD = re.compile(r"\w+")
# Lists stand within lists, but not without end.
_DEPTH = 5


class BadRulesError(Exception):
    """A file of rules is wrong. The message names the file and says what, for whoever wrote it."""


def read(name: str, data: dict[str, Any]) -> Rules:
    """Make rules of what a TOML file holds; `BadRulesError` if something is missing or wrong."""
    missing = [part for part in (*_PHRASES, *_WORDS, "lists", "spelled") if part not in data]
    if missing:
        raise BadRulesError(f"{name}: there is no '{missing[0]}'")
    single = {part: frozenset(map(plain, data[part])) for part in _WORDS}
    lists = data["lists"] | {part: " | ".join(data[part]) for part in ("oneself", "others")}
    try:
        phrases = {part: [_expanded(lists, one) for one in data[part]] for part in _PHRASES}
        words = _words(data["spelled"], single, phrases)
        found = _found(phrases, single["clauses"] | {BREAK})
    except BadPhraseError as error:
        raise BadRulesError(f"{name}: {error}") from None
    return Rules(
        words=words,
        clauses=single["clauses"] | {BREAK},
        oneself=single["oneself"],
        others=single["others"],
        **found,
    )


def _found(phrases: dict[str, list[str]], clauses: frozenset[str]) -> dict[str, Phrases]:
    turning = frozenset(one for one in phrases["denied"] if _WORD.fullmatch(one))
    notation = Notation(clauses, turning)
    return {part: compiled(each, notation) for part, each in phrases.items()}


def _words(
    spelled: dict[str, str], single: dict[str, frozenset[str]], phrases: dict[str, list[str]]
) -> Words:
    used = {word for part in phrases.values() for one in part for word in _WORD.findall(one)}
    if never := used & single["filler"]:
        raise BadPhraseError(f"'{min(never)}' is filler, so no phrase with it is ever found")
    known = used.union(*single.values())
    return Words(
        spelled={plain(short): tuple(plain(long).split()) for short, long in spelled.items()},
        filler=single["filler"],
        known=frozenset(known),
        by_once={once(word): word for word in sorted(known)},
    )


def _expanded(lists: dict[str, str], phrase: str) -> str:
    for _ in range(_DEPTH):
        if not (used := _LIST.search(phrase)):
            return plain(phrase)
        if used.group(1) not in lists:
            raise BadPhraseError(f"'{phrase}' names a list that is not there")
        phrase = _LIST.sub(lambda found: f"({lists.get(found.group(1), '')})", phrase)
    raise BadPhraseError(f"'{phrase}' has lists within lists without end")
