"""When a mentor is next due to read what a mentee has sent."""

from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.db.tables import Meeting, Person, Relationship
from bot.domain.reading import Reading, Reads
from bot.domain.relationships import MeetingState
from bot.services.meeting.windows import coming

UPDATE_BEFORE = timedelta(hours=2)


async def reading_of(s: AsyncSession, relationship: Relationship, now: datetime) -> Reading:
    """What is true about when the mentor reads what their mentee sends now."""
    mentor = await s.get_one(Person, relationship.mentor_id)
    if mentor.unreachable_since is not None:
        return Reading(Reads.UNREACHABLE)
    at = await _next_reading(s, relationship.id, now)
    if at is not None:
        return Reading(Reads.THEN, at)
    planned = await coming(s, relationship, now)
    return Reading(Reads.UNPLANNED if planned is None else Reads.SOMETIME)


async def _next_reading(s: AsyncSession, relationship_id: int, now: datetime) -> datetime | None:
    """The next digest of a relationship, or the look just before the meeting; None if none is due."""
    meetings = await s.scalars(
        select(Meeting)
        .where(
            Meeting.relationship_id == relationship_id,
            Meeting.state == MeetingState.PLANNED,
            Meeting.starts_at > now,
        )
        .order_by(Meeting.starts_at)
        .limit(3)
    )
    for meeting in meetings:
        for before in (timedelta(hours=meeting.digest_hours), UPDATE_BEFORE):
            if meeting.starts_at - before > now:
                return meeting.starts_at - before
    return None
