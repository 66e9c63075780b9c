"""Making single-use invites: the only way into a programme, and the only source of roles.

A coordinator's update that is handled again cannot be shown the same token, of which only a hash
is kept; so the same invite gets a fresh one then.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.db.tables import Group, Invite, Person, Programme
from bot.domain.deeds import Deed, Detail
from bot.domain.people import Focus, Role
from bot.services import audit, focusing, members
from bot.services.core import Actor, Core
from bot.services.errors import Reason, RefusedError
from bot.services.people import helpline_checks
from bot.services.people.invite_tokens import fresh_token, is_good

LIFETIME = timedelta(days=14)
MOST = 100


@dataclass(frozen=True)
class NewInvite:
    """An invite at the one moment when its token is known. `zone` and `language` are its reader's.

    Nothing of this may be logged.
    """

    invite_id: int
    token: str
    role: Role
    programme: str
    expires_at: datetime
    zone: str
    language: str


@dataclass(frozen=True)
class Made:
    """Invites made with one update; `focus` is what their maker's next text belongs to."""

    invites: tuple[NewInvite, ...]
    update_id: int
    focus: Focus | None


async def create(core: Core, programme_id: int, role: Role) -> NewInvite:
    """Make one invite, as `create_at_once` does."""
    return (await create_at_once(core, programme_id, role, 1))[0]


async def create_at_once(
    core: Core, programme_id: int, role: Role, count: int
) -> tuple[NewInvite, ...]:
    """Make invites from the command line, whose user owns the whole installation: all or none."""
    async with core.db.write() as s:
        programme = await s.get_one(Programme, programme_id)
        invites = [_new(core, programme_id, role) for _ in range(count)]
        tokens = [fresh_token(invite) for invite in invites]
        s.add_all(invites)
        now, detail = core.clock.now(), Detail(role)
        audit.note_operator(s, now, programme_id, Deed.INVITED, count=count, detail=detail)
        await s.flush()
        return tuple(
            _shown(invite, token, programme, programme.zone, programme.language)
            for invite, token in zip(invites, tokens, strict=True)
        )


async def create_several(
    core: Core,
    actor: Actor,
    role: Role,
    count: int,
    group_id: int | None = None,
    made_before: int | None = None,
) -> Made:
    """Make up to 100 invites for a coordinator's own programme, all into a group if one is named.

    The same update again replaces the tokens of the same invites; once all are used, it refuses.
    `made_before` is what `made_so_far` was when the button was shown: with it, a second tap is
    refused, so that it leaves the links alone that were just handed over.
    """
    if not 1 <= count <= MOST:
        raise RefusedError(Reason.GONE)
    async with core.db.write() as s:
        person = await _allowed(s, actor, role, group_id)
        invites = await made_by(s, person, actor.update_id)
        if not invites:
            if made_before is not None and await made_so_far(s, person, role) != made_before:
                raise RefusedError(Reason.MADE_ALREADY)
            invites = [
                _new(core, person.programme_id, role, person.id, actor.update_id, group_id)
                for _ in range(count)
            ]
            await note(s, core, person, Deed.INVITED, actor, invites)
        shown = await _with_tokens(s, core, person, invites)
        if person.focus is Focus.INVITE_COUNT:
            focusing.put_aside(person)
        return Made(shown, actor.update_id, person.focus)


async def _allowed(s: AsyncSession, actor: Actor, role: Role, group_id: int | None) -> Person:
    person = await members.require(s, actor, Role.COORDINATOR)
    if role is not Role.COORDINATOR:
        await helpline_checks.require_ready(s, person.programme_id)
    group = await s.get(Group, group_id) if group_id is not None else None
    if group_id is not None and (group is None or group.programme_id != person.programme_id):
        raise RefusedError(Reason.GONE)
    return person


async def _with_tokens(
    s: AsyncSession, core: Core, person: Person, invites: list[Invite]
) -> tuple[NewInvite, ...]:
    """Give those that still let somebody in their tokens; refuse if there are none left."""
    programme = await members.programme_of(s, person)
    good = [invite for invite in invites if is_good(invite, core.clock.now())]
    if not good:
        raise RefusedError(Reason.CLOSED)
    tokens = [fresh_token(invite) for invite in good]
    s.add_all(good)
    await s.flush()
    return tuple(
        _shown(invite, token, programme, person.zone, person.language)
        for invite, token in zip(good, tokens, strict=True)
    )


async def note(
    s: AsyncSession, core: Core, person: Person, deed: Deed, actor: Actor, invites: list[Invite]
) -> None:
    """Write down what a coordinator did with these invites of one role."""
    role, count = Detail(invites[0].role), len(invites)
    await audit.note(s, core, person, deed, actor.update_id, count=count, detail=role)


async def made_by(s: AsyncSession, person: Person, update_id: int) -> list[Invite]:
    """Return the invites that somebody made with one update, and lock them."""
    rows = await s.scalars(
        select(Invite)
        .where(Invite.created_by == person.id, Invite.update_id == update_id)
        .order_by(Invite.id)
        .with_for_update()
    )
    return list(rows)


async def made_so_far(s: AsyncSession, person: Person, role: Role) -> int:
    """Return how many invites for `role` a coordinator has ever made, but for those of files."""
    made = select(func.count()).where(Invite.created_by == person.id, Invite.role == role)
    return (await s.scalar(made.where(Invite.import_key.is_(None)))) or 0


def _new(
    core: Core,
    programme_id: int,
    role: Role,
    created_by: int | None = None,
    update_id: int | None = None,
    group_id: int | None = None,
) -> Invite:
    now = core.clock.now()
    return Invite(
        programme_id=programme_id,
        role=role,
        group_id=group_id,
        created_by=created_by,
        update_id=update_id,
        created_at=now,
        expires_at=now + LIFETIME,
    )


def _shown(invite: Invite, token: str, programme: Programme, zone: str, language: str) -> NewInvite:
    return NewInvite(
        invite_id=invite.id,
        token=token,
        role=invite.role,
        programme=programme.name,
        expires_at=invite.expires_at,
        zone=zone,
        language=language,
    )
