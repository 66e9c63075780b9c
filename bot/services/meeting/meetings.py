"""Meetings as rows: the next two of a schedule are always there, with all that falls due for them.

The people who take part change single meetings in `meeting_changes`.
"""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.db.tables import Agreement, Meeting, Person, Relationship
from bot.domain.queues import MessageKind
from bot.domain.recurrence import to_instant
from bot.domain.relationships import MeetingState, RelationshipState
from bot.services.core import Actor, Core
from bot.services.meeting import meeting_rows
from bot.services.meeting.following import coming, kept_at, rule_of
from bot.services.relationships import terms
from bot.services.telling import tell


async def plan(
    s: AsyncSession, core: Core, relationship: Relationship, agreement: Agreement
) -> None:
    """See to it that the next two meetings of an agreement exist; nothing by arrangement.

    Nothing either while a pair pauses, or when it has ended.
    """
    await _lock(s, relationship)
    if relationship.state is not RelationshipState.ACTIVE:
        return
    rule = await rule_of(s, core.vault, relationship, agreement)
    if rule is None:
        return
    known = await meeting_rows.by_occurrence(s, relationship)
    for occurrence, meeting in coming(rule, known, core.clock.now()):
        if meeting is None:
            await meeting_rows.create(s, core, relationship, agreement, occurrence)
        elif meeting.state is MeetingState.CALLED_OFF:
            await meeting_rows.put(s, core, relationship, agreement, meeting, occurrence.instant)


async def follow(
    s: AsyncSession,
    core: Core,
    relationship: Relationship,
    agreement: Agreement,
    before: Agreement | None,
) -> None:
    """Make the meetings follow a newly accepted agreement.

    Those it does not name are called off, except what people arranged by itself; a meeting moved
    to another time stays there unless the schedule itself now says another one.
    """
    await _lock(s, relationship)
    rule = await rule_of(s, core.vault, relationship, agreement)
    old = await rule_of(s, core.vault, relationship, before) if before is not None else None
    for meeting in await meeting_rows.ahead_of(s, core, relationship):
        if meeting.added:
            continue
        at = kept_at(meeting, rule, old, core.clock.now())
        if at is None:
            await meeting_rows.drop(s, core, meeting, agreement)
        else:
            await meeting_rows.put(s, core, relationship, agreement, meeting, at)
    await plan(s, core, relationship, agreement)


async def after(s: AsyncSession, core: Core, meeting: Meeting) -> None:
    """Note that a meeting is over and plan what comes next; said again, it changes nothing."""
    relationship = await s.get_one(Relationship, meeting.relationship_id)
    await _lock(s, relationship)
    if meeting.state is MeetingState.PLANNED:
        meeting.state = MeetingState.PAST
        await s.flush()
    agreement = await terms.standing(s, relationship.id)
    if agreement is not None:
        await plan(s, core, relationship, agreement)


async def replan(s: AsyncSession, core: Core, actor: Actor, relationship: Relationship) -> None:
    """Bring the meetings in line after one of the two has changed their time zone.

    A meeting stays at its wall time in the mentee's zone, unless people chose its time by itself.
    Where that makes it another instant, both are told.
    """
    await _lock(s, relationship)
    agreement = await terms.standing(s, relationship.id)
    rule = await rule_of(s, core.vault, relationship, agreement) if agreement is not None else None
    for meeting in await meeting_rows.ahead_of(s, core, relationship):
        before = meeting.starts_at
        if rule is not None and not (meeting.added or meeting.moved):
            meeting.starts_at = to_instant(meeting.occurrence, rule.wall_time, rule.zone)
        await meeting_rows.plan_dues(s, core, relationship, meeting)
        if meeting.starts_at != before:
            meeting.sequence += 1
            await _tell_both(s, core, actor, relationship, meeting, before)
    if agreement is not None:
        await plan(s, core, relationship, agreement)


async def _tell_both(
    s: AsyncSession,
    core: Core,
    actor: Actor,
    relationship: Relationship,
    meeting: Meeting,
    before: datetime,
) -> None:
    for person_id in (relationship.mentor_id, relationship.mentee_id):
        await tell(
            s,
            core,
            await s.get_one(Person, person_id),
            MessageKind.MEETING_CHANGED,
            actor.cause,
            subject_id=meeting.id,
            dedupe=f"meeting_changed:{meeting.id}:{meeting.sequence}:{person_id}",
            detail={"sequence": meeting.sequence, "change": "zone", "was": before.isoformat()},
            before=min(before, meeting.starts_at),
        )


async def _lock(s: AsyncSession, relationship: Relationship) -> None:
    await s.execute(
        select(Relationship.id).where(Relationship.id == relationship.id).with_for_update()
    )
