"""Every word the bot says is used, every word it wants is there, the same in every language."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

import pytest
from fluent.syntax import ast as ftl
from fluent.syntax import parse
from fluent.syntax.visitor import Visitor

from tests.source_code import ROOT, modules, nodes

TEXTS = ROOT / "bot" / "library" / "texts"
LANGUAGES = sorted(folder.name for folder in TEXTS.iterdir() if list(folder.glob("*.ftl")))
SPEAKING = {"say", "label"}
# Services know no words for people; there, `label` names a column.
SILENT = "bot.services."


class Names(Visitor):
    """Which variables and other messages a message speaks of."""

    def __init__(self) -> None:
        self.variables: set[str] = set()
        self.messages: set[str] = set()

    def visit_VariableReference(self, node: ftl.VariableReference) -> None:  # noqa: N802
        self.variables.add(node.id.name)

    def visit_MessageReference(self, node: ftl.MessageReference) -> None:  # noqa: N802
        self.messages.add(node.id.name)


@cache
def messages(language: str) -> dict[str, Names]:
    """Every message of a language with what it speaks of."""
    found: dict[str, Names] = {}
    for path in sorted((TEXTS / language).glob("*.ftl")):
        for entry in parse(path.read_text(encoding="utf-8")).body:
            assert not isinstance(entry, ftl.Junk), f"{path.name}: {entry.content}"
            if isinstance(entry, ftl.Message):
                assert entry.id.name not in found, f"{path.name}: {entry.id.name} is there twice"
                names = found[entry.id.name] = Names()
                names.visit(entry)
    return found


class Call(NamedTuple):
    """One `say` or `label`: where it stands, a pattern for the key, the values handed over."""

    where: str
    key: str
    values: set[str] | None


def pattern(node: ast.expr) -> str | None:
    """The text of a literal as a regular expression, with `.+` where something is put in."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return re.escape(node.value)
    if isinstance(node, ast.JoinedStr):
        return "".join(
            re.escape(str(part.value)) if isinstance(part, ast.Constant) else ".+"
            for part in node.values
        )
    return None


def keys_of(node: ast.expr) -> Iterator[str]:
    """The patterns of a key that is written out, as one literal or as a choice of two."""
    if isinstance(node, ast.IfExp):
        yield from keys_of(node.body)
        yield from keys_of(node.orelse)
    elif (found := pattern(node)) is not None:
        yield found


@cache
def calls() -> tuple[Call, ...]:
    """Every call that says something, wherever it stands."""
    return tuple(
        call
        for name, path in modules().items()
        if not name.startswith(SILENT)
        for node in nodes(path)
        if isinstance(node, ast.Call) and node.args and _speaks(node)
        for call in _calls(name, node)
    )


def _calls(name: str, node: ast.Call) -> Iterator[Call]:
    words = {keyword.arg for keyword in node.keywords}
    values = None if None in words else {word for word in words if word}
    for key in keys_of(node.args[0]):
        yield Call(f"{name}:{node.lineno}", key, values)


def _speaks(node: ast.Call) -> bool:
    return isinstance(node.func, ast.Attribute) and node.func.attr in SPEAKING


def written() -> set[str]:
    """Patterns of all literals in the code that could be keys."""
    found = set()
    for path in modules().values():
        for node in nodes(path):
            if (
                isinstance(node, ast.expr)
                and (text := pattern(node))
                and re.match(r"[a-z]+\\-", text)
            ):
                found.add(text)
    return found


def fitting(call: Call) -> list[str]:
    """The messages that a call may mean."""
    known = messages("en")
    if ".+" in call.key:
        return [key for key in known if re.fullmatch(call.key, key)]
    return [key for key in [_plain(call.key)] if key in known]


def _plain(text: str) -> str:
    """Turn a pattern in which nothing is put in into the text that it fits."""
    return re.sub(r"\\(.)", r"\1", text)


def test_every_key_that_is_wanted_is_there() -> None:
    missing = [f"{call.where} wants {call.key}" for call in calls() if not fitting(call)]
    assert missing == []


def test_every_key_that_is_there_is_used() -> None:
    known = messages("en")
    literal = written()
    by_others = {name for names in known.values() for name in names.messages}
    exact = {_plain(text) for text in literal if ".+" not in text}
    loose = [re.compile(text) for text in literal if ".+" in text]
    unused = [
        key
        for key in known
        if key not in exact | by_others and not any(each.fullmatch(key) for each in loose)
    ]
    assert unused == []


def test_every_message_is_given_all_that_it_speaks_of() -> None:
    missing = [
        f"{call.where}: {key} lacks {', '.join(sorted(lacks))}"
        for call in calls()
        if call.values is not None and ".+" not in call.key
        for key in fitting(call)
        if (lacks := _needs(key) - call.values)
    ]
    assert missing == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_says_the_same_things_about_the_same(language: str) -> None:
    assert set(messages(language)) == set(messages("en"))
    for key, names in messages(language).items():
        assert names.variables <= messages("en")[key].variables, key


def _needs(key: str) -> set[str]:
    names = messages("en")[key]
    return names.variables.union(*(_needs(other) for other in names.messages))
