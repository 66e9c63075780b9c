"""The weekly reflection as time passes: the prompt, one reminder, and the closing of its window."""

from datetime import timedelta

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.db.tables import Answer, DueRow, Person, Relationship, Response
from bot.delivery import outbox
from bot.domain.flow import Lapse, Progress, step
from bot.domain.pace import Drop, Go
from bot.domain.queues import Cause, DueOutcome, MessageKind
from bot.domain.quiet import Wait
from bot.domain.relationships import RelationshipState
from bot.domain.responses import ResponseKind, ResponseState
from bot.services import pacing
from bot.services.core import Core
from bot.services.due import Again, Done, Verdict
from bot.services.relationships import terms
from bot.services.relationships.leaving import let_go_of
from bot.services.writing import prompting, pulses, releasing, response_dues, responses
from bot.services.writing.prompting import plan_next
from bot.services.writing.which_questions import questionnaire_for

__all__ = ["on_close", "on_later", "on_reflection", "on_reminder", "plan_next"]

_UNSENT = (ResponseState.OFFERED, ResponseState.OPEN)
_QUIET_FOR_GOOD = 3
_MID_WAY = timedelta(minutes=30)


async def on_reflection(s: AsyncSession, core: Core, row: DueRow, person: Person) -> Verdict:
    """Ask for this week's reflection, and plan the next, the reminder and the closing.

    One begun early and not sent is asked for like any other, unless they are writing it just now.
    """
    relationship = await s.get_one(Relationship, row.subject_id)
    agreement = await terms.standing(s, relationship.id)
    if relationship.state is not RelationshipState.ACTIVE or agreement is None:
        return Done(DueOutcome.CANCELLED)
    pace = await pacing.may_go(s, core, row, person, exempt=False, agreed=True)
    if isinstance(pace, Wait):
        return Again(pace.until)
    now = core.clock.now()
    after = max(now, row.planned_at)
    next_prompt = await plan_next(s, core, relationship, agreement, person, after)
    if isinstance(pace, Drop):
        await releasing.reflection_ended(
            s, core, relationship, row.occurrence, Cause(due_id=row.id)
        )
        return pacing.settle(pace)
    await _close_earlier(s, core, relationship, row)
    response = await responses.offer(
        s,
        core,
        relationship=relationship,
        person=person,
        kind=ResponseKind.REFLECTION,
        questionnaire=await questionnaire_for(s, relationship),
        occasion=row.occurrence,
    )
    if response.state not in _UNSENT:
        return Done()
    # However early it was begun, it counts for the digests from its own day on.
    response.offered_at = now
    await response_dues.open_window(s, response, now, next_prompt)
    if not await _is_mid_way(s, core, response, person):
        await _prompt(s, core, response, row)
        pacing.spoke(person, now)
    return Done()


async def on_later(s: AsyncSession, core: Core, row: DueRow, person: Person) -> Verdict:
    """Ask again at the time that the mentee chose, unless they are at it or ended it meanwhile."""
    response = await s.get_one(Response, row.subject_id)
    if response.state not in _UNSENT or await _is_mid_way(s, core, response, person):
        return Done(DueOutcome.CANCELLED)
    pace = await pacing.may_go(s, core, row, person, exempt=True, agreed=True)
    if not isinstance(pace, Go):
        return pacing.settle(pace)
    await _prompt(s, core, response, row)
    return Done()


async def on_reminder(s: AsyncSession, core: Core, row: DueRow, person: Person) -> Verdict:
    """Remind once, gently, of a reflection that is not sent yet."""
    response = await s.get_one(Response, row.subject_id)
    if response.state not in _UNSENT or await _is_mid_way(s, core, response, person):
        return Done(DueOutcome.CANCELLED)
    pace = await pacing.may_go(s, core, row, person, exempt=False, agreed=False)
    if isinstance(pace, Wait) and response.closes_at and pace.until >= response.closes_at:
        return Done(DueOutcome.CANCELLED)
    if not isinstance(pace, Go):
        return pacing.settle(pace)
    await outbox.enqueue(
        s,
        kind=MessageKind.REFLECTION_REMINDER,
        person_id=person.id,
        now=core.clock.now(),
        dedupe=f"reminder:{response.id}",
        cause=Cause(due_id=row.id),
        subject_id=response.id,
    )
    pacing.spoke(person, core.clock.now())
    return Done()


