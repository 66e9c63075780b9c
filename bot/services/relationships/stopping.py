"""What stops when a pair pauses or ends: everything planned, asked and begun between the two."""

from collections.abc import Sequence

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.db.tables import Agreement, MeetingDraft, Person, Relationship, Response
from bot.domain.queues import DueKind
from bot.domain.responses import ResponseKind, ResponseState
from bot.services import due
from bot.services.core import Core
from bot.services.meeting import meeting_rows
from bot.services.relationships.leaving import let_go_of
from bot.services.talking.looking_again import look_again_between
from bot.services.writing import response_dues

_UNSENT = (ResponseState.OFFERED, ResponseState.OPEN)
_PLANNED = (DueKind.REFLECTION, DueKind.PULSE)


async def hold(s: AsyncSession, relationship_id: int) -> None:
    """Wait for what is being answered this very moment, and keep it as it is until all has stopped.

    Whoever answers holds a response first and then perhaps the relationship; so do we, since two
    that wait for each other would wait for ever.
    """
    await s.execute(
        select(Response.id)
        .where(Response.relationship_id == relationship_id, Response.state.in_(_UNSENT))
        .order_by(Response.id)
        .with_for_update()
    )


async def rest(
    s: AsyncSession, core: Core, relationship: Relationship, update_id: int | None
) -> None:
    """Call off what is planned, and take nobody's words for it any more; what is open stays so."""
    await meeting_rows.stop(s, core, relationship, update_id)
    await due.call_off(s, core.clock.now(), *_PLANNED, subject_id=relationship.id)
    await look_again_between(s, relationship, core.clock.now())
    await _let_go(s, relationship)


async def stop(
    s: AsyncSession, core: Core, relationship: Relationship, update_id: int | None
) -> None:
    """Call off what is planned, let lapse what is open, and take nobody's words for it any more.

    Answers given so far stay their writer's own.
    """
    await rest(s, core, relationship, update_id)
    open_ones = await _open_responses(s, relationship)
    for response in open_ones:
        await response_dues.call_off(s, core, response)
        response.state = ResponseState.LAPSED
        response.finished_at = core.clock.now()
    await s.flush()
    await _unseal(s, core, relationship, open_ones)


async def _open_responses(s: AsyncSession, relationship: Relationship) -> Sequence[Response]:
    rows = await s.scalars(
        select(Response).where(
            Response.relationship_id == relationship.id, Response.state.in_(_UNSENT)
        )
    )
    return rows.all()


async def _unseal(
    s: AsyncSession, core: Core, relationship: Relationship, lapsed: Sequence[Response]
) -> None:
    """Let what a mentor wrote stand beside the weeks that have just lapsed; nobody is told."""
    weeks = [each.occasion for each in lapsed if each.kind is ResponseKind.REFLECTION]
    await s.execute(
        update(Response)
        .where(
            Response.relationship_id == relationship.id,
            Response.kind == ResponseKind.ASSESSMENT,
            Response.state == ResponseState.SENT,
            Response.released_at.is_(None),
            Response.occasion.in_(weeks),
        )
        .values(released_at=core.clock.now())
    )


async def _let_go(s: AsyncSession, relationship: Relationship) -> None:
    rows = {relationship.id}
    for found in (
        select(Response.id).where(Response.relationship_id == relationship.id),
        select(Agreement.id).where(Agreement.relationship_id == relationship.id),
        select(MeetingDraft.id).where(MeetingDraft.relationship_id == relationship.id),
    ):
        rows.update(await s.scalars(found))
    for person_id in (relationship.mentor_id, relationship.mentee_id):
        let_go_of(await s.get_one(Person, person_id), rows)
