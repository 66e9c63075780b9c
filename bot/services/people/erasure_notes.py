"""What a message says about an erasing that a coordinator asked for, at the moment when it goes."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot.db.tables import Person
from bot.domain.names import GONE
from bot.domain.people import PersonState, Role
from bot.domain.viewers import Matter, Viewer
from bot.domain.visibility import State, may_see
from bot.services import members
from bot.services.core import Core
from bot.services.people import erasures


@dataclass(frozen=True)
class ErasureNote:
    """What is, or was, to become of somebody, for them or for a coordinator.

    `name` is whom it is about, None for themselves. `by` asked for it, or called it off; None where
    they are still here themselves. `at` is when it happens, None once it is off.
    """

    language: str
    zone: str
    now: datetime
    programme: str
    person_id: int
    name: str | None
    by: str | None
    at: datetime | None


async def asked(core: Core, reader: Person, person_id: int, by: int) -> ErasureNote | None:
    """That somebody is to be erased; None if it is off by now, and to whom it is none of theirs."""
    async with core.db.read() as s:
        row = await erasures.planned(s, person_id)
        return None if row is None else await _note(s, core, reader, person_id, by, row.due_at)


async def called_off(
    core: Core, reader: Person, person_id: int, by: int | None
) -> ErasureNote | None:
    """That nothing comes of it; None if it is planned anew, or they have been erased meanwhile."""
    async with core.db.read() as s:
        if await erasures.planned(s, person_id) is not None:
            return None
        return await _note(s, core, reader, person_id, by, None)


async def _note(
    s: AsyncSession, core: Core, reader: Person, person_id: int, by: int | None, at: datetime | None
) -> ErasureNote | None:
    person = await s.get(Person, person_id)
    if person is None or person.programme_id != reader.programme_id:
        return None
    if person.state is PersonState.LEFT:
        return None
    mine = person.id == reader.id
    if not mine and Role.COORDINATOR not in await members.roles_of(s, reader.id):
        return None
    return ErasureNote(
        language=reader.language,
        zone=reader.zone,
        now=core.clock.now(),
        programme=(await members.programme_of(s, person)).name,
        person_id=person.id,
        name=None if mine else members.name_of(core.vault, person),
        by=None if by is None else await _coordinator(s, core, reader, by),
        at=at,
    )


async def _coordinator(s: AsyncSession, core: Core, reader: Person, by: int) -> str:
    found = await s.get(Person, by)
    if found is None or found.programme_id != reader.programme_id:
        return GONE
    coordinates = Role.COORDINATOR in await members.roles_of(s, by)
    state = State(writer=found.state)
    seen = coordinates and may_see(Viewer.MEMBER, Matter.COORDINATOR, state)
    return members.name_of(core.vault, found) if seen else GONE
