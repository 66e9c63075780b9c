"""What somebody has been told about a person or a pair, and taking back what has not gone yet."""

from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.db.tables import OutboxRow
from bot.domain.queues import MessageKind, OutboxState

# Those that became nothing were never read.
_TOLD_OR_ABOUT_TO_BE = (
    OutboxState.WAITING,
    OutboxState.SENDING,
    OutboxState.SENT,
    OutboxState.UNSURE,
)


async def newest_first(
    s: AsyncSession, *kinds: MessageKind, reader_id: int, subject_id: int
) -> list[OutboxRow]:
    """Return what a reader has been told, or is about to be, about one subject."""
    rows = await s.scalars(
        select(OutboxRow)
        .where(
            OutboxRow.person_id == reader_id,
            OutboxRow.subject_id == subject_id,
            OutboxRow.kind.in_(kinds),
            OutboxRow.state.in_(_TOLD_OR_ABOUT_TO_BE),
        )
        .order_by(OutboxRow.id.desc())
    )
    return list(rows)


async def take_back(s: AsyncSession, row: OutboxRow, now: datetime) -> bool:
    """Drop a message that still waits; False if it is on its way already, or has gone."""
    found = await s.scalar(
        update(OutboxRow)
        .where(OutboxRow.id == row.id, OutboxRow.state == OutboxState.WAITING)
        .values(state=OutboxState.DROPPED, finished_at=now)
        .returning(OutboxRow.id)
        .execution_options(synchronize_session=False)
    )
    return found is not None
