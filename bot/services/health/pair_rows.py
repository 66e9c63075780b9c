"""The pairs of a programme, the people in them, and their breaks: one statement for each."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Executable, Select, and_, case, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.db.tables import Agreement, DueRow, HealthHandled, Person, Relationship
from bot.domain.health import Handled
from bot.domain.people import PersonState
from bot.domain.queues import DueKind, DueOutcome
from bot.domain.recurrence import Cadence
from bot.domain.relationships import AgreementState, RelationshipState

_DAYS = {Cadence.WEEKLY: 7, Cadence.FORTNIGHTLY: 14, Cadence.MONTHLY: 31}

Moments = Sequence[datetime]
# A statement takes only so many values.
_MOST_NAMED = 10_000


@dataclass(frozen=True)
class Someone:
    """One of the two, with the name still sealed, and the break they take."""

    id: int
    name: bytes | None
    wrapped_key: bytes
    paused_at: datetime | None
    paused_until: datetime | None
    state: PersonState

    def on_break(self, at: datetime) -> bool:
        """Whether they take a break at an instant; of earlier breaks only the end is kept."""
        begun = self.paused_at is not None and self.paused_at <= at
        return begun and (self.paused_until is None or self.paused_until > at)


@dataclass(frozen=True)
class Two:
    """A pair as its row says: since when, its last break, its end, and since when not asked."""

    id: int
    state: RelationshipState
    mentor_id: int
    mentee_id: int
    began: datetime
    paused_at: datetime | None
    resumed_at: datetime | None
    ended_at: datetime | None
    stopped_asking_at: datetime | None


def living(programme_id: int, earliest: datetime, only: int | None = None) -> Select[int]:
    """The ids of the pairs of a programme that were not over at `earliest`, or `only` of one."""
    found = select(Relationship.id).where(
        Relationship.programme_id == programme_id,
        or_(
            Relationship.state.in_((RelationshipState.ACTIVE, RelationshipState.PAUSED)),
            and_(Relationship.state == RelationshipState.ENDED, Relationship.ended_at > earliest),
        ),
    )
    return found if only is None else found.where(Relationship.id == only)


async def pairs(s: AsyncSession, ids: Select[int]) -> list[Two]:
    """What the rows of these pairs say."""
    rows = await fetch(
        s,
        select(
            Relationship.id,
            Relationship.state,
            Relationship.mentor_id,
            Relationship.mentee_id,
            Relationship.mentor_said_yes_at,
            Relationship.mentee_said_yes_at,
            Relationship.created_at,
            Relationship.paused_at,
            Relationship.resumed_at,
            Relationship.ended_at,
            Relationship.prompts_stopped_at,
        ).where(Relationship.id.in_(ids)),
    )
    return [
        Two(
            row.id,
            row.state,
            row.mentor_id,
            row.mentee_id,
            max(row.mentor_said_yes_at or row.created_at, row.mentee_said_yes_at or row.created_at),
            row.paused_at,
            row.resumed_at,
            row.ended_at,
            row.prompts_stopped_at,
        )
        for row in rows
    ]


async def people(s: AsyncSession, ids: Select[int]) -> dict[int, Someone]:
    """Everybody in these pairs, by id."""
    sides = Relationship.id.in_(ids)
    rows = await fetch(
        s,
        select(
            Person.id,
            Person.name,
            Person.wrapped_key,
            Person.paused_at,
            Person.paused_until,
            Person.state,
        ).where(
            or_(
                Person.id.in_(select(Relationship.mentor_id).where(sides)),
                Person.id.in_(select(Relationship.mentee_id).where(sides)),
            )
        ),
    )
    return {row.id: Someone(*row) for row in rows}


async def returns(
    s: AsyncSession, programme_id: int, moments: Moments
) -> Mapping[int, frozenset[datetime]]:
    """For each person, the end of the last break before each moment."""
    rows = await fetch(
        s,
        select(DueRow.person_id, *latest(DueRow.finished_at, moments))
        .join(Person, Person.id == DueRow.person_id)
        .where(
            Person.programme_id == programme_id,
            DueRow.kind == DueKind.RESUME,
            DueRow.outcome.in_((DueOutcome.DONE, DueOutcome.CANCELLED)),
        )
        .group_by(DueRow.person_id),
    )
    return {row[0]: known(row[1:]) for row in rows}


async def every_days(s: AsyncSession, ids: Select[int]) -> Mapping[int, int]:
    """How many days lie between two meetings by what each pair agreed on last."""
    rows = await fetch(
        s,
        select(Agreement.relationship_id, Agreement.cadence)
        .where(Agreement.relationship_id.in_(ids), Agreement.state == AgreementState.ACCEPTED)
        .order_by(Agreement.proposed_at),
    )
    return {row[0]: 0 if row[1] is None else _DAYS.get(row[1], 0) for row in rows}


async def seen_to(s: AsyncSession, ids: Select[int]) -> Mapping[int, tuple[Handled, ...]]:
    """What coordinators have seen to, for each pair."""
    rows = await fetch(
        s,
        select(
            HealthHandled.relationship_id,
            HealthHandled.rule,
            HealthHandled.evidence,
            HealthHandled.handled_at,
        ).where(HealthHandled.relationship_id.in_(ids)),
    )
    found: defaultdict[int, list[Handled]] = defaultdict(list)
    for row in rows:
        found[row[0]].append(Handled(*row[1:]))
    return {key: tuple(each) for key, each in found.items()}


async def fetch(s: AsyncSession, statement: Executable) -> Sequence[Any]:
    """The rows of a statement, past the ORM: of many thousand rows that is half the work."""
    return await s.run_sync(lambda session: session.connection().execute(statement).all())


async def fetch_of(
    s: AsyncSession, statement: Select[*tuple[Any, ...]], pair: Any, wanted: Collection[int]
) -> Sequence[Any]:
    """The rows of a statement for some pairs alone; where there are none, it is not even sent."""
    if not wanted:
        return ()
    if len(wanted) <= _MOST_NAMED:
        statement = statement.where(pair.in_(wanted))
    return await fetch(s, statement)


def latest(
    column: Any, moments: Moments, *where: ColumnElement[bool]
) -> list[ColumnElement[datetime | None]]:
    """The newest value of a column at each moment, as aggregates."""
    return [func.max(case((and_(column <= moment, *where), column))) for moment in moments]


def newest_first(*of: Any, by: Any) -> ColumnElement[int]:
    """The place of a row, as `rank`, among those that are alike in `of`: the newest is 1."""
    return func.row_number().over(partition_by=of, order_by=by.desc()).label("rank")


def known(found: Iterable[Any]) -> frozenset[datetime]:
    """What is there of some instants."""
    return frozenset(at for at in found if at is not None)
