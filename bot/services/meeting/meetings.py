"""Meetings as rows: the next two of a schedule are always there, with all that falls due for them.

The people who take part change single meetings in `meeting_changes`.
"""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.db.tables import Agreement, Meeting, Person, Relationship
from bot.db.vault import Vault
from bot.domain.queues import MessageKind
from bot.domain.recurrence import Rule, next_occurrence, to_instant
from bot.domain.relationships import MeetingState
from bot.domain.terms import meeting_rule, names
from bot.services.core import Core
from bot.services.meeting import meeting_rows
from bot.services.relationships import terms
from bot.services.telling import tell

AHEAD = 2
_MOST_LOOKED_AT = 60


async def plan(
    s: AsyncSession, core: Core, relationship: Relationship, agreement: Agreement
) -> None:
    """See to it that the next two meetings of an agreement exist; nothing by arrangement.

    A meeting that somebody called off stays called off, and the one after it counts instead.
    """
    await _lock(s, relationship)
    rule = await _rule(s, core.vault, relationship, agreement)
    if rule is None:
        return
    now = core.clock.now()
    known = await meeting_rows.by_occurrence(s, relationship)
    ahead, after = 0, now
    for _ in range(_MOST_LOOKED_AT):
        found = next_occurrence(rule, after)
        if found is None or ahead == AHEAD:
            return
        after = found.instant
        meeting = known.get(found.local_date)
        if meeting is None:
            await meeting_rows.create(s, core, relationship, agreement, found)
        elif meeting.state is MeetingState.CALLED_OFF and meeting.changed_by is None:
            await meeting_rows.put(s, core, relationship, agreement, meeting, found.instant)
        elif meeting.state is not MeetingState.PLANNED or meeting.starts_at <= now:
            continue
        ahead += 1


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
    rule = await _rule(s, core.vault, relationship, agreement)
    old = await _rule(s, core.vault, relationship, before) if before is not None else None
    for meeting in await meeting_rows.ahead_of(s, core, relationship):
        if meeting.added:
            continue
        if rule is None or not names(rule, meeting.occurrence):
            await meeting_rows.drop(s, core, meeting, agreement)
            continue
        instant = to_instant(meeting.occurrence, rule.wall_time, rule.zone)
        if meeting.moved and old is not None and old.wall_time == rule.wall_time:
            instant = meeting.starts_at
        await meeting_rows.put(s, core, relationship, agreement, meeting, instant)
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


async def replan(s: AsyncSession, core: Core, relationship: Relationship) -> None:
    """Bring the meetings in line after one of the two has changed their time zone.

    A meeting stays at its wall time in the mentee's zone, unless people chose its time by itself.
    Where that makes it another instant, both are told.
    """
    await _lock(s, relationship)
    agreement = await terms.standing(s, relationship.id)
    rule = await _rule(s, core.vault, relationship, agreement) if agreement is not None else None
    for meeting in await meeting_rows.ahead_of(s, core, relationship):
        before = meeting.starts_at
        if rule is not None and not (meeting.added or meeting.moved):
            meeting.starts_at = to_instant(meeting.occurrence, rule.wall_time, rule.zone)
        await meeting_rows.plan_dues(s, core, relationship, meeting)
        if meeting.starts_at != before:
            meeting.sequence += 1
            await _tell_both(s, core, relationship, meeting, before)
    if agreement is not None:
        await plan(s, core, relationship, agreement)


async def _tell_both(
    s: AsyncSession, core: Core, relationship: Relationship, meeting: Meeting, before: datetime
) -> None:
    for person_id in (relationship.mentor_id, relationship.mentee_id):
        await tell(
            s,
            core,
            await s.get_one(Person, person_id),
            MessageKind.MEETING_CHANGED,
            subject_id=meeting.id,
            dedupe=f"meeting_changed:{meeting.id}:{meeting.sequence}:{person_id}",
            detail={"sequence": meeting.sequence, "change": "zone", "was": before.isoformat()},
            before=min(before, meeting.starts_at),
        )


async def _rule(
    s: AsyncSession, vault: Vault, relationship: Relationship, agreement: Agreement
) -> Rule | None:
    mentee = await s.get_one(Person, relationship.mentee_id)
    return meeting_rule(await terms.read(s, vault, agreement), mentee.zone)


async def _lock(s: AsyncSession, relationship: Relationship) -> None:
    await s.execute(
        select(Relationship.id).where(Relationship.id == relationship.id).with_for_update()
    )
