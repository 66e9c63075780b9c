"""Writing on SQLite: one writer at a time, many writers to one commit.

A commit waits for the disk, and SQLite has one writer. So writers take turns inside one open
transaction, each in a savepoint of its own, and it is committed once nobody waits for a turn.
Each writer returns only when that commit is on the disk: what is acknowledged is durable, and
one writer's failure takes back that writer's work alone.
"""

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Coroutine
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, cast

from sqlalchemy.exc import OperationalError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, AsyncSession

_MOST_TOGETHER = 64


@dataclass
class _Group:
    """The writers of one transaction: how many so far, and the commit they wait for."""

    connection: AsyncConnection
    writers: int = 0
    committed: asyncio.Future[None] = field(
        default_factory=lambda: asyncio.get_running_loop().create_future()
    )


class GroupCommit:
    """Gives writers their turns. A transaction must be short and wait for nothing else."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine
        self._file = Path(engine.url.database) if engine.url.database else None
        self._identity: tuple[int, int] | None = None
        self._turn = asyncio.Lock()
        self._waiting = 0
        self._group: _Group | None = None
        self._tasks: set[asyncio.Task[None]] = set()

    @asynccontextmanager
    async def write(self) -> AsyncIterator[AsyncSession]:
        """Open a session to write with; what it wrote is on the disk when this returns."""
        await self._my_turn()
        try:
            group = await self._joined()
            try:
                async with _savepoint(group.connection) as s:
                    yield s
            finally:
                group.writers += 1
                full = group.writers >= _MOST_TOGETHER
                if full or not self._waiting or not _still_open(group.connection):
                    # In a task of its own: cancelling one writer must not end it for the others.
                    await asyncio.shield(self._background(self._commit(group)))
        finally:
            self._turn.release()
        await asyncio.shield(group.committed)

    async def _my_turn(self) -> None:
        self._waiting += 1
        try:
            await self._turn.acquire()
        except asyncio.CancelledError:
            # The writers before us may have left the commit to us.
            self._background(self._commit_what_is_left())
            raise
        finally:
            self._waiting -= 1

    async def _joined(self) -> _Group:
        if self._group is None:
            connection = await self._engine.connect()
            self._identity = self._identity or _identity(self._file)
            try:
                await connection.begin()
            except BaseException:
                await connection.close()
                raise
            self._group = _Group(connection)
        return self._group

    async def _commit_what_is_left(self) -> None:
        async with self._turn:
            if self._group is not None and not self._waiting:
                await self._commit(self._group)

    async def _commit(self, group: _Group) -> None:
        """Commit for everyone in the group; if that fails, it fails for everyone."""
        self._group = None
        try:
            self._check_file()
            await _commit(group.connection)
        except Exception as error:
            group.committed.set_exception(error)
            group.committed.exception()  # heard, even if everyone who waited was cancelled
        else:
            group.committed.set_result(None)
        finally:
            await group.connection.close()

    def _check_file(self) -> None:
        """Refuse to commit to a file that was deleted, or whose disk is gone: nobody would find it."""
        if _identity(self._file) != self._identity:
            raise _trouble(f"the file {self._file} is no longer where it was")

    def _background(self, work: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task


def _still_open(connection: AsyncConnection) -> bool:
    """Whether the transaction is still there: a full disk makes SQLite take all of it back."""
    assert connection.sync_connection is not None  # it is open
    raw = cast(sqlite3.Connection, connection.sync_connection.connection.dbapi_connection)
    return raw.in_transaction


def _identity(file: Path | None) -> tuple[int, int] | None:
    """Which file it is, whatever its name; None if there is none (any more)."""
    try:
        found = file.stat() if file else None
    except OSError:
        return None
    return (found.st_dev, found.st_ino) if found else None


def _trouble(sentence: str) -> OperationalError:
    return OperationalError("COMMIT", None, sqlite3.OperationalError(sentence))


async def _commit(connection: AsyncConnection) -> None:
    if not _still_open(connection):
        raise _trouble("SQLite took the transaction back; is the disk full?")
    await connection.commit()


@asynccontextmanager
async def _savepoint(connection: AsyncConnection) -> AsyncIterator[AsyncSession]:
    async with (
        AsyncSession(
            connection, expire_on_commit=False, join_transaction_mode="create_savepoint"
        ) as s,
        s.begin(),
    ):
        yield s
