"""Proposing a schedule and answering a proposal. The old agreement stands until a new one does.

At most one proposal is on the table: a newer one, from whichever side, takes its place. So two
that cross cannot both be accepted, nor an old one after a newer.
"""

from dataclasses import replace

from sqlalchemy import update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.db.tables import Agreement, Person
from bot.domain.agreements import Step, is_complete
from bot.domain.people import Focus
from bot.domain.queues import DueKind, MessageKind
from bot.domain.relationships import AgreementState
from bot.domain.terms import brought_up_to_date
from bot.services import due, members
from bot.services.core import Actor, Core
from bot.services.errors import Reason, RefusedError
from bot.services.meeting import meetings
from bot.services.relationships import agreement_views, pairs, terms
from bot.services.relationships.agreement_views import OutcomeView, ProposalView
from bot.services.relationships.leaving import leave
from bot.services.relationships.pairs import Pair
from bot.services.telling import tell
from bot.services.writing import prompting


async def propose(core: Core, actor: Actor, agreement_id: int) -> ProposalView:
    """Send a finished draft to the other side."""
    async with core.db.write() as s:
        me, pair, agreement = await _locked(s, actor, agreement_id)
        if agreement.proposed_by != me.id:
            raise RefusedError(Reason.GONE)
        replaces = False
        if agreement.state is AgreementState.DRAFT:
            replaces = await _put_on_the_table(s, core, actor, pair, agreement)
            agreement.update_id = actor.update_id
        elif agreement.state is not AgreementState.PROPOSED:
            raise RefusedError(Reason.CLOSED)
        left = leave(me, Focus.AGREEMENT, agreement_id)
        shown = await agreement_views.view_of(s, core, pair, agreement)
        return replace(shown, replaces_theirs=replaces, focus=left.focus)


async def accept(core: Core, actor: Actor, agreement_id: int) -> OutcomeView:
    """Say yes to the other side's proposal: from here on it is the schedule.

    What this person had begun to propose instead is put away.
    """
    async with core.db.write() as s:
        me, pair, agreement = await _locked(s, actor, agreement_id)
        if agreement.proposed_by == me.id:
            raise RefusedError(Reason.OWN_PROPOSAL)
        if agreement.state is AgreementState.PROPOSED:
            agreement.update_id = actor.update_id
            draft = await terms.draft_of(s, pair.relationship.id, me)
            if draft is not None:
                await s.delete(draft)
            await _make_it_stand(s, core, pair, agreement)
            await _tell_author(s, core, actor, pair, agreement)
        elif agreement.state is not AgreementState.ACCEPTED:
            raise RefusedError(Reason.NEWER_PROPOSAL)
        return await agreement_views.outcome_of(s, core, pair, agreement)


async def decline(core: Core, actor: Actor, agreement_id: int) -> OutcomeView:
    """Say no to the other side's proposal; whatever was agreed before still stands."""
    async with core.db.write() as s:
        me, pair, agreement = await _locked(s, actor, agreement_id)
        if agreement.proposed_by == me.id:
            raise RefusedError(Reason.OWN_PROPOSAL)
        if agreement.state is AgreementState.PROPOSED:
            agreement.state = AgreementState.DECLINED
            agreement.answered_at = core.clock.now()
            await _tell_author(s, core, actor, pair, agreement)
        elif agreement.state is not AgreementState.DECLINED:
            raise RefusedError(Reason.NEWER_PROPOSAL)
        return await agreement_views.outcome_of(s, core, pair, agreement)


async def _locked(
    s: AsyncSession, actor: Actor, agreement_id: int
) -> tuple[Person, Pair, Agreement]:
    me = await members.require(s, actor)
    agreement = await s.get(Agreement, agreement_id)
    if agreement is None:
        raise RefusedError(Reason.GONE)
    pair = await pairs.require(s, me, agreement.relationship_id)
    # What was read before the lock may have changed meanwhile.
    await s.refresh(agreement)
    if agreement.state is AgreementState.DRAFT and agreement.proposed_by != me.id:
        raise RefusedError(Reason.GONE)
    return me, pair, agreement


async def _put_on_the_table(
    s: AsyncSession, core: Core, actor: Actor, pair: Pair, agreement: Agreement
) -> bool:
    """Propose a draft; return whether it put a proposal of the other side's aside."""
    now = core.clock.now()
    said = await terms.read(s, core.vault, agreement)
    if not is_complete(said):
        raise RefusedError(Reason.NOT_YET)
    before = await terms.on_the_table(s, pair.relationship.id)
    replaces = before is not None and before.proposed_by == pair.other.id
    await _replace(s, agreement, AgreementState.PROPOSED)
    terms.write(core.vault, agreement, pair.me, brought_up_to_date(said, pair.mentee.zone, now))
    agreement.state = AgreementState.PROPOSED
    agreement.step = Step.REVIEW
    agreement.proposed_at = now
    await tell(
        s,
        core,
        pair.other,
        MessageKind.AGREEMENT_PROPOSED,
        actor.cause,
        subject_id=agreement.id,
        dedupe=f"agreement_proposed:{agreement.id}",
        detail={"instead": replaces},
    )
    return replaces


async def _make_it_stand(s: AsyncSession, core: Core, pair: Pair, agreement: Agreement) -> None:
    now, relationship = core.clock.now(), pair.relationship
    before = await terms.standing(s, relationship.id)
    await _replace(s, agreement, AgreementState.ACCEPTED)
    agreement.state = AgreementState.ACCEPTED
    agreement.answered_at = now
    await s.flush()
    await due.call_off(s, now, DueKind.REFLECTION, subject_id=relationship.id)
    await prompting.plan_next(s, core, relationship, agreement, pair.mentee, now)
    await meetings.follow(s, core, relationship, agreement, before)


async def _replace(s: AsyncSession, newer: Agreement, state: AgreementState) -> None:
    await s.execute(
        update(Agreement)
        .where(
            Agreement.relationship_id == newer.relationship_id,
            Agreement.state == state,
            Agreement.id != newer.id,
        )
        .values(state=AgreementState.REPLACED)
    )


async def _tell_author(
    s: AsyncSession, core: Core, actor: Actor, pair: Pair, agreement: Agreement
) -> None:
    await tell(
        s,
        core,
        pair.other,
        MessageKind.AGREEMENT_RESULT,
        actor.cause,
        subject_id=agreement.id,
        dedupe=f"agreement_result:{agreement.id}",
    )
