"""Whom a request is said to be with have been told of it; the next are those who have not."""

from datetime import timedelta

from bot.domain.people import Role
from bot.domain.queues import MessageKind
from bot.services.falls_due import FALLS_DUE
from bot.services.people import reach
from bot.services.sweep import sweep
from bot.services.talking import showing
from tests.seeding import Member
from tests.services.test_talking import asks, by, change, told
from tests.world import World


async def is_with(world: World, who: Member) -> tuple[str, ...]:
    """Whom somebody is told that their request is with."""
    (stands,) = (await showing.talk(world.core, by(who, 900), "en")).standing
    return stands.told


async def ids(world: World) -> list[int]:
    return [row.person_id for row in await told(world)]


async def test_nobody_is_named_who_was_not_told_whoever_comes_goes_or_takes_a_break(
    either_world: World,
) -> None:
    """Cleo could not be reached when it was sent, and Dora takes a break once she has it."""
    ana = await either_world.member("Ana", Role.MENTEE)
    cleo = await either_world.member("Cleo", Role.COORDINATOR)
    dora = await either_world.member("Dora", Role.COORDINATOR)
    eve = await either_world.member("Eve", Role.COORDINATOR)
    now = either_world.clock.now()
    await change(either_world, cleo, unreachable_since=now)
    await asks(either_world, ana)
    await either_world.settle()
    await change(either_world, cleo, unreachable_since=None)
    assert await is_with(either_world, ana) == ("Dora",)
    await change(either_world, dora, paused_at=now, paused_until=now + timedelta(days=9))
    assert await is_with(either_world, ana) == ("Dora",)
    await either_world.move(timedelta(minutes=10))
    assert await is_with(either_world, ana) == ("Dora", "Cleo")
    assert "I have told Dora and Cleo" in ana.at.last.text
    await either_world.move(timedelta(minutes=10))
    assert await ids(either_world) == [
        *(dora.id,),
        *(dora.id, cleo.id),
        *(dora.id, cleo.id, eve.id),
    ]


async def test_what_does_not_leave_reached_nobody_and_the_next_is_told_within_a_minute(
    world: World,
) -> None:
    """Nor does it pile up for the one whom it does not reach."""
    ana = await world.member("Ana", Role.MENTEE)
    cleo = await world.member("Cleo", Role.COORDINATOR)
    dora = await world.member("Dora", Role.COORDINATOR)
    await asks(world, ana)
    assert await is_with(world, ana) == ("Cleo",), "it goes this very moment"
    world.clock.move(timedelta(minutes=1))
    await sweep(world.core, FALLS_DUE)
    assert await is_with(world, ana) == ("Dora",)
    for _ in range(3):
        world.clock.move(timedelta(minutes=11))
        await sweep(world.core, FALLS_DUE)
    assert await is_with(world, ana) == ()
    assert await ids(world) == [cleo.id, dora.id]


async def test_where_a_coordinator_blocks_the_bot_the_next_is_told_at_once(world: World) -> None:
    """And once she is back she is told again: what waited for her was dropped."""
    ana = await world.member("Ana", Role.MENTEE)
    cleo = await world.member("Cleo", Role.COORDINATOR)
    dora = await world.member("Dora", Role.COORDINATOR)
    await asks(world, ana)
    await reach.unreachable(world.core, cleo.at.user_id)
    await world.settle()
    assert await ids(world) == [cleo.id, dora.id]
    assert await is_with(world, ana) == ("Dora",)
    await reach.back(world.core, cleo.at.user_id)
    await world.move(timedelta(minutes=10))
    assert (await ids(world))[2:] == [dora.id, cleo.id]
    assert await is_with(world, ana) == ("Dora", "Cleo")


async def test_where_the_last_one_goes_she_hears_at_once_that_there_is_nobody_and_hears_it_once(
    world: World,
) -> None:
    """Until somebody was told again, who has gone as well."""
    ana = await world.member("Ana", Role.MENTEE)
    cleo = await world.member("Cleo", Role.COORDINATOR)
    await asks(world, ana)
    await world.move(timedelta(minutes=12))
    for hears in (2, 3):
        cleo.at.blocks()
        await world.move(timedelta(minutes=11))
        assert "cannot reach anybody" in ana.at.last.text
        assert len(await told(world, MessageKind.TALK_UNSEEN)) == hears
        await reach.back(world.core, cleo.at.user_id)
        cleo.at.unblocks()
        await world.move(timedelta(minutes=11))
    assert await is_with(world, ana) == ("Cleo",)
