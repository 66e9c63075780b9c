"""Questions that somebody has begun and not finished: they wait, whatever else is going on."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.db.tables import Person, Relationship, Response
from bot.domain.people import PersonState
from bot.domain.relationships import RelationshipState
from bot.domain.responses import ResponseKind, ResponseState
from bot.services import members
from bot.services.core import Actor, Core


@dataclass(frozen=True)
class Waiting:
    """A response that is open, and what kind of questions they are."""

    response_id: int
    kind: ResponseKind


async def waiting_for(s: AsyncSession, person: Person) -> Waiting | None:
    """Return the response that a person began last and has not finished; None without one."""
    response = await s.scalar(
        select(Response)
        .join(Relationship, Relationship.id == Response.relationship_id)
        .where(
            Response.person_id == person.id,
            Response.state == ResponseState.OPEN,
            Relationship.state == RelationshipState.ACTIVE,
        )
        .order_by(Response.opened_at.desc(), Response.id.desc())
        .limit(1)
    )
    return None if response is None else Waiting(response.id, response.kind)


async def waiting_of(core: Core, actor: Actor) -> Waiting | None:
    """Return what waits for whoever writes; None for somebody who does not take part."""
    async with core.db.read() as s:
        person = await members.find(s, actor.telegram_id)
        if person is None or person.state is not PersonState.ACTIVE:
            return None
        return await waiting_for(s, person)
