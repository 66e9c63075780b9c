"""Invites as a coordinator makes them, and coming in by them without the questions in between."""

from itertools import count

from bot.domain.people import Role
from bot.services.core import Actor, Core
from bot.services.people import introducing, joining
from bot.services.people.invites import NewInvite, create_several
from tests.seeding import ZONE, Member
from tests.world import World

# Updates and people that nothing else in a test is known by.
NUMBERS = count(70_000)


async def one_invite(core: Core, actor: Actor, role: Role) -> NewInvite:
    """Make one invite for the programme of a coordinator, `actor`."""
    return (await create_several(core, actor, role, 1)).invites[0]


async def come_in(world: World, coordinator: Member, *names: str) -> None:
    """Let mentees join one after the other; each time the bot sends what there is to send."""
    core = world.core
    for name in names:
        asks = Actor(coordinator.at.user_id, next(NUMBERS))
        invite = await one_invite(core, asks, Role.MENTEE)
        user = next(NUMBERS)
        await joining.agree(core, Actor(user, next(NUMBERS)), invite.invite_id, "en")
        await introducing.take_name(core, Actor(user, next(NUMBERS)), name)
        await introducing.take_zone(core, Actor(user, next(NUMBERS)), ZONE, ("en",))
        await world.settle()
