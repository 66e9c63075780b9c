"""Having a database to oneself, so that nobody works with what is being changed beneath them."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from sqlalchemy import event, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession

from bot.db.database import Database, make_engine
from bot.db.tables import Installation

# In milliseconds: whoever stopped just now may still be letting go.
_PATIENCE = 1_000
_LOOKS = 10
_LOCKED = "55P03"
# Everybody begins with reading this table. Of connections that are open already, those of
# Plumbline's other processes bear the same name as ours.
_KEEP_OUT = f"LOCK TABLE {Installation.__tablename__} IN ACCESS EXCLUSIVE MODE"
_OTHERS = text(
    "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
    " AND pid <> pg_backend_pid() AND application_name = current_setting('application_name')"
)


class InUseError(Exception):
    """Somebody else has the database open."""


@asynccontextmanager
async def alone(url: str) -> AsyncIterator[AsyncSession]:
    """Open a transaction in a database that nobody else uses, and keep everybody out until its end.

    `InUseError` if somebody has it open. Whoever comes meanwhile waits, and then sees what the
    transaction has done.
    """
    engine = make_engine(url)
    if engine.dialect.name == "sqlite":
        event.listen(engine.sync_engine, "connect", _keep_for_us, insert=True)
    db = Database(url, engine)
    try:
        await _open(engine)
        async with db.write() as s:
            if not db.is_sqlite:
                await _keep_others_out(s)
            yield s
    finally:
        await db.close()


async def _open(engine: AsyncEngine) -> None:
    try:
        async with engine.connect():
            pass
    except DBAPIError as error:
        if getattr(error.orig, "sqlite_errorcode", None) == sqlite3.SQLITE_BUSY:
            raise InUseError from None
        raise


def _keep_for_us(connection: Any, _record: Any) -> None:
    """With this mode set before anything else, SQLite lets us in only if nobody else is in."""
    connection.execute(f"PRAGMA busy_timeout = {_PATIENCE}")
    connection.execute("PRAGMA locking_mode = EXCLUSIVE")
    connection.execute("SELECT count(*) FROM sqlite_master").fetchone()


async def _keep_others_out(s: AsyncSession) -> None:
    await s.execute(text(f"SET LOCAL lock_timeout = {_PATIENCE}"))
    # What follows a commit leans on it, whatever the server is set to.
    await s.execute(text("SET LOCAL synchronous_commit = on"))
    try:
        await s.execute(text(_KEEP_OUT))
    except DBAPIError as error:
        if getattr(error.orig, "sqlstate", None) == _LOCKED:
            raise InUseError from None
        raise
    for _ in range(_LOOKS):
        await s.execute(text("SELECT pg_stat_clear_snapshot()"))
        if not await s.scalar(_OTHERS):
            return
        await asyncio.sleep(_PATIENCE / _LOOKS / 1000)
    raise InUseError
