"""Every file, folder and name in the code that a page speaks of is there, and every link leads on."""

import ast
import re
from functools import cache
from pathlib import Path

import pytest

from tests.source_code import ROOT, tree

PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")])
_TOPS = ("bot/", "handlers/", "conversations/", "tests/", "benchmarks/", "docs/")


@cache
def names(path: Path) -> frozenset[str]:
    """Everything that a module defines at its top, and inside its classes as Class.name."""
    found = set()
    for node in tree(path).body:
        found |= _defined(node)
        if isinstance(node, ast.ClassDef):
            found |= {f"{node.name}.{name}" for inner in node.body for name in _defined(inner)}
    return frozenset(found)


def _defined(node: ast.stmt) -> set[str]:
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
        return {node.name}
    targets = node.targets if isinstance(node, ast.Assign) else [getattr(node, "target", None)]
    return {target.id for target in targets if isinstance(target, ast.Name)}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_place_in_the_code_is_there(page: Path) -> None:
    missing = []
    for quoted in re.findall(r"`([\w./-]+(?::[A-Za-z_.]+)?)`", page.read_text(encoding="utf-8")):
        place, _, name = quoted.partition(":")
        if not place.startswith(_TOPS):
            continue
        path = ROOT / place
        if not path.exists() or (name and name not in names(path)):
            missing.append(quoted)
    assert missing == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_leads_on(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    links = [link for link in re.findall(r"\]\(([^)\s]+)\)", text) if "://" not in link]
    assert [link for link in links if not _leads_on(page, link)] == []


def _leads_on(page: Path, link: str) -> bool:
    file, _, heading = link.partition("#")
    target = page.parent / file if file else page
    if not heading or not target.exists():
        return target.exists()
    titles = re.findall(r"^#+ (.+)$", target.read_text(encoding="utf-8"), re.MULTILINE)
    return heading in {_anchor(title) for title in titles}


def _anchor(title: str) -> str:
    return re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-")
