"""How it is going between the two: asked of each side now and then, and answered by one tap.

The number can be tapped in the very message that asks. That alone is an answer, and is sent at
once; a line can be added. Every second time a few more questions follow. The number counts from
the tap on, whatever becomes of the rest: as long as a line or more answers are being written, the
response is open, and once its time is over, it is kept as sent.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.db.tables import Answer, DueRow, Person, Programme, Relationship, Response
from bot.delivery import outbox
from bot.domain.flow import REVIEW
from bot.domain.pace import Go
from bot.domain.pulse import GOING
from bot.domain.questionnaires import Question
from bot.domain.queues import Cause, DueKind, DueOutcome, MessageKind
from bot.domain.quiet import Wait
from bot.domain.recurrence import local_date_of
from bot.domain.responses import Reader, ResponseKind, ResponseState
from bot.domain.rules import Rules
from bot.domain.watching import Watch, watch
from bot.services import members, pacing
from bot.services.core import Core
from bot.services.due import Again, Done, Verdict
from bot.services.relationships import pairs, pulse_plan
from bot.services.relationships.leaving import let_go_of
from bot.services.writing import response_dues, responses

OPEN_FOR = timedelta(days=7)
_SHORT, _LONG = "pulse", "check"
_UNSENT = (ResponseState.OFFERED, ResponseState.OPEN)


@dataclass(frozen=True)
class PulseView:
    """The question as it is asked. `more` is how many follow it; `minutes` what all of it takes.

    `watch` is who learns whether the number was low.
    """

    language: str
    response_id: int
    other: str
    question: Question
    more: int
    minutes: int
    watch: Watch


async def on_pulse(s: AsyncSession, core: Core, row: DueRow, person: Person) -> Verdict:
    """Ask one side, on the first day that has no other question; give up after a week of those."""
    pair = await pairs.find(s, person, row.subject_id)
    if pair is None or not pair.is_active or not await _is_asked(s, pair.relationship):
        return Done(DueOutcome.CANCELLED)
    planned_for = date.fromisoformat(row.occurrence)
    await pulse_plan.plan(s, core, pair.relationship, person, planned_for)
    pace = await pacing.may_go(s, core, row, person, exempt=False, agreed=False)
    if isinstance(pace, Wait):
        return await _another_day(s, pair, row, pace.until)
    if not isinstance(pace, Go):
        return pacing.settle(pace)
    slot = await pacing.first_slot(s, core, person)
    if slot > core.clock.now():
        return await _another_day(s, pair, row, slot)
    await _ask(s, core, pair, row)
    pacing.spoke(person, core.clock.now())
    return Done()


async def asked(core: Core, person_id: int, response_id: int) -> PulseView | None:
    """What the message says when it goes; None if there is nothing to ask any more."""
    async with core.db.read() as s:
        response = await s.get(Response, response_id)
        if response is None or response.person_id != person_id:
            return None
        person = await s.get_one(Person, person_id)
        pair = await pairs.find(s, person, response.relationship_id)
        if pair is None or not pair.is_active or response.state is not ResponseState.OFFERED:
            return None
        questionnaire = core.library.get(response.questionnaire, response.version)
        there = [each.id for each in await members.coordinators(s, person.programme_id)]
        return PulseView(
            language=person.language,
            response_id=response.id,
            other=members.name_of(core.vault, pair.other),
            question=questionnaire.question(GOING),
            more=len(questionnaire.questions) - 1 if is_check(response) else 0,
            minutes=questionnaire.minutes,
            watch=watch((pair.mentor.id, pair.mentee.id), pair.other.id, there),
        )


async def keep(s: AsyncSession, core: Core, response: Response) -> bool:
    """Count what was answered when the time is over; False if not even the number was.

    Nobody pressed Send, so none of it goes to the other side.
    """
    answered = await s.scalar(
        select(Answer.id).where(Answer.response_id == response.id, Answer.question == GOING)
    )
    if answered is None:
        return False
    await s.execute(
        update(Answer).where(Answer.response_id == response.id).values(reader=Reader.ME)
    )
    response.state, response.cursor = ResponseState.SENT, REVIEW
    response.finished_at = response.released_at = core.clock.now()
    return True


def is_check(response: Response) -> bool:
    """Whether it is the longer one."""
    return response.questionnaire.endswith(f".{_LONG}")


async def _is_asked(s: AsyncSession, relationship: Relationship) -> bool:
    programme = await s.get_one(Programme, relationship.programme_id)
    return Rules.from_json(programme.rules).ask_pair_every_weeks > 0


async def _another_day(s: AsyncSession, pair: pairs.Pair, row: DueRow, until: datetime) -> Verdict:
    """Wait for `until`, and on a later day for the usual time."""
    day = local_date_of(until, pair.me.zone)
    at = max(until, await pulse_plan.moment_on(s, pair.relationship, pair.me, day))
    if at - row.planned_at >= OPEN_FOR:
        return Done(DueOutcome.MISSED)
    return Again(at)


async def _ask(s: AsyncSession, core: Core, pair: pairs.Pair, row: DueRow) -> None:
    now = core.clock.now()
    await _close_earlier(s, core, pair)
    programme = await members.programme_of(s, pair.me)
    part = _LONG if await _times_asked(s, pair) % 2 else _SHORT
    response = await responses.offer(
        s,
        core,
        relationship=pair.relationship,
        person=pair.me,
        kind=ResponseKind.PULSE,
        questionnaire=f"{programme.question_set}.{part}",
        occasion=row.occurrence,
        closes_at=now + OPEN_FOR,
    )
    await response_dues.plan(s, DueKind.CLOSE, response, now + OPEN_FOR)
    await outbox.enqueue(
        s,
        kind=MessageKind.PULSE_ASK,
        person_id=pair.me.id,
        now=now,
        dedupe=f"pulse:{response.id}",
        cause=Cause(due_id=row.id),
        subject_id=response.id,
    )


async def _times_asked(s: AsyncSession, pair: pairs.Pair) -> int:
    query = select(func.count()).where(
        Response.relationship_id == pair.relationship.id,
        Response.person_id == pair.me.id,
        Response.kind == ResponseKind.PULSE,
    )
    return (await s.scalar(query)) or 0


async def _close_earlier(s: AsyncSession, core: Core, pair: pairs.Pair) -> None:
    """Let go what was asked before and not answered: questions do not pile up."""
    earlier = await s.scalars(
        select(Response).where(
            Response.relationship_id == pair.relationship.id,
            Response.person_id == pair.me.id,
            Response.kind == ResponseKind.PULSE,
            Response.state.in_(_UNSENT),
        )
    )
    for response in earlier:
        await response_dues.call_off(s, core, response)
        if not await keep(s, core, response):
            response.state, response.finished_at = ResponseState.LAPSED, core.clock.now()
        let_go_of(pair.me, {response.id})
