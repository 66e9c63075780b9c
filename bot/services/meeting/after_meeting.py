"""After a meeting: asking both how it went, and what they promised each other."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.db.tables import DueRow, Meeting, Person, Relationship, Response
from bot.delivery import outbox
from bot.domain.digest import Promises, Said
from bot.domain.ids import to_short
from bot.domain.pace import Go
from bot.domain.queues import Cause, DueKind, DueOutcome, MessageKind
from bot.domain.relationships import MeetingState
from bot.domain.responses import AnswerKind, ResponseKind, ResponseState
from bot.services import members, pacing
from bot.services.core import Core
from bot.services.due import Done, Verdict
from bot.services.meeting import meetings
from bot.services.meeting.windows import last_held
from bot.services.relationships import pairs
from bot.services.relationships.pairs import Pair
from bot.services.writing import response_dues, responses, sharing
from bot.services.writing.sharing import SharedAnswer

ANSWERED_WITHIN = timedelta(hours=72)
_MINE, _THEIRS = "my_promise", "their_promise"


@dataclass(frozen=True)
class CheckinView:
    """The offer to say how a meeting went: with whom it was, when, and how much is asked."""

    language: str
    zone: str
    now: datetime
    response_id: int
    other: str
    meeting_at: datetime
    questions: int
    minutes: int


async def on_meeting_over(s: AsyncSession, core: Core, row: DueRow, person: Person) -> Verdict:
    """Ask one side how it went, and plan what comes next."""
    meeting = await s.get(Meeting, row.subject_id)
    if meeting is None or meeting.state is MeetingState.CALLED_OFF:
        return Done(DueOutcome.CANCELLED)
    pair = await pairs.find(s, person, meeting.relationship_id)
    if pair is None or not pair.is_active:
        return Done(DueOutcome.CANCELLED)
    if meeting.state is MeetingState.PLANNED:
        await meetings.after(s, core, meeting)
    pace = await pacing.may_go(s, core, row, person, exempt=True, agreed=False)
    if not isinstance(pace, Go):
        return pacing.settle(pace)
    response = await _offer(s, core, pair, meeting)
    assert response.closes_at is not None
    await response_dues.plan(s, DueKind.CLOSE, response, response.closes_at)
    await outbox.enqueue(
        s,
        kind=MessageKind.MEETING_CHECKIN,
        person_id=person.id,
        now=core.clock.now(),
        dedupe=f"checkin:{response.id}",
        cause=Cause(due_id=row.id),
        subject_id=response.id,
    )
    return Done()


async def checkin(core: Core, person_id: int, response_id: int) -> CheckinView | None:
    """What the offer says when it goes; None if there is nothing to ask any more."""
    async with core.db.read() as s:
        response = await s.get(Response, response_id)
        if response is None or response.person_id != person_id or response.meeting_id is None:
            return None
        person = await s.get_one(Person, person_id)
        pair = await pairs.find(s, person, response.relationship_id)
        if pair is None or not pair.is_active or response.state is not ResponseState.OFFERED:
            return None
        meeting = await s.get_one(Meeting, response.meeting_id)
        asked = core.library.get(response.questionnaire, response.version)
        return CheckinView(
            language=person.language,
            zone=person.zone,
            now=core.clock.now(),
            response_id=response.id,
            other=members.name_of(core.vault, pair.other),
            meeting_at=meeting.starts_at,
            questions=len(asked.questions),
            minutes=asked.minutes,
        )


async def last_promises(
    s: AsyncSession, core: Core, relationship: Relationship, reader: Person
) -> Promises:
    """What the two promised each other at their last meeting, as `reader` may read it."""
    last = await last_held(s, core, relationship, core.clock.now())
    return Promises() if last is None else await promises_at(s, core, relationship, reader, last)


async def promises_at(
    s: AsyncSession, core: Core, relationship: Relationship, reader: Person, meeting: Meeting
) -> Promises:
    """What the two promised each other at one meeting, as `reader` may read it.

    Each promise is in the words of the one who made it; where they left that out, as the other
    understood it.
    """
    mine: dict[str, SharedAnswer] = {}
    theirs: dict[str, SharedAnswer] = {}
    rows = await s.execute(
        select(Response, Person)
        .join(Person, Person.id == Response.person_id)
        .where(
            Response.meeting_id == meeting.id,
            Response.kind == ResponseKind.MEETING,
            Response.state == ResponseState.SENT,
        )
    )
    for response, writer in rows:
        seen = await sharing.seen_by(s, core, relationship, reader, response, writer)
        if seen is not None:
            found = mine if writer.id == reader.id else theirs
            found.update({answer.question: answer for answer in seen.answers})
    return Promises(
        yours=_said(mine.get(_MINE) or theirs.get(_THEIRS)),
        theirs=_said(theirs.get(_MINE) or mine.get(_THEIRS)),
    )


async def _offer(s: AsyncSession, core: Core, pair: Pair, meeting: Meeting) -> Response:
    programme = await members.programme_of(s, pair.me)
    side = "mentor" if pair.i_am_mentor else "mentee"
    return await responses.offer(
        s,
        core,
        relationship=pair.relationship,
        person=pair.me,
        kind=ResponseKind.MEETING,
        questionnaire=f"{programme.question_set}.meeting_{side}",
        occasion=to_short(meeting.id),
        meeting_id=meeting.id,
        closes_at=core.clock.now() + ANSWERED_WITHIN,
    )


def _said(answer: SharedAnswer | None) -> Said | None:
    if answer is None:
        return None
    spoken = answer.answer_id if answer.kind is AnswerKind.VOICE else None
    return Said(answer.question, answer.words, answer.text, voice_id=spoken)
