"""Whom a coordinator can pair with whom, as lists to pick from."""

from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncSession

from bot.db.tables import Person
from bot.domain.people import PersonState, Role
from bot.services import members
from bot.services.core import Actor, Core
from bot.services.errors import Reason, RefusedError
from bot.services.members import name_of
from bot.services.people import directory


@dataclass(frozen=True)
class Choice:
    """A list to pick from: mentors, or mentees for `mentor_id`, or mentors for `mentee_id`."""

    language: str
    page: directory.Page
    mentor_id: int | None = None
    mentor: str = ""
    mentee_id: int | None = None
    mentee: str = ""


async def mentors(core: Core, actor: Actor, number: int) -> Choice:
    """Return a page of mentors for a coordinator."""
    async with core.db.read() as s:
        me = await members.require(s, actor, Role.COORDINATOR)
        found = await directory.page(s, core, me.programme_id, Role.MENTOR, number)
        return Choice(me.language, found)


async def mentees(core: Core, actor: Actor, mentor_id: int, number: int) -> Choice:
    """Return a page of mentees to pair with this mentor."""
    async with core.db.read() as s:
        me = await members.require(s, actor, Role.COORDINATOR)
        mentor = await taking_part(s, me, mentor_id, Role.MENTOR)
        found = await directory.page(
            s, core, me.programme_id, Role.MENTEE, number, without=mentor.id
        )
        return Choice(me.language, found, mentor.id, name_of(core.vault, mentor))


async def mentors_for(core: Core, actor: Actor, mentee_id: int, number: int) -> Choice:
    """Return a page of mentors to pair with this mentee."""
    async with core.db.read() as s:
        me = await members.require(s, actor, Role.COORDINATOR)
        mentee = await taking_part(s, me, mentee_id, Role.MENTEE)
        found = await directory.page(
            s, core, me.programme_id, Role.MENTOR, number, without=mentee.id
        )
        name = name_of(core.vault, mentee)
        return Choice(me.language, found, mentee_id=mentee.id, mentee=name)


async def taking_part(s: AsyncSession, me: Person, person_id: int, role: Role) -> Person:
    """Return a person of one's own programme; refuse who does not take part in that role."""
    person = await s.get(Person, person_id)
    if person is None or person.programme_id != me.programme_id:
        raise RefusedError(Reason.GONE)
    if person.state is not PersonState.ACTIVE or role not in await members.roles_of(s, person.id):
        raise RefusedError(Reason.NOT_TAKING_PART)
    return person
