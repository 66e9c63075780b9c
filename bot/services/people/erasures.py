"""That somebody is to be erased because they asked a coordinator: what is planned, and who hears.

It is one due row, whose subject is its person. Who asked stands with the message to that person.
"""

from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.db.tables import DueRow, OutboxRow, Person
from bot.delivery import outbox
from bot.domain.queues import Cause, DueKind, Lane, MessageKind
from bot.services import members
from bot.services.core import Actor, Core
from bot.services.telling import tell


async def planned(s: AsyncSession, person_id: int) -> DueRow | None:
    """Return when somebody is to be erased in their place, if that is planned."""
    return await s.scalar(
        select(DueRow).where(
            DueRow.kind == DueKind.ERASE_FOR,
            DueRow.subject_id == person_id,
            DueRow.outcome.is_(None),
        )
    )


async def asked_by(s: AsyncSession, person_id: int) -> int:
    """Return the id of the coordinator who asked for what is planned."""
    said = await s.scalars(_to_them(person_id).order_by(OutboxRow.id.desc()).limit(1))
    return int(said.one().detail["by"])


async def was_asked_with(s: AsyncSession, person: Person, actor: Actor) -> bool:
    """Whether this very update has asked for it already, whatever became of that."""
    said = _to_them(person.id).where(OutboxRow.update_id == actor.update_id)
    return await s.scalar(said) is not None


async def tell_asked(s: AsyncSession, core: Core, person: Person, by_id: int, cause: Cause) -> None:
    """Tell somebody at once that a coordinator asked for it, and the other coordinators."""
    await _tell(s, core, person, by_id, MessageKind.ERASURE_ASKED, cause, {"by": by_id})


async def tell_off(
    s: AsyncSession, core: Core, person: Person, by: Person | None, cause: Cause
) -> None:
    """Tell all of them that nothing comes of it; `by` called it off, or None: they are still here."""
    by_id = None if by is None else by.id
    await _tell(s, core, person, by_id, MessageKind.ERASURE_OFF, cause, {"by": by_id})


async def _tell(
    s: AsyncSession,
    core: Core,
    person: Person,
    but: int | None,
    kind: MessageKind,
    cause: Cause,
    detail: dict[str, Any],
) -> None:
    now = core.clock.now()
    which = f"{kind}:{person.id}:{cause.update_id or cause.due_id}:{now:%Y-%m-%dT%H:%M:%S}"
    # At any hour, and also if it failed lately: nobody else can say whether they are still here.
    await outbox.enqueue(
        s,
        kind=kind,
        person_id=person.id,
        now=now,
        dedupe=which,
        cause=cause,
        subject_id=person.id,
        detail=detail,
        lane=Lane.URGENT,
    )
    for each in await members.coordinators_for(s, person):
        if each.id != but:
            about = f"{which}:{each.id}"
            await tell(
                s, core, each, kind, cause, subject_id=person.id, dedupe=about, detail=detail
            )


def _to_them(person_id: int) -> Any:
    return select(OutboxRow).where(
        OutboxRow.person_id == person_id,
        OutboxRow.subject_id == person_id,
        OutboxRow.kind == MessageKind.ERASURE_ASKED,
    )
