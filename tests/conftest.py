"""Databases for every test: SQLite in a file, and a real PostgreSQL from a wheel."""

import gc
from collections.abc import AsyncIterator, Iterator
from typing import Any

import pytest

from bot.db.database import Database
from tests.databases import KeptPostgres, KeptSqlite
from tests.postgres import Postgres
from tests.sharing import Sharing
from tests.world import World

_KEPT = {"sqlite": "kept_sqlite", "postgresql": "kept_postgres"}


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--golden-update",
        action="store_true",
        help="rewrite what the bot says in tests/dialogues instead of comparing it",
    )
    parser.addoption(
        "--pictures",
        action="store_true",
        help="write the pictures that the README shows instead of comparing them",
    )


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Sharing:
    """Share the work as `tests/sharing.py` says."""
    return Sharing(config, log)


def pytest_collection_finish() -> None:
    """Spare the garbage collector the thousands of tests, which all stay to the end."""
    gc.collect()
    gc.freeze()
    # Nor need it look as often as in a program that is short of memory: a twentieth of all work.
    gc.set_threshold(50_000, 20, 100)


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    """One PostgreSQL server for the whole run, started when the first test asks."""
    server = Postgres()
    yield server
    server.stop()


@pytest.fixture(scope="session")
def kept_sqlite(tmp_path_factory: pytest.TempPathFactory) -> KeptSqlite:
    """The SQLite database of this worker."""
    return KeptSqlite(tmp_path_factory.mktemp("sqlite"))


@pytest.fixture(scope="session")
def kept_postgres(postgres: Postgres) -> KeptPostgres:
    """The PostgreSQL database of this worker."""
    return KeptPostgres(postgres)


@pytest.fixture
async def sqlite_db(kept_sqlite: KeptSqlite) -> AsyncIterator[Database]:
    """An empty SQLite database in a file."""
    database = kept_sqlite.emptied()
    yield database
    await database.close()


@pytest.fixture(params=["sqlite", "postgresql"])
def database_kind(request: pytest.FixtureRequest) -> str:
    """Each kind of database in turn."""
    return str(request.param)


@pytest.fixture
async def db(database_kind: str, request: pytest.FixtureRequest) -> AsyncIterator[Database]:
    """An empty database of that kind; whoever changes the tables puts them back."""
    kept: KeptSqlite | KeptPostgres = request.getfixturevalue(_KEPT[database_kind])
    database = kept.emptied()
    yield database
    await database.close()


@pytest.fixture
async def world(sqlite_db: Database) -> AsyncIterator[World]:
    """A world on SQLite."""
    world = await World.begin(sqlite_db)
    yield world
    await world.end()


@pytest.fixture
async def either_world(db: Database) -> AsyncIterator[World]:
    """A world on each kind of database in turn."""
    world = await World.begin(db)
    yield world
    await world.end()
