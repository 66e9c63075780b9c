"""Whose digest, whose list: the pairs that somebody is in on the side that it is for."""

from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncSession

from bot.db.tables import Person
from bot.domain.people import Role
from bot.services import members
from bot.services.core import Core
from bot.services.errors import Reason, RefusedError
from bot.services.relationships import pairs
from bot.services.relationships.pairs import Pair


@dataclass(frozen=True)
class Kept:
    """Something that one side of a pair opens, and what everybody else is told instead."""

    by: Role
    other_side: Reason
    coordinator: Reason


DIGEST = Kept(Role.MENTOR, Reason.MENTORS_ONLY, Reason.COORDINATOR_DIGEST)
MENTEES = Kept(Role.MENTOR, Reason.MENTEES_LIST, Reason.COORDINATOR_MENTEES)
AGENDA = Kept(Role.MENTEE, Reason.MENTEES_ONLY, Reason.COORDINATOR_AGENDA)


async def mine(s: AsyncSession, core: Core, person: Person, what: Kept) -> list[Pair]:
    """The active pairs in which `person` is the one who opens it, by name; refuse without any."""
    every = await pairs.all_active(s, core, person)
    found = [pair for pair in every if pair.i_am_mentor is (what.by is Role.MENTOR)]
    if every and not found:
        raise RefusedError(what.other_side)
    if not found and await members.only_coordinates(s, person):
        raise RefusedError(what.coordinator)
    if not found:
        raise await pairs.none_active(s, person)
    return found


def one_of(found: list[Pair], relationship_id: int) -> Pair:
    """The pair of this relationship; refuse any that is not among them."""
    for pair in found:
        if pair.relationship.id == relationship_id:
            return pair
    raise RefusedError(Reason.GONE)


def names(core: Core, found: list[Pair]) -> tuple[tuple[int, str], ...]:
    """The other sides, by relationship and name, for asking whose is meant."""
    return tuple((p.relationship.id, members.name_of(core.vault, p.other)) for p in found)
