"""Each Monday at nine, every coordinator is told how the pairs of their programme are doing."""

from datetime import datetime, time

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.db.tables import DueRow, Person, PersonRole, Relationship
from bot.delivery import outbox
from bot.domain.pace import Go
from bot.domain.people import PersonState, Role
from bot.domain.queues import Cause, DueKind, DueOutcome, MessageKind
from bot.domain.recurrence import Cadence, Rule, next_occurrence
from bot.domain.relationships import RelationshipState
from bot.services import due, members, pacing
from bot.services.core import Core
from bot.services.due import Done, Verdict
from bot.services.people.pauses import is_paused

NINE = time(9)


async def plan_next(s: AsyncSession, person: Person, after: datetime) -> None:
    """Plan the first Monday after an instant, by the clocks of the programme."""
    programme = await members.programme_of(s, person)
    rule = Rule(Cadence.WEEKLY, 0, NINE, programme.zone)
    found = next_occurrence(rule, after)
    assert found is not None  # a weekly rule never ends
    await due.plan(
        s,
        DueKind.HEALTH_DIGEST,
        person_id=person.id,
        subject_id=programme.id,
        occurrence=found.local_date.isoformat(),
        due_at=found.instant,
    )


async def plan_missing(core: Core) -> None:
    """Plan for every coordinator who has nothing planned."""
    async with core.db.write() as s:
        planned = select(DueRow.person_id).where(
            DueRow.kind == DueKind.HEALTH_DIGEST, DueRow.outcome.is_(None)
        )
        lacking = await s.scalars(
            select(Person)
            .join(PersonRole, PersonRole.person_id == Person.id)
            .where(
                PersonRole.role == Role.COORDINATOR,
                Person.state == PersonState.ACTIVE,
                Person.id.not_in(planned),
            )
        )
        for person in lacking.all():
            await plan_next(s, person, core.clock.now())


async def on_monday(s: AsyncSession, core: Core, row: DueRow, person: Person) -> Verdict:
    """Send it, and plan the next; not while they take a break, nor where there is no pair."""
    if Role.COORDINATOR not in await members.roles_of(s, person.id):
        return Done(DueOutcome.CANCELLED)
    await plan_next(s, person, max(row.planned_at, core.clock.now()))
    if is_paused(person, core.clock.now()) or not await _has_pairs(s, person.programme_id):
        return Done(DueOutcome.CANCELLED)
    pace = await pacing.may_go(s, core, row, person, exempt=True, agreed=False)
    if not isinstance(pace, Go):
        return pacing.settle(pace)
    await outbox.enqueue(
        s,
        kind=MessageKind.HEALTH_DIGEST,
        person_id=person.id,
        now=core.clock.now(),
        dedupe=f"health_digest:{row.id}",
        cause=Cause(due_id=row.id),
        subject_id=person.programme_id,
        detail={"on": row.occurrence},
    )
    return Done()


async def _has_pairs(s: AsyncSession, programme_id: int) -> bool:
    found = await s.scalar(
        select(Relationship.id)
        .where(
            Relationship.programme_id == programme_id,
            Relationship.state.in_((RelationshipState.ACTIVE, RelationshipState.PAUSED)),
        )
        .limit(1)
    )
    return found is not None
