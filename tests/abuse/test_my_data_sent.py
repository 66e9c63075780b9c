"""Promises of how everything that is held comes to its person: to them alone, in any state, soon."""

import json
from datetime import timedelta

import pytest
from sqlalchemy import select, update

from bot.db.tables import OutboxRow, Person, Response
from bot.delivery import claims
from bot.delivery.outbox import enqueue
from bot.domain.people import PersonState, Role
from bot.domain.queues import Cause, Lane, MessageKind, OutboxState
from bot.rehearsal.model import Message
from bot.rehearsal.refusal import bad_request
from bot.services.mydata.asking import Answer, ask
from bot.services.mydata.gathering import gather, is_still_there
from bot.services.people.forgetting import erase
from tests.resulting import by
from tests.seeding import Member
from tests.statements import Statements
from tests.world import START, World
from tests.written import reflection


@pytest.fixture
async def ana(world: World) -> Member:
    return await world.member("Ana", Role.MENTEE)


async def asks(world: World) -> list[Message]:
    """Let Ana ask, and return what comes as files."""
    person = world.person("Ana")
    person.new_messages()
    person.says("/mydata")
    await world.settle()
    return files(world)


def files(world: World) -> list[Message]:
    return [each for each in world.person("Ana").new_messages() if each.file is not None]


async def becomes(world: World, member: Member, **values: object) -> None:
    async with world.db.write() as s:
        await s.execute(update(Person).where(Person.id == member.id).values(**values))


@pytest.mark.parametrize(
    "values",
    [
        {"state": PersonState.WITHDRAWN},
        {"state": PersonState.JOINING, "name": None},
        {"consent_version": "0"},
        {"paused_at": START},
        {"unreachable_since": START},
        {"wrapped_key": b"damaged"},
    ],
    ids=lambda values: " ".join(map(str, values.values())),
)
async def test_it_comes_in_every_state(
    world: World, ana: Member, values: dict[str, object]
) -> None:
    """Also to whoever has withdrawn, is only coming in, has not agreed to a new text, or pauses.

    And to somebody whose key does not open any more.
    """
    await becomes(world, ana, **values)
    page, data = await asks(world)
    assert page.file is not None
    assert data.file is not None
    assert page.file.content.startswith(b"<!DOCTYPE html>")
    assert json.loads(data.file.content)["you"]["telegram_id"] == ana.at.user_id


async def test_two_taps_bring_it_once_and_the_same_update_asks_once(
    world: World, ana: Member
) -> None:
    """Handled again after a crash, the update changes nothing; while it is coming, nothing is added."""
    answers = [(await ask(world.core, by(ana, number), "")).answer for number in (7, 7, 8)]
    assert answers == [Answer.COMING, Answer.COMING, Answer.ON_ITS_WAY]
    await world.settle()
    assert len(files(world)) == 2


async def test_it_goes_ahead_of_every_broadcast(world: World, ana: Member) -> None:
    """However many messages to many wait since long before."""
    async with world.db.write() as s:
        for number in range(20):
            kind, lane = MessageKind.ANNOUNCEMENT, Lane.BROADCAST
            dedupe, long_ago = f"many:{number}", START - timedelta(hours=1)
            await enqueue(
                s, kind=kind, person_id=ana.id, now=long_ago, dedupe=dedupe, lane=lane, subject_id=1
            )
    await ask(world.core, by(ana, 7), "")
    async with world.db.write() as s:
        (first,) = await claims.claim(s, world.clock.now(), 1, 1)
    assert first.kind is MessageKind.MY_DATA_PAGE


async def test_whoever_is_erased_meanwhile_is_sent_nothing(world: World, ana: Member) -> None:
    """Neither what waits, nor what was made just before; and no key of theirs stays in memory."""
    await ask(world.core, by(ana, 7), "")
    made = await gather(world.core, ana.id)
    assert made is not None
    async with world.db.write() as s:
        await erase(s, world.core, await s.get_one(Person, ana.id), Cause(8))
    assert not await is_still_there(world.core, ana.id, ana.at.user_id)
    assert await gather(world.core, ana.id) is None
    await world.settle()
    assert files(world) == []


async def test_what_did_not_arrive_comes_when_they_are_back(world: World, ana: Member) -> None:
    """Whoever blocks the bot before it arrives, and comes back, gets both files."""
    world.person("Ana").blocks()
    await world.settle()
    await becomes(world, ana, unreachable_since=None)
    await ask(world.core, by(ana, 7), "")
    await world.settle()
    async with world.db.read() as s:
        states = set(await s.scalars(select(OutboxRow.state).where(OutboxRow.update_id == 7)))
    assert OutboxState.SENT not in states
    world.person("Ana").unblocks()
    await world.settle()
    await world.move_to(START + timedelta(hours=1))
    assert len(files(world)) == 2


async def test_years_of_answers_take_no_more_statements_than_one(world: World, ana: Member) -> None:
    """So that it comes within a minute for whoever wrote most."""
    ben = await world.member("Ben", Role.MENTOR)
    pair = await world.pair(ben, ana)
    counted = []
    for weeks in (1, 20):
        for week in range(weeks):
            on = START.date() - timedelta(weeks=weeks + week)
            await reflection(world, pair, on, glad="The choir.", better="Sleep.")
        with Statements(world) as statements:
            assert await gather(world.core, ana.id) is not None
        counted.append(statements.count)
    assert counted[0] == counted[1] < 40


async def test_whoever_never_gets_a_file_hears_so_once_and_what_to_do(
    world: World, ana: Member
) -> None:
    """Whether Telegram refuses it, nobody knows if it arrived, or it cannot be made."""
    faults, document = world.telegram.faults, "sendDocument"
    refused = faults.refuse(bad_request("too strange"), method=document, times=None)
    assert await told_of_failing(world) == 1
    refused.off()
    lost = faults.server_error(method=document, times=None)
    assert await told_of_failing(world) == 1
    lost.off()
    pair = await world.pair(await world.member("Ben", Role.MENTOR), ana)
    await reflection(world, pair, START.date(), glad="The choir.")
    async with world.db.write() as s:
        before = await s.scalar(select(Response.questionnaire))
        await s.execute(update(Response).values(questionnaire="nobody knows it"))
    assert await told_of_failing(world) == 1
    async with world.db.write() as s:
        await s.execute(update(Response).values(questionnaire=before))
    assert len(await asks(world)) == 2


async def told_of_failing(world: World) -> int:
    """How often Ana is told that a file may be missing, when she asks; no file comes."""
    person = world.person("Ana")
    person.new_messages()
    person.says("/mydata")
    await world.move(timedelta(hours=1))
    said = person.new_messages()
    assert not [each for each in said if each.file is not None]
    return sum("please send /mydata again" in each.text for each in said)
