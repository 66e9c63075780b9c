"""Whom an audience means right now: people taking part who fit, in one statement."""

from dataclasses import dataclass

from sqlalchemy import ColumnElement, Select, exists, func, select, union
from sqlalchemy.ext.asyncio import AsyncSession

from bot.db.tables import Group, GroupMember, Person, PersonRole, Relationship
from bot.domain.audiences import Audience
from bot.domain.people import PersonState, Role
from bot.domain.relationships import RelationshipState
from bot.domain.surveys import Segment

# Somebody is in a relationship while it goes on; one that ended counts only where that is asked.
_GOES_ON = (RelationshipState.ACTIVE, RelationshipState.PAUSED)


@dataclass(frozen=True)
class Member:
    """One person of an audience: their zone, and what they are in the programme."""

    person_id: int
    zone: str
    segment: Segment


@dataclass(frozen=True)
class Reach:
    """Whom something is for, and how many people that is today. `group` is the name of theirs."""

    audience: Audience | None
    group: str | None
    people: int


async def resolve(s: AsyncSession, programme_id: int, audience: Audience) -> list[Member]:
    """Return everybody taking part in the programme who fits, ordered by id."""
    found = await s.execute(
        select(Person.id, Person.zone, _holds(Role.MENTEE), _holds(Role.MENTOR))
        .where(*_fits(programme_id, audience))
        .order_by(Person.id)
    )
    return [
        Member(person_id, zone, _segment(mentee=mentee, mentor=mentor))
        for person_id, zone, mentee, mentor in found
    ]


async def size(s: AsyncSession, programme_id: int, audience: Audience | None) -> int:
    """Return how many `resolve` would return; none where nothing has been said yet."""
    if audience is None:
        return 0
    found = await s.scalar(select(func.count()).where(*_fits(programme_id, audience)))
    return found or 0


async def reach(s: AsyncSession, programme_id: int, audience: Audience | None) -> Reach:
    """Return whom something is for, as of now."""
    group = None
    if audience is not None and audience.group_id is not None:
        group = await s.scalar(select(Group.name).where(Group.id == audience.group_id))
    return Reach(audience, group, await size(s, programme_id, audience))


def _fits(programme_id: int, audience: Audience) -> list[ColumnElement[bool]]:
    fits = [Person.programme_id == programme_id, Person.state == PersonState.ACTIVE]
    if audience.roles:
        fits.append(_holds(*sorted(audience.roles)))
    if audience.kinds or audience.states:
        fits.append(Person.id.in_(_paired(programme_id, audience)))
    if audience.group_id is not None:
        members = select(GroupMember.person_id).where(GroupMember.group_id == audience.group_id)
        fits.append(Person.id.in_(members))
    if audience.people:
        fits.append(Person.id.in_(sorted(audience.people)))
    return fits


def _holds(*roles: Role) -> ColumnElement[bool]:
    return exists().where(PersonRole.person_id == Person.id, PersonRole.role.in_(roles))


def _paired(programme_id: int, audience: Audience) -> Select[tuple[int]]:
    """Both sides of the relationships that fit."""
    fits = [
        Relationship.programme_id == programme_id,
        Relationship.state.in_(sorted(audience.states) or _GOES_ON),
    ]
    if audience.kinds:
        fits.append(Relationship.kind.in_(sorted(audience.kinds)))
    both = union(
        select(Relationship.mentor_id.label("id")).where(*fits),
        select(Relationship.mentee_id).where(*fits),
    ).subquery()
    return select(both.c.id)


def _segment(*, mentee: bool, mentor: bool) -> Segment:
    if mentee and mentor:
        return Segment.BOTH
    if mentee:
        return Segment.MENTEE
    return Segment.MENTOR if mentor else Segment.OTHER
