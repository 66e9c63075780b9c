"""Databases for every test: SQLite in a file, and a real PostgreSQL from a wheel."""

from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import create_engine

from bot.db.database import Database
from bot.db.tables import Base
from tests.postgres import Postgres
from tests.sharing import Sharing
from tests.world import World


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--golden-update",
        action="store_true",
        help="rewrite what the bot says in tests/dialogues instead of comparing it",
    )


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Sharing:
    """Share the work as `tests/sharing.py` says."""
    return Sharing(config, log)


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    """One PostgreSQL server for the whole run, started when the first test asks."""
    server = Postgres()
    yield server
    server.stop()


@pytest.fixture
async def sqlite_db(tmp_path: Path) -> AsyncIterator[Database]:
    """An empty SQLite database in a file."""
    database = Database(_sqlite(tmp_path))
    yield database
    await database.close()


@pytest.fixture(params=["sqlite", "postgresql"])
def db_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of an empty database, of each kind in turn."""
    if request.param == "sqlite":
        return _sqlite(tmp_path)
    server: Postgres = request.getfixturevalue("postgres")
    return server.fresh()


@pytest.fixture
async def db(db_url: str) -> AsyncIterator[Database]:
    """An empty database, of each kind in turn."""
    database = Database(db_url)
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


def _sqlite(folder: Path) -> str:
    url = f"sqlite:///{folder / 'plumbline.db'}"
    engine = create_engine(url)
    Base.metadata.create_all(engine)
    engine.dispose()
    return url
