"""The bot runs until it is told to stop, and stops without leaving anything half done."""

import asyncio
import os
import signal
from datetime import timedelta

from sqlalchemy import select

from bot.db.tables import InboxRow
from bot.domain.queues import InboxState
from bot.runtime.lifecycle import run
from bot.runtime.ticks import Ticks
from tests.world import World


async def _until(world: World, wanted: int) -> None:
    async with asyncio.timeout(10):
        while len(world.person("Ana").chat) < wanted:
            await asyncio.sleep(0.01)


async def test_it_answers_until_it_is_told_to_stop(world: World) -> None:
    running = asyncio.create_task(run(world.bot))
    world.person("Ana").says("hello")
    await _until(world, 2)
    os.kill(os.getpid(), signal.SIGTERM)
    await asyncio.wait_for(running, 10)
    async with world.db.read() as s:
        assert await s.scalar(select(InboxRow.state)) is InboxState.HANDLED


async def test_it_waits_for_telegram_at_start(world: World) -> None:
    await world.bot.stop()
    world.telegram.faults.down = True
    stop = asyncio.Event()
    world.bot = world._build()
    running = asyncio.create_task(run(world.bot, until=stop))
    await asyncio.sleep(0)
    assert not running.done()
    stop.set()
    await asyncio.wait_for(running, 10)


async def test_what_fell_due_while_it_was_away_is_done_at_once() -> None:
    done = asyncio.Event()

    async def sweep() -> None:
        done.set()

    async def nothing() -> None: ...

    ticks = Ticks(sweep, nothing, nothing, str)
    ticks.start()
    await asyncio.wait_for(done.wait(), 4)
    await ticks.stop()


async def test_a_tick_that_is_running_is_let_finish_when_it_stops() -> None:
    begun, go_on, finished = asyncio.Event(), asyncio.Event(), asyncio.Event()

    async def slow() -> None:
        begun.set()
        await go_on.wait()
        finished.set()

    async def nothing() -> None: ...

    ticks = Ticks(slow, nothing, nothing, str)
    ticks.start()
    await begun.wait()
    asyncio.get_running_loop().call_later(timedelta(milliseconds=20).total_seconds(), go_on.set)
    await ticks.stop()
    assert finished.is_set()
