"""Telling one person what another has done: gently, outside their quiet hours and pauses."""

from datetime import datetime
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.db.tables import OutboxRow, Person, PersonRole
from bot.delivery import outbox
from bot.domain.people import PersonState, Role
from bot.domain.queues import MessageKind, OutboxState
from bot.domain.quiet import next_allowed
from bot.services import members
from bot.services.core import Core
from bot.services.programmes import quiet_hours

_NOTICES = (MessageKind.PERSON_JOINED, MessageKind.UNREACHABLE_NOTICE, MessageKind.PAUSE_NOTICE)


async def notify(
    s: AsyncSession,
    core: Core,
    person: Person,
    kind: MessageKind,
    *,
    dedupe: str,
    subject_id: int,
    detail: dict[str, Any] | None = None,
) -> None:
    """Ask for one message, not before its reader's pause and quiet hours are over."""
    await outbox.enqueue(
        s,
        kind=kind,
        person_id=person.id,
        now=core.clock.now(),
        dedupe=dedupe,
        subject_id=subject_id,
        detail=detail,
        not_before=await _first_moment(s, core, person),
    )


async def move_along(s: AsyncSession, core: Core, person: Person) -> None:
    """Let the notices that wait for a person wait for as long as their pause lasts now."""
    await s.execute(
        update(OutboxRow)
        .where(
            OutboxRow.person_id == person.id,
            OutboxRow.state == OutboxState.WAITING,
            OutboxRow.kind.in_(_NOTICES),
        )
        .values(not_before=await _first_moment(s, core, person))
    )


async def coordinators_for(s: AsyncSession, person: Person) -> list[Person]:
    """The coordinators of a person's programme who take part, besides that person."""
    found = await s.scalars(
        select(Person)
        .join(PersonRole, PersonRole.person_id == Person.id)
        .where(
            Person.programme_id == person.programme_id,
            Person.state == PersonState.ACTIVE,
            Person.id != person.id,
            PersonRole.role == Role.COORDINATOR,
        )
        .order_by(Person.id)
    )
    return list(found)


async def _first_moment(s: AsyncSession, core: Core, person: Person) -> datetime:
    moment = core.clock.now()
    if person.paused_until is not None:
        moment = max(moment, person.paused_until)
    quiet = quiet_hours(await members.programme_of(s, person))
    return next_allowed(moment, person.zone, quiet)
