"""Set-ups for the transcripts about coming in, settings, pausing and calling for a human."""

from sqlalchemy import update

from bot.db.tables import Helpline, Relationship
from bot.domain.people import Role
from bot.domain.relationships import RelationshipState
from bot.services.core import Actor
from bot.services.people import invites
from tests.givens import given
from tests.inviting import one_invite
from tests.world import World


@given("a link for a mentee, from Cleo")
async def _mentee_link(world: World) -> None:
    await _from_cleo(world, Role.MENTEE)


@given("a link for a mentor, from Cleo")
async def _mentor_link(world: World) -> None:
    await _from_cleo(world, Role.MENTOR)


@given("a link for a coordinator, from Cleo")
async def _coordinator_link(world: World) -> None:
    await _from_cleo(world, Role.COORDINATOR)


@given("a link for a mentor of another programme")
async def _elsewhere(world: World) -> None:
    other = await world.programme("Lighthouse")
    invite = await invites.create(world.core, other.id, Role.MENTOR)
    _add(world, invite.token)


@given("a link that somebody invented")
async def _invented(world: World) -> None:
    _add(world, "c29tZWJvZHkgaW52ZW50")


@given("a link that was used by somebody else")
async def _used(world: World) -> None:
    await _from_cleo(world, Role.MENTEE)
    world.person("Una").opens_link(world.links[-1])
    await world.settle()
    world.person("Una").taps("I agree")
    await world.settle()


@given("a mentee, Ana")
async def _mentee(world: World) -> None:
    await world.member("Ana", Role.MENTEE)


@given("a mentee, Mia")
async def _another_mentee(world: World) -> None:
    await world.member("Mia", Role.MENTEE)


@given("a coordinator, Dora")
async def _another_coordinator(world: World) -> None:
    await world.member("Dora", Role.COORDINATOR)


async def _from_cleo(world: World, role: Role) -> None:
    cleo = world.people.get("Cleo")
    if cleo is None:
        cleo = (await world.member("Cleo", Role.COORDINATOR)).at
    made = len(world.links)
    invite = await one_invite(world.core, Actor(cleo.user_id, -1 - made), role)
    _add(world, invite.token)


def _add(world: World, token: str) -> None:
    world.links.append(f"https://t.me/{world.telegram.bot.username}?start={token}")


@given("Ben coordinates, and mentors Ana")
async def _both(world: World) -> None:
    ben = await world.member("Ben", Role.MENTOR, Role.COORDINATOR)
    await world.pair(ben, await world.member("Ana", Role.MENTEE))


@given("the pair has ended")
async def _ended(world: World) -> None:
    async with world.db.write() as s:
        await s.execute(update(Relationship).values(state=RelationshipState.ENDED))


@given("a programme whose helplines nobody has confirmed")
async def _unconfirmed(world: World) -> None:
    await world.programme()
    async with world.db.write() as s:
        await s.execute(update(Helpline).values(confirmed_at=None))


@given("links for a coordinator and for a mentee")
async def _two_links(world: World) -> None:
    programme = await world.programme()
    for role in (Role.COORDINATOR, Role.MENTEE):
        _add(world, (await invites.create(world.core, programme.id, role)).token)


@given("somebody corrects the number of the helpline")
async def _corrected(world: World) -> None:
    async with world.db.write() as s:
        await s.execute(update(Helpline).values(contact="+44 20 7946 0001"))
