"""Whoever asked their mentor, who is gone before it was seen, hears so at once, with a way on."""

from collections.abc import Awaitable, Callable
from datetime import timedelta

import pytest

from bot.db.tables import Person, Relationship
from bot.domain.people import Role
from bot.domain.queues import Cause, MessageKind
from bot.domain.talking import Wanted
from bot.services.people import forgetting, withdrawing
from bot.services.relationships import ending
from bot.services.talking import asking, receiving
from tests.seeding import Member
from tests.services.test_talking import asks, by, the_request, told
from tests.world import World

LINE = "+44 20 7946 0000"
Goes = Callable[[World, Member, Relationship], Awaitable[object]]


async def ends_it(world: World, ben: Member, pair: Relationship) -> None:
    await ending.end_mine(world.core, by(ben, 50), pair.id)


async def withdraws(world: World, ben: Member, pair: Relationship) -> None:
    await withdrawing.withdraw(world.core, by(ben, 50))


async def is_erased(world: World, ben: Member, pair: Relationship) -> None:
    async with world.db.write() as s:
        await forgetting.erase(s, world.core, await s.get_one(Person, ben.id), Cause(50))


async def blocks(world: World, ben: Member, pair: Relationship) -> None:
    ben.at.blocks()


@pytest.mark.parametrize(
    ("goes", "had_seen"),
    [(ends_it, False), (ends_it, True), (withdraws, False), (is_erased, False), (blocks, True)],
)
async def test_she_hears_at_once_and_once_and_can_ask_a_coordinator(
    world: World, goes: Goes, had_seen: bool
) -> None:
    ana, ben = await world.member("Ana", Role.MENTEE), await world.member("Ben", Role.MENTOR)
    cleo = await world.member("Cleo", Role.COORDINATOR)
    pair = await world.pair(ben, ana)
    await asks(world, ana, wanted=Wanted.MENTOR)
    await world.move(timedelta(minutes=3))
    if had_seen:
        await receiving.seen(world.core, by(ben, 40), (await the_request(world)).id)
    await goes(world, ben, pair)
    await world.settle()
    (last,) = [each for each in ana.at.chat if "I cannot reach" in each.text]
    assert last.buttons[0] == "Ask my coordinator"
    assert LINE in last.text
    await world.move(timedelta(minutes=50))
    assert len(await told(world, MessageKind.TALK_UNSEEN)) == 1
    ana.at.taps("Ask my coordinator", on=last)
    await world.settle()
    ana.at.taps("Send it")
    await world.settle()
    assert "asks to be contacted" in cleo.at.last.text


async def test_a_break_of_the_two_ends_nothing(world: World) -> None:
    """He still is her mentor, and can see it."""
    ana, ben = await world.member("Ana", Role.MENTEE), await world.member("Ben", Role.MENTOR)
    cleo = await world.member("Cleo", Role.COORDINATOR)
    pair = await world.pair(ben, ana)
    await asks(world, ana, wanted=Wanted.MENTOR)
    await ending.pause(world.core, by(cleo, 50), pair.id)
    await world.settle()
    assert not await told(world, MessageKind.TALK_UNSEEN)
    seen = await receiving.seen(world.core, by(ben, 51), (await the_request(world)).id)
    assert seen.seen_by_reader


async def test_an_old_button_that_asks_him_says_that_he_is_not_there(either_world: World) -> None:
    """Also where he is erased; somebody who never was her mentor is refused."""
    ana, ben = (
        await either_world.member("Ana", Role.MENTEE),
        await either_world.member("Ben", Role.MENTOR),
    )
    await either_world.member("Cleo", Role.COORDINATOR)
    pair = await either_world.pair(ben, ana)
    for number, goes in enumerate((ends_it, is_erased), start=1):
        await goes(either_world, ben, pair)
        view = await asking.begin(either_world.core, by(ana, number), Wanted.MENTOR, ben.id)
        assert view.nobody is not None
        assert view.can_ask
