"""The database: one engine, short transactions, the same promises on SQLite and PostgreSQL."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from sqlalchemy import make_url
from sqlalchemy.ext.asyncio import (
    AsyncEngine,
    AsyncSession,
    async_sessionmaker,
    create_async_engine,
)

from bot.db.group_commit import GroupCommit
from bot.db.sqlite import READS, sqlite_engine
from bot.db.trouble import explain

# By this PostgreSQL shows that a connection is Plumbline's.
NAME = "plumbline"
# A database that is cut off without a word is noticed within half a minute (libpq's settings:
# seconds, and tcp_user_timeout in milliseconds). DATABASE_URL may say otherwise.
_IMPATIENCE = {
    "connect_timeout": 10,
    "keepalives_idle": 10,
    "keepalives_interval": 5,
    "keepalives_count": 3,
    "tcp_user_timeout": 30_000,
}


class Database:
    """Opens transactions; on SQLite, which has one writer, writers share commits.

    `writes` counts the transactions that could have changed something and are over.
    """

    def __init__(self, url: str, engine: AsyncEngine | None = None) -> None:
        """Take a database address; nothing is opened until the first transaction.

        `engine` is one that `make_engine` made for this address, if there is one already.
        """
        self._url = url
        self.engine = engine or make_engine(url)
        self.is_sqlite = self.engine.dialect.name == "sqlite"
        self._make = async_sessionmaker(self.engine, expire_on_commit=False)
        self._group_commit = GroupCommit(self.engine) if self.is_sqlite else None
        self.writes = 0

    @asynccontextmanager
    async def write(self) -> AsyncIterator[AsyncSession]:
        """Open a transaction that commits at the end, or rolls back if anything is raised."""
        begun = self._group_commit.write() if self._group_commit else self._make.begin()
        try:
            async with begun as s:
                yield s
        finally:
            self.writes += 1

    @asynccontextmanager
    async def read(self) -> AsyncIterator[AsyncSession]:
        """Open a transaction for reading only."""
        async with self._make() as s:
            if self.is_sqlite:
                await s.connection(execution_options={READS: True})
            yield s

    def explain(self, error: BaseException) -> str:
        """What a log line says of `error` (see `bot.db.trouble.explain`)."""
        return explain(self._url, error)

    async def close(self) -> None:
        """Close every connection."""
        await self.engine.dispose()


def make_engine(url: str) -> AsyncEngine:
    """Make an engine for `url`; plain sqlite:// and postgresql:// get the drivers we use."""
    parsed = make_url(url)
    if parsed.get_backend_name() == "sqlite":
        return sqlite_engine(parsed)
    parsed = parsed.set(drivername="postgresql+psycopg")
    said = {"application_name": NAME, **_IMPATIENCE}
    return create_async_engine(
        parsed,
        pool_size=10,
        max_overflow=10,
        pool_pre_ping=True,
        hide_parameters=True,
        connect_args={name: it for name, it in said.items() if name not in parsed.query},
    )
