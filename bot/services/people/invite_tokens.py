"""The token of an invite, which is all that whoever comes in has to show.

It is 128 random bits, of which only the SHA-256 is kept: so reading the database lets nobody in,
and looking a guess up by its hash tells nothing.
"""

import hashlib
import re
import secrets
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.db.tables import Invite

_TOKEN = re.compile(r"[A-Za-z0-9_-]{1,64}")


def fresh_token(invite: Invite) -> str:
    """Give an invite another token, and return it: the one moment when it is known."""
    token = secrets.token_urlsafe(16)
    invite.token_hash = _hash(token)
    return token


async def look_up(s: AsyncSession, token: str) -> Invite | None:
    """Find the invite of a token, good or not; None for anything invented."""
    if not _TOKEN.fullmatch(token):
        return None
    return await s.scalar(select(Invite).where(Invite.token_hash == _hash(token)))


def is_good(invite: Invite, now: datetime) -> bool:
    """Whether an invite still lets somebody in."""
    return invite.used_at is None and invite.revoked_at is None and now < invite.expires_at


def _hash(token: str) -> bytes:
    return hashlib.sha256(token.encode("ascii")).digest()
