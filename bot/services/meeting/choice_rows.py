"""What somebody has chosen so far for a meeting, as a row: taking a day or a time, showing it."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.db.tables import Meeting, MeetingDraft
from bot.domain.ids import new_id
from bot.domain.people import Focus
from bot.domain.recurrence import local_date_of, to_instant
from bot.services import focusing
from bot.services.core import Actor, Core
from bot.services.meeting import meeting_views
from bot.services.meeting.meeting_views import MeetingView
from bot.services.members import name_of
from bot.services.relationships.pairs import Pair

DAYS_OFFERED = 7


class Problem(StrEnum):
    """What is wrong with what was typed."""

    UNREAD_DAY = "unread-day"
    UNREAD_TIME = "unread-time"
    PAST = "past"
    THERE_ALREADY = "there-already"


@dataclass(frozen=True)
class ChoiceView:
    """How far somebody is in choosing; `instant` once day and time are there.

    `meeting` is the one to be moved; None if one is to be added.
    """

    language: str
    draft_id: int
    other: str
    meeting: MeetingView | None
    zone: str
    other_zone: str
    now: datetime
    days: tuple[date, ...]
    day: date | None
    instant: datetime | None
    problem: Problem | None = None


async def begin(
    s: AsyncSession, core: Core, actor: Actor, pair: Pair, meeting: Meeting | None
) -> MeetingDraft:
    """Begin to choose anew, and make it what the reader's next text belongs to."""
    draft = await s.scalar(select(MeetingDraft).where(MeetingDraft.person_id == pair.me.id))
    if draft is None or draft.update_id != actor.update_id:
        if draft is not None:
            await s.delete(draft)
            await s.flush()
        draft = MeetingDraft(
            id=new_id(),
            person_id=pair.me.id,
            relationship_id=pair.relationship.id,
            meeting_id=meeting.id if meeting is not None else None,
            update_id=actor.update_id,
            created_at=core.clock.now(),
        )
        s.add(draft)
        await s.flush()
    focusing.take(core, pair.me, Focus.MEETING_MOVE, draft.id)
    return draft


async def take(
    s: AsyncSession,
    core: Core,
    pair: Pair,
    draft: MeetingDraft,
    day: date | None,
    at: time | None,
) -> Problem | None:
    """Take a day, a time or both; or say why that cannot be."""
    today = local_date_of(core.clock.now(), pair.me.zone)
    if day is not None and day < today:
        return Problem.PAST
    draft.day, draft.at = day or draft.day, at or draft.at
    problem = await problem_of(s, core, pair, draft)
    if problem is not None:
        draft.at = None
    return problem


async def problem_of(
    s: AsyncSession, core: Core, pair: Pair, draft: MeetingDraft
) -> Problem | None:
    """Return why a meeting cannot be put at the time that was chosen; None if it can."""
    instant = instant_of(pair, draft)
    if instant is None:
        return None
    if instant <= core.clock.now():
        return Problem.PAST
    meeting = await s.get(Meeting, draft.meeting_id) if draft.meeting_id is not None else None
    is_there = meeting is not None and meeting.starts_at == instant
    return Problem.THERE_ALREADY if is_there else None


def instant_of(pair: Pair, draft: MeetingDraft) -> datetime | None:
    """Return the instant that was chosen, once day and time are there."""
    if draft.day is None or draft.at is None:
        return None
    return to_instant(draft.day, draft.at, pair.me.zone)


async def view(
    s: AsyncSession,
    core: Core,
    pair: Pair,
    draft: MeetingDraft,
    problem: Problem | None = None,
) -> ChoiceView:
    """Return how far somebody is in choosing."""
    meeting = await s.get(Meeting, draft.meeting_id) if draft.meeting_id is not None else None
    now = core.clock.now()
    today = local_date_of(now, pair.me.zone)
    return ChoiceView(
        language=pair.me.language,
        draft_id=draft.id,
        other=name_of(core.vault, pair.other),
        meeting=await meeting_views.of(s, core, pair, meeting) if meeting is not None else None,
        zone=pair.me.zone,
        other_zone=pair.other.zone,
        now=now,
        days=tuple(today + timedelta(days=n) for n in range(DAYS_OFFERED)),
        day=draft.day,
        instant=instant_of(pair, draft),
        problem=problem,
    )
