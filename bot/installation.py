"""Opening an installation: its database brought up to date, its key, its questionnaires."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from bot.clock import Clock
from bot.config import SettingError, Settings
from bot.db.database import Database
from bot.db.erased_file import ErasedFile
from bot.db.migrate import Standing, migrate, standing
from bot.db.trouble import named, sqlite_file
from bot.keys import open_vault
from bot.library.questionnaires import Library
from bot.services.core import Core
from bot.services.erased import Erased

UNUSABLE = {
    Standing.NEWER: "was made by a newer Plumbline than this one, or its note of its version is "
    "damaged: update this one, or restore a backup",
    Standing.UNMARKED: "has tables, but its note of their version (the table alembic_version) "
    "is empty or wrong: restore a backup",
}


async def prepare(settings: Settings) -> None:
    """Make the database if there is none, and bring it up to date."""
    _make_place(settings)
    db = Database(settings.database_url)
    try:
        await _bring_up_to_date(settings, db)
    finally:
        await db.close()


@asynccontextmanager
async def open_core(settings: Settings, clock: Clock) -> AsyncIterator[Core]:
    """Open everything that the services need, and close it at the end.

    The first time it makes the database and the key. Raises `SettingError` where a setting is
    to blame, and SQLAlchemyError where the database is.
    """
    await prepare(settings)
    db = Database(settings.database_url)
    try:
        vault = await open_vault(settings, db, clock.now())
        erased = Erased(ErasedFile(settings.erased_file))
        yield Core(db, vault, clock, Library(), erased=erased)
    finally:
        await db.close()


async def _bring_up_to_date(settings: Settings, db: Database) -> None:
    """Migrate, unless nobody can know how to: `SettingError` says why."""
    unusable = UNUSABLE.get(await standing(db))
    if unusable:
        raise SettingError(f"The database {named(settings.database_url)} {unusable}.")
    await migrate(settings.database_url)


def _make_place(settings: Settings) -> None:
    """Make the data folder, and the database file so that only its owner may read it."""
    path = sqlite_file(settings.database_url)
    try:
        if path is None or path.parent.resolve() == settings.data.resolve():
            settings.data.mkdir(mode=0o700, parents=True, exist_ok=True)
        if path is not None and not path.exists():
            path.touch(mode=0o600)
    except OSError as error:
        raise SettingError(
            f"The database {path or settings.data} cannot be made: {error.strerror}."
        ) from None
