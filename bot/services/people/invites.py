"""Single-use invites: the only way into a programme, and the only source of roles.

An invite's token is 128 random bits; only its SHA-256 is kept, so reading the database lets
nobody in, and looking a guess up by its hash tells nothing. A coordinator's update that is
handled again cannot be shown the same token, so the same invite gets a fresh one then.
"""

import hashlib
import re
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.db.tables import Invite, Programme
from bot.domain.people import Role
from bot.services import members
from bot.services.core import Actor, Core
from bot.services.errors import Reason, RefusedError

LIFETIME = timedelta(days=14)
_TOKEN = re.compile(r"[A-Za-z0-9_-]{1,64}")


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


async def create(core: Core, programme_id: int, role: Role) -> NewInvite:
    """Make an invite from the command line, whose user owns the whole installation."""
    async with core.db.write() as s:
        programme = await s.get_one(Programme, programme_id)
        invite = _new(core, programme_id, role)
        token = _fresh_token(invite)
        s.add(invite)
        await s.flush()
        return _shown(invite, token, programme, programme.zone, programme.language)


async def create_by(core: Core, actor: Actor, role: Role) -> NewInvite:
    """Make an invite for a coordinator's own programme.

    The same update again replaces the token of the same invite; once that was used, it refuses.
    """
    async with core.db.write() as s:
        person = await members.require(s, actor, Role.COORDINATOR)
        programme = await members.programme_of(s, person)
        invite = await s.scalar(
            select(Invite)
            .where(Invite.created_by == person.id, Invite.update_id == actor.update_id)
            .with_for_update()
        )
        if invite is None:
            invite = _new(core, person.programme_id, role, person.id, actor.update_id)
        elif not is_good(invite, core.clock.now()):
            raise RefusedError(Reason.CLOSED)
        token = _fresh_token(invite)
        s.add(invite)
        await s.flush()
        return _shown(invite, token, programme, person.zone, person.language)


async def take_back(core: Core, actor: Actor, invite_id: int) -> str:
    """Revoke an unused invite of the coordinator's programme; return their language."""
    async with core.db.write() as s:
        person = await members.require(s, actor, Role.COORDINATOR)
        invite = await s.get(Invite, invite_id, with_for_update=True)
        if invite is None or invite.programme_id != person.programme_id:
            raise RefusedError(Reason.GONE)
        if invite.used_at is not None:
            raise RefusedError(Reason.CLOSED)
        invite.revoked_at = invite.revoked_at or core.clock.now()
        return person.language


async def may_invite(core: Core, actor: Actor) -> str:
    """Refuse anyone but a coordinator; return their language."""
    async with core.db.read() as s:
        return (await members.require(s, actor, Role.COORDINATOR)).language


async def look_up(s: AsyncSession, token: str) -> Invite | None:
    """Find the invite of a token, good or not; None for anything invented."""
    if not _TOKEN.fullmatch(token):
        return None
    return await s.scalar(select(Invite).where(Invite.token_hash == _hash(token)))


def is_good(invite: Invite, now: datetime) -> bool:
    """Whether an invite still lets somebody in."""
    return invite.used_at is None and invite.revoked_at is None and now < invite.expires_at


def _new(
    core: Core,
    programme_id: int,
    role: Role,
    created_by: int | None = None,
    update_id: int | None = None,
) -> Invite:
    now = core.clock.now()
    return Invite(
        programme_id=programme_id,
        role=role,
        created_by=created_by,
        update_id=update_id,
        created_at=now,
        expires_at=now + LIFETIME,
    )


def _fresh_token(invite: Invite) -> str:
    token = secrets.token_urlsafe(16)
    invite.token_hash = _hash(token)
    return token


def _hash(token: str) -> bytes:
    return hashlib.sha256(token.encode("ascii")).digest()


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
