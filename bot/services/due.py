"""Due rows: planning what falls due, and calling it off again.

A due row is planned in the transaction that gives rise to it. `bot/services/sweep.py` does
what has fallen due.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, bindparam, case, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.db.tables import DueRow
from bot.domain.queues import DueKind, DueOutcome

# What is the programme's own: it goes on when whoever began it has left.
WHOEVER_BEGAN_IT = frozenset({DueKind.SURVEY_OPEN, DueKind.SURVEY_REMINDER, DueKind.SURVEY_CLOSE})
# The order in which due rows are worked off.
IN_TURN: Sequence[ColumnElement[Any]] = (
    DueRow.due_at.expression,
    case({kind: number for number, kind in enumerate(DueKind)}, value=DueRow.kind),
    DueRow.person_id.expression,
    DueRow.id.expression,
)
# Made once: something is planned with nearly everything that happens.
_PLANNED = select(DueRow).where(
    DueRow.kind == bindparam("kind", type_=DueRow.kind.type),
    DueRow.subject_id == bindparam("subject_id"),
    DueRow.person_id == bindparam("person_id"),
    DueRow.occurrence == bindparam("occurrence"),
)


async def plan(
    s: AsyncSession,
    kind: DueKind,
    *,
    person_id: int,
    subject_id: int,
    occurrence: str,
    due_at: datetime,
) -> None:
    """Plan one occurrence; planned anew, a row that is not finished yet only moves to `due_at`.

    A finished occurrence stays finished, unless it was called off, which planning takes back.
    """
    which = {
        "kind": kind,
        "person_id": person_id,
        "subject_id": subject_id,
        "occurrence": occurrence,
    }
    row = await s.scalar(_PLANNED, which)
    if row is None:
        s.add(DueRow(**which, planned_at=due_at, due_at=due_at))
        await s.flush()
    elif row.outcome in (None, DueOutcome.CANCELLED):
        row.planned_at = row.due_at = due_at
        row.outcome = row.finished_at = None


async def hold(s: AsyncSession, *kinds: DueKind, subject_id: int) -> None:
    """Let nobody work off what is planned of these kinds until this transaction ends.

    Ask before holding what it is about: whoever works it off holds the two in that order.
    """
    await s.execute(
        select(DueRow.id)
        .where(DueRow.kind.in_(kinds), DueRow.subject_id == subject_id, DueRow.outcome.is_(None))
        .order_by(DueRow.id)
        .with_for_update()
    )


async def call_off(s: AsyncSession, now: datetime, *kinds: DueKind, subject_id: int) -> None:
    """Call off every unfinished row of these kinds for one subject."""
    await s.execute(
        update(DueRow)
        .where(DueRow.kind.in_(kinds), DueRow.subject_id == subject_id, DueRow.outcome.is_(None))
        .values(outcome=DueOutcome.CANCELLED, finished_at=now)
    )


@dataclass(frozen=True)
class Done:
    """The due row is finished: its outcome says how."""

    outcome: DueOutcome = DueOutcome.DONE


@dataclass(frozen=True)
class Again:
    """Not now: try again at `at`. The row stays, with its planned time."""

    at: datetime


Verdict = Done | Again
