"""Whose mentee somebody is: whom they can ask, and whom a concern can be about."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.db.tables import Person, Relationship
from bot.domain.people import PersonState
from bot.domain.relationships import RelationshipKind, RelationshipState
from bot.services.core import Core
from bot.services.talking.names import called

_NOW = (RelationshipState.ACTIVE, RelationshipState.PAUSED)
_EVER = (*_NOW, RelationshipState.ENDED)


@dataclass(frozen=True)
class Mentor:
    """A mentor of somebody's, by name, and how their pair stands."""

    person_id: int
    name: str
    pair: RelationshipState


async def mentors_of(s: AsyncSession, core: Core, person: Person) -> tuple[Mentor, ...]:
    """Return those who mentor a person now, and take part themselves."""
    return await _mentors(s, core, person, _NOW, {PersonState.ACTIVE})


async def mentors_ever(s: AsyncSession, core: Core, person: Person) -> tuple[Mentor, ...]:
    """Return those who mentor a person, or did before, the latest first."""
    return await _mentors(s, core, person, _EVER, set(PersonState) - {PersonState.LEFT})


async def was_mentored_by(
    s: AsyncSession, core: Core, person: Person, mentor_id: int
) -> Mentor | None:
    """Return one who mentors a person, or did, whatever has become of them; None for others."""
    found = await _mentors(s, core, person, _EVER, set(PersonState))
    return next((each for each in found if each.person_id == mentor_id), None)


async def _mentors(
    s: AsyncSession,
    core: Core,
    person: Person,
    states: tuple[RelationshipState, ...],
    who: set[PersonState],
) -> tuple[Mentor, ...]:
    rows = await s.execute(
        select(Person, Relationship.state)
        .join(Relationship, Relationship.mentor_id == Person.id)
        .where(
            Relationship.mentee_id == person.id,
            Relationship.kind == RelationshipKind.MENTORING,
            Relationship.state.in_(states),
            Person.state.in_(who),
        )
        .order_by(Relationship.created_at.desc(), Relationship.id)
    )
    found: dict[int, Mentor] = {}
    for each, state in rows:
        found.setdefault(each.id, Mentor(each.id, called(core, each), state))
    return tuple(found.values())
