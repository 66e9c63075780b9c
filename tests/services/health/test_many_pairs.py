"""However many pairs there are, how they stand is known in the same few statements."""

import time
from datetime import timedelta

import pytest

from bot.domain.health import HealthState
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


@pytest.mark.soak
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
    assert max(counts) < 20
    began = time.perf_counter()
    await how_they_stand(world)
    assert time.perf_counter() - began < 2
