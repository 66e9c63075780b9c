"""Bringing the tables up to date, and telling whether they are."""

from enum import StrEnum
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text

from bot.db.database import Database

_MIGRATIONS = Path(__file__).parent / "migrations"
_LOCK = 0x706C756D62  # one number for every process that migrates the same PostgreSQL database


class Standing(StrEnum):
    """How the tables of a database stand to this version of Plumbline."""

    EMPTY = "empty"
    OLD = "old"
    CURRENT = "current"
    NEWER = "newer"


async def migrate(url: str) -> None:
    """Bring the tables at `url` up to date, wholly or not at all; several processes may try."""
    db = Database(url)
    try:
        async with db.engine.connect() as connection:
            await connection.run_sync(_upgrade)
    finally:
        await db.close()


async def standing(db: Database) -> Standing:
    """Tell how the tables stand; changes nothing."""
    async with db.read() as s:
        connection = await s.connection()
        revision = await connection.run_sync(_revision)
    if revision is None:
        return Standing.EMPTY
    scripts = ScriptDirectory.from_config(_config())
    if revision == scripts.get_current_head():
        return Standing.CURRENT
    known = {script.revision for script in scripts.walk_revisions()}
    return Standing.OLD if revision in known else Standing.NEWER


def _upgrade(connection: Connection) -> None:
    sqlite = connection.dialect.name == "sqlite"
    if sqlite:
        _foreign_keys(connection, on=False)
    try:
        with connection.begin():
            if not sqlite:
                connection.execute(text("SELECT pg_advisory_xact_lock(:it)"), {"it": _LOCK})
            config = _config()
            config.attributes["connection"] = connection
            command.upgrade(config, "head")
            if sqlite and connection.exec_driver_sql("PRAGMA foreign_key_check").first():
                raise RuntimeError("a migration left rows that point nowhere")
    finally:
        if sqlite:
            _foreign_keys(connection, on=True)


def _foreign_keys(connection: Connection, *, on: bool) -> None:
    # SQLite changes a table by making a new one and dropping the old, which would delete the rows
    # that refer to it; and the switch only works outside a transaction.
    cursor = connection.connection.cursor()
    cursor.execute(f"PRAGMA foreign_keys = {'ON' if on else 'OFF'}")
    cursor.close()


def _revision(connection: Connection) -> str | None:
    return MigrationContext.configure(connection).get_current_revision()


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    return config
