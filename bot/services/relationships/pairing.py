"""Pairing a mentor with a mentee. Each of them is asked, and either may simply say no.

What they say is taken in `pair_answers`.
"""

from dataclasses import dataclass, replace

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.db.tables import Person, Relationship
from bot.domain.deeds import Deed
from bot.domain.people import Role
from bot.domain.queues import Cause, MessageKind
from bot.domain.relationships import LIVING, RelationshipKind, RelationshipState
from bot.services import audit, members
from bot.services.core import Actor, Core
from bot.services.errors import Reason, RefusedError
from bot.services.members import name_of
from bot.services.relationships.pair_choices import taking_part
from bot.services.telling import tell


@dataclass(frozen=True)
class Suggestion:
    """A mentor and a mentee to be asked, or just asked; `has_mentors` are the mentee's already.

    `times_asked` counts how often these two have been asked about each other so far.
    """

    language: str
    mentor_id: int
    mentee_id: int
    mentor: str
    mentee: str
    has_mentors: tuple[str, ...]
    times_asked: int
    asked: bool


async def consider(core: Core, actor: Actor, mentor_id: int, mentee_id: int) -> Suggestion:
    """Return what a coordinator should see before these two are asked."""
    async with core.db.read() as s:
        me = await members.require(s, actor, Role.COORDINATOR)
        mentor, mentee = await _two(s, me, mentor_id, mentee_id)
        if await _between(s, mentor.id, mentee.id) is not None:
            raise RefusedError(Reason.ALREADY_PAIRED)
        return await _suggestion(s, core, me, mentor, mentee, asked=False)


async def propose(
    core: Core,
    actor: Actor,
    mentor_id: int,
    mentee_id: int,
    *,
    knowing: int = 0,
    times_asked: int = 0,
) -> Suggestion:
    """Ask both. `knowing` is how many mentors of the mentee the coordinator was shown.

    If the mentee has got another one since, nobody is asked yet and the coordinator sees that.
    `times_asked` was true when the button was made: an old one asks nobody a second time.
    """
    async with core.db.write() as s:
        me = await members.require(s, actor, Role.COORDINATOR)
        mentor, mentee = await _two(s, me, mentor_id, mentee_id)
        await s.execute(select(Person.id).where(Person.id == mentee.id).with_for_update())
        if await _made_by(s, actor, mentor.id, mentee.id):
            return await _suggestion(s, core, me, mentor, mentee, asked=True)
        if await _times_asked(s, mentor.id, mentee.id) != times_asked:
            raise RefusedError(Reason.ASKED_ALREADY)
        view = await _suggestion(s, core, me, mentor, mentee, asked=False)
        if len(view.has_mentors) > knowing:
            return view
        await ask_both(
            s,
            core,
            mentor,
            mentee,
            kind=RelationshipKind.MENTORING,
            proposed_by=me.id,
            cause=actor.cause,
        )
        return replace(view, times_asked=times_asked + 1, asked=True)


async def ask_both(
    s: AsyncSession,
    core: Core,
    mentor: Person,
    mentee: Person,
    *,
    kind: RelationshipKind,
    proposed_by: int,
    cause: Cause,
) -> None:
    """Propose a pair, and ask its two sides; whether that makes sense is for the caller to know."""
    relationship = Relationship(
        programme_id=mentor.programme_id,
        kind=kind,
        state=RelationshipState.PROPOSED,
        mentor_id=mentor.id,
        mentee_id=mentee.id,
        proposed_by=proposed_by,
        update_id=cause.update_id,
        created_at=core.clock.now(),
    )
    s.add(relationship)
    await s.flush()
    proposer = await s.get_one(Person, proposed_by)
    await audit.note(s, core, proposer, Deed.PAIRED, cause.update_id, subject=relationship.id)
    for person in (mentor, mentee):
        key = f"pair_ask:{relationship.id}:{person.id}"
        await tell(
            s, core, person, MessageKind.PAIR_ASK, cause, subject_id=relationship.id, dedupe=key
        )


async def _two(
    s: AsyncSession, me: Person, mentor_id: int, mentee_id: int
) -> tuple[Person, Person]:
    if mentor_id == mentee_id:
        raise RefusedError(Reason.SAME_PERSON)
    return (
        await taking_part(s, me, mentor_id, Role.MENTOR),
        await taking_part(s, me, mentee_id, Role.MENTEE),
    )


async def _made_by(s: AsyncSession, actor: Actor, mentor_id: int, mentee_id: int) -> bool:
    found = await s.scalar(
        select(Relationship.id).where(
            Relationship.mentor_id == mentor_id,
            Relationship.mentee_id == mentee_id,
            Relationship.update_id == actor.update_id,
        )
    )
    return found is not None


async def _between(s: AsyncSession, mentor_id: int, mentee_id: int) -> Relationship | None:
    return await s.scalar(
        select(Relationship).where(
            Relationship.kind == RelationshipKind.MENTORING,
            Relationship.mentor_id == mentor_id,
            Relationship.mentee_id == mentee_id,
            Relationship.state.in_(LIVING),
        )
    )


async def _suggestion(
    s: AsyncSession, core: Core, me: Person, mentor: Person, mentee: Person, *, asked: bool
) -> Suggestion:
    rows = await s.scalars(
        select(Person)
        .join(Relationship, Relationship.mentor_id == Person.id)
        .where(
            Relationship.kind == RelationshipKind.MENTORING,
            Relationship.mentee_id == mentee.id,
            Relationship.mentor_id != mentor.id,
            Relationship.state.in_(LIVING),
        )
        .order_by(Relationship.created_at)
    )
    return Suggestion(
        language=me.language,
        mentor_id=mentor.id,
        mentee_id=mentee.id,
        mentor=name_of(core.vault, mentor),
        mentee=name_of(core.vault, mentee),
        has_mentors=tuple(name_of(core.vault, person) for person in rows),
        times_asked=await _times_asked(s, mentor.id, mentee.id),
        asked=asked,
    )


async def _times_asked(s: AsyncSession, mentor_id: int, mentee_id: int) -> int:
    query = select(func.count()).where(
        Relationship.kind == RelationshipKind.MENTORING,
        Relationship.mentor_id == mentor_id,
        Relationship.mentee_id == mentee_id,
    )
    return (await s.scalar(query)) or 0
