"""Finding a relationship and its two sides; asked before anything is done to it."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, or_, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from bot.db.tables import Person, Relationship
from bot.db.vault import Vault
from bot.domain.people import PersonState
from bot.domain.relationships import RelationshipState
from bot.domain.roster import plain_form
from bot.domain.viewers import Matter, viewer_in
from bot.domain.visibility import State, may_see
from bot.services import members
from bot.services.core import Core
from bot.services.errors import Reason, RefusedError

_RELATIONSHIP = select(Relationship).where(Relationship.id == bindparam("relationship_id"))
_LOCKED = _RELATIONSHIP.with_for_update()
# Made once: building this one takes milliseconds, and every menu asks it.
_MENTOR, _MENTEE = aliased(Person), aliased(Person)
_PAIRS = (
    select(Relationship, _MENTOR, _MENTEE)
    .join(_MENTOR, _MENTOR.id == Relationship.mentor_id)
    .join(_MENTEE, _MENTEE.id == Relationship.mentee_id)
    .where(
        or_(
            Relationship.mentor_id == bindparam("person_id"),
            Relationship.mentee_id == bindparam("person_id"),
        ),
        Relationship.state == bindparam("state"),
    )
)


@dataclass(frozen=True)
class Pair:
    """A relationship with both of its people, as seen by one of them."""

    relationship: Relationship
    mentor: Person
    mentee: Person
    me: Person

    @property
    def other(self) -> Person:
        """The one who is not reading."""
        return self.mentor if self.me.id == self.mentee.id else self.mentee

    @property
    def i_am_mentor(self) -> bool:
        """Whether the reader is the mentor."""
        return self.me.id == self.mentor.id

    @property
    def is_active(self) -> bool:
        """Whether both said yes and both still take part."""
        return (
            self.relationship.state is RelationshipState.ACTIVE
            and self.other.state is PersonState.ACTIVE
        )

    def sees(self, matter: Matter) -> bool:
        """Whether the reader sees what is the other's, of those things that are not answered."""
        side = self.relationship.mentor_id, self.relationship.mentee_id
        viewer = viewer_in(self.me.id, self.other.id, *side)
        state = State(pair=self.relationship.state, writer=self.other.state)
        return may_see(viewer, matter, state)


async def find(
    s: AsyncSession, person: Person, relationship_id: int, *, lock: bool = False
) -> Pair | None:
    """Return the pair, if `person` is one of its two. `lock` keeps others from changing it."""
    query = _LOCKED if lock else _RELATIONSHIP
    relationship = await s.scalar(query, {"relationship_id": relationship_id})
    if relationship is None or person.id not in (relationship.mentor_id, relationship.mentee_id):
        return None
    mentor = await s.get_one(Person, relationship.mentor_id)
    mentee = await s.get_one(Person, relationship.mentee_id)
    return Pair(relationship, mentor, mentee, person)


async def require(s: AsyncSession, person: Person, relationship_id: int) -> Pair:
    """Return the pair, locked for changing it; refuse anyone but its two, and one that is over."""
    pair = await find(s, person, relationship_id, lock=True)
    if pair is None:
        raise RefusedError(Reason.GONE)
    if not pair.is_active:
        raise RefusedError(Reason.CLOSED)
    return pair


def began(relationship: Relationship) -> datetime:
    """Return when two became a pair; before both have said yes, when they were asked."""
    mentor, mentee = relationship.mentor_said_yes_at, relationship.mentee_said_yes_at
    if mentor is None or mentee is None:
        return relationship.created_at
    return max(mentor, mentee)


async def all_active(s: AsyncSession, core: Core, person: Person) -> list[Pair]:
    """Return the active pairs that `person` is in, ordered by what the other one is called."""
    return await _all(s, core, person, RelationshipState.ACTIVE)


async def all_paused(s: AsyncSession, core: Core, person: Person) -> list[Pair]:
    """As `all_active`, of those that have a break and whose other side takes part."""
    return await _all(s, core, person, RelationshipState.PAUSED)


async def _all(s: AsyncSession, core: Core, person: Person, state: RelationshipState) -> list[Pair]:
    rows = await s.execute(_PAIRS, {"person_id": person.id, "state": state})
    found = [Pair(row, one, other, person) for row, one, other in rows]
    there = [pair for pair in found if pair.other.state is PersonState.ACTIVE]
    return sorted(there, key=lambda pair: by_name(core.vault, pair.other))


def by_name(vault: Vault, person: Person) -> tuple[str, int]:
    """Return what puts people in an order that a reader understands, the same each time."""
    return plain_form(members.name_of(vault, person)), person.id


async def none_active(s: AsyncSession, person: Person) -> RefusedError:
    """Return why somebody without an active pair cannot go on: not paired yet, or no longer."""
    states = await s.scalars(
        select(Relationship.state).where(
            or_(Relationship.mentor_id == person.id, Relationship.mentee_id == person.id)
        )
    )
    found = set(states)
    if RelationshipState.PAUSED in found:
        return RefusedError(Reason.PAIR_PAUSED)
    # One that is active on paper has lost its other side.
    if found & {RelationshipState.ACTIVE, RelationshipState.ENDED}:
        return RefusedError(Reason.PAIR_OVER)
    return RefusedError(Reason.NO_RELATIONSHIP)
