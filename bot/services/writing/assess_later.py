"""Putting off the mentor's own check-in: later today, or tomorrow, while they have not met yet."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.db.tables import Meeting
from bot.domain.ids import to_short
from bot.domain.later import later_today, tomorrow
from bot.domain.people import Focus
from bot.domain.queues import DueKind
from bot.domain.recurrence import to_local
from bot.domain.relationships import MeetingState
from bot.services import due, members, pacing
from bot.services.core import Actor, Core
from bot.services.errors import Reason, RefusedError
from bot.services.relationships import pairs
from bot.services.writing.assessment_dues import LATER

# Asked any later, there is hardly time to answer before they meet.
_BEFORE_THEY_MEET = timedelta(hours=1)


@dataclass(frozen=True)
class AssessLater:
    """When the mentor is asked again; `at` is None where that would be too late."""

    language: str
    zone: str
    now: datetime
    focus: Focus | None
    at: datetime | None


async def put_off(core: Core, actor: Actor, meeting_id: int, *, today: bool) -> AssessLater:
    """Ask the mentor again later today, or at this time tomorrow; handled twice, it is one row."""
    async with core.db.write() as s:
        person = await members.require(s, actor)
        meeting = await s.get(Meeting, meeting_id)
        pair = await pairs.find(s, person, meeting.relationship_id) if meeting else None
        if meeting is None or pair is None or not pair.is_active or not pair.i_am_mentor:
            raise RefusedError(Reason.GONE)
        now = core.clock.now()
        if today:
            at = later_today(now, person.zone, await pacing.quiet_hours(s, person))
        else:
            at = tomorrow(now, to_local(now, person.zone).time(), person.zone)
        too_late = meeting.state is not MeetingState.PLANNED
        if too_late or at is None or at > meeting.starts_at - _BEFORE_THEY_MEET:
            return AssessLater(person.language, person.zone, now, person.focus, None)
        await due.plan(
            s,
            DueKind.ASSESSMENT,
            person_id=person.id,
            subject_id=meeting.id,
            occurrence=f"{LATER}{to_short(actor.update_id)}",
            due_at=at,
        )
        return AssessLater(person.language, person.zone, now, person.focus, at)
