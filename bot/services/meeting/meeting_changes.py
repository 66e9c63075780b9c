"""Changing a single meeting: either side moves it, calls it off or adds one; the other is told."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from sqlalchemy.ext.asyncio import AsyncSession

from bot.db.tables import Meeting, Person
from bot.domain.ids import new_id
from bot.domain.people import Focus
from bot.domain.queues import MessageKind
from bot.domain.recurrence import local_date_of
from bot.domain.relationships import MeetingState
from bot.services import members
from bot.services.core import Actor, Core
from bot.services.errors import Reason, RefusedError
from bot.services.meeting import meeting_dues, meeting_rows, meeting_views, meetings
from bot.services.meeting.meeting_views import MeetingView
from bot.services.relationships import pairs, terms
from bot.services.relationships.pairs import Pair
from bot.services.telling import tell


class Change(StrEnum):
    """What happened to a meeting; ZONE is that somebody's clock is another one now."""

    MOVED = "moved"
    CALLED_OFF = "called_off"
    ADDED = "added"
    ZONE = "zone"


@dataclass(frozen=True)
class ChangeView:
    """A changed meeting as it is now; `was` is when it would have been, if it was another time.

    `focus` is what the text of the one who changed it belongs to from now on.
    """

    change: Change
    meeting: MeetingView
    was: datetime | None = None
    focus: Focus | None = None


async def find(core: Core, actor: Actor, meeting_id: int) -> MeetingView:
    """Return a meeting that is still to come, for one of its two."""
    async with core.db.read() as s:
        me = await members.require(s, actor)
        pair, meeting = await _theirs(s, me, meeting_id)
        check_ahead(core, meeting)
        return await meeting_views.of(s, core, pair, meeting)


async def call_off(core: Core, actor: Actor, meeting_id: int) -> ChangeView:
    """Call a meeting off and tell the other side; one that is off already stays so."""
    async with core.db.write() as s:
        me = await members.require(s, actor)
        pair, meeting = await own(s, me, meeting_id)
        if meeting.state is not MeetingState.CALLED_OFF:
            check_ahead(core, meeting)
            meeting.state = MeetingState.CALLED_OFF
            _note(meeting, me, actor)
            await meeting_dues.call_off(s, core.clock.now(), meeting)
            await _tell(s, core, actor, pair, meeting, Change.CALLED_OFF, meeting.starts_at)
            agreement = await terms.standing(s, pair.relationship.id)
            if agreement is not None:
                await meetings.plan(s, core, pair.relationship, agreement)
        shown = await meeting_views.of(s, core, pair, meeting)
        return ChangeView(Change.CALLED_OFF, shown)


async def move(
    s: AsyncSession, core: Core, actor: Actor, pair: Pair, meeting: Meeting, instant: datetime
) -> datetime:
    """Move a meeting, tell the other side, and return when it would have been."""
    check_ahead(core, meeting)
    if instant <= core.clock.now():
        raise RefusedError(Reason.PAST_DATE)
    was = meeting.starts_at
    if instant != was:
        meeting.starts_at, meeting.moved = instant, True
        _note(meeting, pair.me, actor)
        await meeting_rows.plan_dues(s, core, pair.relationship, meeting)
        await _tell(s, core, actor, pair, meeting, Change.MOVED, was)
    return was


