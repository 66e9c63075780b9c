"""Migrating makes exactly the tables that the code describes, from nothing or from an old schema."""

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Connection, text
from sqlalchemy.exc import DBAPIError

from bot.db.database import Database
from bot.db.migrate import Standing, migrate, standing
from bot.db.only_added import REFUSAL
from bot.db.tables import AuditEntry, Base
from bot.domain.deeds import Deed
from tests.postgres import Postgres


@pytest.fixture(params=["sqlite", "postgresql"])
async def empty(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Database]:
    """A database of each kind without any table."""
    if request.param == "sqlite":
        url = f"sqlite:///{tmp_path / 'plumbline.db'}"
    else:
        server: Postgres = request.getfixturevalue("postgres")
        url = server.fresh()
    db = Database(url)
    async with db.engine.begin() as connection:
        await connection.run_sync(Base.metadata.drop_all)
    yield db
    await db.close()


def _differences(connection: Connection) -> list[object]:
    context = MigrationContext.configure(connection, opts={"compare_type": True})
    return list(compare_metadata(context, Base.metadata))


def _url(db: Database) -> str:
    return db.engine.url.render_as_string(hide_password=False)


async def _say_version(db: Database, version: str) -> None:
    async with db.write() as s:
        await s.execute(text("UPDATE alembic_version SET version_num = :it"), {"it": version})


async def test_migrating_nothing_makes_the_tables_of_the_code(empty: Database) -> None:
    assert await standing(empty) is Standing.EMPTY
    await migrate(_url(empty))
    assert await standing(empty) is Standing.CURRENT
    async with empty.engine.connect() as connection:
        assert await connection.run_sync(_differences) == [], "`make schema` writes it anew"
    async with empty.write() as s:
        s.add(AuditEntry(at=datetime(2100, 1, 1, tzinfo=UTC), deed=Deed.INVITED))
    with pytest.raises(DBAPIError, match=REFUSAL):
        async with empty.write() as s:
            await s.execute(text("DELETE FROM audit_entries"))


async def test_the_comparison_would_see_a_difference(empty: Database) -> None:
    await migrate(_url(empty))
    async with empty.write() as s:
        await s.execute(text("DROP TABLE help_requests"))
        await s.execute(text("ALTER TABLE digests ADD COLUMN extra INTEGER"))
    async with empty.engine.connect() as connection:
        assert len(await connection.run_sync(_differences)) >= 2


async def test_migrating_again_or_twice_at_once_changes_nothing(empty: Database) -> None:
    await asyncio.gather(migrate(_url(empty)), migrate(_url(empty)))
    await migrate(_url(empty))
    assert await standing(empty) is Standing.CURRENT


async def test_a_database_of_a_newer_plumbline_is_told_apart(empty: Database) -> None:
    await migrate(_url(empty))
    await _say_version(empty, "9999")
    assert await standing(empty) is Standing.NEWER


@pytest.mark.parametrize(
    "statement",
    ["DELETE FROM alembic_version", "INSERT INTO alembic_version VALUES ('9999')"],
)
async def test_tables_without_one_note_of_their_version_are_told_apart(
    empty: Database, statement: str
) -> None:
    await migrate(_url(empty))
    async with empty.write() as s:
        await s.execute(text(statement))
    assert await standing(empty) is Standing.UNMARKED


async def test_a_failed_migration_leaves_nothing_behind(empty: Database) -> None:
    async with empty.write() as s:
        await s.execute(text("CREATE TABLE meetings (in_the_way INTEGER)"))
    with pytest.raises(Exception, match="meetings"):
        await migrate(_url(empty))
    assert await standing(empty) is Standing.EMPTY
    async with empty.write() as s:
        await s.execute(text("DROP TABLE meetings"))
    await migrate(_url(empty))
    assert await standing(empty) is Standing.CURRENT


async def test_foreign_keys_hold_again_after_migrating(empty: Database) -> None:
    await migrate(_url(empty))
    if empty.is_sqlite:
        async with empty.read() as s:
            assert await s.scalar(text("PRAGMA foreign_keys")) == 1
