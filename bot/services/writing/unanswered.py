"""Mentors who leave their check-ins unanswered: after two in a row they are asked no more.

Only the responses say so. One that was asked for and never opened lapses when the next would be;
/assess opens the newest, and so the asking goes on.
"""

from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.db.tables import Person, Relationship, Response
from bot.domain.responses import ResponseKind, ResponseState
from bot.services.core import Core

_ENOUGH = 2


async def let_lapse(
    s: AsyncSession, core: Core, relationship: Relationship, mentor: Person, *, before: str
) -> None:
    """Let lapse what the mentor was asked about weeks before this one, and never opened."""
    await s.execute(
        update(Response)
        .where(
            Response.relationship_id == relationship.id,
            Response.person_id == mentor.id,
            Response.kind == ResponseKind.ASSESSMENT,
            Response.state == ResponseState.OFFERED,
            Response.occasion < before,
        )
        .values(state=ResponseState.LAPSED, finished_at=core.clock.now())
    )


async def stopped_at(s: AsyncSession, relationship: Relationship) -> datetime | None:
    """Since when the mentor is not asked any more; None while they are."""
    rows = await s.scalars(
        select(Response)
        .where(
            Response.relationship_id == relationship.id,
            Response.person_id == relationship.mentor_id,
            Response.kind == ResponseKind.ASSESSMENT,
        )
        .order_by(Response.occasion.desc())
        .limit(_ENOUGH)
    )
    newest = rows.all()
    if len(newest) < _ENOUGH or any(row.state is not ResponseState.LAPSED for row in newest):
        return None
    return newest[0].finished_at
