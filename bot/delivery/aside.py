"""Updates that were set aside after failing: what can be seen of them, trying again, dropping.

Nothing here opens what a person sent, so none of it needs the key.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select, update

from bot.db.database import Database
from bot.db.tables import InboxRow
from bot.domain.queues import InboxState


@dataclass(frozen=True)
class Aside:
    """An update that was set aside: its number, when it came, and why it could not be handled."""

    update_id: int
    received_at: datetime
    attempts: int
    error: str


async def all_aside(db: Database) -> list[Aside]:
    """Return what is set aside, oldest first."""
    async with db.read() as s:
        rows = await s.execute(
            select(InboxRow.update_id, InboxRow.received_at, InboxRow.attempts, InboxRow.error)
            .where(InboxRow.state == InboxState.SET_ASIDE)
            .order_by(InboxRow.update_id)
        )
        return [
            Aside(number, came, tried, error or "unknown") for number, came, tried, error in rows
        ]


async def try_again(db: Database, number: int | None) -> int:
    """Put the update back for handling, or all (None); return how many. The next start takes them."""
    return await _change(db, number, state=InboxState.WAITING, attempts=0, error=None)


async def drop(db: Database, number: int | None) -> int:
    """Delete what came in the update, or in all (None), unhandled; return how many.

    Its number stays for a while, as after handling, so that it is known if it comes again.
    """
    gone: dict[str, Any] = {"sealed": None, "chat_id": None, "person_id": None, "error": None}
    return await _change(db, number, state=InboxState.HANDLED, **gone)


async def _change(db: Database, number: int | None, **values: Any) -> int:
    statement = update(InboxRow).where(InboxRow.state == InboxState.SET_ASIDE)
    if number is not None:
        statement = statement.where(InboxRow.update_id == number)
    async with db.write() as s:
        changed = await s.scalars(statement.values(**values).returning(InboxRow.update_id))
        return len(list(changed))
