"""Making a proposal: one side's own draft of a schedule, which survives anything.

The draft row holds every answer and where its author stands; the author's focus points at it.
"""

from sqlalchemy.ext.asyncio import AsyncSession

from bot.db.tables import Agreement, Person
from bot.domain import agreements as flow
from bot.domain.agreements import Step
from bot.domain.people import Focus
from bot.domain.recurrence import local_date_of
from bot.domain.relationships import AgreementState
from bot.services import focusing, members
from bot.services.core import Actor, Core
from bot.services.errors import Reason, RefusedError
from bot.services.relationships import draft_rows, pairs, schedule, terms
from bot.services.relationships.draft_rows import DraftView, Problem
from bot.services.relationships.leaving import Left, leave
from bot.services.relationships.pairs import Pair
from bot.services.relationships.schedule import ScheduleView


async def start(
    core: Core, actor: Actor, relationship_id: int, *, first: bool = False
) -> DraftView | ScheduleView:
    """Begin a proposal, or go on with the one already begun.

    A new one starts from the person's own waiting proposal, from the agreement that stands, or
    from what the other side proposes. `first` is for a pair that had nothing to start from; if
    something has been agreed or proposed since, show that and begin nothing.
    """
    async with core.db.write() as s:
        me = await members.require(s, actor)
        pair = await pairs.require(s, me, relationship_id)
        draft = await terms.draft_of(s, relationship_id, me)
        if draft is None:
            source = await terms.on_the_table(s, relationship_id)
            if source is None or source.proposed_by != me.id:
                source = await terms.standing(s, relationship_id) or source
            if first and source is not None:
                return await schedule.of_pair(s, core, pair)
            draft = await draft_rows.make(s, core, pair, source)
        focusing.take(core, me, Focus.AGREEMENT, draft.id)
        return await draft_rows.view(s, core, pair, draft)


async def counter(core: Core, actor: Actor, agreement_id: int) -> DraftView:
    """Begin a proposal as a copy of the other side's, instead of any begun before."""
    async with core.db.write() as s:
        me = await members.require(s, actor)
        source = await s.get(Agreement, agreement_id)
        if source is None or source.state is AgreementState.DRAFT:
            raise RefusedError(Reason.GONE)
        pair = await pairs.require(s, me, source.relationship_id)
        draft = await terms.draft_of(s, source.relationship_id, me)
        if draft is None or draft.update_id != actor.update_id:
            if source.state is not AgreementState.PROPOSED:
                raise RefusedError(Reason.NEWER_PROPOSAL)
            if draft is not None:
                await s.delete(draft)
                await s.flush()
            draft = await draft_rows.make(s, core, pair, source)
            draft.update_id = actor.update_id
        focusing.take(core, me, Focus.AGREEMENT, draft.id)
        return await draft_rows.view(s, core, pair, draft)


async def choose(
    core: Core, actor: Actor, agreement_id: int, step: Step, value: str | None
) -> DraftView:
    """Take the answer of a button; None keeps what was said before.

    A button of a question asked earlier only shows the present one again.
    """
    async with core.db.write() as s:
        me, pair, draft = await _mine(s, actor, agreement_id)
        focusing.take(core, me, Focus.AGREEMENT, draft.id)
        problem = None
        if draft_rows.step_of(draft) is step and draft.update_id != actor.update_id:
            problem = await draft_rows.take(s, core, pair, draft, value)
        draft.update_id = actor.update_id
        return await draft_rows.view(s, core, pair, draft, problem)


async def write(core: Core, actor: Actor, text: str) -> DraftView | Left:
    """Take a typed answer to the question at hand; or leave, if the draft is there no longer."""
    async with core.db.write() as s:
        me = await members.require(s, actor)
        draft = await s.get(Agreement, me.focus_id) if me.focus is Focus.AGREEMENT else None
        pair = await pairs.find(s, me, draft.relationship_id, lock=True) if draft else None
        if draft is None or pair is None or not pair.is_active or not _is_open(me, draft):
            return leave(me, Focus.AGREEMENT)
        if draft.update_id == actor.update_id:
            return await draft_rows.view(s, core, pair, draft)
        focusing.take(core, me, Focus.AGREEMENT, draft.id)
        value = flow.read(draft_rows.step_of(draft), text, local_date_of(core.clock.now(), me.zone))
        problem: Problem | None = Problem.UNREAD
        if value is not None:
            problem = await draft_rows.take(s, core, pair, draft, value)
        if problem is None:
            draft.update_id = actor.update_id
        return await draft_rows.view(s, core, pair, draft, problem)


async def back(core: Core, actor: Actor, agreement_id: int, step: Step) -> DraftView:
    """Go to the question before `step`, if that is where its author still stands."""
    async with core.db.write() as s:
        me, pair, draft = await _mine(s, actor, agreement_id)
        focusing.take(core, me, Focus.AGREEMENT, draft.id)
        if draft_rows.step_of(draft) is step:
            now_said = await terms.read(s, core.vault, draft)
            before = flow.preceding(now_said, step, reviewed=draft.reviewed)
            draft_rows.go(draft, before or step)
            draft.update_id = actor.update_id
        return await draft_rows.view(s, core, pair, draft)


async def change(core: Core, actor: Actor, agreement_id: int, section: int) -> DraftView:
    """Go from the review to the first question of one section."""
    async with core.db.write() as s:
        me, pair, draft = await _mine(s, actor, agreement_id)
        focusing.take(core, me, Focus.AGREEMENT, draft.id)
        if draft_rows.step_of(draft) is Step.REVIEW and 0 <= section < len(flow.SECTIONS):
            draft_rows.go(draft, flow.SECTIONS[section][0])
            draft.update_id = actor.update_id
        return await draft_rows.view(s, core, pair, draft)


async def drop(core: Core, actor: Actor, agreement_id: int) -> Left:
    """Throw a draft away; one already gone is no error."""
    async with core.db.write() as s:
        me = await members.require(s, actor)
        draft = await s.get(Agreement, agreement_id)
        if draft is not None and _is_open(me, draft):
            await s.delete(draft)
        return leave(me, Focus.AGREEMENT, agreement_id)


async def _mine(s: AsyncSession, actor: Actor, agreement_id: int) -> tuple[Person, Pair, Agreement]:
    me = await members.require(s, actor)
    draft = await s.get(Agreement, agreement_id)
    if draft is None or draft.proposed_by != me.id:
        raise RefusedError(Reason.GONE)
    pair = await pairs.require(s, me, draft.relationship_id)
    await s.refresh(draft)
    if draft.state is not AgreementState.DRAFT:
        raise RefusedError(Reason.CLOSED)
    return me, pair, draft


def _is_open(me: Person, draft: Agreement) -> bool:
    return draft.proposed_by == me.id and draft.state is AgreementState.DRAFT
