"""One invite, made as a coordinator makes it."""

from bot.domain.people import Role
from bot.services.core import Actor, Core
from bot.services.people.invites import NewInvite, create_several


async def one_invite(core: Core, actor: Actor, role: Role) -> NewInvite:
    """Make one invite for the programme of a coordinator, `actor`."""
    return (await create_several(core, actor, role, 1)).invites[0]
