"""The lines of the house hold: imports point one way, and each thing has one place."""

import ast
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

import pytest

from tests.source_code import HOUSE, modules, nodes, tree

# What each part may import of the house, by the beginning of the module's name. Parts that are
# not named here are the outside: the command line, the composition root, the rehearsal.
ALLOWED: dict[str, tuple[str, ...]] = {
    "bot.domain": ("bot.domain",),
    "bot.clock": (),
    "bot.library": ("bot.library", "bot.domain"),
    "bot.config": ("bot.db.vault",),
    "bot.logs": (),
    "bot.db": ("bot.db", "bot.domain", "bot.config"),
    "bot.delivery": (
        "bot.delivery",
        "bot.db",
        "bot.domain",
        "bot.services.core",
        "bot.render.message",
    ),
    "bot.services": (
        "bot.services",
        "bot.db",
        "bot.domain",
        "bot.library",
        "bot.clock",
        "bot.delivery.outbox",
    ),
    "bot.render": ("bot.render", "bot.domain", "bot.services"),
    "bot.runtime": (
        "bot.runtime",
        "bot.services",
        "bot.render",
        "bot.delivery",
        "bot.db",
        "bot.domain",
        "bot.clock",
        "bot.config",
    ),
    "handlers": ("handlers", "bot.services", "bot.render", "bot.delivery", "bot.domain"),
    "conversations": (
        "conversations",
        "handlers",
        "bot.services",
        "bot.render",
        "bot.domain",
    ),
}
TELEGRAM = (
    "handlers",
    "conversations",
    "bot.app",
    "bot.runtime",
    "bot.rehearsal",
    "bot.delivery.beside",
    "bot.delivery.gateway",
    "bot.delivery.outcomes",
    "bot.delivery.params",
    "bot.delivery.raw_bot",
    "bot.delivery.transport",
    "bot.delivery.tries",
)
STANDARD_ONLY = "bot.domain"
_ASKING = ("now", "utcnow", "today", "time", "time_ns", "localtime", "gmtime")


@cache
def imports(path: Path) -> frozenset[str]:
    """Every module that a file imports, names that are modules themselves included."""
    return frozenset(_imported(path, nodes(path)))


def _imported(path: Path, found: Iterable[ast.AST]) -> Iterator[str]:
    known = modules()
    for node in found:
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: imports are absolute"
            assert node.module is not None
            inner = [f"{node.module}.{alias.name}" for alias in node.names]
            yield from (name for name in inner if name in known)
            if not all(name in known for name in inner):
                yield node.module


def _at_start(node: ast.AST) -> Iterator[ast.AST]:
    """Everything but what stands inside functions or is for the type checker alone."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef):
            continue
        if isinstance(child, ast.If) and "TYPE_CHECKING" in ast.unparse(child.test):
            continue
        yield child
        yield from _at_start(child)


def within(name: str, places: tuple[str, ...]) -> bool:
    return any(name == place or name.startswith(f"{place}.") for place in places)


def test_imports_are_seen_wherever_they_stand() -> None:
    assert "bot.db.vault" in imports(modules()["bot.services.members"])
    assert "handlers.fallback" in imports(modules()["handlers"])
    assert "telegram.error" in imports(modules()["bot.rehearsal.request"])
    assert set(HOUSE) <= {name.partition(".")[0] for name in modules()}


@pytest.mark.parametrize("part", ALLOWED)
def test_imports_point_one_way(part: str) -> None:
    wrong = [
        f"{name} imports {used}"
        for name, path in modules().items()
        if within(name, (part,))
        for used in sorted(imports(path))
        if within(used, HOUSE) and used not in HOUSE and not within(used, ALLOWED[part])
    ]
    assert wrong == []


def test_the_domain_needs_nothing_but_the_standard_library() -> None:
    from sys import stdlib_module_names

    wrong = [
        f"{name} imports {used}"
        for name, path in modules().items()
        if within(name, (STANDARD_ONLY,))
        for used in sorted(imports(path))
        if not within(used, ("bot.domain",)) and used.partition(".")[0] not in stdlib_module_names
    ]
    assert wrong == []


def test_telegram_is_spoken_only_where_messages_come_and_go() -> None:
    wrong = [
        f"{name} imports {used}"
        for name, path in modules().items()
        if not within(name, TELEGRAM)
        for used in sorted(imports(path))
        if within(used, ("telegram",))
    ]
    assert wrong == []


def test_only_the_composition_root_knows_handlers_and_conversations() -> None:
    wrong = [
        f"{name} imports {used}"
        for name, path in modules().items()
        if name != "bot.app" and within(name, ("bot",))
        for used in sorted(imports(path))
        if within(used, ("handlers", "conversations"))
    ]
    assert wrong == []


def test_only_the_clock_asks_what_time_it_is() -> None:
    wrong = [
        f"{name}:{node.lineno} {ast.unparse(node)}"
        for name, path in modules().items()
        if name != "bot.clock"
        for node in nodes(path)
        if isinstance(node, ast.Call) and _asks_the_time(node)
    ]
    assert wrong == []


def _asks_the_time(call: ast.Call) -> bool:
    if not isinstance(call.func, ast.Attribute) or call.func.attr not in _ASKING:
        return False
    said = ast.unparse(call.func)
    return said.endswith(("datetime.now", "datetime.utcnow", "date.today", "datetime.today")) or (
        said in ("time.time", "time.time_ns", "time.localtime", "time.gmtime")
    )


def test_nothing_imports_in_a_circle() -> None:
    known = modules()
    uses = {
        name: {
            used
            for used in _imported(path, _at_start(tree(path)))
            if used in known and used != name
        }
        for name, path in known.items()
    }
    done: set[str] = set()
    for name in uses:
        assert not (circle := _circle(name, uses, done, [])), " -> ".join(circle)


def _circle(name: str, uses: dict[str, set[str]], done: set[str], path: list[str]) -> list[str]:
    if name in path:
        return [*path[path.index(name) :], name]
    if name in done:
        return []
    for used in sorted(uses[name]):
        if circle := _circle(used, uses, done, [*path, name]):
            return circle
    done.add(name)
    return []
