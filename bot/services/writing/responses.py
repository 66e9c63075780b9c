"""Offering responses to be filled in, each once for its occasion."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.db.tables import Person, Relationship, Response
from bot.domain.ids import new_id
from bot.domain.responses import ResponseKind, ResponseState
from bot.services.core import Core


async def offer(
    s: AsyncSession,
    core: Core,
    *,
    relationship: Relationship,
    person: Person,
    kind: ResponseKind,
    questionnaire: str,
    occasion: str,
    meeting_id: int | None = None,
    closes_at: datetime | None = None,
) -> Response:
    """Return the person's response for this occasion, offering the newest version if there is none.

    It is begun by the button `an.<response>.begin`, and then filled in like any other.
    """
    found = await find(s, relationship, person, kind, occasion)
    if found is not None:
        return found
    chosen = core.library.get(questionnaire)
    response = Response(
        id=new_id(),
        relationship_id=relationship.id,
        person_id=person.id,
        meeting_id=meeting_id,
        kind=kind,
        occasion=occasion,
        questionnaire=chosen.name,
        version=chosen.version,
        state=ResponseState.OFFERED,
        cursor=chosen.keys[0],
        changing=False,
        offered_at=core.clock.now(),
        closes_at=closes_at,
    )
    s.add(response)
    await s.flush()
    return response


async def find(
    s: AsyncSession, relationship: Relationship, person: Person, kind: ResponseKind, occasion: str
) -> Response | None:
    """Return the person's response for this occasion, if there is one."""
    return await s.scalar(
        select(Response).where(
            Response.relationship_id == relationship.id,
            Response.person_id == person.id,
            Response.kind == kind,
            Response.occasion == occasion,
        )
    )
