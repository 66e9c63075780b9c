"""What the two who were asked to be a pair say, and telling the others what came of it."""

from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.db.tables import OutboxRow, Person, Relationship
from bot.domain.deeds import Deed
from bot.domain.people import PersonState
from bot.domain.queues import MessageKind
from bot.domain.relationships import RelationshipKind, RelationshipState
from bot.services import audit, members
from bot.services.core import Actor, Core
from bot.services.errors import Reason, RefusedError
from bot.services.members import name_of
from bot.services.people import people_news
from bot.services.reading import histories
from bot.services.reading.history_views import Choice
from bot.services.relationships import pulse_plan
from bot.services.relationships.pairs import Pair, find
from bot.services.telling import tell


class Standing(StrEnum):
    """How a pairing stands for the one who answered: the other is still asked, or it is settled."""

    WAITING = "waiting"
    ACTIVE = "active"
    DECLINED = "declined"


@dataclass(frozen=True)
class Answered:
    """What an answer came to; `before` is what a mentee may open to their new mentor."""

    language: str
    other: str
    standing: Standing
    before: tuple[Choice, ...] = ()


@dataclass(frozen=True)
class Ask:
    """The question to one side of a pairing."""

    language: str
    relationship_id: int
    other: str
    coordinator: str
    as_mentor: bool
    kind: RelationshipKind


@dataclass(frozen=True)
class Result:
    """What a pairing came to, for one side of it (`other` is set) or for the coordinator.

    That two became a pair, coordinators hear along with other news. `before` is what a mentee may
    open to their new mentor.
    """

    language: str
    standing: Standing
    mentor: str
    mentee: str
    answered_by: str
    other: str = ""
    before: tuple[Choice, ...] = ()


async def answer(core: Core, actor: Actor, relationship_id: int, *, yes: bool) -> Answered:
    """Take one side's yes or no. The second yes makes the pair; a no ends it, without a reason."""
    async with core.db.write() as s:
        me = await members.require(s, actor)
        pair = await find(s, me, relationship_id, lock=True)
        if pair is None:
            raise RefusedError(Reason.GONE)
        if pair.relationship.state is RelationshipState.PROPOSED:
            if pair.other.state is not PersonState.ACTIVE:
                raise RefusedError(Reason.NOT_TAKING_PART)
            await (_take_yes(s, core, actor, pair) if yes else _take_no(s, core, actor, pair))
        standing = _standing(pair.relationship)
        declined = standing is Standing.DECLINED
        if yes is declined or (declined and not await _said_no(s, actor, pair)):
            raise RefusedError(Reason.CLOSED)
        before = await _before(s, core, me, pair.relationship)
        return Answered(me.language, name_of(core.vault, pair.other), standing, before)


async def ask(core: Core, person: Person, relationship_id: int) -> Ask | None:
    """Return the question for `person`; None once it is answered or settled."""
    async with core.db.read() as s:
        pair = await find(s, person, relationship_id)
        if (
            pair is None
            or pair.relationship.state is not RelationshipState.PROPOSED
            or pair.other.state is not PersonState.ACTIVE
            or _has_said_yes(pair)
        ):
            return None
        coordinator = await s.get_one(Person, pair.relationship.proposed_by)
        return Ask(
            language=person.language,
            relationship_id=relationship_id,
            other=name_of(core.vault, pair.other),
            coordinator=name_of(core.vault, coordinator),
            as_mentor=pair.i_am_mentor,
            kind=pair.relationship.kind,
        )


async def result(
    core: Core, person: Person, relationship_id: int, answered_by: int
) -> Result | None:
    """Return what the pairing came to, for one of its two or the coordinator who proposed it."""
    async with core.db.read() as s:
        return await result_for(s, core, person, relationship_id, answered_by)


