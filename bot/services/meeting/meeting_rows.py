"""Single meetings: making one, putting it somewhere else, and where it takes place."""

from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.db.tables import Agreement, Meeting, Person, Relationship
from bot.db.vault import Vault, place
from bot.domain.ids import new_id
from bot.domain.meeting_times import CHECKIN_TIME
from bot.domain.recurrence import Occurrence
from bot.domain.relationships import MeetingState
from bot.services.core import Core
from bot.services.meeting import meeting_dues
from bot.services.relationships import terms


async def ahead_of(s: AsyncSession, core: Core, relationship: Relationship) -> list[Meeting]:
    """Return the planned meetings that have not begun, soonest first."""
    rows = await s.scalars(
        select(Meeting)
        .where(
            Meeting.relationship_id == relationship.id,
            Meeting.state == MeetingState.PLANNED,
            Meeting.starts_at > core.clock.now(),
        )
        .order_by(Meeting.starts_at)
    )
    return list(rows)


async def dropped_by(s: AsyncSession, agreement: Agreement) -> list[Meeting]:
    """Return the meetings that were called off when an agreement was accepted, soonest first."""
    off = await _marked(s, agreement, MeetingState.CALLED_OFF)
    return [meeting for meeting in off if meeting.changed_by is None]


async def changed_by(s: AsyncSession, agreement: Agreement) -> list[Meeting]:
    """Return the meetings that an agreement put elsewhere when it was accepted, soonest first."""
    return await _marked(s, agreement, MeetingState.PLANNED)


async def _marked(s: AsyncSession, agreement: Agreement, state: MeetingState) -> list[Meeting]:
    if agreement.update_id is None:
        return []
    rows = await s.scalars(
        select(Meeting)
        .where(
            Meeting.relationship_id == agreement.relationship_id,
            Meeting.state == state,
            Meeting.update_id == agreement.update_id,
        )
        .order_by(Meeting.starts_at)
    )
    return list(rows)


async def by_occurrence(s: AsyncSession, relationship: Relationship) -> dict[date, Meeting]:
    """Return every meeting of a relationship, past or called off too, by its occurrence."""
    rows = await s.scalars(select(Meeting).where(Meeting.relationship_id == relationship.id))
    return {meeting.occurrence: meeting for meeting in rows}


async def plan_dues(
    s: AsyncSession, core: Core, relationship: Relationship, meeting: Meeting
) -> None:
    """Plan what falls due around a meeting, by the agreement that stands."""
    agreement = await terms.standing(s, relationship.id)
    mentor = await s.get_one(Person, relationship.mentor_id)
    await meeting_dues.plan(
        s,
        core.clock.now(),
        relationship,
        meeting,
        checkin_time=CHECKIN_TIME if agreement is None else agreement.checkin_time,
        mentor_zone=mentor.zone,
    )


def where(vault: Vault, meeting: Meeting, placed_by: Person | None) -> str:
    """Open the place of a meeting; empty if none was given."""
    if meeting.place is None or placed_by is None:
        return ""
    return vault.open(placed_by, place("meetings", "place", meeting.id), meeting.place)


async def create(
    s: AsyncSession,
    core: Core,
    relationship: Relationship,
    agreement: Agreement,
    occurrence: Occurrence,
) -> None:
    """Make a meeting of an agreement, with everything that falls due around it."""
    meeting = Meeting(
        id=new_id(),
        relationship_id=relationship.id,
        occurrence=occurrence.local_date,
        starts_at=occurrence.instant,
        minutes=agreement.minutes,
        digest_hours=agreement.digest_hours,
        state=MeetingState.PLANNED,
        sequence=-1,
        added=False,
        moved=False,
        created_at=core.clock.now(),
    )
    s.add(meeting)
    await put(s, core, relationship, agreement, meeting, occurrence.instant)


async def put(
    s: AsyncSession,
    core: Core,
    relationship: Relationship,
    agreement: Agreement,
    meeting: Meeting,
    instant: datetime,
) -> None:
    """Put a meeting where an agreement says, at `instant`, whatever it was before.

    One that a calendar shows otherwise remembers the agreement, for `changed_by`.
    """
    before = await _in_a_calendar(s, core.vault, meeting)
    meeting.moved = meeting.moved and meeting.starts_at == instant
    meeting.starts_at = instant
    meeting.state = MeetingState.PLANNED
    meeting.minutes, meeting.digest_hours = agreement.minutes, agreement.digest_hours
    meeting.sequence += 1
    await set_place(s, core.vault, meeting, agreement)
    if meeting.sequence > 0 and await _in_a_calendar(s, core.vault, meeting) != before:
        meeting.update_id = agreement.update_id
    await s.flush()
    await plan_dues(s, core, relationship, meeting)


async def _in_a_calendar(
    s: AsyncSession, vault: Vault, meeting: Meeting
) -> tuple[datetime, int, MeetingState, str]:
    placed_by = await s.get(Person, meeting.place_by) if meeting.place_by is not None else None
    return meeting.starts_at, meeting.minutes, meeting.state, where(vault, meeting, placed_by)


async def set_place(
    s: AsyncSession, vault: Vault, meeting: Meeting, agreement: Agreement | None
) -> None:
    """Give a meeting the place that an agreement names, sealed by the one who named it."""
    meeting.place = meeting.place_by = None
    if agreement is None or agreement.place is None:
        return
    author = await s.get_one(Person, agreement.proposed_by)
    words = (await terms.read(s, vault, agreement)).place
    meeting.place = vault.seal(author, place("meetings", "place", meeting.id), words)
    meeting.place_by = author.id


async def drop(s: AsyncSession, core: Core, meeting: Meeting, agreement: Agreement) -> None:
    """Call off a meeting that a newly accepted agreement no longer names."""
    await _call_off(s, core, meeting, agreement.update_id)


async def stop(
    s: AsyncSession, core: Core, relationship: Relationship, update_id: int | None
) -> None:
    """Call off all that is planned, since the pair pauses or has ended; nothing follows a meeting.

    By nobody, so that a schedule that goes on names them again.
    """
    planned = await s.scalars(
        select(Meeting).where(
            Meeting.relationship_id == relationship.id, Meeting.state == MeetingState.PLANNED
        )
    )
    for meeting in planned.all():
        if meeting.starts_at > core.clock.now():
            await _call_off(s, core, meeting, update_id)
        else:
            meeting.state = MeetingState.PAST
            await meeting_dues.call_off(s, core.clock.now(), meeting)


async def called_off_by(
    s: AsyncSession, relationship: Relationship, update_id: int | None
) -> list[Meeting]:
    """Return the meetings that one update called off, soonest first."""
    if update_id is None:
        return []
    rows = await s.scalars(
        select(Meeting)
        .where(
            Meeting.relationship_id == relationship.id,
            Meeting.state == MeetingState.CALLED_OFF,
            Meeting.update_id == update_id,
        )
        .order_by(Meeting.starts_at)
    )
    return list(rows)


async def _call_off(s: AsyncSession, core: Core, meeting: Meeting, update_id: int | None) -> None:
    meeting.state = MeetingState.CALLED_OFF
    meeting.changed_by = None
    meeting.moved = False
    meeting.sequence += 1
    meeting.update_id = update_id
    await meeting_dues.call_off(s, core.clock.now(), meeting)
