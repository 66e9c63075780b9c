"""The due rows of a meeting: check-in, digest, its update, and asking both how it went.

A row's occurrence is the meeting's start, so that a meeting moved after its digest has gone gets
another one, and one moved there and back does not.
"""

from datetime import datetime, time

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.db.tables import DueRow, Meeting, Relationship
from bot.domain.meeting_times import meeting_times
from bot.domain.queues import DueKind, DueOutcome
from bot.services import due

KINDS = (DueKind.ASSESSMENT, DueKind.DIGEST, DueKind.DIGEST_UPDATE, DueKind.MEETING_OVER)


async def plan(
    s: AsyncSession,
    now: datetime,
    relationship: Relationship,
    meeting: Meeting,
    *,
    checkin_time: time,
    mentor_zone: str,
) -> None:
    """Plan everything around a meeting anew; what was planned for another time is called off.

    What has gone by already is left out, except a digest: it goes at once while the meeting is
    still ahead, unless it went before.
    """
    await call_off(s, now, meeting)
    if meeting.starts_at <= now:
        return
    at = meeting_times(
        meeting.starts_at, meeting.minutes, meeting.digest_hours, checkin_time, mentor_zone
    )
    done = await _done(s, meeting)
    mentor, mentee = relationship.mentor_id, relationship.mentee_id
    if at.assessment > now and DueKind.ASSESSMENT not in done:
        await _plan(s, DueKind.ASSESSMENT, mentor, meeting, at.assessment)
    if at.digest > now or DueKind.DIGEST not in done:
        await _plan(s, DueKind.DIGEST, mentor, meeting, max(at.digest, now))
    if at.update > now:
        await _plan(s, DueKind.DIGEST_UPDATE, mentor, meeting, at.update)
    for person_id in (mentor, mentee):
        await _plan(s, DueKind.MEETING_OVER, person_id, meeting, at.over)


async def call_off(s: AsyncSession, now: datetime, meeting: Meeting) -> None:
    """Call off everything that is still to come around a meeting."""
    await due.call_off(s, now, *KINDS, subject_id=meeting.id)


async def _plan(
    s: AsyncSession, kind: DueKind, person_id: int, meeting: Meeting, at: datetime
) -> None:
    await due.plan(
        s,
        kind,
        person_id=person_id,
        subject_id=meeting.id,
        occurrence=f"{meeting.starts_at:%Y-%m-%dT%H:%M}",
        due_at=at,
    )


async def _done(s: AsyncSession, meeting: Meeting) -> frozenset[DueKind]:
    rows = await s.scalars(
        select(DueRow.kind).where(
            DueRow.kind.in_(KINDS),
            DueRow.subject_id == meeting.id,
            DueRow.outcome == DueOutcome.DONE,
        )
    )
    return frozenset(rows)
