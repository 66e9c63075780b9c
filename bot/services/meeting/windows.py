"""Which meeting is coming, which was the last, and what came in between."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.db.tables import Answer, Digest, Meeting, Person, Relationship, Response
from bot.domain.relationships import MeetingState
from bot.domain.responses import ResponseKind, ResponseState
from bot.services.core import Core
from bot.services.writing.sealing import unseal

MET, YES = "met", "yes"


@dataclass(frozen=True)
class Window:
    """What belongs to one meeting of a relationship.

    `meeting` is the coming one (or the one asked about); None where none is planned. `last` is the
    one before it that took place. The mentee's list counts from `since`, the start of `last`;
    reflections count from `unread_since`: what came after the last digest was not in it.
    `until` is the end of the window, for a meeting that is over; None while it is open.
    """

    meeting: Meeting | None
    last: Meeting | None
    since: datetime
    unread_since: datetime
    until: datetime | None


async def window_of(
    s: AsyncSession, core: Core, relationship: Relationship, meeting: Meeting | None
) -> Window:
    """Say what belongs to `meeting`, or to whichever comes next if it is None."""
    now = core.clock.now()
    last = await last_held(s, core, relationship, meeting.starts_at if meeting else now)
    since = last.starts_at if last else relationship.created_at
    read = (
        await s.scalar(select(Digest.sent_at).where(Digest.meeting_id == last.id)) if last else None
    )
    return Window(
        meeting=meeting,
        last=last,
        since=since,
        unread_since=min(since, read) if read else since,
        until=meeting.starts_at if meeting and end_of(meeting) <= now else None,
    )


async def coming(s: AsyncSession, relationship: Relationship, now: datetime) -> Meeting | None:
    """The next planned meeting that is not over yet."""
    planned = await s.scalars(
        select(Meeting)
        .where(
            Meeting.relationship_id == relationship.id,
            Meeting.state == MeetingState.PLANNED,
            # No meeting lasts a day, and the database cannot add minutes the same way everywhere.
            Meeting.starts_at > now - timedelta(days=1),
        )
        .order_by(Meeting.starts_at)
    )
    return next((meeting for meeting in planned if end_of(meeting) > now), None)


async def last_held(
    s: AsyncSession, core: Core, relationship: Relationship, before: datetime
) -> Meeting | None:
    """The last meeting that began before an instant and took place, as far as anyone said."""
    earlier = await s.scalars(
        select(Meeting)
        .where(
            Meeting.relationship_id == relationship.id,
            Meeting.state != MeetingState.CALLED_OFF,
            Meeting.starts_at < before,
        )
        .order_by(Meeting.starts_at.desc())
    )
    for meeting in earlier:
        if await took_place(s, core, meeting):
            return meeting
    return None


async def took_place(s: AsyncSession, core: Core, meeting: Meeting) -> bool:
    """Whether a meeting took place: so it did unless someone said otherwise and nobody said so."""
    rows = await s.execute(
        select(Answer, Person)
        .join(Response, Response.id == Answer.response_id)
        .join(Person, Person.id == Answer.person_id)
        .where(
            Response.meeting_id == meeting.id,
            Response.kind == ResponseKind.MEETING,
            Response.state == ResponseState.SENT,
            Answer.question == MET,
        )
    )
    said = {unseal(core, person, answer).choice for answer, person in rows}
    return not said or YES in said


def end_of(meeting: Meeting) -> datetime:
    """When a meeting is over."""
    return meeting.starts_at + timedelta(minutes=meeting.minutes)
