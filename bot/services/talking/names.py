"""What people are called where somebody asks for a person.

A name that does not open must not stop a call for help: something else stands in its place.
"""

from collections.abc import Sequence

import structlog
from sqlalchemy.ext.asyncio import AsyncSession

from bot.db.tables import Person
from bot.db.vault import WrongKeyError
from bot.domain.names import UNREADABLE
from bot.domain.people import PersonState
from bot.services import members
from bot.services.core import Core

log = structlog.get_logger()


def called(core: Core, person: Person) -> str:
    """Return what somebody wants to be called, as `members.name_of`; UNREADABLE if it is damaged."""
    try:
        return members.name_of(core.vault, person)
    except WrongKeyError:
        log.error("a name does not open", person=person.id)
        return UNREADABLE


def names(core: Core, people: Sequence[Person]) -> tuple[str, ...]:
    """Return what these people want to be called."""
    return tuple(called(core, each) for each in people)


async def seer(s: AsyncSession, core: Core, person_id: int | None) -> str:
    """Return what somebody is called who has seen a request; empty if nobody can say so."""
    person = await s.get(Person, person_id) if person_id is not None else None
    if person is None or person.state is PersonState.LEFT:
        return ""
    name = called(core, person)
    return "" if name == UNREADABLE else name


async def mentor(s: AsyncSession, core: Core, person_id: int | None) -> str:
    """Return what the mentor is called who is asked, or whom it is about; empty if it is none."""
    person = await s.get(Person, person_id) if person_id is not None else None
    return "" if person is None else called(core, person)