async def result_for(
    s: AsyncSession, core: Core, person: Person, relationship_id: int, answered_by: int
) -> Result | None:
    """As `result`, in a transaction of the caller's."""
    relationship = await s.get(Relationship, relationship_id)
    if relationship is None or relationship.state is RelationshipState.ENDED:
        return None
    sides = (relationship.mentor_id, relationship.mentee_id)
    if person.id not in (*sides, relationship.proposed_by):
        return None
    # Of one who is none of the two, the coordinator alone is told.
    whom = {*sides} if person.id in sides else {*sides, answered_by}
    names = {row: name_of(core.vault, await s.get_one(Person, row)) for row in whom}
    other = sides[1] if person.id == sides[0] else sides[0]
    return Result(
        language=person.language,
        standing=_standing(relationship),
        mentor=names[sides[0]],
        mentee=names[sides[1]],
        answered_by=names.get(answered_by, ""),
        other=names[other] if person.id in sides else "",
        before=await _before(s, core, person, relationship),
    )


async def _before(
    s: AsyncSession, core: Core, person: Person, relationship: Relationship
) -> tuple[Choice, ...]:
    """What a mentee shared before this pair began, as something to open to its mentor."""
    if person.id != relationship.mentee_id or relationship.state is not RelationshipState.ACTIVE:
        return ()
    found = await histories.choices(s, core, person)
    return tuple(each for each in found if each.later_id == relationship.id)


def _has_said_yes(pair: Pair) -> bool:
    relationship = pair.relationship
    said = relationship.mentor_said_yes_at if pair.i_am_mentor else relationship.mentee_said_yes_at
    return said is not None


async def _take_yes(s: AsyncSession, core: Core, actor: Actor, pair: Pair) -> None:
    relationship, now = pair.relationship, core.clock.now()
    if not _has_said_yes(pair):
        await _note(s, core, actor, pair, Deed.PAIR_ACCEPTED)
    if pair.i_am_mentor:
        relationship.mentor_said_yes_at = relationship.mentor_said_yes_at or now
    else:
        relationship.mentee_said_yes_at = relationship.mentee_said_yes_at or now
    if relationship.mentor_said_yes_at and relationship.mentee_said_yes_at:
        relationship.state = RelationshipState.ACTIVE
        await pulse_plan.plan_both(s, core, relationship)
        await _tell_result(s, core, actor, pair)


async def _take_no(s: AsyncSession, core: Core, actor: Actor, pair: Pair) -> None:
    pair.relationship.state = RelationshipState.DECLINED
    pair.relationship.ended_at = core.clock.now()
    await _note(s, core, actor, pair, Deed.PAIR_DECLINED)
    await _tell_result(s, core, actor, pair)


async def _note(s: AsyncSession, core: Core, actor: Actor, pair: Pair, deed: Deed) -> None:
    await audit.note(s, core, pair.me, deed, actor.update_id, subject=pair.relationship.id)


async def _said_no(s: AsyncSession, actor: Actor, pair: Pair) -> bool:
    """Whether it came to nothing by this very update; not by the other's, or a coordinator's."""
    made = select(OutboxRow.id).where(
        OutboxRow.kind == MessageKind.PAIR_RESULT,
        OutboxRow.subject_id == pair.relationship.id,
        OutboxRow.update_id == actor.update_id,
    )
    return await s.scalar(made.limit(1)) is not None


async def _tell_result(s: AsyncSession, core: Core, actor: Actor, pair: Pair) -> None:
    """Tell the coordinator and the other side; the one who answered reads it in the reply."""
    coordinator = await s.get_one(Person, pair.relationship.proposed_by)
    to_tell = {pair.other.id: pair.other}
    if coordinator.id not in (pair.me.id, pair.other.id):
        if pair.relationship.state is RelationshipState.ACTIVE:
            await people_news.tell_paired(s, core, coordinator, actor.cause, pair.relationship)
        else:
            to_tell[coordinator.id] = coordinator
    for person in to_tell.values():
        await tell(
            s,
            core,
            person,
            MessageKind.PAIR_RESULT,
            actor.cause,
            subject_id=pair.relationship.id,
            dedupe=f"pair_result:{pair.relationship.id}:{person.id}",
            detail={"answered_by": pair.me.id},
        )


def _standing(relationship: Relationship) -> Standing:
    match relationship.state:
        case RelationshipState.PROPOSED:
            return Standing.WAITING
        case RelationshipState.ACTIVE | RelationshipState.PAUSED:
            return Standing.ACTIVE
        case RelationshipState.DECLINED:
            return Standing.DECLINED
        case _:
            raise RefusedError(Reason.CLOSED)
