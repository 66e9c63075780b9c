"""While the database cannot store: one clear line in the log, nothing confirmed, nothing failed."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.exc import OperationalError
from sqlalchemy.ext.asyncio import AsyncSession
from structlog.testing import capture_logs

from bot.db.tables import DueRow, Person
from bot.domain.ids import new_id
from bot.domain.people import Role
from bot.domain.queues import DueKind, DueOutcome
from bot.runtime.ticks import Ticks
from bot.services.core import Core
from bot.services.due import Done, Verdict
from bot.services.sweep import sweep
from tests.world import World

WHY = "is no longer where it was: put its file back and restart the bot."


@asynccontextmanager
async def _gone(world: World) -> AsyncIterator[None]:
    """The database's file is away, once the bot has written to it."""
    async with world.db.write():
        pass
    path = Path(world.db.engine.url.database or "")
    elsewhere = path.with_name("elsewhere")
    path.rename(elsewhere)
    yield
    elsewhere.rename(path)


class EnoughError(Exception):
    """Ends what would go on for ever."""


async def _enough(_seconds: float) -> None:
    raise EnoughError


async def test_what_comes_in_is_not_confirmed_and_the_log_says_why(world: World) -> None:
    world.person("Ana").says("my mentor shouted")
    world.bot.intake._sleep = _enough
    async with _gone(world):
        with capture_logs() as logs, pytest.raises(EnoughError):
            await world.bot.intake.run(timeout=0)
    (line,) = logs
    assert line["event"].startswith("The database cannot store what comes in.")
    assert line["why"].endswith(WHY)
    assert "shouted" not in str(logs)
    assert len(world.telegram.updates.pending) == 1
    await world.settle()
    assert len(world.person("Ana").new_messages()) == 1


async def test_what_is_due_is_not_counted_as_failed(world: World) -> None:
    row_id = await _due_now(world)

    async def do(_s: AsyncSession, _core: Core, _row: DueRow, _person: Person) -> Verdict:
        return Done(DueOutcome.DONE)

    async with _gone(world):
        with capture_logs() as logs, pytest.raises(OperationalError):
            await sweep(world.core, {DueKind.REFLECTION: do})
    assert logs == []
    async with world.db.read() as s:
        assert await s.scalar(select(DueRow.attempts).where(DueRow.id == row_id)) == 0
    await sweep(world.core, {DueKind.REFLECTION: do})
    async with world.db.read() as s:
        done = await s.scalar(select(DueRow.outcome).where(DueRow.id == row_id))
    assert done is DueOutcome.DONE


async def test_what_is_due_says_once_why_it_waits(world: World) -> None:
    turns = asyncio.Semaphore(0)

    async def write() -> None:
        turns.release()
        async with world.db.write():
            pass

    async def nothing() -> None: ...

    ticks = Ticks(write, write, nothing, world.db.explain)
    async with _gone(world):
        with capture_logs() as logs:
            ticks.start()
            for _ in range(2):
                await asyncio.wait_for(turns.acquire(), 10)
            await ticks.stop()
    assert [(line["event"], line["why"].endswith(WHY)) for line in logs] == [
        ("The database cannot be used. What is due waits and is tried again.", True)
    ]


async def _due_now(world: World) -> int:
    now = world.core.clock.now()
    person_id = (await world.member("Ana", Role.MENTEE)).id
    row_id = new_id()
    async with world.db.write() as s:
        s.add(
            DueRow(
                id=row_id,
                kind=DueKind.REFLECTION,
                person_id=person_id,
                subject_id=1,
                occurrence="x",
                planned_at=now,
                due_at=now,
            )
        )
    return row_id
