"""Who is in a programme: a list for its coordinators, with numbers, filters and a search.

Names are sealed, so sorting by them and looking for them is done here. It takes the same few
statements however many people there are.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Subquery, and_, case, exists, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import InstrumentedAttribute

from bot.db.tables import Invite, Person, PersonRole, Relationship
from bot.domain.people import Focus, PersonState, Role
from bot.domain.relationships import LIVING
from bot.domain.roster import Standing, Wanted, plain_form
from bot.services import focusing, members
from bot.services.core import Actor, Core

PAGE_SIZE = 8
MOST_FOUND = 12
# The columns of what is known about everybody, besides one for each role.
_STANDING, _ALONE = "standing", "alone"
_OURS = (Focus.PEOPLE_SEARCH, Focus.GROUP_NAME)


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


async def begin(core: Core, actor: Actor) -> Roster:
    """Return the first page for a coordinator, whose typed words look for a name from now on.

    That is settled first and by itself: opening thousands of names must not hold up anybody who
    writes.
    """
    async with core.db.write() as s:
        me = await members.require(s, actor, Role.COORDINATOR)
        focusing.take(core, me, Focus.PEOPLE_SEARCH)
    return await _page(core, actor, None, Wanted.ALL, 0, Focus.PEOPLE_SEARCH)


async def show(
    core: Core,
    actor: Actor,
    role: Role | None = None,
    wanted: Wanted = Wanted.ALL,
    number: int = 0,
) -> Roster:
    """Return a page; typed words look for a name, unless something else is open that takes them."""
    async with core.db.write() as s:
        focus = look_for_names(core, await members.require(s, actor, Role.COORDINATOR))
    return await _page(core, actor, role, wanted, number, focus)


async def _page(
    core: Core, actor: Actor, role: Role | None, wanted: Wanted, number: int, focus: Focus | None
) -> Roster:
    async with core.db.read() as s:
        me = await members.require(s, actor, Role.COORDINATOR)
        named = await _named(s, core, me.programme_id, role, wanted)
        pages = max(1, -(-len(named) // PAGE_SIZE))
        number = max(0, min(number, pages - 1))
        return Roster(
            language=me.language,
            programme=(await members.programme_of(s, me)).name,
            counts=await _counts(s, core, me.programme_id),
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
        named = await _named(s, core, me.programme_id)
        hits = [each for each in named if wanted in plain_form(each.name)]
        hits.sort(key=lambda each: not plain_form(each.name).startswith(wanted))
        shown = tuple(hits[:MOST_FOUND]) if wanted else ()
        return Found(me.language, typed, shown, len(hits) - len(shown) if wanted else 0)


def look_for_names(core: Core, me: Person) -> Focus | None:
    """Let a coordinator's next text look for a name, unless something else is open; say which."""
    if me.focus is None or me.focus in _OURS:
        focusing.take(core, me, Focus.PEOPLE_SEARCH)
    return me.focus


async def _named(
    s: AsyncSession,
    core: Core,
    programme_id: int,
    role: Role | None = None,
    wanted: Wanted = Wanted.ALL,
) -> list[Entry]:
    """Those who fit, by name; those without a name yet come last."""
    facts = _facts(core, programme_id)
    query = select(Person.id, Person.name, Person.wrapped_key, facts.c.standing).join(
        facts, facts.c.id == Person.id
    )
    if role is not None:
        query = query.where(facts.c[role.value])
    if wanted is Wanted.ALONE:
        query = query.where(facts.c.alone)
    elif wanted is not Wanted.ALL:
        query = query.where(facts.c.standing == wanted.value)
    rows = (await s.execute(query)).all()
    named = [(members.name_of(core.vault, row), row.id, row.standing) for row in rows]
    named.sort(key=lambda each: (not each[0], plain_form(each[0]), each[1]))
    return [Entry(person_id, name, Standing(standing)) for name, person_id, standing in named]


async def _counts(s: AsyncSession, core: Core, programme_id: int) -> Counts:
    facts = _facts(core, programme_id)
    columns = (facts.c.standing, facts.c.alone, *(facts.c[role.value] for role in Role))
    rows = (await s.execute(select(func.count(), *columns).group_by(*columns))).all()
    return Counts(
        total=sum(row[0] for row in rows),
        roles={role: sum(row[0] for row in rows if getattr(row, role)) for role in Role},
        standings={
            each: sum(row[0] for row in rows if row.standing == each.value) for each in Standing
        },
        alone=sum(row[0] for row in rows if row.alone),
        links=await _links(s, core, programme_id),
    )


def _facts(core: Core, programme_id: int) -> Subquery:
    """Everybody who has not left: id, standing, whether alone, and a column for each role."""
    standing = case(
        (Person.state == PersonState.JOINING, Standing.JOINING.value),
        (Person.unreachable_since.is_not(None), Standing.UNREACHABLE.value),
        (Person.paused_until > core.clock.now(), Standing.PAUSING.value),
        else_=Standing.TAKING_PART.value,
    )
    alone = and_(
        Person.state == PersonState.ACTIVE,
        or_(_holds(Role.MENTEE), _holds(Role.MENTOR)),
        ~_paired(Relationship.mentor_id),
        ~_paired(Relationship.mentee_id),
    )
    return (
        select(
            Person.id,
            standing.label(_STANDING),
            alone.label(_ALONE),
            *(_holds(role).label(role.value) for role in Role),
        )
        .where(Person.programme_id == programme_id, Person.state != PersonState.LEFT)
        .subquery()
    )


def _holds(role: Role) -> ColumnElement[bool]:
    return exists().where(PersonRole.person_id == Person.id, PersonRole.role == role)


def _paired(side: InstrumentedAttribute[int]) -> ColumnElement[bool]:
    return exists().where(side == Person.id, Relationship.state.in_(LIVING))


async def _links(s: AsyncSession, core: Core, programme_id: int) -> int:
    query = select(func.count()).where(
        Invite.programme_id == programme_id,
        Invite.used_at.is_(None),
        Invite.revoked_at.is_(None),
        Invite.expires_at > core.clock.now(),
    )
    return (await s.scalar(query)) or 0
