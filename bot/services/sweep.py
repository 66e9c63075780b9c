"""Doing what has fallen due: each row in one transaction with all that comes of it."""

from collections.abc import Awaitable, Callable, Mapping
from datetime import timedelta

import structlog
from sqlalchemy import bindparam, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.db.tables import DueRow, Person
from bot.db.trouble import is_database_trouble
from bot.domain.people import PersonState
from bot.domain.queues import DueKind, DueOutcome
from bot.services import members
from bot.services.core import Core
from bot.services.due import IN_TURN, WHOEVER_BEGAN_IT, Done, Verdict
from bot.services.people import agree_first

log = structlog.get_logger()

FallsDue = Callable[[AsyncSession, Core, DueRow, Person], Awaitable[Verdict]]

_BATCH = 500
# Made once: they are asked again and again.
_NOW = bindparam("now", type_=DueRow.due_at.type)
_DUE = (
    select(DueRow.id)
    .where(DueRow.outcome.is_(None), DueRow.due_at <= _NOW)
    .order_by(*IN_TURN)
    .limit(_BATCH)
)
_THIS_ONE = (
    select(DueRow)
    .where(DueRow.id == bindparam("row_id"), DueRow.outcome.is_(None), DueRow.due_at <= _NOW)
    .with_for_update(skip_locked=True)
)
_MOST_ATTEMPTS = 5
_PAUSE = timedelta(minutes=1)
# Besides that: being erased or not, and a call for help.
_WHATEVER_THEY_AGREE_TO = WHOEVER_BEGAN_IT | {
    *(DueKind.ERASE, DueKind.ERASE_FOR, DueKind.STILL_HERE, DueKind.TALK)
}


async def sweep(core: Core, handlers: Mapping[DueKind, FallsDue]) -> int:
    """Do everything that has fallen due by now, earliest first; return how many rows were touched.

    A row that fails does not hold up the others: it is tried again a minute later, five times,
    and then kept as failed for `doctor` to show; a call for help is tried until it goes. Trouble
    with the database is raised instead: it is nobody's failure, and everything is found again.
    """
    done = 0
    while batch := await _waiting(core):
        for row_id in batch:
            done += await _do(core, handlers, row_id)
        if len(batch) < _BATCH:
            break
    return done


async def _waiting(core: Core) -> list[int]:
    async with core.db.read() as s:
        return list(await s.scalars(_DUE, {"now": core.clock.now()}))


async def _do(core: Core, handlers: Mapping[DueKind, FallsDue], row_id: int) -> bool:
    try:
        async with core.db.write() as s:
            row = await _claim(s, core, row_id)
            if row is None:
                return False
            _settle(row, await _verdict(s, core, handlers, row), core)
            return True
    except Exception as error:  # one bad row must not stop everyone else's
        if is_database_trouble(error):
            raise
        log.exception("due row failed", row=row_id, error=type(error).__name__)
        await _note_failure(core, row_id)
        return False


async def _claim(s: AsyncSession, core: Core, row_id: int) -> DueRow | None:
    return await s.scalar(_THIS_ONE, {"row_id": row_id, "now": core.clock.now()})


async def _verdict(
    s: AsyncSession, core: Core, handlers: Mapping[DueKind, FallsDue], row: DueRow
) -> Verdict:
    person = await s.get_one(Person, row.person_id)
    if person.state is PersonState.LEFT and row.kind not in WHOEVER_BEGAN_IT:
        return Done(DueOutcome.CANCELLED)
    if row.kind not in _WHATEVER_THEY_AGREE_TO and not members.agrees(person):
        return await agree_first.hold(s, core, row)
    return await handlers[row.kind](s, core, row, person)


def _settle(row: DueRow, verdict: Verdict, core: Core) -> None:
    if isinstance(verdict, Done):
        row.outcome = verdict.outcome
        row.finished_at = core.clock.now()
    else:
        row.due_at = verdict.at


async def _note_failure(core: Core, row_id: int) -> None:
    async with core.db.write() as s:
        row = await s.get_one(DueRow, row_id)
        row.attempts += 1
        row.due_at = core.clock.now() + _PAUSE
        if row.attempts >= _MOST_ATTEMPTS and row.kind is not DueKind.TALK:
            row.outcome = DueOutcome.FAILED
            row.finished_at = core.clock.now()
