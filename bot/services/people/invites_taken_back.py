"""Taking invites back that nobody has used, one or all that were made at once."""

from dataclasses import dataclass

from bot.db.tables import Invite
from bot.domain.deeds import Deed
from bot.domain.people import Role
from bot.services import members
from bot.services.core import Actor, Core
from bot.services.errors import Reason, RefusedError
from bot.services.people.invites import made_by, note


@dataclass(frozen=True)
class TakenBack:
    """How many invites let nobody in any more, and how many had been used before."""

    language: str
    unused: int
    used: int


async def take_back(core: Core, actor: Actor, invite_id: int) -> str:
    """Revoke an unused invite of the coordinator's programme; return their language."""
    async with core.db.write() as s:
        person = await members.require(s, actor, Role.COORDINATOR)
        invite = await s.get(Invite, invite_id, with_for_update=True)
        if invite is None or invite.programme_id != person.programme_id:
            raise RefusedError(Reason.GONE)
        if invite.used_at is not None:
            raise RefusedError(Reason.CLOSED)
        if invite.revoked_at is None:
            invite.revoked_at = core.clock.now()
            await note(s, core, person, Deed.INVITE_REVOKED, actor, [invite])
        return person.language


async def take_all_back(core: Core, actor: Actor, update_id: int) -> TakenBack:
    """Revoke all unused invites that the coordinator made with one update."""
    async with core.db.write() as s:
        person = await members.require(s, actor, Role.COORDINATOR)
        invites = await made_by(s, person, update_id)
        if not invites:
            raise RefusedError(Reason.GONE)
        unused = [invite for invite in invites if invite.used_at is None]
        good = [invite for invite in unused if invite.revoked_at is None]
        for invite in good:
            invite.revoked_at = core.clock.now()
        if good:
            await note(s, core, person, Deed.INVITE_REVOKED, actor, good)
        return TakenBack(person.language, len(unused), len(invites) - len(unused))
