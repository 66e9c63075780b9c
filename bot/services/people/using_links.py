"""What using an invite does: its role, its group, and the pair that was planned with it."""

from sqlalchemy.ext.asyncio import AsyncSession

from bot.db.tables import Consent, Invite, Person, PersonRole
from bot.domain.consent import CONSENT_VERSION
from bot.domain.deeds import Deed, Detail
from bot.domain.people import PersonState, Role
from bot.services import audit, members
from bot.services.core import Actor, Core
from bot.services.health import mondays
from bot.services.people import groups, helpline_checks, invite_tokens
from bot.services.people.introducing import tell_inviter
from bot.services.relationships import planned_pairs


async def good_one(s: AsyncSession, core: Core, token: str | None) -> Invite | None:
    """Return the invite of a token if it still lets somebody in."""
    invite = await invite_tokens.look_up(s, token) if token else None
    return invite if invite and invite_tokens.is_good(invite, core.clock.now()) else None


async def is_new_role(s: AsyncSession, person: Person, good: Invite) -> bool:
    """Whether an invite gives a member a role that they do not hold."""
    same = good.programme_id == person.programme_id
    return same and good.role not in await members.roles_of(s, person.id)


async def is_theirs(s: AsyncSession, person: Person, good: Invite | None) -> bool:
    """Whether it is a link out of a file, for a role that this person came by in another way.

    Whoever sent the file may be trying a link that is for somebody else.
    """
    if good is None or good.import_key is None or good.created_by == person.id:
        return False
    return good.programme_id == person.programme_id and not await is_new_role(s, person, good)


async def give(s: AsyncSession, core: Core, actor: Actor, person: Person, invite: Invite) -> None:
    """Use the invite up for its role, and keep that this person agreed to today's wording."""
    now = core.clock.now()
    s.add(PersonRole(person_id=person.id, role=invite.role, given_at=now))
    await use_up(s, core, person, invite)
    if person.consent_version != CONSENT_VERSION:
        person.consent_version = CONSENT_VERSION
        s.add(Consent(person_id=person.id, version=CONSENT_VERSION, agreed_at=now))
    deed = Deed.JOINED if person.state is PersonState.JOINING else Deed.ROLE_TAKEN
    by, role = invite.created_by, Detail(invite.role)
    await audit.note(s, core, person, deed, actor.update_id, about=by, detail=role)
    await s.flush()
    if invite.role is Role.COORDINATOR:
        await mondays.plan_next(s, person, now)
    if person.state is PersonState.ACTIVE:
        await tell_inviter(s, core, actor, person, invite)
        if invite.role is Role.COORDINATOR:
            await helpline_checks.begin(s, core, actor.cause, person)
        await planned_pairs.ask_ready(s, core, actor.cause, person=person)


async def use_up(s: AsyncSession, core: Core, person: Person, invite: Invite) -> None:
    """Mark an invite as used by somebody, who comes into its group."""
    invite.used_at, invite.used_by = core.clock.now(), person.id
    if invite.group_id is not None:
        await groups.join(s, invite.group_id, person.id)
    await s.flush()
