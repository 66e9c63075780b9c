"""Putting messages into the outbox, inside the transaction that gives rise to them."""

from datetime import datetime
from typing import Any

from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncSession

from bot.db.tables import OutboxRow
from bot.domain.queues import Cause, Lane, MessageKind, OutboxState

_UNTOLD = Cause()


async def enqueue(
    s: AsyncSession,
    *,
    kind: MessageKind,
    person_id: int,
    now: datetime,
    dedupe: str,
    cause: Cause = _UNTOLD,
    subject_id: int | None = None,
    detail: dict[str, Any] | None = None,
    lane: Lane = Lane.PROMPT,
    not_before: datetime | None = None,
) -> None:
    """Ask for one message to one person; the same `dedupe` twice asks once.

    `detail` holds ids and plain facts, never what a person wrote. `cause` is kept with it; left
    out, nothing of it is kept, as for what must not lead back to anybody.
    """
    insert = sqlite.insert if s.get_bind().dialect.name == "sqlite" else postgresql.insert
    await s.execute(
        insert(OutboxRow)
        .values(
            lane=lane,
            kind=kind,
            person_id=person_id,
            subject_id=subject_id,
            update_id=cause.update_id,
            due_id=cause.due_id,
            detail=detail or {},
            dedupe=dedupe,
            state=OutboxState.WAITING,
            not_before=not_before or now,
            attempts=0,
            fence=0,
            created_at=now,
        )
        .on_conflict_do_nothing(index_elements=["dedupe"])
    )
