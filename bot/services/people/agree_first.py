"""Whoever has not agreed to today's text is asked, once; what was due and waits for them is held.

Nothing is lost by it: what is held is taken up again when they agree, and then it goes, or is too
late, by the same rules as everything.
"""

from datetime import timedelta

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.db.tables import DueRow, OutboxRow, Person
from bot.domain.consent import CONSENT_VERSION
from bot.domain.people import PersonState
from bot.domain.queues import Cause, DueKind, MessageKind, OutboxState
from bot.services import members, told
from bot.services.core import Core
from bot.services.due import Again
from bot.services.telling import tell

# In the detail of a message: it waits until its person has agreed.
HELD = "held"
# How often what is held looks whether it may go; agreeing takes it up at once.
LOOKS_EVERY = timedelta(days=1)
# Nothing would be said when this falls due, so there is nothing to ask instead.
_SILENT = frozenset({DueKind.CLOSE})


async def ask_once(core: Core, person_id: int) -> None:
    """Ask somebody in place of what was about to be sent to them; once for each text."""
    async with core.db.write() as s:
        await _ask(s, core, await s.get_one(Person, person_id), Cause())


async def hold(s: AsyncSession, core: Core, row: DueRow, person: Person) -> Again:
    """Let what has fallen due wait for somebody who does not agree; ask whoever has not been."""
    if person.state is PersonState.ACTIVE and row.kind not in _SILENT:
        await _ask(s, core, person, Cause(due_id=row.id))
    return Again(core.clock.now() + LOOKS_EVERY)


async def has_said_not_now(s: AsyncSession, core: Core, person: Person, cause: Cause) -> None:
    """Ask somebody no more who has read the text and does not agree; they know the way."""
    await _ask(s, core, person, cause)
    rows = await told.newest_first(
        s, MessageKind.AGREE_ASK, reader_id=person.id, subject_id=person.id
    )
    for row in rows:
        await told.take_back(s, row, core.clock.now())


async def take_up(s: AsyncSession, core: Core, person: Person) -> None:
    """Let everything go on that waited for somebody to agree, each as of the time it was due."""
    now = core.clock.now()
    await s.execute(
        update(DueRow)
        .where(
            DueRow.person_id == person.id,
            DueRow.outcome.is_(None),
            DueRow.planned_at <= now,
            DueRow.due_at > now,
        )
        .values(due_at=DueRow.planned_at)
    )
    waiting = await s.scalars(
        select(OutboxRow).where(
            OutboxRow.person_id == person.id, OutboxRow.state == OutboxState.WAITING
        )
    )
    for row in waiting.all():
        if HELD in row.detail:
            row.detail = {key: value for key, value in row.detail.items() if key != HELD}
            row.not_before = now


async def _ask(s: AsyncSession, core: Core, person: Person, cause: Cause) -> None:
    if members.agrees(person):
        return
    await tell(
        s,
        core,
        person,
        MessageKind.AGREE_ASK,
        cause,
        subject_id=person.id,
        dedupe=f"agree:{person.id}:{CONSENT_VERSION}",
    )
