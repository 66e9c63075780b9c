"""An update is confirmed to Telegram only once it is stored."""

import asyncio

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.exc import SQLAlchemyError
from structlog.testing import capture_logs

from bot.db.tables import InboxRow
from tests.world import World


async def _stored(world: World) -> int:
    async with world.db.read() as s:
        return await s.scalar(select(func.count()).select_from(InboxRow)) or 0


async def _break(world: World) -> None:
    async with world.db.write() as s:
        await s.execute(text("ALTER TABLE inbox RENAME TO away"))


async def _mend(world: World) -> None:
    async with world.db.write() as s:
        await s.execute(text("ALTER TABLE away RENAME TO inbox"))


async def test_updates_are_confirmed_only_after_they_are_stored(either_world: World) -> None:
    world = either_world
    for number in range(3):
        world.person("Ana").says(f"hello {number}")
    await world.bot.intake.pull()
    assert await _stored(world) == 3
    assert len(world.telegram.updates.pending) == 3
    await world.bot.intake.pull()
    assert len(world.telegram.updates.pending) == 0


async def test_while_the_database_cannot_store_nothing_is_confirmed(either_world: World) -> None:
    world = either_world
    world.person("Ana").says("hello")
    await _break(world)
    for _ in range(3):
        with pytest.raises(SQLAlchemyError):
            await world.bot.intake.pull()
    assert len(world.telegram.updates.pending) == 1
    await _mend(world)
    await world.settle()
    assert len(world.person("Ana").new_messages()) == 1


async def test_what_waited_at_telegram_is_not_dropped_at_start(world: World) -> None:
    world.kill()
    world.person("Ana").says("while you were away")
    await world.crash()
    assert len(world.person("Ana").new_messages()) == 1


async def test_a_webhook_left_behind_is_taken_away_and_what_waits_there_kept(
    world: World,
) -> None:
    await world.telegram.call("setWebhook", {"url": "https://example.org/hook"})
    world.person("Ana").says("hello")
    polling = asyncio.create_task(world.bot.intake.run())
    answers = await world.person("Ana").hears()
    polling.cancel()
    assert world.telegram.updates.webhook is None
    assert len(answers) == 1


async def test_starting_leaves_a_webhook_alone(world: World) -> None:
    await world.telegram.call("setWebhook", {"url": "https://example.org/hook"})
    await world.bot.stop()
    await world.bot.start()
    assert world.telegram.updates.webhook is not None


async def test_trouble_is_said_once_in_plain_words_and_so_is_its_end(world: World) -> None:
    world.telegram.faults.server_error(method="getUpdates", times=5)
    turns = 0

    async def sleep(_seconds: float) -> None:
        nonlocal turns
        turns += 1

    class EnoughError(Exception):
        pass

    world.bot.intake._sleep = sleep
    world.person("Ana").says("hello")
    world.bot.intake._feed = lambda _raws: (_ for _ in ()).throw(EnoughError)
    with capture_logs() as logs, pytest.raises(EnoughError):
        await world.bot.intake.run(timeout=0)
    assert turns == 5
    assert [entry["event"] for entry in logs] == [
        "Telegram cannot be reached. What people send waits there; trying again."
    ]
