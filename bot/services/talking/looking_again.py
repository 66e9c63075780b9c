"""Looking at calls for help at once where somebody goes who has to do with them.

Whoever asked hears within seconds that nobody looks after it any more, or the next is told. What is
to be done then is found by `repeating`, as at any other time. All in a transaction of the caller's.
"""

from datetime import datetime

from sqlalchemy import ColumnElement, and_, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.db.tables import DueRow, HelpRequest, OutboxRow, Relationship
from bot.domain.queues import DueKind, MessageKind
from bot.domain.talking import Wanted


async def look_again_at_calls(s: AsyncSession, person_id: int, now: datetime) -> None:
    """Look again at every call that somebody has seen, or that they were told of and nobody saw."""
    told_of = select(OutboxRow.subject_id).where(
        OutboxRow.person_id == person_id, OutboxRow.kind == MessageKind.TALK_REQUEST
    )
    unseen = and_(HelpRequest.seen_by.is_(None), HelpRequest.id.in_(told_of))
    await _look(s, or_(HelpRequest.seen_by == person_id, unseen), now)


async def look_again_between(s: AsyncSession, pair: Relationship, now: datetime) -> None:
    """Look again at what a mentee has asked of this mentor."""
    theirs = and_(
        HelpRequest.person_id == pair.mentee_id,
        HelpRequest.mentor_id == pair.mentor_id,
        HelpRequest.wanted == Wanted.MENTOR,
    )
    await _look(s, theirs, now)


async def _look(s: AsyncSession, which: ColumnElement[bool], now: datetime) -> None:
    calls = select(HelpRequest.id).where(
        which, HelpRequest.sent_at.is_not(None), HelpRequest.settled_at.is_(None)
    )
    await s.execute(
        update(DueRow)
        .where(DueRow.kind == DueKind.TALK, DueRow.subject_id.in_(calls), DueRow.outcome.is_(None))
        .values(due_at=now)
        .execution_options(synchronize_session=False)
    )
