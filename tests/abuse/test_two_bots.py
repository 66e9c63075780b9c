"""Two bots on one database: a copy started by mistake, or another bot with a token of its own."""

import asyncio
from functools import partial

import pytest
from sqlalchemy import func, select

from bot.app import Plumbline, build
from bot.config import SettingError
from bot.db.another_bot import BEYOND, numbers
from bot.db.inventory import INVENTORY
from bot.db.tables import Answer, InboxRow, Installation, Response
from bot.delivery.pacing import Pacer
from bot.domain.people import Role
from bot.domain.queues import InboxState
from bot.rehearsal.core import StandIn
from bot.rehearsal.request import StandInRequest
from bot.runtime.one_bot import IN_USE, TAKEN_AWAY, take
from bot.runtime.service import _SignsOfLife
from bot.services.pulse import STALE
from tests.abuse.distressed import begins
from tests.givens_reflecting import planned
from tests.world import World


async def test_two_bots_on_one_database_store_and_send_everything_once(either_world: World) -> None:
    """Started by mistake: what falls due, comes in or goes out is done by one of the two."""
    world = either_world
    ben = await world.member("Ben", Role.MENTOR)
    names = ("Ana", "Bea", "Cem", "Dov")
    for name in names:
        await planned(world, ben, await world.member(name, Role.MENTEE))
    upcoming = await world.upcoming()
    assert upcoming is not None
    world.clock.move_to(upcoming.at)
    world.replace_bot()
    bots = [world.bot, another(world)]
    for bot in bots:
        await bot.start()
    await _both(bots)
    prompts = [world.person(name).new_messages() for name in names]
    assert [len(each) for each in prompts] == [1] * len(names)
    for name in names:
        world.person(name).taps("Begin")
        world.person(name).taps("Begin")
    await _both(bots)
    for name in names:
        world.person(name).new_messages()
        world.person(name).says("Every evening of it.")
    await _both(bots)
    # Who began with one of the two may not be known to the other; then the words are not lost in
    # silence, but refused.
    replies = [[each.text for each in world.person(name).new_messages()] for name in names]
    assert all(len(each) == len(set(each)) for each in replies), "nobody is told a thing twice"
    said = [world.person(name).last.text for name in names]
    taken = [each for each in said if "Question 2" in each]
    async with world.db.read() as s:
        assert await s.scalar(select(func.count(Response.id))) == len(names)
        assert await s.scalar(select(func.count(Answer.id))) == len(taken)
    assert all("Question 1" not in each for each in said)
    await bots[1].stop()


async def test_another_bot_takes_the_database_over_and_swallows_nothing(
    either_world: World,
) -> None:
    """Its updates bear numbers that the bot before it had used; what waited then is handled too."""
    world = either_world
    await begins(world)
    await _serves(world)
    world.person("Ana").says("The choir.")
    await world.settle()
    world.person("Ana").says("That I was asked.")
    await world.bot.intake.pull()
    world.kill()
    used = await _numbers_of(world)
    world.clock.move_to(world.clock.now() + STALE)
    other = StandIn(world.clock, token="2:other", first_id=min(used))
    ana = other.person("Ana", world.person("Ana").user_id, started=True)
    bot = another(world, other)
    await bot.start(partial(take, world.core))
    await _both([bot])
    assert await _answers(world) == 2
    for word in ("4", "Thank you."):
        ana.says(word)
        await _both([bot])
    handled = await _numbers_of(world)
    assert set(used) & set(handled) == {min(used), min(used) + 1}
    assert await _answers(world) == 4
    await _is_forgotten(world, keeps=2)
    await bot.stop()


async def test_a_bot_does_not_start_on_the_database_of_another_that_runs(world: World) -> None:
    """It says what to do; and one that was away while another took over stops by itself."""
    await _serves(world)
    signs = _SignsOfLife(world.core)
    await signs.begin(world.bot.application.bot.id)
    await signs.during(partial(asyncio.sleep, 0.05))
    with pytest.raises(SettingError) as refused:
        await another(world, StandIn(world.clock, token="2:other")).start(partial(take, world.core))
    assert str(refused.value) == IN_USE
    world.clock.move_to(world.clock.now() + STALE)
    await take(world.core, 2)
    with pytest.raises(SettingError) as stopped:
        await signs.during(partial(asyncio.sleep, 60))
    assert str(stopped.value) == TAKEN_AWAY


def test_all_numbers_of_updates_are_known_by_the_name_of_their_column() -> None:
    """So that none is left behind when another bot takes the database over."""
    known = {(column.table.name, column.name) for column in numbers("update_id")}
    held = {
        (table, name)
        for table, each in INVENTORY.items()
        for name, column in each.columns.items()
        if "update" in column.what and table != "audit_entries"
    }
    assert held <= known | {("inbox", "update_id")}
    assert len(known) > 15


async def _serves(world: World) -> None:
    """The world's own bot runs on its database."""
    async with world.db.write() as s:
        s.add(Installation(id=1, key_check=b"", created_at=world.clock.now()))
    await take(world.core, world.bot.application.bot.id)


async def _numbers_of(world: World) -> list[int]:
    """The numbers of the updates that came in, as Telegram gave them."""
    async with world.db.read() as s:
        found = await s.scalars(select(InboxRow.update_id).where(InboxRow.update_id < BEYOND))
        return list(found)


async def _answers(world: World) -> int:
    async with world.db.read() as s:
        return await s.scalar(select(func.count(Answer.id))) or 0


async def _is_forgotten(world: World, keeps: int) -> None:
    """Nothing waits or was set aside; and no message of the bot before is taken for one of ours."""
    async with world.db.read() as s:
        states = await s.scalars(select(InboxRow.state).distinct())
        assert list(states) == [InboxState.HANDLED]
        ours = await s.scalars(select(Answer.message_id).where(Answer.update_id < BEYOND))
        assert len([each for each in ours if each is not None]) == keeps
        first = select(Answer.message_id).order_by(Answer.answered_at, Answer.update_id)
        assert (await s.scalars(first)).first() is None


def another(world: World, telegram: StandIn | None = None) -> Plumbline:
    """One more bot on the same database, with the same token; or the one of `telegram`."""
    telegram = telegram or world.telegram
    return build(
        world.core,
        token=telegram.token,
        request=StandInRequest(telegram),
        updates_request=StandInRequest(telegram),
        pacer=Pacer(world.time.monotonic, world.time.sleep),
        sleep=world.time.sleep,
    )


async def _both(bots: list[Plumbline]) -> None:
    """Let both do all there is to do, at the same time."""
    for _ in range(4):
        await asyncio.gather(*(bot.intake.pull() for bot in bots))
        await asyncio.gather(*(bot.dispatcher.run_until_idle() for bot in bots))
        await asyncio.gather(*(bot.sweep() for bot in bots))
        await asyncio.gather(*(bot.sender.drain() for bot in bots))
    await asyncio.gather(*(bot.gateway.beside.drain() for bot in bots))
