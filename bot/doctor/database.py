"""Checks of the database: can it be written, is it up to date, does the key fit, what waits."""

import asyncio
import os
import shutil
from pathlib import Path

from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncSession

from bot.clock import Clock
from bot.config import Settings
from bot.db.database import Database
from bot.db.erased_file import ErasedFile
from bot.db.migrate import Standing, standing
from bot.db.tables import Installation
from bot.db.trouble import describe, named, sqlite_file
from bot.doctor import erased, programmes, queues
from bot.doctor.finding import Finding, Pulse, good, note, trouble
from bot.installation import UNUSABLE
from bot.keys import half_changed, trouble_with_key

_LITTLE = 100 * 1024 * 1024
_STANDINGS = {
    Standing.EMPTY: "has no tables yet: `python -m bot migrate` makes them, and so does starting",
    Standing.OLD: "has an old schema: `python -m bot migrate` brings it up to date",
    **UNUSABLE,
}


async def check(settings: Settings, clock: Clock) -> tuple[Pulse, list[Finding]]:
    """Everything that can be known from the database; stops where going on makes no sense."""
    path = sqlite_file(settings.database_url)
    if path is not None:
        found = await asyncio.to_thread(look_at_file, path, settings.data)
        if found:
            return Pulse(), found
    db = Database(settings.database_url)
    try:
        return await _look_inside(settings, db, clock)
    except (SQLAlchemyError, OSError) as error:
        return Pulse(known=False), [trouble(describe(settings.database_url, error))]
    finally:
        await db.close()


def look_at_file(path: Path, data: Path) -> list[Finding]:
    """What can be told from a SQLite file and its folder alone; empty if there is more to see."""
    folder = path.parent
    if not path.exists() and not folder.exists() and folder.resolve() == data.resolve():
        return [note("There is no database yet; starting the bot makes one.")]
    if not folder.is_dir():
        return [
            trouble(
                f"The folder {folder} of the database does not exist: make it, or change "
                "DATABASE_URL."
            )
        ]
    if not os.access(folder, os.W_OK) or (path.exists() and not os.access(path, os.W_OK)):
        return [
            trouble(f"The database {path} cannot be written: the file or its folder is read-only.")
        ]
    if not path.exists():
        return [note(f"There is no database {path} yet; starting the bot makes it.")]
    return []


def disk(free: int, path: Path) -> list[Finding]:
    """What `free` bytes on the disk of `path` mean."""
    if free >= _LITTLE:
        return []
    return [
        trouble(
            f"The disk with {path} is almost full ({free // 1024**2} MB left): while nothing can "
            "be stored, the bot takes no messages."
        )
    ]


async def _look_inside(
    settings: Settings, db: Database, clock: Clock
) -> tuple[Pulse, list[Finding]]:
    await _try_writing(db)
    url = settings.database_url
    path = sqlite_file(url)
    findings = [] if path is None else disk(shutil.disk_usage(path.parent).free, path)
    stands = await standing(db)
    if stands is not Standing.CURRENT:
        return Pulse(), [*findings, trouble(f"The database {named(url)} {_STANDINGS[stands]}.")]
    findings.append(good(f"The database {named(url)} can be written and is up to date."))
    async with db.read() as s:
        row = await s.get(Installation, 1)
        findings += await _key(settings, s, row)
        findings += await programmes.check(s)
        findings += await queues.check(s, clock.now())
    findings += await erased.check(ErasedFile(settings.erased_file), db)
    return Pulse(row.alive_at, row.conflict_at, row.bot_id) if row else Pulse(), findings


async def _key(settings: Settings, s: AsyncSession, row: Installation | None) -> list[Finding]:
    wrong = await trouble_with_key(settings, s)
    if wrong:
        return [trouble(wrong)]
    if row is None:
        return [note("The database has no key yet; starting the bot makes one.")]
    unfinished = half_changed(settings, row.key_check)
    return [good("The key fits the database."), *([note(unfinished)] if unfinished else [])]


async def _try_writing(db: Database) -> None:
    async with AsyncSession(db.engine) as s:
        await s.execute(text("CREATE TABLE plumbline_doctor (n INTEGER)"))
        await s.rollback()
