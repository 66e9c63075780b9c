"""Telling one person what another did: never in their quiet hours, unless it cannot wait."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from bot.db.tables import Person
from bot.delivery import outbox
from bot.domain.people import PersonState
from bot.domain.queues import MessageKind
from bot.domain.quiet import QuietHours, next_allowed
from bot.services.core import Core
from bot.services.members import programme_of

_TIME_TO_REACT = timedelta(hours=2)


async def tell(
    s: AsyncSession,
    core: Core,
    person: Person,
    kind: MessageKind,
    *,
    subject_id: int,
    dedupe: str,
    detail: dict[str, Any] | None = None,
    before: datetime | None = None,
) -> None:
    """Put a message to `person` into the outbox, to go as soon as their day allows.

    `before` is when it would be too late: a meeting called off late in the evening is told at
    once if the meeting is early the next morning.
    """
    if person.state is not PersonState.ACTIVE:
        return
    now = core.clock.now()
    programme = await programme_of(s, person)
    quiet = QuietHours(programme.quiet_from, programme.quiet_to)
    not_before = next_allowed(now, person.zone, quiet)
    if before is not None and not_before > before - _TIME_TO_REACT:
        not_before = now
    await outbox.enqueue(
        s,
        kind=kind,
        person_id=person.id,
        now=now,
        dedupe=dedupe,
        subject_id=subject_id,
        detail=detail,
        not_before=not_before,
    )
