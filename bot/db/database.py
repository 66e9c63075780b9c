"""The database: one engine, short transactions, the same promises on SQLite and PostgreSQL."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, nullcontext
from typing import Any

from sqlalchemy import event, make_url
from sqlalchemy.ext.asyncio import (
    AsyncEngine,
    AsyncSession,
    async_sessionmaker,
    create_async_engine,
)

_SQLITE_PRAGMAS = (
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",
    "PRAGMA foreign_keys = ON",
    "PRAGMA secure_delete = ON",
    "PRAGMA busy_timeout = 10000",
)


class Database:
    """Opens transactions. Writers of one process take turns on SQLite, which has one writer."""

    def __init__(self, url: str) -> None:
        """Take a database address; nothing is opened until the first transaction."""
        self.engine = make_engine(url)
        self.is_sqlite = self.engine.dialect.name == "sqlite"
        self._make = async_sessionmaker(self.engine, expire_on_commit=False)
        self._turn = asyncio.Lock()

    @asynccontextmanager
    async def write(self) -> AsyncIterator[AsyncSession]:
        """Open a transaction that commits at the end, or rolls back if anything is raised."""
        async with self._turn if self.is_sqlite else nullcontext(), self._make.begin() as s:
            yield s

    @asynccontextmanager
    async def read(self) -> AsyncIterator[AsyncSession]:
        """Open a transaction for reading only."""
        async with self._make() as s:
            if self.is_sqlite:
                await s.connection(execution_options={"plumbline_reads": True})
            yield s

    async def close(self) -> None:
        """Close every connection."""
        await self.engine.dispose()


def make_engine(url: str) -> AsyncEngine:
    """Make an engine for `url`; plain sqlite:// and postgresql:// get their async drivers."""
    parsed = make_url(url)
    if parsed.get_backend_name() == "sqlite":
        return _sqlite(str(parsed.set(drivername="sqlite+aiosqlite")))
    parsed = parsed.set(drivername="postgresql+psycopg")
    return create_async_engine(
        parsed, pool_size=10, max_overflow=10, pool_pre_ping=True, hide_parameters=True
    )


def _sqlite(url: str) -> AsyncEngine:
    # An error's text holds no parameters: it may end up in a log.
    engine = create_async_engine(url, pool_size=5, max_overflow=10, hide_parameters=True)

    @event.listens_for(engine.sync_engine, "connect")
    def _configure(connection: Any, _record: Any) -> None:
        # The driver's own transactions begin deferred: reading and then writing would fail with
        # "database is locked" whatever the timeout. We begin them ourselves, below.
        connection.isolation_level = None
        cursor = connection.cursor()
        for pragma in _SQLITE_PRAGMAS:
            cursor.execute(pragma)
        cursor.close()

    @event.listens_for(engine.sync_engine, "begin")
    def _begin(connection: Any) -> None:
        reads = connection.get_execution_options().get("plumbline_reads", False)
        connection.exec_driver_sql("BEGIN DEFERRED" if reads else "BEGIN IMMEDIATE")

    return engine
