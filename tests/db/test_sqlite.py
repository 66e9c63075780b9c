"""What goes wrong in SQLite arrives as SQLAlchemy's errors, so that everyone knows it again."""

import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import OperationalError

from bot.db.database import Database


async def test_a_file_that_another_program_holds_is_known_as_database_trouble(
    tmp_path: Path,
) -> None:
    path = tmp_path / "held.sqlite"
    db = Database(f"sqlite:///{path}")
    async with db.write() as s:
        await s.execute(text("PRAGMA busy_timeout = 50"))
    holder = sqlite3.connect(path, isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    with pytest.raises(OperationalError, match="locked"):
        async with db.write():
            pass
    holder.execute("ROLLBACK")
    holder.close()
    async with db.write() as s:
        await s.execute(text("CREATE TABLE afterwards (n INTEGER)"))
    await db.close()


async def test_reading_goes_on_while_another_program_writes(tmp_path: Path) -> None:
    path = tmp_path / "held.sqlite"
    db = Database(f"sqlite:///{path}")
    async with db.write() as s:
        await s.execute(text("CREATE TABLE words (word TEXT)"))
    holder = sqlite3.connect(path, isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    holder.execute("INSERT INTO words VALUES ('hidden')")
    async with db.read() as s:
        assert list(await s.scalars(text("SELECT word FROM words"))) == []
    holder.execute("COMMIT")
    holder.close()
    await db.close()


async def test_nothing_is_acknowledged_once_the_file_is_gone(tmp_path: Path) -> None:
    path = tmp_path / "here.sqlite"
    db = Database(f"sqlite:///{path}")
    async with db.write() as s:
        await s.execute(text("CREATE TABLE words (word TEXT)"))
    path.rename(tmp_path / "elsewhere.sqlite")
    with pytest.raises(OperationalError, match="no longer where it was"):
        async with db.write() as s:
            await s.execute(text("INSERT INTO words VALUES ('lost')"))
    (tmp_path / "elsewhere.sqlite").rename(path)
    async with db.write() as s:
        await s.execute(text("INSERT INTO words VALUES ('kept')"))
    async with db.read() as s:
        assert list(await s.scalars(text("SELECT word FROM words"))) == ["kept"]
    await db.close()


async def test_not_even_the_first_write_is_acknowledged_without_a_file(tmp_path: Path) -> None:
    path = tmp_path / "here.sqlite"
    db = Database(f"sqlite:///{path}")
    async with db.read() as s:
        await s.execute(text("SELECT 1"))
    path.unlink()
    with pytest.raises(OperationalError):
        async with db.write() as s:
            await s.execute(text("CREATE TABLE words (word TEXT)"))
    await db.close()
