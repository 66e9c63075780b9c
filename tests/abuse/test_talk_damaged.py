"""Nothing that is damaged in the database keeps a call for help from anybody, nor the answer to it.

Names, keys and words are bytes that no longer open, as after a disk that failed.
"""

import pytest
from sqlalchemy import select, update

from bot.db.tables import HelpRequest, Person, Relationship, Response
from bot.domain.ids import new_id
from bot.domain.people import Focus, Role
from bot.domain.responses import ResponseKind, ResponseState
from tests.abuse.test_talk import LINE, change, says, taps
from tests.seeding import Member
from tests.world import World

SECRET = "I cannot sleep"
NAMELESS = "somebody whose name I cannot read"


@pytest.fixture
async def ana(world: World) -> Member:
    """Ana, mentored by Ben, in the middle of a reflection; Cleo and Dora coordinate."""
    for name in ("Cleo", "Dora"):
        await world.member(name, Role.COORDINATOR)
    ana = await world.member("Ana", Role.MENTEE)
    pair = await world.pair(await world.member("Ben", Role.MENTOR), ana)
    async with world.db.write() as s:
        s.add(_begun(world, ana, pair))
    await change(world, ana, focus=Focus.ANSWERING)
    return ana


def _begun(world: World, who: Member, pair: Relationship) -> Response:
    now = world.clock.now()
    return Response(
        id=new_id(),
        person_id=who.id,
        relationship_id=pair.id,
        kind=ResponseKind.REFLECTION,
        occasion=now.date().isoformat(),
        state=ResponseState.OPEN,
        questionnaire="peer",
        version=1,
        offered_at=now,
        opened_at=now,
    )


async def damage_names(world: World) -> None:
    async with world.db.write() as s:
        await s.execute(update(Person).values(name=b"broken"))


async def asks(world: World, button: str, *words: str) -> str:
    """Let Ana ask; return what she is told when it is sent."""
    await says(world, "/talk")
    await taps(world, button)
    for each in words:
        await says(world, each)
    return await taps(world, "Send it")


@pytest.mark.parametrize(
    ("button", "who", "heard"),
    [
        ("Ask my coordinator", "Cleo", "A coordinator has seen that"),
        ("Ask your mentor", "Ben", "Your mentor has seen that"),
        ("It is about my mentor", "Cleo", "A coordinator has seen your concern"),
    ],
)
async def test_no_damaged_name_stops_a_call_on_its_way_there_or_back(
    world: World, ana: Member, button: str, who: str, heard: str
) -> None:
    """Neither hers, nor her mentor's, nor any coordinator's: somebody stands in its place."""
    await damage_names(world)
    assert "It is on its way" in await asks(world, button, SECRET)
    there = [each for each in ("Ben", "Cleo", "Dora") if "seen this" in str(_buttons(world, each))]
    assert len(there) == 1
    who = who if who == "Ben" else there[0]
    told = world.person(who).last.text
    assert NAMELESS in told or "in confidence" in told
    await taps(world, "I have seen this", who)
    assert SECRET in world.person(who).last.text
    assert "I cannot read their name" in world.person(who).last.text
    assert heard in ana.at.last.text
    assert "has seen" in await says(world, "/talk")
    assert LINE in await taps(world, "It is settled")


def _buttons(world: World, name: str) -> list[list[str]]:
    return [each.buttons for each in world.person(name).chat]


async def test_whoever_has_a_damaged_name_is_asked_to_say_who_they_are(
    world: World, ana: Member
) -> None:
    await change(world, ana, name=b"broken")
    await says(world, "/talk")
    assert "please type who you are" in await taps(world, "Ask my coordinator")


async def test_a_damaged_key_loses_the_words_and_not_the_call_nor_what_others_send(
    world: World, ana: Member
) -> None:
    """She hears that her words do not go along; Cleo's tap comes in the same moment."""
    await change(world, ana, wrapped_key=b"broken")
    await says(world, "/talk")
    await taps(world, "Ask my coordinator")
    assert "cannot keep what you type" in await says(world, SECRET)
    world.person("Cleo").says("/help")
    assert "It is on its way to Cleo" in await taps(world, "Send it")
    await taps(world, "I have seen this", "Cleo")
    assert "Cleo has seen" in ana.at.last.text


async def test_words_that_are_damaged_on_their_way_are_said_to_be_so(
    world: World, ana: Member
) -> None:
    await asks(world, "Ask my coordinator", SECRET)
    async with world.db.write() as s:
        await s.execute(update(HelpRequest).values(words=b"broken"))
    await taps(world, "I have seen this", "Cleo")
    assert "cannot read any more" in world.person("Cleo").last.text
    assert "Cleo has seen" in ana.at.last.text


async def test_whatever_else_fails_she_is_shown_the_numbers_and_the_way_to_somebody(
    world: World, ana: Member
) -> None:
    """Here it is her time zone that there is not: how her call stands cannot be said."""
    await asks(world, "Ask my coordinator")
    await change(world, ana, zone="Nowhere/Land")
    for told in (await says(world, "/talk"), await taps(world, "Ask my coordinator")):
        assert LINE in told
        assert "Ask my coordinator" in ana.at.last.buttons
    assert "do not count on what you tapped" in ana.at.last.text
    async with world.db.read() as s:
        assert len((await s.scalars(select(HelpRequest))).all()) == 1
