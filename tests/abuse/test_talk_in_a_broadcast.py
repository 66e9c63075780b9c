"""Somebody who needs a person is not kept waiting by a message to everybody."""

import asyncio
import time
from collections.abc import AsyncIterator

import pytest
from sqlalchemy import insert, select

from bot.db.database import Database
from bot.db.tables import OutboxRow, Person
from bot.domain.ids import new_id
from bot.domain.people import PersonState, Role
from bot.domain.queues import Lane, MessageKind, OutboxState
from bot.rehearsal.times import RealTime
from tests.world import MASTER_KEY, START, World

LINE = "+44 20 7946 0000"
RECIPIENTS = 10_000
HELD = 30  # seconds for which Telegram lets nothing go
WITHIN = 2.0


@pytest.fixture
async def sending(sqlite_db: Database) -> AsyncIterator[World]:
    """A world by the clock on the wall, in which ten thousand are written to."""
    world = World(sqlite_db, START, MASTER_KEY, RealTime())
    await world.start()
    await world.member("Cleo", Role.COORDINATOR)
    await world.member("Ana", Role.MENTEE)
    await _write_to_many(world)
    yield world
    await world.end()


async def test_under_a_429_the_numbers_are_there_in_two_seconds(sending: World) -> None:
    """Telegram lets nothing go for half a minute, which holds for others' messages."""
    draining = asyncio.create_task(sending.bot.sender.drain())
    while not _sent(sending):
        await asyncio.sleep(0.01)
    held = sending.telegram.faults.too_many_requests(HELD, method="sendMessage")
    while not held.hits:
        await asyncio.sleep(0.01)
    ana = sending.person("Ana")
    ana.says("/talk")
    began = time.monotonic()
    await sending.bot.intake.pull(0)
    await asyncio.wait_for(sending.bot.dispatcher.run_until_idle(), WITHIN)
    assert LINE in ana.last.text
    assert time.monotonic() - began < WITHIN
    assert await _waiting(sending) > RECIPIENTS / 2
    draining.cancel()


async def _write_to_many(world: World) -> None:
    programme = await world.programme()
    now = world.clock.now()
    people, rows = [], []
    for number in range(RECIPIENTS):
        person_id = new_id()
        someone = world.person(f"P{number}") if number < 100 else None
        if someone is not None:
            someone.private.started = True
        people.append(
            {
                "id": person_id,
                "programme_id": programme.id,
                "telegram_id": 10_000_000 + number if someone is None else someone.user_id,
                "state": PersonState.ACTIVE,
                "consent_version": None,
                "wrapped_key": b"",
                "zone": "Europe/London",
                "language": "en",
                "created_at": now,
            }
        )
        rows.append(
            {
                "lane": Lane.BROADCAST,
                "kind": MessageKind.RESUMED,
                "person_id": person_id,
                "detail": {},
                "dedupe": f"many:{number}",
                "state": OutboxState.WAITING,
                "not_before": now,
                "attempts": 0,
                "fence": 0,
                "created_at": now,
            }
        )
    async with world.db.write() as s:
        await s.execute(insert(Person), people)
        await s.execute(insert(OutboxRow), rows)


def _sent(world: World) -> int:
    return sum(len(someone.chat) for name, someone in world.people.items() if name[0] == "P")


async def _waiting(world: World) -> int:
    async with world.db.read() as s:
        found = await s.scalars(select(OutboxRow.id).where(OutboxRow.state == OutboxState.WAITING))
        return len(found.all())
