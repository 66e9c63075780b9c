"""Bringing the tables up to date, and telling whether they are."""

from enum import StrEnum
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect, text

from bot.db.database import Database
from bot.db.tables import Person

_MIGRATIONS = Path(__file__).parent / "migrations"
_LOCK = 0x706C756D62  # one number for every process that migrates the same PostgreSQL database


class Standing(StrEnum):
    """How the tables of a database stand to this version of Plumbline.

    UNMARKED: there are tables, but the note of their version is gone, or there are several.
    """

    EMPTY = "empty"
    UNMARKED = "unmarked"
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
        revisions, tables = await connection.run_sync(_look)
    if not revisions and not tables:
        return Standing.EMPTY
    if len(revisions) != 1:
        return Standing.UNMARKED
    (revision,) = revisions
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


def _look(connection: Connection) -> tuple[tuple[str, ...], bool]:
    """Return the noted revisions, and whether there are people or at least a place for them."""
    heads = MigrationContext.configure(connection).get_current_heads()
    return heads, inspect(connection).has_table(Person.__tablename__)


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    return config
