"""The pairs of somebody who withdraws: they rest, and go on by themselves if they come back.

It is a pause that nobody is asked to look back on: what is open stays open, and the meetings that
were called off for it take place after all if it is over before them.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.db.tables import Person, Relationship
from bot.domain.people import PersonState
from bot.domain.queues import MessageKind
from bot.domain.relationships import MeetingState, RelationshipState
from bot.services import members, told
from bot.services.core import Actor, Core
from bot.services.meeting import meeting_rows, meeting_views, meetings
from bot.services.meeting.meeting_views import MeetingView
from bot.services.relationships import pairs, pulse_plan, stopping, terms
from bot.services.telling import tell
from bot.services.writing import prompting


@dataclass(frozen=True)
class RestsNote:
    """That somebody does not take part for now, for the other side of their pair."""

    language: str
    other: str
    called_off: tuple[MeetingView, ...]


async def rest(s: AsyncSession, core: Core, actor: Actor, person: Person) -> list[Person]:
    """Let every pair of somebody who withdraws rest; return the other sides, who are told."""
    others = []
    for pair in await _held(s, person):
        if pair.state is not RelationshipState.ACTIVE:
            continue
        pair.state = RelationshipState.PAUSED
        pair.paused_at = pair.held_at = core.clock.now()
        pair.update_id = actor.update_id
        await s.flush()
        await stopping.rest(s, core, pair, actor.update_id)
        other = await _other(s, pair, person)
        others.append(other)
        await tell(
            s,
            core,
            other,
            MessageKind.PAIR_RESTS,
            actor.cause,
            subject_id=pair.id,
            dedupe=f"rests:{pair.id}:{actor.update_id}",
            detail={"by": person.id},
        )
    return others


async def go_on(s: AsyncSession, core: Core, actor: Actor, person: Person) -> list[Person]:
    """Let the pairs go on that rested because somebody had withdrawn; return the other sides.

    Those whose other side has withdrawn too rest on. Whoever never heard that one rested does not
    hear that it goes on either.
    """
    others = []
    for pair in await _held(s, person):
        if pair.held_at is None or not await both_take_part(s, pair):
            continue
        await set_going(s, core, pair, actor.update_id)
        other = await _other(s, pair, person)
        others.append(other)
        if await _never_heard(s, core, pair, other):
            continue
        await tell(
            s,
            core,
            other,
            MessageKind.PAIR_GOES_ON,
            actor.cause,
            subject_id=pair.id,
            dedupe=f"goes_on:{pair.id}:{actor.update_id}:{other.id}",
        )
    return others


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
    await prompting.begin_anew(s, core, relationship)
    agreement = await terms.standing(s, relationship.id)
    if agreement is not None:
        await meetings.plan(s, core, relationship, agreement)
    await pulse_plan.plan_both(s, core, relationship, after_a_break=True)


async def rests_note(core: Core, reader_id: int, relationship_id: int) -> RestsNote | None:
    """What the other side is told when the message goes; None if it is not so any more."""
    async with core.db.read() as s:
        reader = await s.get_one(Person, reader_id)
        pair = await pairs.find(s, reader, relationship_id)
        if pair is None or pair.other.state is not PersonState.WITHDRAWN:
            return None
        if pair.relationship.held_at is None:
            return None
        off = await meeting_rows.called_off_by(s, pair.relationship, pair.relationship.update_id)
        return RestsNote(
            language=reader.language,
            other=members.name_of(core.vault, pair.other),
            called_off=tuple([await meeting_views.of(s, core, pair, each) for each in off]),
        )


async def _held(s: AsyncSession, person: Person) -> Sequence[Relationship]:
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


async def _never_heard(s: AsyncSession, core: Core, pair: Relationship, other: Person) -> bool:
    """Whether the other side was about to hear that the pair rested, and now never will."""
    rows = await told.newest_first(
        s, MessageKind.PAIR_RESTS, reader_id=other.id, subject_id=pair.id
    )
    return bool(rows) and await told.take_back(s, rows[0], core.clock.now())


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
