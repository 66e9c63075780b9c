"""Whether something unasked may be said to a person now: the one place that gathers the facts."""

from collections.abc import Collection
from datetime import datetime, time, timedelta

from sqlalchemy import bindparam, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.db.tables import DueRow, Meeting, Person, Programme, Relationship
from bot.domain import quiet
from bot.domain.pace import Drop, DropReason, Facts, Go, decide
from bot.domain.people import PersonState
from bot.domain.queues import DueKind, DueOutcome
from bot.domain.quiet import Missed, QuietHours, Wait
from bot.domain.recurrence import local_date_of, to_instant
from bot.domain.relationships import MeetingState
from bot.services.core import Core
from bot.services.due import Again, Done, Verdict
from bot.services.members import programme_of

_LONGEST_MEETING = timedelta(hours=24)
_AHEAD = timedelta(days=3)
UNASKED = (DueKind.REFLECTION, DueKind.REMINDER, DueKind.ASSESSMENT)
_MOST_DAYS = 7

# Made once, since they are run for every few messages that go.
_THESE = Person.id.in_(bindparam("people", expanding=True))
_AT = bindparam("at", type_=Person.last_unasked_at.type)
_READERS = (
    select(Person, Programme.quiet_from, Programme.quiet_to)
    .join(Programme, Programme.id == Person.programme_id)
    .where(_THESE)
)
_HAVE_SPOKEN = (
    update(Person)
    .where(
        _THESE,
        # Of whoever was erased meanwhile nothing is noted.
        Person.state != PersonState.LEFT,
        or_(Person.last_unasked_at.is_(None), Person.last_unasked_at < _AT),
    )
    .values(last_unasked_at=_AT)
    .execution_options(synchronize_session=False)
)


async def may_go(
    s: AsyncSession, core: Core, row: DueRow, person: Person, *, exempt: bool, agreed: bool
) -> Go | Wait | Drop:
    """Whether the message of a due row goes now, waits for a better moment, or is not sent.

    `exempt` marks digest and meeting messages, which do not count towards the one a day. `agreed`
    says that people chose the row's time themselves. Whoever sends one that counts tells `spoke`.
    """
    if person.unreachable_since is not None:
        return Drop(DropReason.UNREACHABLE)
    kept = agreed and row.due_at == row.planned_at
    facts = await _facts(s, core, person, exempt=exempt, agreed_at=row.due_at if kept else None)
    pace = decide(facts)
    if isinstance(pace, Drop):
        return pace
    timely = quiet.verdict(row.due_at, facts.now, facts.zone, facts.quiet, agreed=kept)
    if isinstance(timely, Missed):
        return Drop(DropReason.MISSED)
    untils = [found.until for found in (pace, timely) if isinstance(found, Wait)]
    return Wait(max(untils)) if untils else Go()


def settle(pace: Wait | Drop) -> Verdict:
    """Return what becomes of a due row that may not go."""
    if isinstance(pace, Wait):
        return Again(pace.until)
    missed = pace.reason is DropReason.MISSED
    return Done(DueOutcome.MISSED if missed else DueOutcome.CANCELLED)


def spoke(person: Person, at: datetime) -> None:
    """Note that an unasked message goes to a person at `at`."""
    person.last_unasked_at = max(at, person.last_unasked_at or at)


async def readers(s: AsyncSession, people: Collection[int]) -> dict[int, tuple[Person, QuietHours]]:
    """Return these people as they are now, by id, with the quiet hours that hold for each."""
    found = await s.execute(_READERS, {"people": people})
    return {person.id: (person, QuietHours(begin, end)) for person, begin, end in found}


async def have_spoken(s: AsyncSession, people: Collection[int], at: datetime) -> None:
    """Note that an unasked message has gone to each of these people at `at`."""
    if people:
        await s.execute(_HAVE_SPOKEN, {"people": people, "at": at})


async def quiet_hours(s: AsyncSession, person: Person) -> QuietHours:
    """Return the quiet hours that hold for a person."""
    programme = await programme_of(s, person)
    return QuietHours(programme.quiet_from, programme.quiet_to)


async def first_slot(s: AsyncSession, core: Core, person: Person) -> datetime:
    """The first moment that suits an unasked message which can wait, such as a mentor's view.

    It waits for the end of a pause, and gives way to a day on which a prompt is planned.
    """
    facts = await _facts(s, core, person, exempt=False, agreed_at=None)
    moment = max(facts.now, person.paused_until or facts.now)
    for _ in range(_MOST_DAYS):
        moment = _suits(facts, moment)
        if not await _is_taken(s, person, moment):
            break
        moment = _midnight_after(moment, person.zone)
    return _suits(facts, moment)


def _suits(facts: Facts, moment: datetime) -> datetime:
    at_that_time = Facts(
        now=moment,
        zone=facts.zone,
        quiet=facts.quiet,
        last_unasked=facts.last_unasked,
        meetings=facts.meetings,
    )
    found = decide(at_that_time)
    return found.until if isinstance(found, Wait) else moment


async def _is_taken(s: AsyncSession, person: Person, moment: datetime) -> bool:
    """Whether something unasked is planned for the rest of the local day."""
    planned = await s.scalar(
        select(DueRow.id)
        .where(
            DueRow.person_id == person.id,
            DueRow.kind.in_(UNASKED),
            DueRow.outcome.is_(None),
            DueRow.due_at >= moment,
            DueRow.due_at < _midnight_after(moment, person.zone),
        )
        .limit(1)
    )
    return planned is not None


def _midnight_after(moment: datetime, zone: str) -> datetime:
    return to_instant(local_date_of(moment, zone) + timedelta(days=1), time(0), zone)


async def _facts(
    s: AsyncSession, core: Core, person: Person, *, exempt: bool, agreed_at: datetime | None
) -> Facts:
    now = core.clock.now()
    meetings = await s.scalars(
        select(Meeting)
        .join(Relationship, Relationship.id == Meeting.relationship_id)
        .where(
            or_(Relationship.mentor_id == person.id, Relationship.mentee_id == person.id),
            Meeting.state == MeetingState.PLANNED,
            Meeting.starts_at > now - _LONGEST_MEETING,
            Meeting.starts_at < now + _AHEAD,
        )
    )
    return Facts(
        now=now,
        zone=person.zone,
        quiet=await quiet_hours(s, person),
        last_unasked=person.last_unasked_at,
        paused_until=person.paused_until,
        meetings=tuple((m.starts_at, m.starts_at + timedelta(minutes=m.minutes)) for m in meetings),
        exempt=exempt,
        agreed_at=agreed_at,
    )
