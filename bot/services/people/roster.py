"""Who is in a programme: a list for its coordinators, with numbers, filters and a search.

Names are sealed, so sorting by them and looking for them is done here. It takes the same few
statements however many people there are.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.db.tables import Invite, Person, PersonRole, Relationship
from bot.domain.people import Focus, PersonState, Role
from bot.domain.relationships import LIVING
from bot.domain.roster import Standing, Wanted, plain_form, standing_of
from bot.services import focusing, members
from bot.services.core import Actor, Core

PAGE_SIZE = 8
MOST_FOUND = 12
_OURS = (Focus.PEOPLE_SEARCH, Focus.GROUP_NAME)
_IN_PAIRS = frozenset({Role.MENTEE, Role.MENTOR})


@dataclass(frozen=True)
class Entry:
    """One person in the list; `name` is empty while they have not given one."""

    person_id: int
    name: str
    standing: Standing


@dataclass(frozen=True)
class Counts:
    """How many there are of each; `links` are invites that could still be used."""

    total: int
    roles: Mapping[Role, int]
    standings: Mapping[Standing, int]
    alone: int
    links: int


@dataclass(frozen=True)
class Roster:
    """A page of those who fit `role` and `wanted`, by name, from page 0 on; `found` fit in all."""

    language: str
    programme: str
    counts: Counts
    role: Role | None
    wanted: Wanted
    entries: tuple[Entry, ...]
    found: int
    number: int
    pages: int
    focus: Focus | None


@dataclass(frozen=True)
class Found:
    """Those whose name has in it what was typed; `more` did not fit."""

    language: str
    typed: str
    entries: tuple[Entry, ...]
    more: int


@dataclass(frozen=True)
class _Somebody:
    id: int
    name: bytes | None
    wrapped_key: bytes
    standing: Standing
    roles: frozenset[Role]
    alone: bool


async def show(
    core: Core,
    actor: Actor,
    role: Role | None = None,
    wanted: Wanted = Wanted.ALL,
    number: int = 0,
) -> Roster:
    """Return a page for a coordinator, whose typed words look for a name from now on.

    They do so unless they belong to something else that is open. That is settled first and by
    itself: opening thousands of names must not hold up anybody who writes.
    """
    focus = await _take_words(core, actor)
    async with core.db.read() as s:
        me = await members.require(s, actor, Role.COORDINATOR)
        everybody = await _everybody(s, core, me.programme_id)
        fitting = [each for each in everybody if _fits(each, role, wanted)]
        named = _by_name(core, fitting)
        pages = max(1, -(-len(named) // PAGE_SIZE))
        number = max(0, min(number, pages - 1))
        return Roster(
            language=me.language,
            programme=(await members.programme_of(s, me)).name,
            counts=_counts(everybody, await _links(s, core, me.programme_id)),
            role=role,
            wanted=wanted,
            entries=tuple(named[number * PAGE_SIZE : (number + 1) * PAGE_SIZE]),
            found=len(named),
            number=number,
            pages=pages,
            focus=focus,
        )


async def search(core: Core, actor: Actor, typed: str) -> Found:
    """Return who is called something with `typed` in it, those first whose name begins with it."""
    wanted = plain_form(typed)
    async with core.db.read() as s:
        me = await members.require(s, actor, Role.COORDINATOR)
        everybody = await _everybody(s, core, me.programme_id)
        hits = [each for each in _by_name(core, everybody) if wanted in plain_form(each.name)]
        hits.sort(key=lambda each: not plain_form(each.name).startswith(wanted))
        shown = tuple(hits[:MOST_FOUND]) if wanted else ()
        return Found(me.language, typed, shown, len(hits) - len(shown) if wanted else 0)


async def _take_words(core: Core, actor: Actor) -> Focus | None:
    async with core.db.write() as s:
        me = await members.require(s, actor, Role.COORDINATOR)
        if me.focus is None or me.focus in _OURS:
            focusing.take(core, me, Focus.PEOPLE_SEARCH)
        return me.focus


async def _everybody(s: AsyncSession, core: Core, programme_id: int) -> list[_Somebody]:
    now = core.clock.now()
    roles: dict[int, set[Role]] = {}
    held = select(PersonRole.person_id, PersonRole.role).join(Person)
    for person_id, role in await s.execute(held.where(Person.programme_id == programme_id)):
        roles.setdefault(person_id, set()).add(role)
    paired = await _paired(s, programme_id)
    rows = await s.execute(
        select(
            Person.id,
            Person.name,
            Person.wrapped_key,
            Person.state,
            Person.paused_until,
            Person.unreachable_since,
        ).where(Person.programme_id == programme_id, Person.state != PersonState.LEFT)
    )
    return [
        _Somebody(
            id=row.id,
            name=row.name,
            wrapped_key=row.wrapped_key,
            standing=standing_of(row.state, row.paused_until, row.unreachable_since, now),
            roles=(held_by := frozenset(roles.get(row.id, ()))),
            alone=row.state is PersonState.ACTIVE
            and bool(held_by & _IN_PAIRS)
            and row.id not in paired,
        )
        for row in rows
    ]


async def _paired(s: AsyncSession, programme_id: int) -> set[int]:
    rows = await s.execute(
        select(Relationship.mentor_id, Relationship.mentee_id).where(
            Relationship.programme_id == programme_id, Relationship.state.in_(LIVING)
        )
    )
    return {person_id for both in rows for person_id in both}


async def _links(s: AsyncSession, core: Core, programme_id: int) -> int:
    query = select(func.count()).where(
        Invite.programme_id == programme_id,
        Invite.used_at.is_(None),
        Invite.revoked_at.is_(None),
        Invite.expires_at > core.clock.now(),
    )
    return (await s.scalar(query)) or 0


def _fits(somebody: _Somebody, role: Role | None, wanted: Wanted) -> bool:
    if role is not None and role not in somebody.roles:
        return False
    if wanted is Wanted.ALONE:
        return somebody.alone
    return wanted is Wanted.ALL or somebody.standing.value == wanted.value


def _by_name(core: Core, people: list[_Somebody]) -> list[Entry]:
    """Those without a name yet come last."""
    entries = [Entry(each.id, members.name_of(core.vault, each), each.standing) for each in people]
    return sorted(entries, key=lambda each: (not each.name, each.name.casefold(), each.person_id))


def _counts(everybody: list[_Somebody], links: int) -> Counts:
    return Counts(
        total=len(everybody),
        roles=Counter(role for each in everybody for role in each.roles),
        standings=Counter(each.standing for each in everybody),
        alone=sum(each.alone for each in everybody),
        links=links,
    )
