"""Counting what became of broadcasts: one statement, however many people they are for."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy import case, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.db.tables import Broadcast, OutboxRow
from bot.domain.broadcast_counts import Counts
from bot.domain.queues import Lane, OutboxState

_FIELDS = {
    OutboxState.WAITING: "waiting",
    OutboxState.SENDING: "waiting",
    OutboxState.SENT: "sent",
    OutboxState.UNSURE: "unsure",
    OutboxState.UNREACHABLE: "unreachable",
    OutboxState.REJECTED: "failed",
    OutboxState.DROPPED: "failed",
}


async def count(
    s: AsyncSession, broadcasts: Sequence[Broadcast], now: datetime
) -> dict[int, Counts]:
    """Return what has become of each of these broadcasts by now, by id."""
    later = case((OutboxRow.not_before > now, OutboxRow.not_before))
    found = await s.execute(
        select(
            OutboxRow.subject_id,
            OutboxRow.state,
            func.count(),
            func.count(later),
            func.min(later),
            func.max(later),
        )
        .where(
            OutboxRow.subject_id.in_([each.id for each in broadcasts]),
            OutboxRow.lane == Lane.BROADCAST,
        )
        .group_by(OutboxRow.subject_id, OutboxRow.state)
    )
    counts = {each.id: Counts(each.total) for each in broadcasts}
    for broadcast_id, state, number, is_later, first_at, last_at in found:
        so_far, field = counts[broadcast_id], _FIELDS[state]
        counts[broadcast_id] = replace(so_far, **{field: getattr(so_far, field) + number})
        if state is OutboxState.WAITING:
            counts[broadcast_id] = replace(
                counts[broadcast_id], later=is_later, first_at=first_at, last_at=last_at
            )
    return counts
