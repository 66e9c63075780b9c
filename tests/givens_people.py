"""Set-ups for the transcripts about who is in, and bringing many in."""

import csv
import io
from datetime import timedelta
from typing import Any

from sqlalchemy import select, update

from bot.db.tables import Group, Person
from bot.domain.people import PersonState, Role
from tests.givens import given
from tests.givens_reflecting import planned
from tests.inviting import come_in
from tests.seeding import Member
from tests.world import World


@given("a programme with people in every state")
async def _everybody(world: World) -> None:
    await world.member("Cleo", Role.COORDINATOR)
    ben = await world.member("Ben", Role.MENTOR, zone="America/Los_Angeles")
    await planned(world, ben, await world.member("Ana", Role.MENTEE))
    for name in ("Zoë", "Łukasz", "Ída"):
        await world.member(name, Role.MENTEE)
    await world.member("Eve", Role.MENTOR)
    now = world.clock.now()
    await _mentee(world, "Fay", paused_until=now + timedelta(days=7))
    await _mentee(world, "Gus", unreachable_since=now)
    await _mentee(world, "Hal", state=PersonState.JOINING)


async def _mentee(world: World, name: str, **values: Any) -> None:
    member = await world.member(name, Role.MENTEE)
    async with world.db.write() as s:
        await s.execute(update(Person).where(Person.id == member.id).values(**values))


@given("a group, Tuesday circle")
async def _group(world: World) -> None:
    programme = await world.programme()
    async with world.db.write() as s:
        s.add(Group(programme_id=programme.id, name="Tuesday circle", created_at=world.clock.now()))


@given("Ben and Ana come in by their links")
async def _come_in(world: World) -> None:
    file = world.person("Cleo").last.content.file
    assert file is not None
    rows = list(csv.DictReader(io.StringIO(file.content.decode("utf-8-sig"))))
    for name in ("Ben", "Ana"):
        link = next(row["link"] for row in rows if row["name"] == name)
        somebody = world.person(name)
        somebody.opens_link(link)
        for label in ("I agree", name, "London (08:00)"):
            await world.settle()
            somebody.taps(label)
        await world.settle()


@given("five mentees whom Cleo has invited come in one after the other")
async def _five(world: World) -> None:
    at = world.person("Cleo")
    async with world.db.read() as s:
        cleo = await s.scalar(select(Person).where(Person.telegram_id == at.user_id))
    assert cleo is not None
    await come_in(world, Member(cleo, at), "Eve", "Fay", "Gus", "Hal", "Jan")
