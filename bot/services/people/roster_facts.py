"""What a list of people needs to know of everybody: read at once, however many there are."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Subquery, and_, case, exists, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import InstrumentedAttribute

from bot.db.tables import Invite, Person, PersonRole, Relationship
from bot.domain.people import PersonState, Role
from bot.domain.relationships import LIVING
from bot.domain.roster import Standing, Wanted, plain_form
from bot.domain.viewers import Matter, Viewer
from bot.domain.visibility import writers_seen
from bot.services import members
from bot.services.core import Core

# The columns of what is known about everybody, besides one for each role.
_STANDING, _ALONE = "standing", "alone"


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


async def named(
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
    found = [(members.name_of(core.vault, row), row.id, row.standing) for row in rows]
    found.sort(key=lambda each: (not each[0], plain_form(each[0]), each[1]))
    return [Entry(person_id, name, Standing(standing)) for name, person_id, standing in found]


async def counts_of(s: AsyncSession, core: Core, programme_id: int) -> Counts:
    """How many there are of each."""
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
        (Person.state == PersonState.WITHDRAWN, Standing.WITHDRAWN.value),
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
        .where(
            Person.programme_id == programme_id,
            Person.state.in_(writers_seen(Viewer.COORDINATOR, Matter.NAME)),
        )
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
