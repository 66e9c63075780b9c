"""What was set aside can be put back and is handled then, or dropped and is gone."""

from typing import Any

from sqlalchemy import select
from telegram import Update
from telegram.ext import TypeHandler

from bot.db.tables import InboxRow
from bot.delivery.aside import all_aside, drop, try_again
from bot.delivery.inbox import MOST_ATTEMPTS
from bot.domain.queues import InboxState
from tests.world import World


async def _fail_once(world: World, words: str) -> int:
    """Let a message of Ana's be set aside; return its number."""

    async def broken(_update: Update, _context: Any) -> None:
        raise KeyError(words)

    fault = TypeHandler(Update, broken)
    world.bot.application.add_handler(fault, group=-10)
    world.person("Ana").says(words)
    await world.settle()
    world.bot.application.remove_handler(fault, group=-10)
    (row,) = await all_aside(world.db)
    world.person("Ana").new_messages()
    return row.update_id


async def test_it_is_listed_without_its_words(either_world: World) -> None:
    number = await _fail_once(either_world, "my secret")
    (row,) = await all_aside(either_world.db)
    assert (row.update_id, row.attempts, row.error) == (number, MOST_ATTEMPTS, "KeyError")
    assert row.received_at == either_world.clock.now()
    assert "secret" not in str(row)


async def test_put_back_it_is_handled_at_the_next_start(either_world: World) -> None:
    world = either_world
    number = await _fail_once(world, "hello")
    assert await try_again(world.db, number + 1) == 0
    assert await try_again(world.db, number) == 1
    await world.crash()
    assert len(world.person("Ana").new_messages()) == 1
    assert await all_aside(world.db) == []
    async with world.db.read() as s:
        assert await s.scalar(select(InboxRow.state)) is InboxState.HANDLED


async def test_put_back_and_failing_again_it_has_three_tries(world: World) -> None:
    number = await _fail_once(world, "hello")
    assert await try_again(world.db, None) == 1
    async with world.db.read() as s:
        row = await s.get_one(InboxRow, number)
    assert (row.attempts, row.error, row.state) == (0, None, InboxState.WAITING)


async def test_dropped_its_words_are_gone_and_its_number_is_known(either_world: World) -> None:
    world = either_world
    number = await _fail_once(world, "hello")
    assert await drop(world.db, None) == 1
    async with world.db.read() as s:
        row = await s.get_one(InboxRow, number)
    assert (row.state, row.sealed, row.chat_id) == (InboxState.HANDLED, None, None)
    await world.crash()
    assert world.person("Ana").new_messages() == []


async def test_what_is_not_set_aside_is_left_alone(world: World) -> None:
    world.person("Ana").says("hello")
    await world.settle()
    assert await try_again(world.db, None) == 0
    assert await drop(world.db, None) == 0
