"""Calling off what asks for answers, once none are taken any more."""

from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.db.tables import Broadcast, OutboxRow
from bot.domain.broadcasts import ASKS, BroadcastState
from bot.domain.queues import Lane, OutboxState


async def call_off(s: AsyncSession, survey_id: int, now: datetime) -> None:
    """Drop what still waits of the messages that ask for answers to a survey."""
    its = select(Broadcast.id).where(Broadcast.survey_id == survey_id, Broadcast.kind.in_(ASKS))
    await s.execute(
        update(OutboxRow)
        .where(
            OutboxRow.subject_id.in_(its),
            OutboxRow.lane == Lane.BROADCAST,
            OutboxRow.state == OutboxState.WAITING,
        )
        .values(state=OutboxState.DROPPED, finished_at=now)
        .execution_options(synchronize_session=False)
    )
    # What is shown of it is not true any more.
    await s.execute(
        update(Broadcast)
        .where(Broadcast.id.in_(its), Broadcast.state == BroadcastState.SENDING)
        .values(shown=None)
        .execution_options(synchronize_session=False)
    )
