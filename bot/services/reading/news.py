"""Telling a mentor that something waits to be read where no digest will bring it."""

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.db.tables import OutboxRow, Person, Relationship
from bot.domain.queues import MessageKind, OutboxState
from bot.services import members, telling
from bot.services.core import Actor, Core
from bot.services.meeting.windows import coming
from bot.services.reading.digest_views import NewsView
from bot.services.relationships import pairs


async def tell_mentor(
    s: AsyncSession, core: Core, actor: Actor, relationship: Relationship, what: str
) -> None:
    """Say once that there is something new, unless a meeting is planned or that is being said.

    `what` names what is new, such as a response, so that it is never told twice.
    """
    if await coming(s, relationship, core.clock.now()) is not None:
        return
    waits = await s.scalar(
        select(OutboxRow.id)
        .where(
            OutboxRow.kind == MessageKind.NEW_TO_READ,
            OutboxRow.subject_id == relationship.id,
            OutboxRow.state == OutboxState.WAITING,
        )
        .limit(1)
    )
    if waits is None:
        mentor = await s.get_one(Person, relationship.mentor_id)
        await telling.tell(
            s,
            core,
            mentor,
            MessageKind.NEW_TO_READ,
            actor.cause,
            subject_id=relationship.id,
            dedupe=f"{MessageKind.NEW_TO_READ}:{what}",
        )


async def news(core: Core, person_id: int, relationship_id: int) -> NewsView | None:
    """What the mentor is told; None if they are it no more, or a digest is coming by now."""
    async with core.db.read() as s:
        person = await s.get_one(Person, person_id)
        pair = await pairs.find(s, person, relationship_id)
        if pair is None or not pair.is_active or not pair.i_am_mentor:
            return None
        if await coming(s, pair.relationship, core.clock.now()) is not None:
            return None
        return NewsView(person.language, members.name_of(core.vault, pair.mentee))
