"""What is older than its programme keeps it goes by night, and nothing younger does."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from bot.db.inventory import INVENTORY
from bot.db.tables import Base, Broadcast, Person, Programme, Relationship, Survey
from bot.domain.people import PersonState, Role
from bot.domain.programme_settings import Setting
from bot.domain.relationships import RelationshipState
from bot.domain.retention import months_before
from bot.runtime import lifecycle
from bot.services import refusals
from bot.services.core import Actor
from bot.services.people import programme_settings, retention
from tests.abuse.full_house import fill
from tests.seeding import Member
from tests.world import START, World

DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("now", "months", "then"),
    [
        ((2026, 3, 31), 1, (2026, 2, 28)),
        ((2024, 3, 31), 1, (2024, 2, 29)),
        ((2026, 1, 15), 1, (2025, 12, 15)),
        ((2026, 12, 31), 24, (2024, 12, 31)),
        ((2026, 3, 2), 120, (2016, 3, 2)),
    ],
)
def test_months_are_counted_by_the_calendar(
    now: tuple[int, int, int], months: int, then: tuple[int, int, int]
) -> None:
    """A month without such a day counts from its last."""
    assert months_before(datetime(*now, tzinfo=UTC), months) == datetime(*then, tzinfo=UTC)


async def test_nothing_older_is_left_and_nothing_younger_goes(either_world: World) -> None:
    """In a programme in which everything is held; stopped anywhere, the next night goes on."""
    world = either_world
    await fill(world)
    async with world.db.write() as s:
        for pair in await s.scalars(select(Relationship)):
            pair.state, pair.ended_at = RelationshipState.ENDED, world.clock.now() + DAY
        for survey in await s.scalars(select(Survey)):
            survey.closed_at = world.clock.now() + DAY
        for broadcast in await s.scalars(select(Broadcast)):
            broadcast.finished_at = world.clock.now() + DAY
    before = await _counts(world)
    assert await retention.apply(world.core) == 0
    assert await _counts(world) == before
    world.clock.move_to(months_before(START, -24) + 365 * DAY / 2)
    assert await retention.apply(world.core) > 0
    assert await retention.apply(world.core) == 0
    after = await _counts(world)
    by_age = {name for name, held in INVENTORY.items() if held.old is not None}
    # Not done, not finished, not turned down: nobody has answered whether it is over.
    waits = {"due_rows", "outbox", "invites", "planned_pairs"}
    assert {name for name in by_age - waits if after[name]} == set()
    gone_with_them = ("answers", "survey_answers", "anonymous_answers", "survey_recipients")
    assert not any(after[name] for name in (*gone_with_them, "agreements", "digests"))
    assert after["people"] == before["people"]
    assert all(before[name] for name in gone_with_them)


async def test_attempts_are_forgotten_when_they_slow_nobody_down(world: World) -> None:
    """That somebody lately asked for what is not theirs is kept for two days, not for years."""
    ana = await world.member("Ana", Role.MENTEE)
    await refusals.count(world.core, _by(ana, 1))
    await retention.apply(world.core)
    assert (await _counts(world))["refusals"]
    world.clock.move_to(world.clock.now() + 2 * DAY)
    await retention.apply(world.core)
    assert not (await _counts(world))["refusals"]


async def test_a_shorter_time_counts_a_week_after_it_was_set(world: World) -> None:
    """Nobody can bring back what is erased, so a slip can be noticed and taken back."""
    cleo = await world.member("Cleo", Role.COORDINATOR)
    now = START

    async def keeps_since() -> datetime:
        async with world.db.read() as s:
            programme = await s.get_one(Programme, cleo.person.programme_id)
            return await retention.cutoff(s, programme, world.clock.now())

    assert await keeps_since() == months_before(now, 24)
    await programme_settings.choose(world.core, _by(cleo, 1), Setting.KEEP, "6")
    assert await keeps_since() == months_before(now, 24)
    world.clock.move_to(now + 6 * DAY)
    assert await keeps_since() == months_before(world.clock.now(), 24)
    world.clock.move_to(now + 8 * DAY)
    assert await keeps_since() == months_before(world.clock.now(), 6)
    await programme_settings.choose(world.core, _by(cleo, 2), Setting.KEEP, "36")
    assert await keeps_since() == months_before(world.clock.now(), 36)


async def test_whoever_has_long_been_gone_is_asked_and_then_erased(world: World) -> None:
    """In no pair, and silent for as long as anything is kept; one tap is enough to stay.

    Whoever is in a pair, coordinates or has a break is not asked. Whoever never finished coming in
    is erased without a word.
    """
    cleo = await world.member("Cleo", Role.COORDINATOR)
    gone, stays = await world.member("Ana", Role.MENTEE), await world.member("Bea", Role.MENTOR)
    ben, dora = await world.member("Ben", Role.MENTOR), await world.member("Dora", Role.MENTEE)
    await world.pair(ben, dora)
    half_way = await world.member("Eve", Role.MENTEE)
    async with world.db.write() as s:
        (await s.get_one(Person, half_way.id)).state = PersonState.JOINING
    world.clock.move_to(months_before(START, -24) + DAY)
    await _night(world)
    said = {
        name: [each.text for each in world.person(name).new_messages()] for name in world.people
    }
    asked = {name for name, texts in said.items() if "It has been a long while" in "".join(texts)}
    assert asked == {"Ana", "Bea"}
    world.person("Bea").taps("I would like to stay")
    await world.settle()
    world.clock.move_to(world.clock.now() + 29 * DAY)
    await _night(world)
    states = await _states(world)
    assert half_way.id not in states
    assert states[gone.id] is states[stays.id] is PersonState.ACTIVE
    world.clock.move_to(world.clock.now() + 2 * DAY)
    await _night(world)
    states = await _states(world)
    assert states[gone.id] is PersonState.LEFT
    assert {states[each.id] for each in (stays, ben, dora, cleo)} == {PersonState.ACTIVE}
    heard = [each.text for each in world.person("Cleo").new_messages()]
    assert len([each for each in heard if "has been erased by itself" in each]) == 1
    assert not world.person("Eve").new_messages()


async def _night(world: World) -> None:
    await lifecycle.tidy(world.core)
    await world.settle()


async def _states(world: World) -> dict[int, PersonState]:
    async with world.db.read() as s:
        return {each.id: each.state for each in await s.scalars(select(Person))}


async def _counts(world: World) -> dict[str, int]:
    found = {}
    async with world.db.read() as s:
        for table in Base.metadata.sorted_tables:
            found[table.name] = len((await s.execute(select(table))).all())
    return found


def _by(member: Member, update_id: int) -> Actor:
    return Actor(member.at.user_id, update_id)
