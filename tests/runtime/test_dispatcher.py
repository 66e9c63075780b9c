"""Every stored update is handled to the end: in order in a chat, at once across chats."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.exc import OperationalError
from structlog.testing import capture_logs
from telegram import Update
from telegram.ext import ApplicationHandlerStop, TypeHandler

from bot.db.tables import InboxRow
from bot.domain.queues import InboxState
from bot.services.errors import Reason, RefusedError
from tests.world import World

Do = Callable[[Update], Awaitable[None]]


def _first(world: World, do: Do) -> None:
    """Let `do` have every update instead of the bot's own handlers."""

    async def handle(update: Update, _context: Any) -> None:
        await do(update)
        raise ApplicationHandlerStop

    world.bot.application.add_handler(TypeHandler(Update, handle), group=-1)


def _text(update: Update) -> str:
    assert update.message is not None
    return update.message.text or ""


async def _states(world: World) -> list[InboxState]:
    async with world.db.read() as s:
        return list(await s.scalars(select(InboxRow.state).order_by(InboxRow.update_id)))


async def test_a_chat_is_served_in_order_and_chats_at_once(world: World) -> None:
    handled: list[str] = []
    both = asyncio.Barrier(2)

    async def do(update: Update) -> None:
        if _text(update) == "1":
            await asyncio.wait_for(both.wait(), 5)
        handled.append(_text(update))

    _first(world, do)
    for text in ("1", "2", "3"):
        world.person("Ana").says(text)
    world.person("Ben").says("1")
    await world.settle()
    assert [text for text in handled if text != "1"] == ["2", "3"]
    assert handled.index("2") > handled.index("1")
    assert len(handled) == 4


async def test_killed_before_it_is_marked_an_update_is_handled_again(either_world: World) -> None:
    world = either_world
    begun = asyncio.Event()

    async def hang(_update: Update) -> None:
        begun.set()
        await asyncio.Event().wait()

    _first(world, hang)
    ana = world.person("Ana")
    ana.says("hello")
    await world.bot.intake.pull()
    await begun.wait()
    await world.crash()
    assert len(ana.new_messages()) == 1
    assert await _states(world) == [InboxState.HANDLED]
    await world.crash()
    assert ana.new_messages() == []


async def test_killed_an_update_is_always_the_last_of_its_chat(world: World) -> None:
    handled: list[str] = []

    async def do(update: Update) -> None:
        handled.append(_text(update))
        if _text(update) == "2":
            await asyncio.Event().wait()

    _first(world, do)
    for text in ("1", "2", "3"):
        world.person("Ana").says(text)
    await world.bot.intake.pull()
    while "2" not in handled:
        await asyncio.sleep(0)
    assert (await _states(world))[0] is InboxState.HANDLED
    assert handled == ["1", "2"]


async def test_an_update_that_fails_three_times_is_set_aside_and_the_person_is_told(
    either_world: World,
) -> None:
    world = either_world
    tries: list[str] = []

    async def fail(update: Update) -> None:
        tries.append(_text(update))
        if _text(update) == "my secret":
            raise KeyError("my secret")

    _first(world, fail)
    ana = world.person("Ana")
    ana.says("my secret")
    ana.says("after it")
    with capture_logs() as logs:
        await world.settle()
    assert tries == ["my secret"] * 3 + ["after it"]
    assert await _states(world) == [InboxState.SET_ASIDE, InboxState.HANDLED]
    [told] = ana.new_messages()
    assert "kept safe" in told.text
    assert "my secret" not in str(logs)


async def test_a_failure_that_passes_is_not_set_aside(world: World) -> None:
    tries = 0

    async def fail_once(_update: Update) -> None:
        nonlocal tries
        tries += 1
        if tries == 1:
            raise KeyError

    _first(world, fail_once)
    world.person("Ana").says("hello")
    await world.settle()
    assert (tries, await _states(world)) == (2, [InboxState.HANDLED])


async def test_trouble_with_the_database_is_waited_out_and_never_counted(world: World) -> None:
    tries = 0

    async def trouble(_update: Update) -> None:
        nonlocal tries
        tries += 1
        if tries <= 10:
            raise OperationalError("SELECT", {}, OSError("database or disk is full"))

    _first(world, trouble)
    world.person("Ana").says("hello")
    with capture_logs() as logs:
        await world.settle()
    assert (tries, await _states(world)) == (11, [InboxState.HANDLED])
    assert world.person("Ana").new_messages() == []
    assert len([entry for entry in logs if "database" in entry["event"]]) == 1


@pytest.mark.parametrize("tapped", [False, True])
async def test_a_refusal_is_said_kindly_and_counts_as_handled(world: World, tapped: bool) -> None:
    ana = world.person("Ana")
    ana.says("hello")
    await world.settle()
    [hello] = ana.new_messages()

    async def refuse(_update: Update) -> None:
        raise RefusedError(Reason.GONE)

    _first(world, refuse)
    if tapped:
        ana.taps_data("x.1", on=hello)
    else:
        ana.says("/digest")
    await world.settle()
    said = ana.answers[-1].text if tapped else ana.last.text
    assert said == "That is no longer there. Nothing of yours was lost."
    assert await _states(world) == [InboxState.HANDLED] * 2


async def test_an_update_that_cannot_be_read_is_set_aside_and_stops_nobody(world: World) -> None:
    world.telegram.updates.add("message", {"message_id": "not a message"})
    world.person("Ana").says("hello")
    await world.settle()
    assert await _states(world) == [InboxState.SET_ASIDE, InboxState.HANDLED]


async def test_closing_finishes_what_has_begun_and_leaves_the_rest_in_the_inbox(
    world: World,
) -> None:
    begun, go_on = asyncio.Event(), asyncio.Event()

    async def slow(_update: Update) -> None:
        begun.set()
        await go_on.wait()

    _first(world, slow)
    world.person("Ana").says("first")
    world.person("Ana").says("second")
    await world.bot.intake.pull()
    await begun.wait()
    closing = asyncio.create_task(world.bot.dispatcher.close())
    await asyncio.sleep(0)
    go_on.set()
    await closing
    assert await _states(world) == [InboxState.HANDLED, InboxState.WAITING]
