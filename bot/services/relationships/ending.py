"""Pausing a pair, letting it go on, and ending it: by a coordinator, or by one of the two.

Handled twice, an update changes nothing: the relationship remembers the last that changed it.
"""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.db.tables import Person, Relationship
from bot.domain.deeds import Deed
from bot.domain.people import PersonState, Role
from bot.domain.queues import MessageKind
from bot.domain.relationships import RelationshipState
from bot.services import audit, members
from bot.services.core import Actor, Core
from bot.services.errors import Reason, RefusedError
from bot.services.relationships import closing, pair_page, pairs, resting, stopping
from bot.services.relationships.closing import ClosingView
from bot.services.relationships.pair_page import PairPage
from bot.services.relationships.pairs import Pair
from bot.services.telling import tell

_LIVING = (RelationshipState.ACTIVE, RelationshipState.PAUSED)


@dataclass(frozen=True)
class AskView:
    """Whether one of the two really wants to end it; `away` if the other one has withdrawn."""

    language: str
    relationship_id: int
    other: str
    away: bool


async def pause(core: Core, actor: Actor, relationship_id: int) -> PairPage:
    """Pause a pair: as ending it, but all that was agreed stands and can go on."""
    async with core.db.write() as s:
        me, relationship = await coordinated(s, actor, relationship_id)
        new = relationship.update_id != actor.update_id
        if new and relationship.state is RelationshipState.ACTIVE:
            await _stop(s, core, actor, relationship, me, RelationshipState.PAUSED)
        return await pair_page.view_of(s, core, me, relationship, actor)


async def end(core: Core, actor: Actor, relationship_id: int) -> PairPage:
    """End a pair. What each of the two wrote stays their own."""
    async with core.db.write() as s:
        me, relationship = await coordinated(s, actor, relationship_id)
        if relationship.state in _LIVING:
            await _stop(s, core, actor, relationship, me, RelationshipState.ENDED)
        return await pair_page.view_of(s, core, me, relationship, actor)


async def go_on(core: Core, actor: Actor, relationship_id: int) -> PairPage:
    """Let a pair go on after a pause: everything is planned again by what they agreed."""
    async with core.db.write() as s:
        me, relationship = await coordinated(s, actor, relationship_id)
        new = relationship.update_id != actor.update_id
        if new and relationship.state is RelationshipState.PAUSED:
            if not await resting.both_take_part(s, relationship):
                raise RefusedError(Reason.NOT_TAKING_PART)
            await _note(s, core, actor, me, Deed.PAIR_RESUMED, relationship)
            await resting.set_going(s, core, relationship, actor.update_id)
            await _tell_they_go_on(s, core, actor, relationship)
        return await pair_page.view_of(s, core, me, relationship, actor)


async def ask_mine(core: Core, actor: Actor, relationship_id: int) -> AskView:
    """Ask one of the two whether they really want to end it."""
    async with core.db.read() as s:
        me = await members.require(s, actor)
        pair = await pairs.find(s, me, relationship_id)
        if pair is None:
            raise RefusedError(Reason.GONE)
        if pair.relationship.state not in _LIVING:
            raise RefusedError(Reason.CLOSED)
        other = members.name_of(core.vault, pair.other)
        away = pair.other.state is PersonState.WITHDRAWN
        return AskView(me.language, relationship_id, other, away)


async def end_mine(core: Core, actor: Actor, relationship_id: int) -> ClosingView:
    """End one's own pair. The other side and the coordinators are told that, and no reason."""
    async with core.db.write() as s:
        me = await members.require(s, actor)
        await stopping.hold(s, relationship_id)
        pair = await pairs.find(s, me, relationship_id, lock=True)
        if pair is None:
            raise RefusedError(Reason.GONE)
        relationship = pair.relationship
        if relationship.state in _LIVING:
            await _stop(s, core, actor, relationship, me, RelationshipState.ENDED, but=me)
            await _tell_coordinators(s, core, actor, pair)
        elif relationship.state is not RelationshipState.ENDED:
            raise RefusedError(Reason.CLOSED)
        response = await closing.latest(s, pair)
        by = await closing.told_by(s, pair, response)
        return await closing.view_of(s, core, pair, response, by)


async def coordinated(
    s: AsyncSession, actor: Actor, relationship_id: int
) -> tuple[Person, Relationship]:
    """Return a coordinator with a pair of their own programme, locked for changing it."""
    me = await members.require(s, actor, Role.COORDINATOR)
    await stopping.hold(s, relationship_id)
    query = select(Relationship).where(Relationship.id == relationship_id)
    relationship = await s.scalar(query.with_for_update())
    if relationship is None or relationship.programme_id != me.programme_id:
        raise RefusedError(Reason.GONE)
    return me, relationship


async def _stop(
    s: AsyncSession,
    core: Core,
    actor: Actor,
    relationship: Relationship,
    by: Person,
    state: RelationshipState,
    *,
    but: Person | None = None,
) -> None:
    relationship.state = state
    relationship.update_id = actor.update_id
    if state is RelationshipState.ENDED:
        deed, relationship.ended_at = Deed.PAIR_ENDED, core.clock.now()
    else:
        deed, relationship.paused_at = Deed.PAIR_PAUSED, core.clock.now()
    await _note(s, core, actor, by, deed, relationship)
    await s.flush()
    await stopping.stop(s, core, relationship, actor.update_id)
    await closing.ask_both(s, core, actor, relationship, by, but=but)


async def _note(
    s: AsyncSession, core: Core, actor: Actor, by: Person, deed: Deed, pair: Relationship
) -> None:
    await audit.note(s, core, by, deed, actor.update_id, subject=pair.id)


async def _tell_they_go_on(
    s: AsyncSession, core: Core, actor: Actor, relationship: Relationship
) -> None:
    """Tell both sides; whoever never heard of the pause does not hear of its end either."""
    for person_id in (relationship.mentor_id, relationship.mentee_id):
        person = await s.get_one(Person, person_id)
        pair = await pairs.find(s, person, relationship.id)
        if pair is None or await closing.take_back(s, core, pair):
            continue
        await tell(
            s,
            core,
            person,
            MessageKind.PAIR_GOES_ON,
            actor.cause,
            subject_id=relationship.id,
            dedupe=f"goes_on:{relationship.id}:{actor.update_id}:{person_id}",
        )


async def _tell_coordinators(s: AsyncSession, core: Core, actor: Actor, pair: Pair) -> None:
    for coordinator in await members.coordinators_for(s, pair.me):
        if coordinator.id != pair.other.id:
            await tell(
                s,
                core,
                coordinator,
                MessageKind.PAIR_ENDED,
                actor.cause,
                subject_id=pair.relationship.id,
                dedupe=f"pair_ended:{pair.relationship.id}:{coordinator.id}",
                detail={"by": pair.me.id},
            )
