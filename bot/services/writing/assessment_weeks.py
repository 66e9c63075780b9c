"""For which week a mentor's assessment counts: it stands beside one reflection of their mentee."""

from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.db.tables import DueRow, Person, Relationship, Response
from bot.domain.recurrence import local_date_of
from bot.domain.responses import ResponseKind, ResponseState
from bot.services.core import Core
from bot.services.writing import prompting, responses

TOGETHER = timedelta(hours=24)


async def is_assessed(
    s: AsyncSession, relationship: Relationship, mentor: Person, occasion: str
) -> bool:
    """Whether the mentor has sent their view of this week."""
    found = await responses.find(s, relationship, mentor, ResponseKind.ASSESSMENT, occasion)
    return found is not None and found.state is ResponseState.SENT


async def week_in_question(s: AsyncSession, core: Core, relationship: Relationship) -> str:
    """The week that the mentee is asked about; before the first of them, the one to come."""
    asked = await asked_week(s, core, relationship)
    return asked or await coming_week(s, core, relationship)


async def asked_week(s: AsyncSession, core: Core, relationship: Relationship) -> str | None:
    """The week that ends within a day, whose reflection is about to come; else the latest."""
    coming = await prompting.next_prompt(s, relationship)
    if coming is not None and coming.due_at <= core.clock.now() + TOGETHER:
        return coming.occurrence
    return await _latest_week(s, relationship, coming)


async def _latest_week(
    s: AsyncSession, relationship: Relationship, coming: DueRow | None
) -> str | None:
    """The occasion of the latest reflection; one begun early counts from its day, or once sent."""
    query = select(Response.occasion).where(
        Response.relationship_id == relationship.id,
        Response.kind == ResponseKind.REFLECTION,
    )
    if coming is not None:
        over = Response.finished_at.is_not(None)
        query = query.where(over | (Response.occasion != coming.occurrence))
    return await s.scalar(query.order_by(Response.occasion.desc()).limit(1))


async def coming_week(s: AsyncSession, core: Core, relationship: Relationship) -> str:
    """The occasion of the next reflection; today, where none is planned."""
    planned = await prompting.next_prompt(s, relationship)
    if planned is not None:
        return planned.occurrence
    mentee = await s.get_one(Person, relationship.mentee_id)
    return local_date_of(core.clock.now(), mentee.zone).isoformat()
