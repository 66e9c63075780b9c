"""Claiming messages from the outbox; `settling` writes down what became of them.

A claim is a lease with a fencing number: a claimant that was too slow cannot report on a row
that was claimed anew. At most one message per person is on its way at a time, so that nobody's
messages overtake each other. All functions run inside a transaction of the caller's.
"""

from datetime import datetime, timedelta
from typing import cast

from sqlalchemy import Select, Table, bindparam, exists, select, union_all, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.db.tables import OutboxRow
from bot.domain.queues import LARGE, Lane, MessageKind, OutboxState

LEASE = timedelta(minutes=5)
# Of each lane. More than can be on their way at a time, so that somebody with many messages
# waiting, one of which goes at a time, does not hold up the others.
_LOOK_AHEAD = 64
_NOW = bindparam("now", type_=OutboxRow.not_before.type)
_ROWS = cast(Table, OutboxRow.__table__).c


def _next_in(lane: Lane) -> Select[tuple[Lane, datetime, int, int, MessageKind]]:
    found = (
        select(
            OutboxRow.lane,
            OutboxRow.not_before,
            OutboxRow.id,
            OutboxRow.person_id,
            OutboxRow.kind,
        )
        .where(
            OutboxRow.state == OutboxState.WAITING,
            OutboxRow.lane == lane,
            OutboxRow.not_before <= _NOW,
        )
        .order_by(OutboxRow.not_before, OutboxRow.id)
        .limit(_LOOK_AHEAD)
        .subquery()
    )
    return select(found.c.lane, found.c.not_before, found.c.id, found.c.person_id, found.c.kind)


_NEXT = union_all(*map(_next_in, Lane))
_DIED = select(
    exists().where(OutboxRow.state == OutboxState.SENDING, OutboxRow.leased_until < _NOW)
)
_PEOPLE_SENT_TO = select(OutboxRow.person_id).where(OutboxRow.state == OutboxState.SENDING)
_CHOSEN = (
    select(OutboxRow.id)
    .where(
        OutboxRow.id.in_(bindparam("chosen", expanding=True)),
        OutboxRow.state == OutboxState.WAITING,
    )
    .with_for_update(skip_locked=True)
)
# Made once, since building it for every message costs as much as running it.
_CLAIM = (
    update(OutboxRow)
    .where(OutboxRow.id.in_(_CHOSEN))
    .values(
        state=OutboxState.SENDING,
        fence=OutboxRow.fence + 1,
        leased_until=bindparam("until", type_=_ROWS.leased_until.type),
    )
    .returning(OutboxRow)
    .execution_options(synchronize_session=False)
)


async def claim(s: AsyncSession, now: datetime, limit: int, large: int) -> list[OutboxRow]:
    """Claim up to `limit` messages that may go now, at most `large` of them LARGE.

    The most urgent lane goes first. What it costs does not depend on how many wait.
    """
    first = await _first_of_each(s, now)
    busy = set(await s.scalars(_PEOPLE_SENT_TO)) if first else set()
    free = [each for person_id, each in first.items() if person_id not in busy]
    too_many = [row_id for row_id, kind in free if kind in LARGE][large:]
    chosen = [row_id for row_id, _ in free if row_id not in too_many][:limit]
    if not chosen:
        return []
    rows = await s.scalars(_CLAIM, {"chosen": chosen, "until": now + LEASE})
    return sorted(rows, key=lambda row: (row.lane, row.id))


async def _first_of_each(s: AsyncSession, now: datetime) -> dict[int, tuple[int, MessageKind]]:
    """The first message of each person among the next that may go, in the order in which they go.

    Each lane is read by its index, and no further than it is worth: a planner that had the whole
    outbox to choose from would read all of a large broadcast for one message.
    """
    found = await s.execute(_NEXT, {"now": now})
    first: dict[int, tuple[int, MessageKind]] = {}
    for row in sorted(found.all()):
        first.setdefault(row.person_id, (row.id, row.kind))
    return first


async def anything_waits(s: AsyncSession, now: datetime) -> bool:
    """Tell whether a claim would be worth a transaction: something waits, or a lease ran out."""
    if (await s.execute(_NEXT, {"now": now})).first() is not None:
        return True
    return bool(await s.scalar(_DIED, {"now": now}))
