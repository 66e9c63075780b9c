"""Pairs that were planned before their people had joined: asked about as soon as both take part."""

from sqlalchemy import or_, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from bot.db.tables import Invite, Person, PlannedPair, Relationship
from bot.domain.people import PersonState
from bot.domain.queues import Cause
from bot.domain.relationships import LIVING
from bot.services.core import Core
from bot.services.relationships.pairing import ask_both


async def ask_ready(
    s: AsyncSession,
    core: Core,
    cause: Cause,
    *,
    person: Person | None = None,
    programme_id: int | None = None,
) -> None:
    """Ask the two sides of every planned pair, of a person or a programme, who both take part.

    Each pair is asked about once; whoever are a pair already, or one and the same person, are not
    asked. Of two people who join at the same moment, the later one sees the other.
    """
    await s.flush()
    waiting = await _locked(s, person, programme_id)
    for plan, mentor, mentee in await _ready(s, [plan.id for plan in waiting]):
        plan.asked_at = core.clock.now()
        if mentor.id == mentee.id or await _are_pair(s, plan, mentor, mentee):
            continue
        await ask_both(
            s,
            core,
            mentor,
            mentee,
            kind=plan.kind,
            proposed_by=plan.created_by,
            cause=cause,
        )


async def is_planned(s: AsyncSession, invite_id: int) -> bool:
    """Whether whoever uses this invite is to be asked about somebody."""
    found = await s.scalar(
        select(PlannedPair.id)
        .where(
            or_(
                PlannedPair.mentor_invite_id == invite_id,
                PlannedPair.mentee_invite_id == invite_id,
            )
        )
        .limit(1)
    )
    return found is not None


async def _locked(
    s: AsyncSession, person: Person | None, programme_id: int | None
) -> list[PlannedPair]:
    query = select(PlannedPair).where(PlannedPair.asked_at.is_(None)).order_by(PlannedPair.id)
    if person is not None:
        theirs = select(Invite.id).where(Invite.used_by == person.id)
        query = query.where(
            or_(
                PlannedPair.mentor_invite_id.in_(theirs),
                PlannedPair.mentee_invite_id.in_(theirs),
            )
        )
    else:
        query = query.where(PlannedPair.programme_id == programme_id)
    return list(await s.scalars(query.with_for_update()))


async def _ready(s: AsyncSession, ids: list[int]) -> list[tuple[PlannedPair, Person, Person]]:
    """Read after the lock, and anew: what somebody else has just committed counts."""
    if not ids:
        return []
    mentor_invite, mentee_invite = aliased(Invite), aliased(Invite)
    mentor, mentee = aliased(Person), aliased(Person)
    rows = await s.execute(
        select(PlannedPair, mentor, mentee)
        .join(mentor_invite, mentor_invite.id == PlannedPair.mentor_invite_id)
        .join(mentee_invite, mentee_invite.id == PlannedPair.mentee_invite_id)
        .join(mentor, mentor.id == mentor_invite.used_by)
        .join(mentee, mentee.id == mentee_invite.used_by)
        .where(
            PlannedPair.id.in_(ids),
            mentor.state == PersonState.ACTIVE,
            mentee.state == PersonState.ACTIVE,
        )
        .order_by(PlannedPair.id)
        .execution_options(populate_existing=True)
    )
    return [(plan, one, other) for plan, one, other in rows]


async def _are_pair(s: AsyncSession, plan: PlannedPair, mentor: Person, mentee: Person) -> bool:
    found = await s.scalar(
        select(Relationship.id).where(
            Relationship.kind == plan.kind,
            Relationship.mentor_id == mentor.id,
            Relationship.mentee_id == mentee.id,
            Relationship.state.in_(LIVING),
        )
    )
    return found is not None
