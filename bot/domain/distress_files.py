"""Reading a file of rules for words of distress. Its notation is described in the file itself."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain
from typing import Any

from bot.domain.distress import Rules
from bot.domain.distress_back import TakesBack
from bot.domain.distress_phrases import BadPhraseError, Notation, compiled
from bot.domain.distress_together import Together, made
from bot.domain.distress_words import BREAK, Words, nearly, once, plain

_TAKE_BACK = ("denied", "led", "gone", "past", "today")
_PHRASES = ("says", "said", "done", "alone", "hints", "figures", "lately", *_TAKE_BACK)
_WORDS = ("clauses", "oneself", "others", "filler")
_LIST = re.compile(r"<(\w+)>")
_WORD = re.compile(r"\w+")
# Lists stand within lists, but not without end.
_DEPTH = 5


class BadRulesError(Exception):
    """A file of rules is wrong. The message names the file and says what, for whoever wrote it."""


def read(name: str, data: dict[str, Any]) -> Rules:
    """Make rules of what a TOML file holds; `BadRulesError` if something is missing or wrong."""
    needed = (*_PHRASES, *_WORDS, "together", "signs", "lists", "spelled", "near")
    if missing := [part for part in needed if part not in data]:
        raise BadRulesError(f"{name}: there is no '{missing[0]}'")
    single = {part: frozenset(map(plain, data[part])) for part in _WORDS}
    try:
        return _rules(data, single, _phrases(data))
    except BadPhraseError as error:
        raise BadRulesError(f"{name}: {error}") from None


@dataclass(frozen=True)
class _Written:
    """Phrases with their lists filled in, by section; the parts of each rule; signs by kind."""

    sections: dict[str, list[str]]
    together: list[list[str]]
    signs: dict[str, list[str]]


def _phrases(data: dict[str, Any]) -> _Written:
    lists = data["lists"] | {part: " | ".join(data[part]) for part in ("oneself", "others")}

    def expanded(each: Iterable[str]) -> list[str]:
        return [_expanded(lists, one) for one in each]

    return _Written(
        sections={part: expanded(data[part]) for part in _PHRASES},
        together=[expanded(rule.split("&")) for rule in data["together"]],
        signs={kind: expanded(each) for kind, each in data["signs"].items()},
    )


def _rules(data: dict[str, Any], single: dict[str, frozenset[str]], written: _Written) -> Rules:
    clauses = single["clauses"] | {BREAK}
    words = _words(data, single, written)
    notation = _notation(written.sections["denied"], clauses)
    found = {part: compiled(each, notation) for part, each in written.sections.items()}
    back = {part: found.pop(part) for part in _TAKE_BACK}
    return Rules(
        words=words,
        together=_together(written, notation),
        back=TakesBack(clauses=clauses, oneself=single["oneself"], others=single["others"], **back),
        **found,
    )


def _together(written: _Written, notation: Notation) -> Together:
    parts = {part: compiled([part], notation) for rule in written.together for part in rule}
    return made(
        [[parts[part] for part in rule] for rule in written.together],
        {kind: compiled(each, notation) for kind, each in written.signs.items()},
    )


def _notation(denied: list[str], clauses: frozenset[str]) -> Notation:
    return Notation(clauses, frozenset(one for one in denied if _WORD.fullmatch(one)))


def _words(data: dict[str, Any], single: dict[str, frozenset[str]], written: _Written) -> Words:
    every = chain(written.sections.values(), written.together, written.signs.values())
    used = {word for each in every for one in each for word in _WORD.findall(one)}
    if never := used & single["filler"]:
        raise BadPhraseError(f"'{min(never)}' is filler, so no phrase with it is ever found")
    known = used.union(*single.values())
    return Words(
        spelled={
            plain(short): tuple(plain(long).split()) for short, long in data["spelled"].items()
        },
        filler=single["filler"],
        known=frozenset(known),
        by_once={once(word): word for word in sorted(known)},
        near=nearly(data["near"]),
    )


def _expanded(lists: dict[str, str], phrase: str) -> str:
    for _ in range(_DEPTH):
        if not (used := _LIST.search(phrase)):
            return plain(phrase)
        if used.group(1) not in lists:
            raise BadPhraseError(f"'{phrase}' names a list that is not there")
        phrase = _LIST.sub(lambda found: f"({lists.get(found.group(1), '')})", phrase)
    raise BadPhraseError(f"'{phrase}' has lists within lists without end")
