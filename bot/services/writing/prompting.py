"""When the next reflection is asked for, and whether a mentee has gone quiet."""

from datetime import datetime, time

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.db.tables import Agreement, DueRow, Person, Relationship, Response
from bot.domain.queues import DueKind, DueOutcome
from bot.domain.recurrence import Cadence, Rule, local_date_of, next_occurrence
from bot.domain.relationships import RelationshipState
from bot.domain.responses import ResponseKind, ResponseState
from bot.services import due
from bot.services.core import Core
from bot.services.relationships import terms

_WITHOUT = (ResponseState.LAPSED, ResponseState.SKIPPED)
_ENDED = (*_WITHOUT, ResponseState.SENT)


async def plan_next(
    s: AsyncSession,
    core: Core,
    relationship: Relationship,
    agreement: Agreement,
    mentee: Person,
    after: datetime,
) -> datetime | None:
    """Plan the first prompt after an instant, in place of any other, and return when it is due.

    A date that has been asked about is not asked about again. None while prompts have stopped or
    the pair pauses, or where the agreement names no day.
    """
    found = None
    is_active = relationship.state is RelationshipState.ACTIVE
    if is_active and relationship.prompts_stopped_at is None:
        asked = await _asked(s, relationship)
        rule = _rule(relationship, agreement, mentee, after, max(asked, default=None))
        found = next_occurrence(rule, after) if rule else None
        while rule is not None and found is not None and found.local_date.isoformat() in asked:
            found = next_occurrence(rule, found.instant)
    await _call_off_ahead(s, core, relationship)
    if found is None:
        return None
    await due.plan(
        s,
        DueKind.REFLECTION,
        person_id=mentee.id,
        subject_id=relationship.id,
        occurrence=found.local_date.isoformat(),
        due_at=found.instant,
    )
    return found.instant


async def next_prompt(s: AsyncSession, relationship: Relationship) -> DueRow | None:
    """Return what is planned as the next prompt, if anything is."""
    return await s.scalar(
        select(DueRow)
        .where(
            DueRow.kind == DueKind.REFLECTION,
            DueRow.subject_id == relationship.id,
            DueRow.outcome.is_(None),
        )
        .order_by(DueRow.due_at)
        .limit(1)
    )


async def stop(s: AsyncSession, core: Core, relationship: Relationship) -> None:
    """Stop prompting, until they say how to go on."""
    relationship.prompts_stopped_at = core.clock.now()
    await _call_off_ahead(s, core, relationship)


async def resume(s: AsyncSession, core: Core, relationship: Relationship) -> None:
    """Prompt again if that had stopped, and count quiet weeks from now on."""
    if relationship.prompts_stopped_at is None:
        return
    relationship.prompts_stopped_at = None
    relationship.prompts_resumed_at = core.clock.now()
    agreement = await terms.standing(s, relationship.id)
    if agreement is None or relationship.state is not RelationshipState.ACTIVE:
        return
    mentee = await s.get_one(Person, relationship.mentee_id)
    await plan_next(s, core, relationship, agreement, mentee, core.clock.now())


async def begin_anew(s: AsyncSession, core: Core, relationship: Relationship) -> None:
    """Prompt again after a break by the agreement that stands; weeks before it do not count."""
    relationship.prompts_stopped_at = core.clock.now()
    await resume(s, core, relationship)


async def quiet_weeks(s: AsyncSession, relationship: Relationship) -> int:
    """How many reflections in a row, up to the last that ended, were not sent."""
    query = (
        select(Response.state)
        .where(
            Response.relationship_id == relationship.id,
            Response.kind == ResponseKind.REFLECTION,
            Response.state.in_(_ENDED),
        )
        .order_by(Response.occasion.desc())
        .limit(12)
    )
    if relationship.prompts_resumed_at is not None:
        query = query.where(Response.offered_at > relationship.prompts_resumed_at)
    count = 0
    for state in await s.scalars(query):
        if state not in _WITHOUT:
            break
        count += 1
    return count


async def _asked(s: AsyncSession, relationship: Relationship) -> set[str]:
    """The occasions that have been asked about or missed, as dates in ISO form."""
    rows = await s.scalars(
        select(DueRow.occurrence).where(
            DueRow.kind == DueKind.REFLECTION,
            DueRow.subject_id == relationship.id,
            DueRow.outcome.is_not(None),
            DueRow.outcome != DueOutcome.CANCELLED,
        )
    )
    return set(rows)


async def _call_off_ahead(s: AsyncSession, core: Core, relationship: Relationship) -> None:
    # A row that is due by now is just being done, and must stay as it is.
    now = core.clock.now()
    await s.execute(
        update(DueRow)
        .where(
            DueRow.kind == DueKind.REFLECTION,
            DueRow.subject_id == relationship.id,
            DueRow.outcome.is_(None),
            DueRow.due_at > now,
        )
        .values(outcome=DueOutcome.CANCELLED, finished_at=now)
    )


def _rule(
    relationship: Relationship,
    agreement: Agreement,
    mentee: Person,
    after: datetime,
    last_asked: str | None,
) -> Rule | None:
    wall_time: time | None = agreement.reflection_time
    if agreement.reflection_weekday is None or wall_time is None:
        return None
    anchor = local_date_of(after, mentee.zone)
    if last_asked is not None:
        anchor = anchor.fromisoformat(last_asked)
    every = relationship.reflect_every_weeks
    return Rule(
        cadence=Cadence.WEEKLY,
        weekday=agreement.reflection_weekday,
        wall_time=wall_time,
        zone=mentee.zone,
        anchor=anchor if every > 1 else None,
        every_weeks=every,
    )
