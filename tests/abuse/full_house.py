"""A programme in which everything that is ever sealed has been, by the services that do so."""

from dataclasses import replace
from datetime import date, timedelta

from bot.db.tables import Agreement, Installation, Person, Relationship
from bot.delivery.inbox import Raw, store
from bot.domain.people import Role
from bot.domain.people_files import PeopleFile
from bot.domain.reading_people import read
from bot.domain.survey_drafts import Draft
from bot.services.core import Core
from bot.services.health import handling
from bot.services.people.importing import Imported, carry_out_for
from bot.services.people.reach import there_again
from bot.services.relationships import terms
from tests.givens_health import PairLife
from tests.resulting import answers, by, five, taking_of
from tests.seeding import Member
from tests.surveying import SCALES, survey
from tests.world import World
from tests.written import plan_meetings, reflection

_SUNDAY = date(2026, 3, 1)
_STRANGER = 999


async def fill(world: World) -> int:
    """Fill an empty world; returns the programme's id."""
    ben = await world.member("Ben", Role.MENTOR)
    ana = await world.member("Ana", Role.MENTEE)
    cleo = await world.member("Cleo", Role.COORDINATOR)
    pair = await world.pair(ben, ana)
    await _they_meet(world, pair)
    await reflection(world, pair, _SUNDAY, glad="The choir.", better="Sleep, said Ana.")
    await _ana_keeps_a_list(world)
    await _ana_asks_for_somebody(world)
    await _cleo_saw_to_it(world, cleo, PairLife(world, ben, ana, pair))
    await _cleo_announces(world)
    await _they_answer(world, cleo, ben, ana)
    await bring_in(world.core, cleo.person.programme_id)
    await store(world.core, [_update(1001, ana.at.user_id), _update(1002, _STRANGER)], there_again)
    async with world.db.write() as s:
        check = world.core.vault.check_value()
        s.add(Installation(id=1, key_check=check, created_at=world.clock.now()))
    return cleo.person.programme_id


async def bring_in(core: Core, programme_id: int) -> Imported:
    """Bring in the same two people by a file."""
    file = read("name,role\nDora Ümit,mentor\nEve,mentee\n".encode())
    assert isinstance(file, PeopleFile)
    return await carry_out_for(core, programme_id, file)


async def _they_meet(world: World, pair: Relationship) -> None:
    agreement = await world.agreement(pair)
    async with world.db.write() as s:
        row = await s.get_one(Agreement, agreement.id)
        said = replace(await terms.read(s, world.core.vault, row), place="The library")
        author = await s.get_one(Person, row.proposed_by)
        terms.write(world.core.vault, row, author, said)
    await plan_meetings(world, pair)


async def _ana_keeps_a_list(world: World) -> None:
    for words in ("/agenda", "How do I say no?", "/cancel"):
        world.person("Ana").says(words)
        await world.settle()


async def _ana_asks_for_somebody(world: World) -> None:
    ana = world.person("Ana")
    ana.says("/talk")
    await world.settle()
    ana.taps("Ask my coordinator")
    await world.settle()
    ana.says("Could somebody call me?")
    await world.settle()
    ana.taps("Send it")
    await world.settle()


async def _cleo_saw_to_it(world: World, cleo: Member, life: PairLife) -> None:
    await life.scored(world.clock.now() - timedelta(days=1), 1)
    await handling.handle(world.core, by(cleo, 501), life.pair.id, handling.ALL)
    await handling.take_note(world.core, by(cleo, 502), "Called both.")


async def _cleo_announces(world: World) -> None:
    cleo = world.person("Cleo")
    cleo.says("/survey")
    await world.settle()
    for label in ("An announcement", "Everyone"):
        cleo.taps(label)
        await world.settle()
    cleo.says("There is soup on Saturday.")
    await world.settle()


async def _they_answer(world: World, cleo: Member, ben: Member, ana: Member) -> None:
    named = await survey(world, cleo, SCALES[:2])
    await answers(world, named.id, ben, five(4), five(3))
    async with world.db.write() as s:
        taking = await taking_of(s, world, ana, named.id)
        begun = Draft({taking.questions[0].id: five(2)})
        taking.ask(world.core, by(ana, 503), 2, begun)
    nobodys = await survey(world, cleo, SCALES[:2], anonymous=True, title="By nobody")
    await answers(world, nobodys.id, ben, five(1), five(5))
    await answers(world, nobodys.id, ana, five(2), five(4))


def _update(update_id: int, sender: int) -> Raw:
    who = {"id": sender, "is_bot": False, "first_name": "Somebody"}
    chat = {"id": sender, "type": "private"}
    message = {"message_id": 1, "date": 0, "chat": chat, "from": who, "text": "not handled yet"}
    return {"update_id": update_id, "message": message}
