"""Wiping what a database keeps of rows that are gone, as far as it lets us.

SQLite overwrites what is deleted, but its log holds earlier pages until it is emptied. PostgreSQL
keeps earlier versions of a row until a vacuum, and their bytes until the table is written anew.
"""

import asyncio
import sqlite3
from typing import cast

from sqlalchemy.exc import DBAPIError

from bot.db.database import Database

# In milliseconds. Somebody may be reading for longer, such as a backup: nobody is to wait for us.
_PATIENCE = 500
_USUAL = 10_000
_LOCKED = "55P03"


async def wipe(db: Database, *tables: str, thoroughly: bool) -> bool:
    """Wipe earlier versions of rows of `tables`; False where somebody is in the way, for now.

    `thoroughly` takes PostgreSQL a moment in which nobody else can use these tables. It must not be
    called inside a transaction.
    """
    if db.is_sqlite:
        async with db.engine.connect() as connection:
            assert connection.sync_connection is not None  # it is open
            raw = connection.sync_connection.connection.dbapi_connection
            return await asyncio.to_thread(_empty_log, cast(sqlite3.Connection, raw))
    vacuum = "VACUUM (FULL)" if thoroughly else "VACUUM"
    async with db.engine.connect() as connection:
        outside = await connection.execution_options(isolation_level="AUTOCOMMIT")
        await outside.exec_driver_sql(f"SET lock_timeout = {_PATIENCE}")
        try:
            await outside.exec_driver_sql(f"{vacuum} {', '.join(tables)}")
        except DBAPIError as error:
            if getattr(error.orig, "sqlstate", None) != _LOCKED:
                raise
            return False
        finally:
            await outside.exec_driver_sql("RESET lock_timeout")
    return True


def _empty_log(connection: sqlite3.Connection) -> bool:
    connection.execute(f"PRAGMA busy_timeout = {_PATIENCE}")
    try:
        busy, _pages, _written = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        return not busy
    finally:
        connection.execute(f"PRAGMA busy_timeout = {_USUAL}")
