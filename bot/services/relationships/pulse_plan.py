"""When each side of a pair is next asked how it is going: one due row for each, as for everything.

They are planned when a pair becomes active or goes on, and the next one each time one falls due.
Whatever is missing after that, such as for pairs from before there was a rule, is planned at
night. A changed rule counts from the next planning on.
"""

from datetime import date, datetime, time, timedelta

from sqlalchemy import ColumnElement, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.db.tables import DueRow, Person, Programme, Relationship
from bot.domain.people import PersonState
from bot.domain.pulse import next_day
from bot.domain.queues import DueKind, DueOutcome
from bot.domain.quiet import is_quiet
from bot.domain.recurrence import local_date_of, to_instant
from bot.domain.relationships import RelationshipState
from bot.domain.rules import Rules
from bot.services import due
from bot.services.core import Core
from bot.services.people.programmes import quiet_hours
from bot.services.relationships import pairs, terms

_OTHERWISE = time(18)
_AFTER_A_BREAK = timedelta(days=6)


async def plan_both(
    s: AsyncSession, core: Core, relationship: Relationship, *, after_a_break: bool = False
) -> None:
    """Plan the next question for both sides; not within a week where they had a break."""
    for person_id in (relationship.mentor_id, relationship.mentee_id):
        person = await s.get_one(Person, person_id)
        today = local_date_of(core.clock.now(), person.zone)
        after = today + _AFTER_A_BREAK if after_a_break else today
        await plan(s, core, relationship, person, after)


async def plan(
    s: AsyncSession, core: Core, relationship: Relationship, person: Person, after: date
) -> None:
    """Plan one side's next question for a day later than `after`, in place of any still ahead.

    Both sides have the same days, so that their numbers can be compared; a mentee is asked the day
    after where that is the day of the weekly questions.
    """
    programme = await s.get_one(Programme, relationship.programme_id)
    every = Rules.from_json(programme.rules).ask_pair_every_weeks
    if relationship.state is not RelationshipState.ACTIVE or person.state is not PersonState.ACTIVE:
        return
    mentee = await s.get_one(Person, relationship.mentee_id)
    day = next_day(local_date_of(pairs.began(relationship), mentee.zone), after, every)
    await _call_off_ahead(s, core, relationship, person)
    if day is None:
        return
    await due.plan(
        s,
        DueKind.PULSE,
        person_id=person.id,
        subject_id=relationship.id,
        occurrence=day.isoformat(),
        due_at=await _moment_for(s, relationship, person, day),
    )


async def move(s: AsyncSession, core: Core, relationship: Relationship, person: Person) -> None:
    """Let what is planned for one side keep its day, by the clock that they have now."""
    now = core.clock.now()
    for row in (await s.scalars(select(DueRow).where(*_ahead(relationship, person, now)))).all():
        at = await _moment_for(s, relationship, person, date.fromisoformat(row.occurrence))
        row.planned_at = row.due_at = max(at, now)


async def moment_on(
    s: AsyncSession, relationship: Relationship, person: Person, day: date
) -> datetime:
    """When to ask on a day: as at other times, or at six where that is in the quiet hours."""
    agreement = await terms.standing(s, relationship.id)
    wall_time: time | None = None
    if agreement is not None:
        is_mentee = person.id == relationship.mentee_id
        wall_time = agreement.reflection_time if is_mentee else agreement.checkin_time
    programme = await s.get_one(Programme, relationship.programme_id)
    at = to_instant(day, wall_time or _OTHERWISE, person.zone)
    if is_quiet(at, person.zone, quiet_hours(programme)):
        return to_instant(day, _OTHERWISE, person.zone)
    return at


async def _moment_for(
    s: AsyncSession, relationship: Relationship, person: Person, day: date
) -> datetime:
    agreement = await terms.standing(s, relationship.id)
    reflects = agreement is not None and day.weekday() == agreement.reflection_weekday
    waits = timedelta(days=1 if reflects and person.id == relationship.mentee_id else 0)
    return await moment_on(s, relationship, person, day + waits)


async def plan_missing(core: Core) -> None:
    """Plan for every side of an active pair that has nothing planned; each pair by itself."""
    for relationship_id in await _lacking(core):
        async with core.db.write() as s:
            query = select(Relationship).where(Relationship.id == relationship_id)
            relationship = await s.scalar(query.with_for_update())
            if relationship is None:
                continue
            for person_id in (relationship.mentor_id, relationship.mentee_id):
                if person_id not in await _planned(s, relationship_id):
                    person = await s.get_one(Person, person_id)
                    today = local_date_of(core.clock.now(), person.zone)
                    await plan(s, core, relationship, person, today)


async def call_off_all(s: AsyncSession, core: Core, programme: Programme) -> None:
    """Call off what is planned for every pair of a programme, which asks them no longer."""
    pairs = select(Relationship.id).where(Relationship.programme_id == programme.id)
    await s.execute(
        update(DueRow)
        .where(
            DueRow.kind == DueKind.PULSE,
            DueRow.outcome.is_(None),
            DueRow.subject_id.in_(pairs),
        )
        .values(outcome=DueOutcome.CANCELLED, finished_at=core.clock.now())
        .execution_options(synchronize_session=False)
    )


async def _lacking(core: Core) -> list[int]:
    async with core.db.read() as s:
        rules = {
            programme.id: Rules.from_json(programme.rules)
            for programme in await s.scalars(select(Programme))
        }
        asking = [key for key, found in rules.items() if found.ask_pair_every_weeks]
        rows = await s.execute(
            select(DueRow.subject_id, DueRow.person_id).where(
                DueRow.kind == DueKind.PULSE, DueRow.outcome.is_(None)
            )
        )
        planned = {(subject_id, person_id) for subject_id, person_id in rows}
        active = await s.execute(
            select(Relationship.id, Relationship.mentor_id, Relationship.mentee_id).where(
                Relationship.state == RelationshipState.ACTIVE,
                Relationship.programme_id.in_(asking),
            )
        )
        return [
            each
            for each, mentor_id, mentee_id in active
            if (each, mentor_id) not in planned or (each, mentee_id) not in planned
        ]


async def _planned(s: AsyncSession, relationship_id: int) -> frozenset[int]:
    rows = await s.scalars(
        select(DueRow.person_id).where(
            DueRow.kind == DueKind.PULSE,
            DueRow.subject_id == relationship_id,
            DueRow.outcome.is_(None),
        )
    )
    return frozenset(rows)


async def _call_off_ahead(
    s: AsyncSession, core: Core, relationship: Relationship, person: Person
) -> None:
    # A row that is due by now is just being done, and must stay as it is.
    now = core.clock.now()
    await s.execute(
        update(DueRow)
        .where(*_ahead(relationship, person, now))
        .values(outcome=DueOutcome.CANCELLED, finished_at=now)
    )


def _ahead(
    relationship: Relationship, person: Person, now: datetime
) -> tuple[ColumnElement[bool], ...]:
    return (
        DueRow.kind == DueKind.PULSE,
        DueRow.subject_id == relationship.id,
        DueRow.person_id == person.id,
        DueRow.outcome.is_(None),
        DueRow.due_at > now,
    )
