"""That something was written, and when, for the pairs of a programme; never what.

Only the newest few of each kind are read, however long a pair has gone on.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Select, and_, or_, select, union_all
from sqlalchemy.ext.asyncio import AsyncSession

from bot.db.tables import AgendaItem, Agreement, Digest, Meeting, Relationship, Response
from bot.domain.health import Reflection, SentDigest
from bot.domain.relationships import MeetingState
from bot.domain.responses import ResponseKind, ResponseState
from bot.services.health.pair_rows import Moments, fetch, fetch_of, known, latest, newest_first

_BY_HAND = (ResponseState.SENT, ResponseState.SKIPPED)


@dataclass(frozen=True)
class Written:
    """When a pair last did something before each moment: anything, or with a reflection."""

    alive: frozenset[datetime]
    sent: frozenset[datetime]
    skipped: frozenset[datetime]


NOTHING = Written(frozenset(), frozenset(), frozenset())


async def written(s: AsyncSession, ids: Select[int], moments: Moments) -> Mapping[int, Written]:
    """When either of the two last did something. Two statements."""
    reflection = Response.kind == ResponseKind.REFLECTION
    rows = await fetch(
        s,
        select(
            Response.relationship_id,
            *latest(Response.opened_at, moments),
            *latest(Response.finished_at, moments, Response.state.in_(_BY_HAND)),
            *latest(
                Response.finished_at, moments, reflection, Response.state == ResponseState.SENT
            ),
            *latest(
                Response.finished_at, moments, reflection, Response.state == ResponseState.SKIPPED
            ),
        )
        .where(Response.relationship_id.in_(ids))
        .group_by(Response.relationship_id),
    )
    count = len(moments)
    found = {
        row[0]: Written(
            known(row[1 : 1 + 2 * count]),
            known(row[1 + 2 * count : 1 + 3 * count]),
            known(row[1 + 3 * count :]),
        )
        for row in rows
    }
    looked = union_all(
        _last(AgendaItem.relationship_id, AgendaItem.created_at, ids, moments),
        _last(Agreement.relationship_id, Agreement.proposed_at, ids, moments),
        _last(Agreement.relationship_id, Agreement.answered_at, ids, moments),
        _last(Digest.relationship_id, Digest.opened_at, ids, moments),
    )
    for row in await fetch(s, looked):
        before = found.get(row[0], NOTHING)
        found[row[0]] = replace(before, alive=before.alive | known(row[1:]))
    return found


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
        digest = SentDigest(f"{row.meeting_id:x}", row.starts_at, None)
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
    return {row[0]: tuple(SentDigest("", at, at) for at in sorted(known(row[1:]))) for row in rows}


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


def _last(of: Any, column: Any, ids: Select[int], moments: Moments) -> Select[Any]:
    return select(of, *latest(column, moments)).where(of.in_(ids)).group_by(of)
