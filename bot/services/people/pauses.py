"""Pausing: until a date the bot says nothing by itself to a person, except what is urgent."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from bot.db.tables import DueRow, Person
from bot.domain.people import Focus, Role
from bot.domain.queues import Cause, DueKind, MessageKind
from bot.domain.recurrence import local_date_of, to_instant
from bot.domain.typed_dates import parse_date, parse_length
from bot.services import due, focusing, members
from bot.services.core import Actor, Core
from bot.services.due import Again, Done, Verdict
from bot.services.errors import Reason, RefusedError
from bot.services.people.pause_notices import tell_pairs
from bot.services.telling import move_along, tell
from bot.services.waiting import Waiting, waiting_for

LONGEST = timedelta(days=366)


@dataclass(frozen=True)
class PauseView:
    """A person's pause: until when, if there is one; `today` is their own date.

    `waiting` is what they are in the middle of: whoever asks for a break is asked for nothing new.
    """

    language: str
    zone: str
    now: datetime
    today: date
    until: date | None
    roles: frozenset[Role]
    focus: Focus | None
    waiting: Waiting | None
    not_a_date: bool = False


async def ask(core: Core, actor: Actor) -> PauseView:
    """Make the person's next text the date that they pause until; what was open stays open."""
    async with core.db.write() as s:
        person = await members.require(s, actor)
        focusing.take(core, person, Focus.PAUSE)
        return await _view(s, core, person)


async def read_date(core: Core, actor: Actor, text: str) -> tuple[PauseView, date | None]:
    """Read a typed date or length, from tomorrow up to a year ahead; None if it is neither."""
    async with core.db.read() as s:
        person = await members.require(s, actor)
        if person.focus is not Focus.PAUSE:
            raise RefusedError(Reason.CLOSED)
        today = local_date_of(core.clock.now(), person.zone)
        day = parse_date(text, today) or parse_length(text, today)
        if day is None or not is_ahead(day, today):
            return await _view(s, core, person, not_a_date=True), None
        return await _view(s, core, person), day


async def pause(core: Core, actor: Actor, until: date) -> PauseView:
    """Pause until the morning of `until`, and tell those the person is paired with."""
    async with core.db.write() as s:
        person = await members.require(s, actor)
        if person.update_id == actor.update_id:
            return await _view(s, core, person)
        if not is_ahead(until, local_date_of(core.clock.now(), person.zone)):
            raise RefusedError(Reason.BAD_DATE)
        person.update_id = actor.update_id
        _leave(person)
        programme = await members.programme_of(s, person)
        was_until = person.paused_until
        person.paused_until = to_instant(until, programme.quiet_to, person.zone)
        person.paused_at = core.clock.now()
        await _plan_return(s, core, person, until)
        await move_along(s, core, person, was_until)
        await tell_pairs(s, core, person, actor, until)
        return await _view(s, core, person)


async def resume(core: Core, actor: Actor) -> tuple[PauseView, bool]:
    """End a pause at once; the second value says whether there was one."""
    async with core.db.write() as s:
        person = await members.require(s, actor)
        pauses = is_paused(person, core.clock.now())
        was_paused = pauses or person.update_id == actor.update_id
        if pauses:
            person.update_id, was_until = actor.update_id, person.paused_until
            person.paused_until = person.paused_at = None
            await due.call_off(s, core.clock.now(), DueKind.RESUME, subject_id=person.id)
            await move_along(s, core, person, was_until)
            await tell_pairs(s, core, person, actor, None)
        return await _view(s, core, person), was_paused


async def never_mind(core: Core, actor: Actor) -> PauseView:
    """Leave everything as it is; a date that was asked for is waited for no longer."""
    async with core.db.write() as s:
        person = await members.require(s, actor)
        _leave(person)
        return await _view(s, core, person)


async def on_resume(s: AsyncSession, core: Core, row: DueRow, person: Person) -> Verdict:
    """End the pause whose date has come, and say so."""
    if person.paused_until is None:
        return Done()
    if person.paused_until > core.clock.now():
        return Again(person.paused_until)
    person.paused_until = person.paused_at = None
    await tell(
        s,
        core,
        person,
        MessageKind.RESUMED,
        Cause(due_id=row.id),
        dedupe=f"resumed:{row.id}:{row.planned_at.isoformat()}",
        subject_id=person.id,
    )
    return Done()


def is_paused(person: Person, now: datetime) -> bool:
    """Whether a person has paused, and the date has not come yet."""
    return person.paused_until is not None and person.paused_until > now


def is_ahead(day: date, today: date) -> bool:
    """Whether somebody may pause until `day`: later than today, and within a year."""
    return today < day <= today + LONGEST


async def _plan_return(s: AsyncSession, core: Core, person: Person, until: date) -> None:
    assert person.paused_until is not None
    await due.call_off(s, core.clock.now(), DueKind.RESUME, subject_id=person.id)
    await due.plan(
        s,
        DueKind.RESUME,
        person_id=person.id,
        subject_id=person.id,
        occurrence=until.isoformat(),
        due_at=person.paused_until,
    )


def _leave(person: Person) -> None:
    if person.focus is Focus.PAUSE:
        person.focus = person.focus_id = None


async def _view(
    s: AsyncSession, core: Core, person: Person, *, not_a_date: bool = False
) -> PauseView:
    now = core.clock.now()
    until = None
    if person.paused_until is not None and is_paused(person, now):
        until = local_date_of(person.paused_until, person.zone)
    waiting = await waiting_for(s, core, person)
    return PauseView(
        language=person.language,
        zone=person.zone,
        now=now,
        today=local_date_of(now, person.zone),
        until=until,
        roles=await members.roles_of(s, person.id),
        focus=person.focus,
        waiting=waiting.only_begun() if waiting else None,
        not_a_date=not_a_date,
    )
