"""Claiming messages from the outbox, and reporting what became of them.

A claim is a lease with a fencing number: a claimant that was too slow cannot report on a row
that was claimed anew. At most one message per person is on its way at a time, so that nobody's
messages overtake each other. All functions run inside a transaction of the caller's.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import and_, exists, or_, select, tuple_, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from bot.db.tables import OutboxRow
from bot.domain.queues import Lane, OutboxState

LEASE = timedelta(minutes=5)


@dataclass(frozen=True)
class Report:
    """What became of one claimed row.

    WAITING means: again, not before `not_before`; then `attempts` counts it as a try. `detail`
    replaces the row's own, to remember which parts have gone.
    """

    row_id: int
    fence: int
    state: OutboxState
    message_id: int | None = None
    not_before: datetime | None = None
    attempts: int = 0
    detail: dict[str, Any] | None = None


async def claim(s: AsyncSession, now: datetime, limit: int) -> list[OutboxRow]:
    """Claim up to `limit` messages that may go now, the most urgent lane first."""
    before = aliased(OutboxRow)
    in_front = exists().where(
        before.person_id == OutboxRow.person_id,
        before.id != OutboxRow.id,
        or_(
            before.state == OutboxState.SENDING,
            and_(
                before.state == OutboxState.WAITING,
                before.not_before <= now,
                tuple_(before.lane, before.id) < tuple_(OutboxRow.lane, OutboxRow.id),
            ),
        ),
    )
    chosen = (
        select(OutboxRow.id)
        .where(OutboxRow.state == OutboxState.WAITING, OutboxRow.not_before <= now, ~in_front)
        .order_by(OutboxRow.lane, OutboxRow.not_before, OutboxRow.id)
        .limit(limit)
        .with_for_update(skip_locked=True)
    )
    rows = await s.scalars(
        update(OutboxRow)
        .where(OutboxRow.id.in_(chosen))
        .values(state=OutboxState.SENDING, fence=OutboxRow.fence + 1, leased_until=now + LEASE)
        .returning(OutboxRow)
        .execution_options(synchronize_session=False)
    )
    return sorted(rows, key=lambda row: (row.lane, row.id))


async def anything_waits(s: AsyncSession, now: datetime) -> bool:
    """Tell whether a claim would be worth a transaction: something waits, or a lease ran out."""
    return bool(
        await s.scalar(
            select(
                exists().where(
                    or_(
                        and_(OutboxRow.state == OutboxState.WAITING, OutboxRow.not_before <= now),
                        and_(OutboxRow.state == OutboxState.SENDING, OutboxRow.leased_until < now),
                    )
                )
            )
        )
    )


async def settle(s: AsyncSession, now: datetime, report: Report) -> bool:
    """Write down what became of a row; False, and nothing is written, if it was claimed anew."""
    final = report.state is not OutboxState.WAITING
    values: dict[str, Any] = {
        "state": report.state,
        "leased_until": None,
        "attempts": OutboxRow.attempts + report.attempts,
        "message_id": report.message_id,
        "finished_at": now if final else None,
    }
    if report.not_before is not None:
        values["not_before"] = report.not_before
    if report.detail is not None:
        values["detail"] = report.detail
    found = await s.scalar(
        update(OutboxRow)
        .where(
            OutboxRow.id == report.row_id,
            OutboxRow.fence == report.fence,
            OutboxRow.state == OutboxState.SENDING,
        )
        .values(**values)
        .returning(OutboxRow.id)
        .execution_options(synchronize_session=False)
    )
    return found is not None


async def expire(s: AsyncSession, now: datetime) -> None:
    """Take back what died while it was being sent.

    Urgent messages wait to be sent again: twice is better than never. All others become UNSURE,
    and what they were about says what follows from that.
    """
    died = (OutboxRow.state == OutboxState.SENDING, OutboxRow.leased_until < now)
    await s.execute(
        update(OutboxRow)
        .where(*died, OutboxRow.lane == Lane.URGENT)
        .values(state=OutboxState.WAITING, leased_until=None)
        .execution_options(synchronize_session=False)
    )
    await s.execute(
        update(OutboxRow)
        .where(*died)
        .values(state=OutboxState.UNSURE, leased_until=None, finished_at=now)
        .execution_options(synchronize_session=False)
    )