async def add(s: AsyncSession, core: Core, actor: Actor, pair: Pair, instant: datetime) -> Meeting:
    """Plan a meeting besides the schedule, and tell the other side."""
    if instant <= core.clock.now():
        raise RefusedError(Reason.PAST_DATE)
    day = local_date_of(instant, pair.mentee.zone)
    known = await meeting_rows.by_occurrence(s, pair.relationship)
    if any(_is_on(meeting, day, pair.mentee.zone) for meeting in known.values()):
        raise RefusedError(Reason.MEETS_THAT_DAY)
    meeting = known.get(day)
    if meeting is None or meeting.state is not MeetingState.CALLED_OFF:
        meeting = _new(core, pair, _free_day(known, day))
    agreement = await terms.standing(s, pair.relationship.id)
    if agreement is not None:
        meeting.minutes, meeting.digest_hours = agreement.minutes, agreement.digest_hours
    meeting.starts_at, meeting.state, meeting.added = instant, MeetingState.PLANNED, True
    meeting.moved = False
    _note(meeting, pair.me, actor)
    await meeting_rows.set_place(s, core.vault, meeting, agreement)
    s.add(meeting)
    await s.flush()
    await meeting_rows.plan_dues(s, core, pair.relationship, meeting)
    await _tell(s, core, actor, pair, meeting, Change.ADDED, instant)
    return meeting


async def changed(
    core: Core, person: Person, meeting_id: int, change: Change, was: datetime, sequence: int
) -> ChangeView | None:
    """Return a change for one of the two; None if the meeting has changed once more since."""
    async with core.db.read() as s:
        meeting = await s.get(Meeting, meeting_id)
        if meeting is None or meeting.sequence != sequence:
            return None
        pair = await pairs.find(s, person, meeting.relationship_id)
        if pair is None:
            return None
        return ChangeView(change, await meeting_views.of(s, core, pair, meeting), was)


async def own(s: AsyncSession, me: Person, meeting_id: int) -> tuple[Pair, Meeting]:
    """Return a meeting and its pair, locked for changing; refuse anyone but its two."""
    meeting = await s.get(Meeting, meeting_id)
    if meeting is None:
        raise RefusedError(Reason.GONE)
    pair = await pairs.require(s, me, meeting.relationship_id)
    # What was read before the lock may have changed meanwhile.
    await s.refresh(meeting)
    return pair, meeting


async def _theirs(s: AsyncSession, me: Person, meeting_id: int) -> tuple[Pair, Meeting]:
    meeting = await s.get(Meeting, meeting_id)
    pair = await pairs.find(s, me, meeting.relationship_id) if meeting is not None else None
    if meeting is None or pair is None:
        raise RefusedError(Reason.GONE)
    return pair, meeting


def check_ahead(core: Core, meeting: Meeting) -> None:
    """Refuse to change a meeting that is off, or has begun."""
    if meeting.state is not MeetingState.PLANNED or meeting.starts_at <= core.clock.now():
        raise RefusedError(Reason.CLOSED)


def _note(meeting: Meeting, me: Person, actor: Actor) -> None:
    meeting.sequence += 1
    meeting.changed_by = me.id
    meeting.update_id = actor.update_id


def _is_on(meeting: Meeting, day: date, zone: str) -> bool:
    planned = meeting.state is MeetingState.PLANNED
    return planned and local_date_of(meeting.starts_at, zone) == day


def _free_day(known: dict[date, Meeting], day: date) -> date:
    # The date is taken by a meeting that was moved away from it. Days gone by never clash with
    # what the schedule names later.
    while day in known:
        day -= timedelta(days=1)
    return day


def _new(core: Core, pair: Pair, day: date) -> Meeting:
    return Meeting(
        id=new_id(),
        relationship_id=pair.relationship.id,
        occurrence=day,
        minutes=60,
        digest_hours=24,
        sequence=-1,
        moved=False,
        created_at=core.clock.now(),
    )


async def _tell(
    s: AsyncSession,
    core: Core,
    actor: Actor,
    pair: Pair,
    meeting: Meeting,
    change: Change,
    was: datetime,
) -> None:
    await tell(
        s,
        core,
        pair.other,
        MessageKind.MEETING_CHANGED,
        actor.cause,
        subject_id=meeting.id,
        dedupe=f"meeting_changed:{meeting.id}:{meeting.sequence}:{pair.other.id}",
        detail={"sequence": meeting.sequence, "change": change, "was": was.isoformat()},
        before=min(was, meeting.starts_at),
    )
