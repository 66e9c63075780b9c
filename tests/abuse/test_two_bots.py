"""A second copy of the bot, started by mistake on the same database and with the same token."""

import asyncio

from sqlalchemy import func, select

from bot.app import Plumbline, build
from bot.db.tables import Answer, Response
from bot.delivery.pacing import Pacer
from bot.domain.people import Role
from bot.rehearsal.request import StandInRequest
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
    said = [world.person(name).last.text for name in names]
    taken = [each for each in said if "Question 2" in each]
    async with world.db.read() as s:
        assert await s.scalar(select(func.count(Response.id))) == len(names)
        assert await s.scalar(select(func.count(Answer.id))) == len(taken)
    assert all("Question 1" not in each for each in said)
    await bots[1].stop()


def another(world: World) -> Plumbline:
    """One more bot with the same token, on the same database."""
    return build(
        world.core,
        token=world.telegram.token,
        request=StandInRequest(world.telegram),
        updates_request=StandInRequest(world.telegram),
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
    await asyncio.gather(*(bot.gateway.drain() for bot in bots))
