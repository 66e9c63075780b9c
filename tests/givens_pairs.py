"""Set-ups for pairing, agreements and meetings."""

from datetime import time

from bot.domain.people import Role
from bot.domain.recurrence import Cadence
from bot.services.meeting import meetings
from tests.givens import given
from tests.seeding import Member
from tests.world import World


@given("Cleo, who coordinates; Ben, a mentor; Ana, a mentee")
async def _three(world: World) -> None:
    await world.member("Cleo", Role.COORDINATOR)
    await world.member("Ben", Role.MENTOR)
    await world.member("Ana", Role.MENTEE)


@given("Cleo, who coordinates; ten mentors; Ana, mentored by Ben; Ida, a mentee")
async def _many(world: World) -> None:
    await world.member("Cleo", Role.COORDINATOR)
    ben = await world.member("Ben", Role.MENTOR, Role.MENTEE)
    for name in ("Abe", "Dan", "Eve", "Fay", "Gus", "Hal", "Ike", "Jan", "Kay"):
        await world.member(name, Role.MENTOR)
    ana = await world.member("Ana", Role.MENTEE)
    await world.member("Ida", Role.MENTEE)
    await world.pair(ben, ana)


@given("a pair: Ana, mentored by Ben in Los Angeles")
async def _apart(world: World) -> None:
    ben = await world.member("Ben", Role.MENTOR, zone="America/Los_Angeles")
    await world.pair(ben, await world.member("Ana", Role.MENTEE))


@given("a pair: Ana in Tokyo, mentored by Ben")
async def _far_east(world: World) -> None:
    ben = await world.member("Ben", Role.MENTOR)
    await world.pair(ben, await world.member("Ana", Role.MENTEE, zone="Asia/Tokyo"))


@given("Ana and Ben meet on Thursdays at 18:00")
async def _thursdays(world: World) -> None:
    await _agreed(world, await world.member("Ben", Role.MENTOR))


@given("Ana in London and Ben in Los Angeles meet on Thursdays at 18:00")
async def _thursdays_apart(world: World) -> None:
    await _agreed(world, await world.member("Ben", Role.MENTOR, zone="America/Los_Angeles"))


async def _agreed(world: World, ben: Member) -> None:
    relationship = await world.pair(ben, await world.member("Ana", Role.MENTEE))
    agreement = await world.agreement(
        relationship,
        reflect_on=(6, time(18)),
        meet_on=(3, time(18)),
        cadence=Cadence.WEEKLY,
    )
    async with world.db.write() as s:
        await meetings.plan(s, world.core, await s.merge(relationship), await s.merge(agreement))
