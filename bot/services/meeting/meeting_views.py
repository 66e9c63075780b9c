"""A meeting as one of the two sees it."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot.db.tables import Meeting, Person
from bot.domain.relationships import MeetingState
from bot.domain.viewers import Matter
from bot.services.core import Core
from bot.services.meeting import meeting_rows
from bot.services.members import name_of
from bot.services.relationships.pairs import Pair


@dataclass(frozen=True)
class MeetingView:
    """A meeting for one reader: instants are aware, zones are IANA names, a place may be empty."""

    language: str
    meeting_id: int
    starts_at: datetime
    minutes: int
    place: str
    called_off: bool
    sequence: int
    other: str
    zone: str
    other_zone: str
    now: datetime


async def of(s: AsyncSession, core: Core, pair: Pair, meeting: Meeting) -> MeetingView:
    """Return a meeting as the reader of `pair` should see it."""
    placed_by = await place_seen(s, pair, meeting)
    return MeetingView(
        language=pair.me.language,
        meeting_id=meeting.id,
        starts_at=meeting.starts_at,
        minutes=meeting.minutes,
        place=meeting_rows.where(core.vault, meeting, placed_by),
        called_off=meeting.state is MeetingState.CALLED_OFF,
        sequence=meeting.sequence,
        other=name_of(core.vault, pair.other),
        zone=pair.me.zone,
        other_zone=pair.other.zone if pair.sees(Matter.ZONE) else pair.me.zone,
        now=core.clock.now(),
    )


async def place_seen(s: AsyncSession, pair: Pair, meeting: Meeting) -> Person | None:
    """Return who named the place of a meeting; None if nobody, or its reader may not see it."""
    if meeting.place_by is None or not (pair.me.id == meeting.place_by or pair.sees(Matter.PLACE)):
        return None
    return await s.get(Person, meeting.place_by)


async def ahead(s: AsyncSession, core: Core, pair: Pair) -> tuple[MeetingView, ...]:
    """Return the meetings still to come, soonest first."""
    found = await meeting_rows.ahead_of(s, core, pair.relationship)
    return tuple([await of(s, core, pair, meeting) for meeting in found])
