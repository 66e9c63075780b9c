"""What happens next by itself, if time passes."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from bot.db.tables import OutboxRow, Person
from bot.domain.queues import DueKind, MessageKind, OutboxState
from bot.services.core import Core
from bot.services.sweep import next_due


@dataclass(frozen=True)
class Upcoming:
    """What happens next by itself: when, what, and to whom (a Telegram id)."""

    at: datetime
    what: DueKind | MessageKind
    telegram_id: int


async def next_upcoming(core: Core) -> Upcoming | None:
    """The next due row or waiting message after now, whichever comes first."""
    now = core.clock.now()
    row = await next_due(core, after=now)
    async with core.db.read() as s:
        found: list[Upcoming] = []
        if row is not None:
            person = await s.get_one(Person, row.person_id)
            found.append(Upcoming(row.due_at, row.kind, person.telegram_id))
        message = (
            await s.execute(
                select(OutboxRow, Person.telegram_id)
                .join(Person, Person.id == OutboxRow.person_id)
                .where(
                    OutboxRow.state == OutboxState.WAITING,
                    OutboxRow.not_before > now,
                )
                .order_by(OutboxRow.not_before, OutboxRow.lane, OutboxRow.id)
                .limit(1)
            )
        ).first()
        if message is not None:
            found.append(Upcoming(message[0].not_before, message[0].kind, message[1]))
    return min(found, key=lambda each: each.at, default=None)
