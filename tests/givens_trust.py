"""Set-ups about who sees what: somebody who had a mentor before."""

from datetime import date

from sqlalchemy import select

from bot.db.tables import Person, Relationship
from bot.domain.people import Role
from bot.domain.relationships import RelationshipState
from bot.services.core import Actor
from bot.services.reading import agenda_items
from bot.services.relationships import ending, pairing
from bot.services.relationships.pairs import Pair
from tests.givens import given
from tests.world import World
from tests.written import Own, Voice, reflection

_WEEKS = (date(2026, 2, 1), date(2026, 2, 8), date(2026, 2, 15))


@given("Cleo, who coordinates; Ben, a mentor; Ana, whom Cara mentored before")
async def _before(world: World) -> None:
    await world.member("Cleo", Role.COORDINATOR)
    await world.member("Ben", Role.MENTOR)
    cara = await world.member("Cara", Role.MENTOR)
    ana = await world.member("Ana", Role.MENTEE)
    earlier = await world.pair(cara, ana)
    for number, on in enumerate(_WEEKS, start=1):
        await reflection(
            world,
            earlier,
            on,
            glad=f"The choir, week {number}.",
            hard=Own("What I told nobody."),
        )
    note = world.telegram.world.add_file("voice", "voice.ogg", b"OggS", "audio/ogg")
    await reflection(world, earlier, date(2026, 2, 22), glad=Voice(note.file_id))
    async with world.db.write() as s:
        row = await s.get_one(Relationship, earlier.id)
        both = [await s.get_one(Person, each.id) for each in (cara, ana)]
        pair = Pair(row, both[0], both[1], me=both[1])
        item = agenda_items.new(world.core, Actor(ana.at.user_id, -7), pair, "My sister’s wedding.")
        s.add(item)
        row.state, row.ended_at = RelationshipState.ENDED, world.clock.now()


@given("Ben, a mentor, who may become Ana's")
async def _ben(world: World) -> None:
    await world.member("Ben", Role.MENTOR)


@given("Ben and Ana are asked about each other")
async def _asked(world: World) -> None:
    async with world.db.read() as s:
        people = {each.telegram_id: each.id for each in await s.scalars(select(Person))}
    ben, ana = (people[world.person(name).user_id] for name in ("Ben", "Ana"))
    cleo = Actor(world.person("Cleo").user_id, 900_011)
    await pairing.propose(world.core, cleo, ben, ana)


@given("the pair takes a break")
async def _break(world: World) -> None:
    async with world.db.read() as s:
        pair = (await s.scalars(select(Relationship))).one()
    await ending.pause(world.core, Actor(world.person("Cleo").user_id, 900_012), pair.id)
