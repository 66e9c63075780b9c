"""The code of the house, read once: several tests look through all of it."""

import ast
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[1]
HOUSE = ("bot", "handlers", "conversations")


@cache
def modules() -> dict[str, Path]:
    """Every module of the house by its name."""
    found = {}
    for top in HOUSE:
        for path in (ROOT / top).rglob("*.py"):
            parts = path.relative_to(ROOT).with_suffix("").parts
            found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    return found


@cache
def tree(path: Path) -> ast.Module:
    """What a file says."""
    return ast.parse(path.read_text(encoding="utf-8"))


@cache
def nodes(path: Path) -> tuple[ast.AST, ...]:
    """Everything in a file, at any depth."""
    return tuple(ast.walk(tree(path)))
