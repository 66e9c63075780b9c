"""Pages of groups and of people to choose an audience from. Names are sealed: sorted here."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.db.tables import Group, Person
from bot.db.vault import Vault
from bot.domain.audiences import Audience
from bot.domain.paging import page_of
from bot.domain.people import PersonState
from bot.domain.roster import plain_form
from bot.services.members import name_of

PAGE_SIZE = 8


@dataclass(frozen=True)
class Choice:
    """One group or person of a list, and whether they are chosen."""

    id: int
    name: str
    chosen: bool


@dataclass(frozen=True)
class Choosable:
    """A page of what can be chosen, from page 0 on; `chosen` counts those on every page."""

    choices: tuple[Choice, ...]
    number: int
    has_more: bool
    chosen: int


async def choosable_groups(
    s: AsyncSession, programme_id: int, audience: Audience | None, number: int
) -> Choosable:
    """A page of the programme's groups, by name."""
    rows = await s.execute(select(Group.name, Group.id).where(Group.programme_id == programme_id))
    chosen = frozenset() if audience is None else frozenset({audience.group_id})
    return _page([(name, group_id) for name, group_id in rows], chosen, number)


async def choosable_people(
    s: AsyncSession, vault: Vault, programme_id: int, audience: Audience | None, number: int
) -> Choosable:
    """A page of everybody who takes part in the programme, by name."""
    chosen = frozenset() if audience is None else audience.people
    return _page(await _everybody(s, vault, programme_id), chosen, number)


async def page_of_name(s: AsyncSession, vault: Vault, programme_id: int, typed: str) -> int | None:
    """The page of the first person called something with `typed` in it; None if nobody is.

    A name that begins with it comes before all others.
    """
    wanted = plain_form(typed)
    names = [plain_form(name) for name, _ in _sorted(await _everybody(s, vault, programme_id))]
    hits = [at for at, name in enumerate(names) if wanted and wanted in name]
    hits.sort(key=lambda at: not names[at].startswith(wanted))
    return hits[0] // PAGE_SIZE if hits else None


async def _everybody(s: AsyncSession, vault: Vault, programme_id: int) -> list[tuple[str, int]]:
    people = await s.scalars(
        select(Person).where(
            Person.programme_id == programme_id, Person.state == PersonState.ACTIVE
        )
    )
    return [(name_of(vault, person), person.id) for person in people]


def _sorted(named: list[tuple[str, int]]) -> list[tuple[str, int]]:
    return sorted(named, key=lambda each: (plain_form(each[0]), each[1]))


def _page(named: list[tuple[str, int]], chosen: frozenset[int | None], number: int) -> Choosable:
    named = _sorted(named)
    page = page_of(named, number, PAGE_SIZE)
    return Choosable(
        choices=tuple(Choice(row_id, name, row_id in chosen) for name, row_id in page.shown),
        number=page.number,
        has_more=page.has_more,
        chosen=len(chosen & {row_id for _, row_id in named}),
    )
