"""Nobody is shown what the table does not allow them: asked of every service, in every state."""

from collections.abc import Awaitable, Callable

import pytest
from sqlalchemy import select

from bot.db.tables import Base, OpenedHistory, Person, PersonRole, Relationship
from bot.domain.people import Role
from bot.domain.queues import Cause
from bot.domain.relationships import RelationshipState
from bot.domain.viewers import Matter, Sight, Viewer
from bot.domain.visibility import may_see
from bot.services.core import Actor
from bot.services.people import forgetting, withdrawing
from tests.abuse.asking import Asker, all_that
from tests.abuse.expected import (
    FACTS,
    SENTENCES,
    Mark,
    Now,
    as_it_stands,
    is_by_the_way,
    marks_in,
    may,
)
from tests.abuse.planted import ZONES, Planted, plant
from tests.world import World

VIEWERS = ("ana", "ben", "dan", "ida", "mia", "zoe", "nobody")


async def as_it_is(_world: World, _planted: Planted) -> None:
    """Leave it."""


def pair_is(state: RelationshipState) -> Callable[[World, Planted], Awaitable[None]]:
    async def change(world: World, planted: Planted) -> None:
        async with world.db.write() as s:
            row = await s.get_one(Relationship, planted.pair.id)
            row.state = state
            row.ended_at = world.clock.now() if state is RelationshipState.ENDED else None

    return change


async def opened_to_dan(world: World, planted: Planted) -> None:
    await pair_is(RelationshipState.ENDED)(world, planted)
    async with world.db.write() as s:
        s.add(
            OpenedHistory(
                person_id=planted.people["ana"].id,
                earlier_id=planted.pair.id,
                later_id=planted.later.id,
                update_id=1,
                opened_at=world.clock.now(),
            )
        )


async def ben_coordinates(world: World, planted: Planted) -> None:
    async with world.db.write() as s:
        ben = planted.people["ben"].id
        s.add(PersonRole(person_id=ben, role=Role.COORDINATOR, given_at=world.clock.now()))


async def ana_withdraws(world: World, planted: Planted) -> None:
    await withdrawing.withdraw(world.core, Actor(planted.people["ana"].at.user_id, 4_242))


async def ana_is_erased(world: World, planted: Planted) -> None:
    async with world.db.write() as s:
        ana = await s.get_one(Person, planted.people["ana"].id)
        await forgetting.erase(s, world.core, ana, Cause())


# How it may stand, one after the other, and whom `make test` asks as; `make soak` asks as everybody.
CHANGES: tuple[tuple[Callable[[World, Planted], Awaitable[None]], tuple[str, ...]], ...] = (
    (as_it_is, ("ben", "ida")),
    (pair_is(RelationshipState.PROPOSED), ()),
    (pair_is(RelationshipState.DECLINED), ()),
    (pair_is(RelationshipState.PAUSED), ()),
    (pair_is(RelationshipState.ENDED), ()),
    (opened_to_dan, ("dan",)),
    (pair_is(RelationshipState.ACTIVE), ()),
    (ben_coordinates, ()),
    (ana_withdraws, ()),
    (ana_is_erased, ()),
)


async def test_every_service_shows_what_the_table_says(world: World) -> None:
    """With every id there is, by those to whom it makes the most difference."""
    await _walk(world, thoroughly=False)


@pytest.mark.soak
async def test_every_service_shows_what_the_table_says_to_everybody_in_every_state(
    world: World,
) -> None:
    """With every id there is."""
    await _walk(world, thoroughly=True)


async def test_whoever_has_the_database_and_not_the_key_reads_ciphertext(world: World) -> None:
    """None of the sentences stands in any row, and what is in the clear does."""
    planted = await plant(world)
    async with world.db.read() as s:
        rows = [
            repr(tuple(row))
            for table in Base.metadata.sorted_tables
            for row in await s.execute(select(table))
        ]
    everything = "\n".join(rows)
    assert "mark-" not in everything
    assert planted.voice not in everything
    assert all(zone in everything for zone in ZONES.values())
    for _, name, _ in (*SENTENCES, *FACTS):
        matter = Matter.REFLECTION if name == "voice" else Matter(name)
        clear = matter in (
            Matter.ZONE,
            Matter.BREAK,
            Matter.ACTIVITY,
            Matter.SCHEDULE,
            Matter.HEALTH,
        )
        assert may_see(Viewer.OPERATOR, matter) is clear, matter
        assert may_see(Viewer.OPERATOR, matter, sight=Sight.CIPHERTEXT) is not clear, matter


async def _walk(world: World, *, thoroughly: bool) -> None:
    planted = await plant(world)
    for change, viewers in CHANGES:
        await change(world, planted)
        now = await as_it_stands(world, planted)
        for who in VIEWERS if thoroughly else viewers:
            by_service = await _shown(now, who)
            shown = set().union(*by_service.values())
            allowed = {each for each in (*SENTENCES, *FACTS) if may(now, who, each)}
            needed = {each for each in allowed if not is_by_the_way(who, each)}
            where = f"{who}, when the pair is {now.pair}, and Ana {now.rows['ana'].state}"
            assert not shown - allowed, f"shown to {where}: {_who_shows(by_service, allowed)}"
            assert not needed - shown, f"not shown to {where}: {needed - shown}"


def _who_shows(by_service: dict[str, set[Mark]], allowed: set[Mark]) -> dict[str, set[Mark]]:
    return {name: marks - allowed for name, marks in by_service.items() if marks - allowed}


async def _shown(now: Now, who: str) -> dict[str, set[Mark]]:
    """What each service shows somebody, as marks."""
    member = now.planted.people.get(who)
    asker = Asker(424_242, None) if member is None else Asker(member.at.user_id, now.rows[who])
    found = await all_that(now.world.core, asker, now.planted.known)
    return {service: set(marks_in(now, who, leaves)) for service, leaves in found.items()}
