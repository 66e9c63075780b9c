"""A message is claimed by one sender at a time, in order, and only its claimant may report."""

import asyncio
from datetime import timedelta

import pytest
from sqlalchemy import select

from bot.db.database import Database
from bot.db.tables import OutboxRow
from bot.delivery import claims, outbox, settling
from bot.delivery.claims import LEASE
from bot.delivery.settling import Report
from bot.domain.people import Role
from bot.domain.queues import Lane, MessageKind, OutboxState
from tests.seeding import Member
from tests.world import START, World


@pytest.fixture
async def people(db: Database) -> list[Member]:
    world = World(db, START)
    return [await world.member(name, Role.MENTEE) for name in ("Ana", "Ben", "Cleo")]


async def _wait(db: Database, person: Member, name: str, lane: Lane = Lane.PROMPT) -> None:
    async with db.write() as s:
        await outbox.enqueue(
            s, kind=MessageKind.RESUMED, person_id=person.id, now=START, dedupe=name, lane=lane
        )


async def _claim(db: Database, limit: int = 10, after: timedelta = timedelta()) -> list[OutboxRow]:
    async with db.write() as s:
        return await claims.claim(s, START + after, limit, limit)


async def _settle(db: Database, row: OutboxRow, state: OutboxState = OutboxState.SENT) -> bool:
    async with db.write() as s:
        await settling.settle(s, START, [Report(row.id, row.fence, state)])
    async with db.read() as s:
        return (await s.get_one(OutboxRow, row.id)).state is state


async def _states(db: Database) -> dict[str, OutboxState]:
    async with db.read() as s:
        rows = await s.execute(select(OutboxRow.dedupe, OutboxRow.state))
        return {row[0]: row[1] for row in rows}


async def test_the_most_urgent_goes_first_and_nothing_before_its_time(
    db: Database, people: list[Member]
) -> None:
    ana, ben, cleo = people
    await _wait(db, ana, "survey", Lane.BROADCAST)
    await _wait(db, ben, "prompt")
    await _wait(db, cleo, "help", Lane.URGENT)
    async with db.write() as s:
        later = START + timedelta(hours=1)
        await outbox.enqueue(
            s,
            kind=MessageKind.RESUMED,
            person_id=cleo.id,
            now=START,
            dedupe="later",
            not_before=later,
        )
    assert [row.dedupe for row in await _claim(db, 1)] == ["help"]
    assert [row.dedupe for row in await _claim(db)] == ["prompt", "survey"]


async def test_nobodys_messages_overtake_each_other(db: Database, people: list[Member]) -> None:
    ana, ben, _ = people
    await _wait(db, ana, "first")
    await _wait(db, ana, "second")
    await _wait(db, ben, "other")
    first, other = await _claim(db)
    assert {first.dedupe, other.dedupe} == {"first", "other"}
    assert await _claim(db) == []
    await _settle(db, first)
    assert [row.dedupe for row in await _claim(db)] == ["second"]


async def test_a_claimant_that_was_too_slow_cannot_report(
    db: Database, people: list[Member]
) -> None:
    await _wait(db, people[0], "help", Lane.URGENT)
    [slow] = await _claim(db)
    late = LEASE + timedelta(seconds=1)
    async with db.write() as s:
        await settling.expire(s, START + late)
    [again] = await _claim(db, after=late)
    assert again.fence == slow.fence + 1
    assert not await _settle(db, slow, OutboxState.REJECTED)
    assert await _settle(db, again)
    assert await _states(db) == {"help": OutboxState.SENT}


async def test_what_died_on_its_way_is_sent_again_only_if_it_is_urgent(
    db: Database, people: list[Member]
) -> None:
    await _wait(db, people[0], "help", Lane.URGENT)
    await _wait(db, people[1], "prompt")
    await _claim(db)
    async with db.write() as s:
        await settling.expire(s, START + LEASE - timedelta(seconds=1))
    assert set((await _states(db)).values()) == {OutboxState.SENDING}
    async with db.write() as s:
        await settling.expire(s, START + LEASE + timedelta(seconds=1))
    assert await _states(db) == {"help": OutboxState.WAITING, "prompt": OutboxState.UNSURE}


async def test_two_senders_never_claim_the_same_message(db: Database, people: list[Member]) -> None:
    for number in range(60):
        await _wait(db, people[number % 3], f"message {number}")

    async def drain() -> list[str]:
        sent = []
        while rows := await _claim(db, 2):
            for row in rows:
                sent.append(row.dedupe)
                assert await _settle(db, row)
        return sent

    sent = [name for names in await asyncio.gather(*(drain() for _ in range(3))) for name in names]
    # A sender that finds everybody busy gives up; whoever is busy goes on.
    sent += await drain()
    assert sorted(sent) == sorted(f"message {number}" for number in range(60))
