"""SQLite for SQLAlchemy's asyncio, with the standard library's own driver.

The usual driver, aiosqlite, sends every statement through another thread and back, four times.
An answer needs some ten statements of a few microseconds each: measured, the hopping took three
times as long as the work. Here statements run where they are asked for. What can truly wait goes
to a thread: beginning to write (another process may be writing) and committing (the disk).
"""

import asyncio
import sqlite3
from collections.abc import Callable
from typing import Any, cast

from sqlalchemy import Connection, event
from sqlalchemy.dialects import registry
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
from sqlalchemy.engine.url import URL
from sqlalchemy.exc import OperationalError
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine
from sqlalchemy.pool import AsyncAdaptedQueuePool, Pool
from sqlalchemy.util.concurrency import await_

READS = "plumbline_reads"
_DRIVER = "sqlite+plumbline"
_PRAGMAS = (
    "PRAGMA busy_timeout = 10000",
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",
    "PRAGMA foreign_keys = ON",
    "PRAGMA secure_delete = ON",
)


class _Cursor(sqlite3.Cursor):
    """A cursor that SQLAlchemy's asyncio can let go of."""

    async def _async_soft_close(self) -> None:
        """Nothing is held elsewhere."""


class _Connection(sqlite3.Connection):
    def cursor(self, factory: Any = _Cursor) -> Any:
        return super().cursor(factory)


class Dialect(SQLiteDialect_pysqlite):
    """SQLAlchemy's SQLite dialect, usable from an event loop."""

    driver = "plumbline"
    is_async = True
    supports_statement_cache = True

    @classmethod
    def get_pool_class(cls, url: URL) -> type[Pool]:
        """Return a pool that waits without blocking the loop."""
        return AsyncAdaptedQueuePool

    def do_commit(self, dbapi_connection: Any) -> None:
        """Commit in a thread: it waits for the disk."""
        await_(_in_thread(dbapi_connection.commit))

    # Every writer has a savepoint. As statements of SQLAlchemy's they cost more than their work.

    def do_savepoint(self, connection: Connection, name: str) -> None:
        """Open a savepoint; SQLAlchemy chooses the name."""
        _run(connection, f"SAVEPOINT {name}")

    def do_rollback_to_savepoint(self, connection: Connection, name: str) -> None:
        """Take back what was done since the savepoint."""
        if _raw(connection).in_transaction:  # a full disk takes back all of it, savepoints too
            _run(connection, f"ROLLBACK TO {name}")

    def do_release_savepoint(self, connection: Connection, name: str) -> None:
        """Close a savepoint and keep what was done."""
        _run(connection, f"RELEASE {name}")


registry.register("sqlite.plumbline", __name__, "Dialect")


def sqlite_engine(url: URL) -> AsyncEngine:
    """Make an engine whose transactions begin to write at once, unless they only read (`READS`)."""
    engine = create_async_engine(
        url.set(drivername=_DRIVER),
        pool_size=5,
        max_overflow=10,
        # An error's text holds no parameters: it may end up in a log.
        hide_parameters=True,
        connect_args={"check_same_thread": False, "factory": _Connection},
    )
    event.listen(engine.sync_engine, "connect", _configure)
    event.listen(engine.sync_engine, "begin", _begin)
    return engine


def _configure(connection: Any, _record: Any) -> None:
    # The driver's own transactions begin deferred: reading and then writing would fail with
    # "database is locked" whatever the timeout. We begin them ourselves.
    connection.isolation_level = None
    for pragma in _PRAGMAS:
        connection.execute(pragma)


def _begin(connection: Connection) -> None:
    if connection.get_execution_options().get(READS, False):
        _run(connection, "BEGIN DEFERRED")
    else:
        # Another process may be writing: that is waited for in a thread, as long as busy_timeout.
        await_(_in_thread(lambda: _run(connection, "BEGIN IMMEDIATE")))


def _run(connection: Connection, statement: str) -> None:
    try:
        _raw(connection).execute(statement)
    except sqlite3.Error as error:
        raise OperationalError(statement, None, error) from error


def _raw(connection: Connection) -> sqlite3.Connection:
    return cast(sqlite3.Connection, connection.connection.dbapi_connection)


async def _in_thread(call: Callable[[], object]) -> None:
    """Run `call` in a thread; being cancelled does not leave it running behind our back."""
    work = asyncio.ensure_future(asyncio.to_thread(call))
    try:
        await asyncio.shield(work)
    except asyncio.CancelledError:
        await asyncio.wait([work])
        raise
