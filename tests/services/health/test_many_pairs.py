"""However many pairs there are, how they stand is known in the same few statements."""

import time
from datetime import timedelta

from bot.db.tables import Meeting
from bot.domain.health import HealthState, Rule
from bot.domain.people import Role
from bot.domain.relationships import MeetingState
from bot.services.health.facts import gather
from tests.seeding_health import many_pairs
from tests.statements import Statements
from tests.world import World


async def how_they_stand(world: World, weeks: int = 0) -> list[HealthState | None]:
    programme = await world.programme()
    now = world.clock.now()
    moments = [now - timedelta(weeks=each) for each in range(weeks, -1, -1)]
    async with world.db.read() as s:
        rules, pairs = await gather(s, world.core, programme.id, moments)
    found = [each.standing(rules, at) for each in pairs for at in moments]
    return [each.state if each else None for each in found]


async def test_five_pairs_take_as_many_statements_as_three_hundred(either_world: World) -> None:
    world = either_world
    counts = []
    for numbers in (range(5), range(5, 300)):
        await many_pairs(world, numbers, weeks=2)
        for weeks in (0, 9):
            with Statements(world) as asked:
                states = await how_they_stand(world, weeks)
            assert states[weeks :: weeks + 1] == [HealthState.ON_TRACK] * (numbers.stop)
            counts.append(asked.count)
    assert counts[:2] == counts[2:]
    assert counts[0] == counts[1] < 20
    began = time.perf_counter()
    await how_they_stand(world)
    assert time.perf_counter() - began < 2


async def test_a_first_meeting_is_missed_however_short_ago_the_last_one_was_to_be(
    either_world: World,
) -> None:
    """It is so on /health and on Mondays, which ask for ten weeks at once."""
    world = either_world
    pair = await world.pair(
        await world.member("Ben", Role.MENTOR), await world.member("Ana", Role.MENTEE)
    )
    begins = [world.clock.now() + timedelta(days=day) for day in (3, 10)]
    async with world.db.write() as s:
        s.add_all(
            Meeting(
                relationship_id=pair.id,
                occurrence=at.date(),
                starts_at=at,
                minutes=60,
                digest_hours=24,
                state=MeetingState.PAST,
                sequence=0,
                added=False,
                moved=False,
                created_at=at,
            )
            for at in begins
        )
    await world.move(timedelta(days=11))
    now = world.clock.now()
    for weeks in (0, 9):
        moments = [now - timedelta(weeks=each) for each in range(weeks, -1, -1)]
        async with world.db.read() as s:
            rules, (found,) = await gather(s, world.core, pair.programme_id, moments)
        standing = found.standing(rules, now)
        assert standing is not None
        assert Rule.NO_FIRST_MEETING in {each.rule for each in standing.reasons}
