"""The pairs of somebody who withdraws: they rest, and go on by themselves if they come back.

It is a pause that nobody is asked to look back on: what is open stays open, and the meetings that
were called off for it take place after all if it is over before them. A pair that has a break
already keeps it, as whoever arranged it meant it.
"""

from collections.abc import Sequence

from sqlalchemy import or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.db.tables import Person, Relationship
from bot.domain.people import PersonState
from bot.domain.relationships import MeetingState, RelationshipState
from bot.services.core import Actor, Core
from bot.services.meeting import meeting_rows, meetings
from bot.services.reading import histories
from bot.services.relationships import pulse_plan, rest_notes, stopping, terms
from bot.services.writing import prompting


async def rest(s: AsyncSession, core: Core, actor: Actor, person: Person) -> list[Person]:
    """Let every pair of somebody who withdraws rest; return the other sides, who are told."""
    others = []
    for pair in await _lasting(s, person):
        if pair.state is RelationshipState.ACTIVE:
            pair.state = RelationshipState.PAUSED
            pair.paused_at = pair.held_at = core.clock.now()
            pair.update_id = actor.update_id
            await s.flush()
            await stopping.rest(s, core, pair, actor.update_id)
        other = await _other(s, pair, person)
        others.append(other)
        await rest_notes.tell_gone(s, core, actor, pair, other)
    return others


async def go_on(s: AsyncSession, core: Core, actor: Actor, person: Person) -> None:
    """Let the pairs go on that rested because somebody had withdrawn, and tell the other sides.

    Those whose other side has withdrawn too rest on, and a break that was there before lasts.
    """
    for pair in await _lasting(s, person):
        if pair.held_at is not None:
            if not await both_take_part(s, pair):
                continue
            await set_going(s, core, pair, actor.update_id)
        await rest_notes.tell_back(s, core, actor, pair, await _other(s, pair, person))


async def both_take_part(s: AsyncSession, relationship: Relationship) -> bool:
    """Whether both sides of a pair take part, so that it can go on."""
    sides = (relationship.mentor_id, relationship.mentee_id)
    states = [(await s.get_one(Person, each)).state for each in sides]
    return all(state is PersonState.ACTIVE for state in states)


async def set_going(
    s: AsyncSession, core: Core, relationship: Relationship, update_id: int | None
) -> None:
    """Let a pair go on after a break: all is planned again by what they agreed."""
    rested = relationship.held_at is not None
    held_by, relationship.update_id = relationship.update_id, update_id
    relationship.state = RelationshipState.ACTIVE
    relationship.resumed_at, relationship.held_at = core.clock.now(), None
    await s.flush()
    if rested:
        await _put_back(s, core, relationship, held_by)
    # Whoever wants no weekly questions has said so, and a rest takes nothing of that back.
    if not rested or relationship.prompts_stopped_at is None:
        await prompting.begin_anew(s, core, relationship)
    agreement = await terms.standing(s, relationship.id)
    if agreement is not None:
        await meetings.plan(s, core, relationship, agreement)
    await pulse_plan.plan_both(s, core, relationship, after_a_break=True)
    await histories.tell_again(s, core, relationship)


async def _lasting(s: AsyncSession, person: Person) -> Sequence[Relationship]:
    """The pairs of a person that last, locked as everybody does who changes one."""
    mine = or_(Relationship.mentor_id == person.id, Relationship.mentee_id == person.id)
    lasts = Relationship.state.in_((RelationshipState.ACTIVE, RelationshipState.PAUSED))
    query = select(Relationship).where(mine, lasts).order_by(Relationship.id)
    for each in await s.scalars(query.with_only_columns(Relationship.id)):
        await stopping.hold(s, each)
    found = await s.scalars(query.with_for_update())
    return found.all()


async def _other(s: AsyncSession, pair: Relationship, person: Person) -> Person:
    other_id = pair.mentee_id if pair.mentor_id == person.id else pair.mentor_id
    return await s.get_one(Person, other_id)


async def _put_back(
    s: AsyncSession, core: Core, relationship: Relationship, update_id: int | None
) -> None:
    """Let those meetings take place after all that were called off when the pair began to rest."""
    for meeting in await meeting_rows.called_off_by(s, relationship, update_id):
        if meeting.starts_at > core.clock.now():
            meeting.state = MeetingState.PLANNED
            meeting.sequence += 1
            await s.flush()
            await meeting_rows.plan_dues(s, core, relationship, meeting)
