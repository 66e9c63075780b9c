"""Finding the person behind a Telegram id, and what they may do; asked by every use case.

This is where nothing goes by who has withdrawn, or has not agreed to today's text: `find` and
`require` refuse them, so that nothing of theirs is stored. `known` does not, for the few things
that everybody can do at any time.
"""

from typing import Protocol

from sqlalchemy import bindparam, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.db.tables import Person, PersonRole, Programme
from bot.db.vault import KeyOwner, Vault, place
from bot.domain.consent import has_agreed
from bot.domain.names import GONE
from bot.domain.people import PersonState, Role
from bot.services.core import Actor
from bot.services.errors import Reason, RefusedError

# Made once: every use case asks these, and building a statement costs more than running it.
_PERSON = select(Person).where(Person.telegram_id == bindparam("telegram_id"))
_ROLES = select(PersonRole.role).where(PersonRole.person_id == bindparam("person_id"))


class Named(KeyOwner, Protocol):
    """Somebody with a name of their own, sealed under their key."""

    @property
    def name(self) -> bytes | None:
        """What they asked to be called, sealed; None until they have said it."""
        ...


async def known(s: AsyncSession, telegram_id: int) -> Person | None:
    """Return the person with this Telegram id, whatever they agree to, unless they have left.

    Only for showing where to turn, for what they may know and demand at any time, and for agreeing
    again: nothing that they write may be kept before `agreeing` has let them pass.
    """
    person = await s.scalar(_PERSON, {"telegram_id": telegram_id})
    return None if person is None or person.state is PersonState.LEFT else person


async def find(s: AsyncSession, telegram_id: int) -> Person | None:
    """Return the person with this Telegram id who takes part, or is joining; None for a stranger.

    Refuses whoever has withdrawn, or has not agreed to today's text.
    """
    person = await known(s, telegram_id)
    return None if person is None else agreeing(person)


def agreeing(person: Person) -> Person:
    """Return somebody who agrees to today's text; refuse anybody else."""
    if person.state is PersonState.WITHDRAWN:
        raise RefusedError(Reason.WITHDRAWN)
    if not agrees(person):
        raise RefusedError(Reason.AGREE_FIRST)
    return person


def agrees(person: Person) -> bool:
    """Whether somebody takes part, or is joining, and has agreed to today's text."""
    return has_agreed(person.state, person.consent_version)


def taking_part(person: Person) -> Person:
    """Return somebody who agrees to today's text and has come in; refuse anybody else."""
    if agreeing(person).state is PersonState.JOINING:
        raise RefusedError(Reason.STILL_JOINING)
    return person


async def require(s: AsyncSession, actor: Actor, role: Role | None = None) -> Person:
    """Return the taking-part person behind `actor`; refuse anyone else, or without `role`."""
    person = await find(s, actor.telegram_id)
    if person is None:
        raise RefusedError(Reason.NOT_A_MEMBER)
    taking_part(person)
    if role is not None and role not in await roles_of(s, person.id):
        raise RefusedError(Reason.NOT_ALLOWED)
    return person


async def roles_of(s: AsyncSession, person_id: int) -> frozenset[Role]:
    """Return the roles that a person holds."""
    return frozenset(await s.scalars(_ROLES, {"person_id": person_id}))


async def only_coordinates(s: AsyncSession, person: Person) -> bool:
    """Whether somebody brings others together, and is meant to be in no pair themselves."""
    return await roles_of(s, person.id) == {Role.COORDINATOR}


async def programme_of(s: AsyncSession, person: Person) -> Programme:
    """Return the programme that a person belongs to."""
    return await s.get_one(Programme, person.programme_id)


def name_of(vault: Vault, person: Named) -> str:
    """Open what a person asked to be called; empty until they have said it, `GONE` once erased."""
    if person.name is None:
        return "" if person.wrapped_key else GONE
    return vault.open(person, place("people", "name", person.id), person.name)


def seal_name(vault: Vault, person: Person, name: str) -> bytes:
    """Seal what a person asked to be called."""
    return vault.seal(person, place("people", "name", person.id), name)


async def coordinators_for(s: AsyncSession, person: Person) -> list[Person]:
    """Return the coordinators of a person's programme who take part, besides that person."""
    return [each for each in await coordinators(s, person.programme_id) if each.id != person.id]


async def answerable(s: AsyncSession, author_id: int, programme_id: int) -> list[Person]:
    """Return who hears of what a coordinator began: they, or all the others once they are gone."""
    there = await coordinators(s, programme_id)
    return [each for each in there if each.id == author_id] or there


async def coordinators(s: AsyncSession, programme_id: int) -> list[Person]:
    """Return the coordinators of a programme who take part, ordered by id."""
    found = await s.scalars(
        select(Person)
        .join(PersonRole, PersonRole.person_id == Person.id)
        .where(
            Person.programme_id == programme_id,
            Person.state == PersonState.ACTIVE,
            PersonRole.role == Role.COORDINATOR,
        )
        .order_by(Person.id)
    )
    return list(found)
