"""One person's card, for their coordinators: what is known about them, and no word they wrote."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import case, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.db.tables import Group, GroupMember, Meeting, Person, Relationship
from bot.domain.people import Focus, PersonState, Role
from bot.domain.recurrence import local_date_of
from bot.domain.relationships import MeetingState, RelationshipKind, RelationshipState
from bot.domain.roster import Standing, standing_of
from bot.domain.viewers import Matter, Viewer
from bot.domain.visibility import State, may_see
from bot.services import members
from bot.services.core import Actor, Core
from bot.services.errors import Reason, RefusedError
from bot.services.people import erasures
from bot.services.people.last_activity import Did, last_activity
from bot.services.people.roster import look_for_names


@dataclass(frozen=True)
class PairLine:
    """A relationship of theirs; dates are the reader's.

    `since` is when it began; before both have said yes when they were asked, and of one that is
    over when it ended.
    """

    relationship_id: int
    other: str
    kind: RelationshipKind
    state: RelationshipState
    as_mentor: bool
    since: date
    next_meeting: date | None


@dataclass(frozen=True)
class Card:
    """A person, for a coordinator. Dates are the reader's, but `paused_until` is the person's own.

    `erased_on` is when they are to be erased, as a coordinator asked in their place; that can be
    asked for where they `can_be_erased`.
    """

    language: str
    person_id: int
    name: str
    roles: frozenset[Role]
    standing: Standing
    zone: str
    now: datetime
    speaks: str
    since: date
    paused_until: date | None
    unreachable_since: date | None
    groups: tuple[str, ...]
    pairs: tuple[PairLine, ...]
    did: Did
    did_on: date
    focus: Focus | None
    erased_on: date | None
    can_be_erased: bool


async def show(core: Core, actor: Actor, person_id: int) -> Card:
    """Return the card of somebody in the coordinator's programme, in a handful of statements.

    A group that was being named is named no longer.
    """
    async with core.db.write() as s:
        me = await members.require(s, actor, Role.COORDINATOR)
        person = await of_mine(s, me, person_id)
        now = core.clock.now()
        standing = standing_of(person.state, person.paused_until, person.unreachable_since, now)
        last = await last_activity(s, person)
        to_erase = await erasures.planned(s, person.id)
        return Card(
            language=me.language,
            person_id=person.id,
            name=members.name_of(core.vault, person),
            roles=await members.roles_of(s, person.id),
            standing=standing,
            zone=person.zone,
            now=now,
            speaks=person.language,
            since=local_date_of(person.created_at, me.zone),
            paused_until=_day(person.paused_until, person.zone),
            unreachable_since=_day(person.unreachable_since, me.zone),
            groups=await _groups(s, person),
            pairs=await _pairs(s, core, person, me.zone),
            did=last.did,
            did_on=local_date_of(last.at, me.zone),
            focus=look_for_names(core, me),
            erased_on=_day(to_erase.due_at if to_erase else None, me.zone),
            can_be_erased=person.id != me.id and person.state is PersonState.ACTIVE,
        )


async def of_mine(s: AsyncSession, me: Person, person_id: int) -> Person:
    """Return somebody of a coordinator's own programme who has not left; refuse anyone else."""
    person = await s.get(Person, person_id)
    if person is None or person.programme_id != me.programme_id:
        raise RefusedError(Reason.GONE)
    viewer = Viewer.WRITER if person.id == me.id else Viewer.COORDINATOR
    if not may_see(viewer, Matter.NAME, State(writer=person.state)):
        raise RefusedError(Reason.NOT_TAKING_PART)
    return person


async def _groups(s: AsyncSession, person: Person) -> tuple[str, ...]:
    rows = await s.scalars(
        select(Group.name)
        .join(GroupMember, GroupMember.group_id == Group.id)
        .where(GroupMember.person_id == person.id)
    )
    return tuple(sorted(rows, key=str.casefold))


async def _pairs(s: AsyncSession, core: Core, person: Person, zone: str) -> tuple[PairLine, ...]:
    other = case(
        (Relationship.mentor_id == person.id, Relationship.mentee_id),
        else_=Relationship.mentor_id,
    )
    rows = await s.execute(
        select(Relationship, Person)
        .join(Person, Person.id == other)
        .where(
            or_(Relationship.mentor_id == person.id, Relationship.mentee_id == person.id),
            Relationship.state != RelationshipState.DECLINED,
        )
        .order_by(Relationship.created_at)
    )
    found = [(row, who) for row, who in rows]
    meetings = await _next_meetings(s, core, [row.id for row, _ in found])
    return tuple(
        PairLine(
            relationship_id=row.id,
            other=members.name_of(core.vault, who),
            kind=row.kind,
            state=row.state,
            as_mentor=row.mentor_id == person.id,
            since=local_date_of(_since(row), zone),
            next_meeting=_day(meetings.get(row.id), zone),
        )
        for row, who in found
    )


async def _next_meetings(s: AsyncSession, core: Core, ids: list[int]) -> dict[int, datetime]:
    rows = await s.execute(
        select(Meeting.relationship_id, func.min(Meeting.starts_at))
        .where(
            Meeting.relationship_id.in_(ids),
            Meeting.state == MeetingState.PLANNED,
            Meeting.starts_at > core.clock.now(),
        )
        .group_by(Meeting.relationship_id)
    )
    return dict(rows.all())


def _since(row: Relationship) -> datetime:
    """A pair is one since the second yes; before that since they were asked."""
    if row.state is RelationshipState.ENDED and row.ended_at is not None:
        return row.ended_at
    if row.mentor_said_yes_at is None or row.mentee_said_yes_at is None:
        return row.created_at
    return max(row.mentor_said_yes_at, row.mentee_said_yes_at)


def _day(instant: datetime | None, zone: str) -> date | None:
    return None if instant is None else local_date_of(instant, zone)
