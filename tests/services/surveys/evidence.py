"""All that somebody could get hold of: every table, the files it lies in, and the log."""

import io
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import structlog
from sqlalchemy import text

from bot.db.database import Database
from bot.db.tables import AnonymousAnswer, Base
from bot.logs import set_up

ANONYMOUS = AnonymousAnswer.__tablename__
_HIDDEN = "xmin::text AS xmin, ctid::text AS ctid, *"


@dataclass(frozen=True)
class Evidence:
    """Every row of every table as the database gives it away, and the bytes that hold them."""

    tables: dict[str, list[dict[str, Any]]]
    raw: bytes

    @property
    def answers(self) -> list[dict[str, Any]]:
        """The anonymous answers, in the order in which the database keeps them."""
        return self.tables[ANONYMOUS]

    def elsewhere(self) -> Iterator[tuple[str, dict[str, Any]]]:
        """Every row of any other table."""
        for name, rows in self.tables.items():
            if name != ANONYMOUS:
                yield from ((name, row) for row in rows)


async def gather(db: Database) -> Evidence:
    """Take everything there is, without closing anything."""
    tables = {}
    async with db.read() as connection:
        for table in Base.metadata.sorted_tables:
            columns = "rowid AS ctid, *" if db.is_sqlite else _HIDDEN
            rows = await connection.execute(text(f"SELECT {columns} FROM {table.name}"))
            tables[table.name] = [dict(row) for row in rows.mappings()]
    return Evidence(tables, await _raw(db))


async def _raw(db: Database) -> bytes:
    if db.is_sqlite:
        file = Path(str(db.engine.url.database))
        files = [file.with_name(file.name + ending) for ending in ("", "-wal")]
        return b"".join(each.read_bytes() for each in files if each.exists())
    async with db.engine.connect() as connection:
        outside = await connection.execution_options(isolation_level="AUTOCOMMIT")
        await outside.execute(text("CHECKPOINT"))
        found = [
            await outside.scalar(
                text(f"SELECT pg_read_binary_file(pg_relation_filepath('{each}'))")
            )
            for each in Base.metadata.tables
        ]
    return b"".join(bytes(each) for each in found)


@contextmanager
def logged(style: str = "json") -> Iterator[io.StringIO]:
    """Keep every log line, down to the last detail."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    out = io.StringIO()
    set_up("debug", style, out)
    try:
        yield out
    finally:
        root.handlers[:] = handlers
        root.setLevel(level)
        structlog.reset_defaults()


def correlation(one: list[int], other: list[int]) -> float:
    """Spearman's rank correlation of two orders of the same things, each a list of ranks."""
    n = len(one)
    apart = sum((a - b) ** 2 for a, b in zip(one, other, strict=True))
    return 1 - 6 * apart / (n * (n * n - 1))


def ranks(values: list[Any]) -> list[int]:
    """The rank of each value among all of them, from 0."""
    ordered = sorted(range(len(values)), key=lambda at: values[at])
    found = [0] * len(values)
    for rank, at in enumerate(ordered):
        found[at] = rank
    return found