async def on_close(s: AsyncSession, core: Core, row: DueRow, person: Person) -> Verdict:
    """Close the window: what is not sent lapses, unless they are writing this very moment."""
    response = await s.get_one(Response, row.subject_id)
    relationship = await s.get_one(Relationship, response.relationship_id)
    if await _is_mid_way(s, core, response, person):
        return Again(core.clock.now() + _MID_WAY)
    if response.state in _UNSENT:
        await _lapse(s, core, relationship, response, person, row)
    if (
        response.kind is ResponseKind.REFLECTION
        and relationship.prompts_stopped_at is None
        and relationship.state is RelationshipState.ACTIVE
        and await prompting.quiet_weeks(s, relationship) >= _QUIET_FOR_GOOD
    ):
        await _ask_how_to_go_on(s, core, relationship, response, row, person)
    return Done()


async def _lapse(
    s: AsyncSession,
    core: Core,
    relationship: Relationship,
    response: Response,
    person: Person,
    row: DueRow,
) -> None:
    """Let a response lapse; its answers stay, and the other side's view of the week is released."""
    if response.kind is ResponseKind.PULSE and await pulses.keep(s, core, response):
        let_go_of(person, {response.id})
        return
    keys = core.library.get(response.questionnaire, response.version).keys
    stands = Progress(keys, response.cursor or keys[0], response.state, {}, response.changing)
    response.state = step(stands, Lapse())[0].state
    response.finished_at = core.clock.now()
    let_go_of(person, {response.id})
    await s.flush()
    if response.kind is ResponseKind.REFLECTION:
        cause = Cause(due_id=row.id)
        await releasing.reflection_ended(s, core, relationship, response.occasion, cause)


async def _prompt(s: AsyncSession, core: Core, response: Response, row: DueRow) -> None:
    await outbox.enqueue(
        s,
        kind=MessageKind.REFLECTION_PROMPT,
        person_id=response.person_id,
        now=core.clock.now(),
        dedupe=f"prompt:{row.id}",
        cause=Cause(due_id=row.id),
        subject_id=response.id,
    )


async def _close_earlier(
    s: AsyncSession, core: Core, relationship: Relationship, row: DueRow
) -> None:
    """Let lapse what an earlier week left open; only one week is asked about at a time."""
    earlier = await s.scalars(
        select(Response).where(
            Response.relationship_id == relationship.id,
            Response.kind == ResponseKind.REFLECTION,
            Response.state.in_(_UNSENT),
            Response.occasion < row.occurrence,
        )
    )
    for response in earlier:
        writer = await s.get_one(Person, response.person_id)
        await response_dues.call_off(s, core, response)
        await _lapse(s, core, relationship, response, writer, row)


async def _is_mid_way(s: AsyncSession, core: Core, response: Response, person: Person) -> bool:
    """Whether they are answering just now."""
    if response.state is not ResponseState.OPEN or person.focus_id != response.id:
        return False
    last = await s.scalar(
        select(func.max(Answer.answered_at)).where(Answer.response_id == response.id)
    )
    last = last or response.opened_at
    return last is not None and core.clock.now() - last < _MID_WAY


async def _ask_how_to_go_on(
    s: AsyncSession,
    core: Core,
    relationship: Relationship,
    response: Response,
    row: DueRow,
    person: Person,
) -> None:
    await prompting.stop(s, core, relationship)
    slot = await pacing.first_slot(s, core, person)
    pacing.spoke(person, slot)
    await outbox.enqueue(
        s,
        kind=MessageKind.QUIET_ASK,
        person_id=person.id,
        now=core.clock.now(),
        dedupe=f"quiet:{response.id}",
        cause=Cause(due_id=row.id),
        subject_id=relationship.id,
        not_before=slot,
    )
