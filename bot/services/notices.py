"""Telling one person what another has done: gently, outside their quiet hours."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.db.tables import Person, PersonRole
from bot.delivery import outbox
from bot.domain.people import PersonState, Role
from bot.domain.queues import MessageKind
from bot.domain.quiet import next_allowed
from bot.services import members
from bot.services.core import Core
from bot.services.programmes import quiet_hours


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
    """Ask for one message, not before the quiet hours of its reader are over."""
    now = core.clock.now()
    quiet = quiet_hours(await members.programme_of(s, person))
    await outbox.enqueue(
        s,
        kind=kind,
        person_id=person.id,
        now=now,
        dedupe=dedupe,
        subject_id=subject_id,
        detail=detail,
        not_before=next_allowed(now, person.zone, quiet),
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
