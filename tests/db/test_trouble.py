"""Trouble with a database is known as such, and told in a sentence without anybody's words."""

import errno
import sqlite3
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import make_url, text
from sqlalchemy.exc import DBAPIError, OperationalError

from bot.db.database import Database
from bot.db.trouble import describe, explain, is_database_trouble
from tests.postgres import Postgres

SECRET = "what Ana wrote to nobody"


async def _failure(db: Database, statement: str = "UPDATE installation SET id = id") -> DBAPIError:
    with pytest.raises(DBAPIError) as caught:
        await _do(db, statement)
    return caught.value


async def _do(db: Database, *statements: str) -> None:
    async with db.write() as s:
        for statement in statements:
            await s.execute(text(statement))


class TestSqlite:
    """A file and its disk."""

    URL = "sqlite:////srv/plumbline/data/plumbline.db"

    async def test_a_full_disk_is_called_full(self, tmp_path: Path) -> None:
        db = Database(f"sqlite:///{tmp_path / 'small.db'}")
        await _do(db, "CREATE TABLE words (word TEXT)", "PRAGMA max_page_count = 1")
        with pytest.raises(OperationalError) as caught:
            await _write_much(db)
        assert is_database_trouble(caught.value)
        assert db.explain(caught.value).endswith("small.db cannot be written: the disk is full.")
        assert SECRET not in db.explain(caught.value) + str(caught.value)
        await db.close()

    def test_full_before_the_first_table_is_called_full_too(self) -> None:
        # What a disk without room for the file beside the database gives at the very start.
        error = sqlite3.OperationalError("disk I/O error")
        error.sqlite_errorcode = sqlite3.SQLITE_IOERR_SHMSIZE
        wrapped = OperationalError("PRAGMA journal_mode = WAL", None, error)
        assert is_database_trouble(wrapped)
        assert describe(self.URL, wrapped).endswith("cannot be written: the disk is full.")

    def test_another_disk_error_is_not_called_full(self, tmp_path: Path) -> None:
        error = sqlite3.OperationalError("disk I/O error")
        error.sqlite_errorcode = sqlite3.SQLITE_IOERR_READ
        wrapped = OperationalError("SELECT 1", None, error)
        url = f"sqlite:///{tmp_path}/x.db"
        assert describe(url, wrapped).endswith("the disk reports an error.")

    def test_an_error_of_the_system_is_told_alike(self) -> None:
        assert "disk is full" in explain(self.URL, OSError(errno.ENOSPC, "No space left on device"))

    def test_what_is_no_trouble_of_the_database_is_named_and_no_more(self) -> None:
        assert explain(self.URL, ValueError(SECRET)) == "ValueError"
        assert not is_database_trouble(ValueError(SECRET))

    async def test_a_table_of_another_version(self, sqlite_db: Database) -> None:
        error = await _failure(sqlite_db, "SELECT feeling FROM people")
        assert "others than this version's" in sqlite_db.explain(error)
        assert not is_database_trouble(error)


class TestPostgres:
    """A server that is shut down, restarted, made read-only, or taken away."""

    @pytest.fixture
    async def db(self, postgres: Postgres) -> AsyncIterator[Database]:
        database = Database(postgres.fresh())
        yield database
        await database.close()

    async def test_our_connections_ended_by_an_administrator(self, db: Database) -> None:
        with pytest.raises(DBAPIError) as caught:
            await _interrupted(db)
        assert is_database_trouble(caught.value)
        said = db.explain(caught.value)
        assert "went away in the middle" in said or "ended our connection" in said
        async with db.write() as s:
            assert await s.scalar(text("SELECT 1")) == 1

    async def test_a_server_that_only_reads_for_now(self, db: Database) -> None:
        name = make_url(_address(db)).database
        _as_administrator(db, f"ALTER DATABASE {name} SET default_transaction_read_only = on")
        error = await _failure(db)
        assert is_database_trouble(error)
        assert "cannot be written: it is read-only" in db.explain(error)

    async def test_a_table_of_another_version(self, db: Database) -> None:
        for statement in ("SELECT feeling FROM people", "SELECT 1 FROM nowhere"):
            error = await _failure(db, statement)
            assert "others than this version's" in db.explain(error)
            assert not is_database_trouble(error)

    async def test_a_database_that_does_not_exist(self, postgres: Postgres) -> None:
        missing = make_url(postgres.fresh()).set(database="nowhere")
        db = Database(missing.render_as_string(hide_password=False))
        assert "the database or the user does not exist" in db.explain(await _failure(db))
        await db.close()


class TestAPostgresThatIsGone:
    """Behind a socket that is no longer there, as while the server restarts."""

    @pytest.fixture
    def server(self) -> Iterator[Postgres]:
        server = Postgres()
        yield server
        server.stop()

    async def test_it_is_known_as_trouble_and_told(self, server: Postgres) -> None:
        db = Database(server.fresh())
        async with db.read() as s:
            await s.execute(text("SELECT 1"))
        server.stop()
        for _ in range(2):
            error = await _failure(db)
            assert is_database_trouble(error), error
        assert "does not answer; perhaps PostgreSQL is not running there" in db.explain(error)
        await db.close()


def _address(db: Database) -> str:
    return db.engine.url.set(drivername="postgresql").render_as_string(hide_password=False)


async def _write_much(db: Database) -> None:
    async with db.write() as s:
        await s.execute(text("INSERT INTO words VALUES (:it)"), {"it": SECRET * 1000})


async def _interrupted(db: Database) -> None:
    async with db.write() as s:
        pid = await s.scalar(text("SELECT pg_backend_pid()"))
        _as_administrator(db, f"SELECT pg_terminate_backend({pid}, 5000)")
        await s.execute(text("UPDATE installation SET id = id"))


def _as_administrator(db: Database, statement: str) -> None:
    with psycopg.connect(_address(db), autocommit=True) as connection:
        connection.execute(statement)
