"""What a coordinator does about two who were asked to be a pair and have not both answered.

The question goes out once, and may never have arrived, or wait in a chat that nobody looks at. So
it can be asked again, and taken back.
"""

from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.db.tables import OutboxRow, Person, Relationship
from bot.domain.queues import MessageKind, OutboxState
from bot.domain.relationships import RelationshipState
from bot.services import told
from bot.services.core import Actor, Core
from bot.services.errors import Reason, RefusedError
from bot.services.relationships import pair_page, resting
from bot.services.relationships.ending import coordinated
from bot.services.relationships.pair_page import PairPage
from bot.services.telling import tell

LEAVE_IN_PEACE = timedelta(days=1)
_ON_ITS_WAY = (OutboxState.WAITING, OutboxState.SENDING)


async def ask_again(core: Core, actor: Actor, relationship_id: int) -> PairPage:
    """Ask whoever has not answered once more, unless the question has just reached them.

    Refused where that leaves nobody to ask, and while one of the two does not take part.
    """
    async with core.db.write() as s:
        me, relationship = await coordinated(s, actor, relationship_id)
        new = relationship.update_id != actor.update_id
        if new and relationship.state is RelationshipState.PROPOSED:
            if not await resting.both_take_part(s, relationship):
                raise RefusedError(Reason.NOT_TAKING_PART)
            asked = [
                await _ask(s, core, actor, relationship, each) for each in _silent(relationship)
            ]
            if not any(asked):
                raise RefusedError(Reason.ASKED_TODAY)
            relationship.update_id = actor.update_id
        return await pair_page.view_of(s, core, me, relationship, actor)


async def withdraw(core: Core, actor: Actor, relationship_id: int) -> PairPage:
    """Take the question back: it comes to nothing, and these two can be asked anew by /pair.

    Whoever has said yes waits for what comes of it, and is told; nobody else is.
    """
    async with core.db.write() as s:
        me, relationship = await coordinated(s, actor, relationship_id)
        if relationship.state is RelationshipState.PROPOSED:
            relationship.state = RelationshipState.DECLINED
            relationship.ended_at = core.clock.now()
            relationship.update_id = actor.update_id
            await _tell_who_waits(s, core, actor, relationship, me)
        return await pair_page.view_of(s, core, me, relationship, actor)


def _silent(relationship: Relationship) -> list[int]:
    said = {
        relationship.mentor_id: relationship.mentor_said_yes_at,
        relationship.mentee_id: relationship.mentee_said_yes_at,
    }
    return [person_id for person_id, at in said.items() if at is None]


async def _ask(
    s: AsyncSession, core: Core, actor: Actor, relationship: Relationship, person_id: int
) -> bool:
    if await _just_asked(s, core, relationship, person_id):
        return False
    await tell(
        s,
        core,
        await s.get_one(Person, person_id),
        MessageKind.PAIR_ASK,
        actor.cause,
        subject_id=relationship.id,
        dedupe=f"pair_ask:{relationship.id}:{person_id}:{actor.update_id}",
    )
    return True


async def _just_asked(
    s: AsyncSession, core: Core, relationship: Relationship, person_id: int
) -> bool:
    rows = await told.newest_first(
        s, MessageKind.PAIR_ASK, reader_id=person_id, subject_id=relationship.id
    )
    return any(_is_fresh(core, row) for row in rows)


def _is_fresh(core: Core, row: OutboxRow) -> bool:
    if row.state in _ON_ITS_WAY:
        return True
    since = core.clock.now() - LEAVE_IN_PEACE
    return row.state is OutboxState.SENT and row.finished_at is not None and row.finished_at > since


async def _tell_who_waits(
    s: AsyncSession, core: Core, actor: Actor, relationship: Relationship, me: Person
) -> None:
    silent = _silent(relationship)
    sides = (relationship.mentor_id, relationship.mentee_id)
    rows = await s.scalars(select(Person).where(Person.id.in_({*sides} - {*silent, me.id})))
    for person in rows:
        await tell(
            s,
            core,
            person,
            MessageKind.PAIR_RESULT,
            actor.cause,
            subject_id=relationship.id,
            dedupe=f"pair_result:{relationship.id}:{person.id}",
            detail={"answered_by": me.id},
        )
