"""What happens next by itself, if time passes."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, select

from bot.db.tables import DueRow, OutboxRow, Person
from bot.domain.queues import DueKind, MessageKind, OutboxState
from bot.services.core import Core
from bot.services.due import IN_TURN

_NOW = bindparam("now", type_=DueRow.due_at.type)
_FALLS_DUE = (
    select(DueRow.due_at, DueRow.kind, Person.telegram_id)
    .join(Person, Person.id == DueRow.person_id)
    .where(DueRow.outcome.is_(None), DueRow.due_at > _NOW)
    .order_by(*IN_TURN)
    .limit(1)
)
_MAY_GO = (
    select(OutboxRow.not_before, OutboxRow.kind, Person.telegram_id)
    .join(Person, Person.id == OutboxRow.person_id)
    .where(OutboxRow.state == OutboxState.WAITING, OutboxRow.not_before > _NOW)
    .order_by(OutboxRow.not_before, OutboxRow.lane, OutboxRow.id)
    .limit(1)
)


@dataclass(frozen=True)
class Upcoming:
    """What happens next by itself: when, what, and to whom (a Telegram id)."""

    at: datetime
    what: DueKind | MessageKind
    telegram_id: int


async def next_upcoming(core: Core) -> Upcoming | None:
    """The next due row or waiting message after now, whichever comes first."""
    now = {"now": core.clock.now()}
    async with core.db.read() as s:
        rows = [*await s.execute(_FALLS_DUE, now), *await s.execute(_MAY_GO, now)]
    return min((Upcoming(*row) for row in rows), key=lambda each: each.at, default=None)
