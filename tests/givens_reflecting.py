"""Set-ups in which everything is planned: Ana reflects on Sundays, and meets Ben on Thursdays.

The world begins on Monday 2 March 2026, at eight in the morning in London; they first meet in the
week after.
"""

from datetime import date, time

from sqlalchemy import select, update

from bot.db.tables import Person, Programme, Relationship
from bot.domain.people import Role
from bot.domain.relationships import RelationshipState
from bot.services.meeting import meetings
from bot.services.writing import prompting, reflections
from tests.givens import given
from tests.seeding import Member
from tests.world import World

SUNDAY, THURSDAY = 6, 3


async def planned(
    world: World, mentor: Member, mentee: Member, *, at: time = time(18), meets: time = time(18)
) -> Relationship:
    """Pair two people who have agreed on a schedule, and plan all that follows from it."""
    relationship = await world.pair(mentor, mentee)
    agreement = await world.agreement(
        relationship,
        reflect_on=(SUNDAY, at),
        meet_on=(THURSDAY, meets),
        first_meeting_on=date(2026, 3, 12),
    )
    async with world.db.write() as s:
        pair, terms = await s.merge(relationship), await s.merge(agreement)
        person = await s.get_one(Person, mentee.id)
        await meetings.plan(s, world.core, pair, terms)
        await reflections.plan_next(s, world.core, pair, terms, person, world.clock.now())
    return relationship


@given("Ana reflects on Sundays at 18:00 and meets Ben on Thursdays")
async def _ana_and_ben(world: World) -> None:
    ben = await world.member("Ben", Role.MENTOR)
    await planned(world, ben, await world.member("Ana", Role.MENTEE))


@given("a general programme, where Ana reflects on Sundays at 18:00 and meets Ben on Thursdays")
async def _general(world: World) -> None:
    await world.programme(question_set="general")
    await _ana_and_ben(world)


@given("Ana reflects on Sundays at 22:30 and meets Ben on Thursdays")
async def _ana_at_night(world: World) -> None:
    ben = await world.member("Ben", Role.MENTOR)
    await planned(world, ben, await world.member("Ana", Role.MENTEE), at=time(22, 30))


@given("Ben meets Ana on Thursdays at 18:00, and Dora at 20:00")
async def _ben_and_two(world: World) -> None:
    ben = await world.member("Ben", Role.MENTOR)
    await planned(world, ben, await world.member("Ana", Role.MENTEE))
    await planned(world, ben, await world.member("Dora", Role.MENTEE), meets=time(20))


@given("Ana reflects on Sundays at 18:00, without meetings")
async def _no_meetings(world: World) -> None:
    ben = await world.member("Ben", Role.MENTOR)
    ana = await world.member("Ana", Role.MENTEE)
    relationship = await world.pair(ben, ana)
    agreement = await world.agreement(relationship, reflect_on=(SUNDAY, time(18)))
    async with world.db.write() as s:
        pair, person = await s.merge(relationship), await s.get_one(Person, ana.id)
        await reflections.plan_next(
            s, world.core, pair, await s.merge(agreement), person, world.clock.now()
        )


@given("Ana is asked no more")
async def _asked_no_more(world: World) -> None:
    async with world.db.write() as s:
        await prompting.stop(s, world.core, (await s.scalars(select(Relationship))).one())


@given("Ben cannot be reached")
async def _unreachable(world: World) -> None:
    async with world.db.write() as s:
        mentor = await s.get_one(Person, (await s.scalars(select(Relationship))).one().mentor_id)
        mentor.unreachable_since = world.clock.now()


@given("the pair is over")
async def _over(world: World) -> None:
    async with world.db.write() as s:
        await s.execute(update(Relationship).values(state=RelationshipState.ENDED))


@given("the programme keeps quiet from 19:30")
async def _early_quiet(world: World) -> None:
    async with world.db.write() as s:
        programme = (await s.scalars(select(Programme))).one()
        programme.quiet_from = time(19, 30)


@given("Cleo coordinates, and is mentored by Ben; she reflects on Sundays at 18:00")
async def _cleo_and_ben(world: World) -> None:
    ben = await world.member("Ben", Role.MENTOR)
    await planned(world, ben, await world.member("Cleo", Role.COORDINATOR, Role.MENTEE))


@given("Cleo, who coordinates; Abe, a mentor; Ana reflects on Sundays at 18:00 with Ben")
async def _others(world: World) -> None:
    await world.member("Cleo", Role.COORDINATOR)
    await world.member("Abe", Role.MENTOR)
    await _ana_and_ben(world)
