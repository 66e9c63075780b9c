"""Unsealing: when each side may read the other's view of a week, and who is told.

The mentee comes first. A mentor's assessment stays sealed until the reflection that it stands
beside is sent, skipped or lapsed; `finished_at` and `released_at` keep the order.
"""

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.db.tables import Person, Relationship, Response
from bot.delivery import outbox
from bot.domain.queues import Cause, Lane, MessageKind
from bot.domain.responses import ResponseKind, ResponseState
from bot.services import pacing
from bot.services.core import Core

_ENDED = (ResponseState.SENT, ResponseState.SKIPPED, ResponseState.LAPSED)


async def reflection_ended(
    s: AsyncSession,
    core: Core,
    relationship: Relationship,
    occasion: str,
    cause: Cause,
    *,
    by: Person | None = None,
) -> None:
    """Release the assessment of a week whose reflection has ended, if it is written already.

    `by` is whoever ended it: the mentee is shown it at once if it was them, else when it suits
    their day. The mentor reads both views side by side in the digest, when the mentee was told.
    """
    assessment = await _one(s, relationship, ResponseKind.ASSESSMENT, occasion)
    if assessment is None or assessment.state is not ResponseState.SENT:
        return
    if assessment.released_at is None:
        assessment.released_at = core.clock.now()
    await _tell(s, core, relationship, assessment, cause, by)


async def assessment_sent(
    s: AsyncSession, core: Core, relationship: Relationship, assessment: Response, cause: Cause
) -> None:
    """Release an assessment at once if its reflection has ended; otherwise it stays sealed."""
    reflection = await _one(s, relationship, ResponseKind.REFLECTION, assessment.occasion)
    if reflection is None or reflection.state not in _ENDED:
        return
    assessment.released_at = core.clock.now()
    await _tell(s, core, relationship, assessment, cause, None)


async def _tell(
    s: AsyncSession,
    core: Core,
    relationship: Relationship,
    assessment: Response,
    cause: Cause,
    by: Person | None,
) -> None:
    """Show the mentee how the mentor saw the week, beside their own view if they sent one."""
    reflection = await _one(s, relationship, ResponseKind.REFLECTION, assessment.occasion)
    sent = reflection is not None and reflection.state is ResponseState.SENT
    mentee = await s.get_one(Person, relationship.mentee_id)
    at_once = by is not None and by.id == mentee.id
    now = core.clock.now()
    slot = now if at_once else await pacing.first_slot(s, core, mentee)
    if not at_once:
        pacing.spoke(mentee, slot)
    await outbox.enqueue(
        s,
        kind=MessageKind.SIDE_BY_SIDE,
        person_id=mentee.id,
        now=now,
        # A week that lapsed and is sent later is shown again, now with both views.
        dedupe=f"side:{assessment.id}:{'both' if sent else 'one'}",
        cause=cause,
        subject_id=assessment.id,
        lane=Lane.REPLY if at_once else Lane.PROMPT,
        not_before=slot,
    )


async def _one(
    s: AsyncSession, relationship: Relationship, kind: ResponseKind, occasion: str
) -> Response | None:
    return await s.scalar(
        select(Response).where(
            Response.relationship_id == relationship.id,
            Response.kind == kind,
            Response.occasion == occasion,
        )
    )
