"""Many writers share one commit, and each may rely on what it was told."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError, OperationalError

from bot.db.database import Database
from bot.db.tables import Base, Programme
from tests.world import START


@pytest.fixture
async def db(tmp_path: Path) -> AsyncIterator[Database]:
    db = Database(f"sqlite:///{tmp_path / 'test.sqlite'}")
    async with db.engine.begin() as connection:
        await connection.run_sync(Base.metadata.create_all)
    yield db
    await db.close()


async def add(db: Database, name: str, fail: bool = False) -> None:
    async with db.write() as s:
        s.add(Programme(name=name, question_set="general", zone="UTC", created_at=START))
        await s.flush()
        await asyncio.sleep(0)  # let the others queue up
        if fail:
            raise ValueError(name)


async def names(db: Database) -> set[str]:
    async with db.read() as s:
        return set(await s.scalars(select(Programme.name)))


async def test_what_was_written_together_is_there_when_each_returns(db: Database) -> None:
    async def add_and_look(name: str) -> bool:
        await add(db, name)
        return name in await names(db)

    assert all(await asyncio.gather(*[add_and_look(str(number)) for number in range(100)]))


async def test_one_writer_s_failure_takes_back_only_its_own_work(db: Database) -> None:
    results = await asyncio.gather(
        *[add(db, str(number), fail=number % 3 == 0) for number in range(30)],
        return_exceptions=True,
    )
    assert sum(isinstance(result, ValueError) for result in results) == 10
    assert await names(db) == {str(number) for number in range(30) if number % 3}


async def test_a_writer_that_breaks_a_rule_of_the_tables_fails_alone(db: Database) -> None:
    async def add_as(name: str, row_id: int) -> None:
        async with db.write() as s:
            s.add(
                Programme(
                    id=row_id, name=name, question_set="general", zone="UTC", created_at=START
                )
            )

    results = await asyncio.gather(
        add_as("first", 1), add_as("second", 1), add_as("third", 2), return_exceptions=True
    )
    assert [isinstance(result, IntegrityError) for result in results] == [False, True, False]
    assert await names(db) == {"first", "third"}


@pytest.mark.parametrize("cancelled", range(4))
async def test_a_cancelled_writer_leaves_nobody_waiting(db: Database, cancelled: int) -> None:
    tasks = [asyncio.create_task(add(db, str(number))) for number in range(4)]
    for _ in range(3):
        await asyncio.sleep(0)
    tasks[cancelled].cancel()
    await asyncio.wait_for(asyncio.gather(*tasks, return_exceptions=True), 10)
    assert await names(db) >= {str(number) for number in range(4) if number != cancelled}
    await asyncio.wait_for(add(db, "afterwards"), 10)


async def test_a_commit_that_fails_is_heard_by_everyone_in_it(db: Database, tmp_path: Path) -> None:
    async with db.write() as s:
        size = (await s.scalar(select(func.count()).select_from(Programme))) or 0
        connection = await s.connection()
        raw = await connection.get_raw_connection()
        assert raw.driver_connection is not None
        raw.driver_connection.execute("PRAGMA max_page_count = 1")
    assert size == 0
    results = await asyncio.gather(
        *[add(db, "x" * 100 + str(number)) for number in range(200)], return_exceptions=True
    )
    stored = await names(db)
    failed = [result for result in results if isinstance(result, OperationalError)]
    assert failed
    assert len(stored) + len(failed) == 200
