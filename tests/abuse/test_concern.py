"""A concern about one's mentor reaches a coordinator, and that mentor never learns of it."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from bot.db.tables import AuditEntry, HelpRequest, OutboxRow
from bot.domain.people import Role
from bot.services.core import Actor
from bot.services.errors import RefusedError
from bot.services.mydata.gathering import gather
from bot.services.people.last_activity import Did, last_activity
from bot.services.talking import receiving, settling
from tests.abuse.test_talk import asks, says, taps
from tests.world import World

SECRET = "He shouts at me"
CONCERN = "It is about my mentor"


@pytest.fixture
async def concerned(world: World) -> World:
    """Ana has raised a concern about Ben, who coordinates too, as do Cleo and Dora."""
    ben = await world.member("Ben", Role.MENTOR, Role.COORDINATOR)
    ana = await world.member("Ana", Role.MENTEE)
    await world.pair(ben, ana)
    for name in ("Cleo", "Dora"):
        await world.member(name, Role.COORDINATOR)
    await says(world, "/talk")
    await taps(world, CONCERN)
    await says(world, SECRET)
    await taps(world, "Send it")
    return world


async def test_it_goes_to_every_other_coordinator_and_through_all_its_life_never_to_him(
    concerned: World,
) -> None:
    """Repeated, passed on, seen, settled: to Ben nothing comes, of whatever kind."""
    before = len(list(concerned.person("Ben").chat))
    await concerned.move(timedelta(hours=1))
    for name in ("Cleo", "Dora"):
        assert "in confidence" in concerned.person(name).last.text
    await taps(concerned, "I have seen this", "Dora")
    assert SECRET in concerned.person("Dora").last.text
    assert SECRET not in "".join(each.text for each in concerned.person("Cleo").chat)
    await concerned.move(timedelta(days=2))
    await taps(concerned, "We have been in touch", "Dora")
    assert len(list(concerned.person("Ben").chat)) == before
    async with concerned.db.read() as s:
        request = (await s.scalars(select(HelpRequest))).one()
        about = select(OutboxRow.person_id).where(OutboxRow.subject_id == request.id)
        assert request.mentor_id not in set(await s.scalars(about))
    assert request.mentor_id is not None
    held = repr(await gather(concerned.core, request.mentor_id))
    assert not [word for word in ("TALK_", "CONCERN", str(request.id)) if word in held]


async def test_nothing_that_he_can_look_at_changes_by_it(world: World) -> None:
    """As mentor and as coordinator: menus, lists, the card of his mentee, the audit, his own data."""
    ben = await world.member("Ben", Role.MENTOR, Role.COORDINATOR)
    ana = await world.member("Ana", Role.MENTEE)
    await world.pair(ben, ana)
    await world.member("Cleo", Role.COORDINATOR)
    looked = []
    for step in ("before", "asked", "seen"):
        if step == "asked":
            await says(world, "/talk")
            await taps(world, CONCERN)
            await says(world, SECRET)
            await taps(world, "Send it")
        elif step == "seen":
            await taps(world, "I have seen this", "Cleo")
        looked.append([await _all_that_ben_sees(world, command) for command in _COMMANDS])
    assert looked[0] == looked[1] == looked[2]
    async with world.db.read() as s:
        assert (await last_activity(s, ana.person)).did is not Did.TALK
        deeds = await s.scalars(select(AuditEntry.person_id))
        assert ana.id not in set(deeds)


_COMMANDS = ("/people", "/health", "/mentees", "/audit", "/programme", "/help", "/survey", "/talk")


async def _all_that_ben_sees(world: World, command: str) -> tuple[str, list[str]]:
    await says(world, command, "Ben")
    if command == "/people":
        await taps(world, "Ana", "Ben")
    shown = world.person("Ben").last
    return shown.text, shown.buttons


async def test_whatever_he_tries_with_its_number_he_is_refused_as_if_there_were_none(
    concerned: World,
) -> None:
    """A button or an outbox row made up with the right id says no more than one with a wrong id."""
    async with concerned.db.read() as s:
        request = (await s.scalars(select(HelpRequest))).one()
    ben = Actor(concerned.person("Ben").user_id, 900)
    said = set()
    for number in (request.id, request.id + 1):
        for trying in (receiving.seen, receiving.settled, settling.end):
            with pytest.raises(RefusedError) as refused:
                await trying(concerned.core, ben, number)
            said.add(refused.value.reason)
    assert len(said) == 1


async def test_where_he_is_the_only_one_who_could_be_told_nothing_is_kept_and_she_hears_why(
    world: World,
) -> None:
    """At once, with the numbers; and so where the other coordinator cannot be reached."""
    ben = await world.member("Ben", Role.MENTOR, Role.COORDINATOR)
    await world.pair(ben, await world.member("Ana", Role.MENTEE))
    for another in (False, True):
        if another:
            await world.member("Cleo", Role.COORDINATOR)
            world.person("Cleo").blocks()
            await world.settle()
        told = await asks(world, CONCERN)
        assert "without Ben seeing it" in told
        assert "Nothing has been sent" in told
        assert "+44 20 7946 0000" in told
    async with world.db.read() as s:
        assert (await s.scalars(select(HelpRequest))).all() == []
