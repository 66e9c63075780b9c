"""When a mentor is next due to read what a mentee has sent."""

from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.db.tables import Meeting
from bot.domain.relationships import MeetingState

UPDATE_BEFORE = timedelta(hours=2)


async def next_reading(s: AsyncSession, relationship_id: int, now: datetime) -> datetime | None:
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
