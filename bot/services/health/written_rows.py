"""Reflections that went by and digests, for the pairs of a programme; never what is in them.

Only the newest few of each kind are read, however long a pair has gone on.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Select, and_, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.db.tables import Digest, Meeting, Relationship, Response
from bot.domain.health import Reflection, SentDigest
from bot.domain.relationships import MeetingState
from bot.domain.responses import ResponseKind, ResponseState
from bot.services.health.pair_rows import Moments, fetch, fetch_of, known, latest, newest_first


async def missed(
    s: AsyncSession, ids: Select[int], newest: int
) -> Mapping[int, tuple[Reflection, ...]]:
    """The newest reflections that went by without an answer, for each pair that has any."""
    ranked = (
        select(
            Response.relationship_id,
            Response.occasion,
            Response.offered_at,
            Response.finished_at,
            newest_first(Response.relationship_id, by=Response.offered_at),
        )
        .where(
            Response.relationship_id.in_(ids),
            Response.kind == ResponseKind.REFLECTION,
            Response.state == ResponseState.LAPSED,
            Response.finished_at.is_not(None),
        )
        .subquery()
    )
    found: defaultdict[int, list[Reflection]] = defaultdict(list)
    for row in await fetch(s, select(ranked).where(ranked.c.rank <= newest)):
        each = Reflection(row.occasion, row.offered_at, row.finished_at, sent=False, missed=True)
        found[row.relationship_id].append(each)
    return {key: tuple(each) for key, each in found.items()}


async def unread(
    s: AsyncSession, ids: Select[int], newest: int, now: datetime
) -> Mapping[int, tuple[SentDigest, ...]]:
    """The newest digests, for each pair, of which there is no sign that they were seen."""
    ranked = (
        _digests(ids, now)
        .add_columns(Digest.meeting_id, newest_first(Digest.relationship_id, by=Meeting.starts_at))
        .where(Digest.opened_at.is_(None), Response.opened_at.is_(None))
        .subquery()
    )
    found: defaultdict[int, list[SentDigest]] = defaultdict(list)
    for row in await fetch(
        s, select(ranked).where(ranked.c.rank <= newest).order_by(ranked.c.starts_at)
    ):
        digest = SentDigest(f"{row.meeting_id:x}", row.starts_at, seen=False)
        found[row.relationship_id].append(digest)
    return {key: tuple(each) for key, each in found.items()}


async def read(
    s: AsyncSession, ids: Select[int], moments: Moments, pairs: Collection[int]
) -> Mapping[int, tuple[SentDigest, ...]]:
    """The last digest of which there is a sign, for each of these pairs and each moment."""
    seen = or_(Digest.opened_at.is_not(None), Response.opened_at.is_not(None))
    digests = _digests(ids, moments[-1]).where(seen).subquery()
    of = digests.c.relationship_id
    query = select(of, *latest(digests.c.starts_at, moments)).group_by(of)
    rows = await fetch_of(s, query, of, pairs)
    return {
        row[0]: tuple(SentDigest("", at, seen=True) for at in sorted(known(row[1:])))
        for row in rows
    }


def _digests(ids: Select[int], now: datetime) -> Select[Any]:
    """Digests that went out before meetings which are past, each with the mentor's words after."""
    query: Any = select(Digest.relationship_id, Meeting.starts_at)
    mentors_own = and_(
        Response.relationship_id == Relationship.id,
        Response.person_id == Relationship.mentor_id,
        Response.kind == ResponseKind.MEETING,
        Response.meeting_id == Meeting.id,
    )
    found: Select[Any] = (
        query.join(Meeting, Meeting.id == Digest.meeting_id)
        .join(Relationship, Relationship.id == Digest.relationship_id)
        .outerjoin(Response, mentors_own)
        .where(
            Digest.relationship_id.in_(ids),
            Digest.sent_at.is_not(None),
            Meeting.state != MeetingState.CALLED_OFF,
            Meeting.starts_at <= now,
        )
    )
    return found
