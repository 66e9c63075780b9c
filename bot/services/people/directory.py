"""Lists of a programme's people, for its coordinators. Names are sealed: they are sorted here."""

from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.db.tables import Person, PersonRole, Relationship
from bot.domain.paging import page_of
from bot.domain.people import PersonState, Role
from bot.domain.relationships import LIVING, RelationshipKind
from bot.domain.roster import plain_form
from bot.services import members
from bot.services.core import Core

PAGE_SIZE = 8


@dataclass(frozen=True)
class Entry:
    """One person in a list, and in how many pairs they are in that role, asked or active."""

    person_id: int
    name: str
    pairs: int


@dataclass(frozen=True)
class Page:
    """A part of a list, from page 0 on."""

    entries: tuple[Entry, ...]
    number: int
    has_more: bool


async def page(
    s: AsyncSession,
    core: Core,
    programme_id: int,
    role: Role,
    number: int,
    *,
    without: int | None = None,
) -> Page:
    """Return page `number` of the people taking part in `role`, by name, `without` one of them.

    A number beyond the end gives the last page, since lists shrink while people look at them.
    """
    query = (
        select(Person)
        .join(PersonRole, PersonRole.person_id == Person.id)
        .where(
            Person.programme_id == programme_id,
            Person.state == PersonState.ACTIVE,
            PersonRole.role == role,
        )
    )
    people = [person for person in await s.scalars(query) if person.id != without]
    named = sorted(
        ((members.name_of(core.vault, person), person.id) for person in people),
        key=lambda entry: (plain_form(entry[0]), entry[1]),
    )
    found = page_of(named, number, PAGE_SIZE)
    counts = await _pairs(s, role, [person_id for _, person_id in found.shown])
    return Page(
        entries=tuple(Entry(pid, name, counts.get(pid, 0)) for name, pid in found.shown),
        number=found.number,
        has_more=found.has_more,
    )


async def _pairs(s: AsyncSession, role: Role, people: list[int]) -> dict[int, int]:
    side = Relationship.mentor_id if role is Role.MENTOR else Relationship.mentee_id
    rows = await s.execute(
        select(side, func.count())
        .where(
            side.in_(people),
            Relationship.kind == RelationshipKind.MENTORING,
            Relationship.state.in_(LIVING),
        )
        .group_by(side)
    )
    return dict(rows.all())
