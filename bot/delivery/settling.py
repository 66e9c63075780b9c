"""Writing down what became of claimed messages, or of those whose claimant died.

All functions run inside a transaction of the caller's.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast

from sqlalchemy import JSON, Table, bindparam, func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.db.tables import Broadcast, OutboxRow
from bot.domain.broadcasts import BroadcastState
from bot.domain.queues import RATHER_TWICE, Lane, OutboxState

_MOST_AGAIN = 2
_ROWS = cast(Table, OutboxRow.__table__).c
# Made once, since building it for every message costs as much as running it.
_SETTLE = (
    update(cast(Table, OutboxRow.__table__))
    .where(
        _ROWS.id == bindparam("its_id"),
        _ROWS.fence == bindparam("its_fence"),
        _ROWS.state == OutboxState.SENDING,
    )
    .values(
        state=bindparam("becomes"),
        leased_until=None,
        attempts=_ROWS.attempts + bindparam("tries"),
        message_id=bindparam("its_message_id"),
        finished_at=bindparam("at"),
        not_before=func.coalesce(
            bindparam("again_at", type_=_ROWS.not_before.type), _ROWS.not_before
        ),
        detail=func.coalesce(bindparam("remembers", type_=JSON(none_as_null=True)), _ROWS.detail),
    )
)
# What died while it was being sent, each kind after those before it.
_NOW = bindparam("now", type_=_ROWS.finished_at.type)
_DIED = (
    update(cast(Table, OutboxRow.__table__))
    .where(_ROWS.state == OutboxState.SENDING, _ROWS.leased_until < _NOW)
    .values(leased_until=None)
)
_GOES_ONCE_MORE = _DIED.where(_ROWS.kind.in_(RATHER_TWICE), _ROWS.attempts < _MOST_AGAIN).values(
    state=OutboxState.WAITING, attempts=_ROWS.attempts + 1
)
_URGENT_GOES_AGAIN = _DIED.where(_ROWS.lane == Lane.URGENT).values(state=OutboxState.WAITING)
_NOBODY_KNOWS = _DIED.values(state=OutboxState.UNSURE, finished_at=_NOW)


@dataclass(frozen=True)
class Report:
    """What became of one claimed row.

    WAITING means: again, not before `not_before`; then `attempts` counts it as a try. `detail`
    replaces the row's own, to remember which parts have gone. `spoke_to` is the person to whom it
    was the one unasked message of the day.
    """

    row_id: int
    fence: int
    state: OutboxState
    message_id: int | None = None
    not_before: datetime | None = None
    attempts: int = 0
    detail: dict[str, Any] | None = None
    spoke_to: int | None = None


async def settle(s: AsyncSession, now: datetime, reports: Collection[Report]) -> None:
    """Write down what became of rows; of one that was claimed anew, nothing is written.

    What comes back to wait, of a broadcast that was stopped meanwhile, goes with the rest of it.
    """
    landed = [
        {
            "its_id": each.row_id,
            "its_fence": each.fence,
            "becomes": each.state,
            "tries": each.attempts,
            "its_message_id": each.message_id,
            "at": None if each.state is OutboxState.WAITING else now,
            "again_at": each.not_before,
            "remembers": each.detail,
        }
        for each in sorted(reports, key=lambda report: report.row_id)
    ]
    if landed:
        await s.execute(_SETTLE, landed)
    back = [each.row_id for each in reports if each.state is OutboxState.WAITING]
    if back:
        await _drop_stopped(s, back)


async def _drop_stopped(s: AsyncSession, row_ids: Sequence[int]) -> None:
    """Drop those of these rows whose broadcast is stopped, as if they had waited when it was."""
    mine = OutboxRow.id.in_(row_ids), OutboxRow.lane == Lane.BROADCAST
    # Whoever stops it holds it: either they see these rows wait, or we see that it is stopped.
    held = await s.execute(
        select(Broadcast.id, Broadcast.state, Broadcast.finished_at)
        .where(Broadcast.id.in_(select(OutboxRow.subject_id).where(*mine)))
        .with_for_update(read=True)
    )
    for broadcast_id, state, stopped_at in held.all():
        if state is BroadcastState.STOPPED:
            await s.execute(
                update(OutboxRow)
                .where(
                    *mine,
                    OutboxRow.subject_id == broadcast_id,
                    OutboxRow.state == OutboxState.WAITING,
                )
                .values(state=OutboxState.DROPPED, finished_at=stopped_at)
                .execution_options(synchronize_session=False)
            )


def goes_again(row: OutboxRow) -> bool:
    """Whether a message goes again of which nobody knows if it arrived.

    Urgent ones do: twice is better than never. So do a few others, `RATHER_TWICE`, a time or two.
    """
    few = row.kind in RATHER_TWICE and row.attempts < _MOST_AGAIN
    return row.lane == Lane.URGENT or few


async def expire(s: AsyncSession, now: datetime) -> None:
    """Take back what died while it was being sent.

    What goes again, as `goes_again` says, waits. All else becomes UNSURE, and what it was about
    says what follows from that.
    """
    for statement in (_GOES_ONCE_MORE, _URGENT_GOES_AGAIN, _NOBODY_KNOWS):
        await s.execute(statement, {"now": now})
