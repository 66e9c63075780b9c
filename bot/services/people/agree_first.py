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


async def keep_back(core: Core, claimed: OutboxRow) -> None:
    """Let a claimed message wait until its person agrees, and ask them in its place, once a text.

    Whoever has agreed by now gets it after all. It is written down while its person is held: either
    agreeing finds that it waits, or it is found here that they agree.
    """
    now = core.clock.now()
    async with core.db.write() as s:
        person = await s.get_one(Person, claimed.person_id, with_for_update=True)
        row = await s.get(OutboxRow, claimed.id, with_for_update=True)
        if row is None or row.fence != claimed.fence or row.state is not OutboxState.SENDING:
            return
        row.state, row.leased_until, row.not_before = OutboxState.WAITING, None, now
        if person.state is PersonState.ACTIVE and not members.agrees(person):
            row.not_before, row.detail = now + LOOKS_EVERY, {**row.detail, HELD: True}
            await _ask(s, core, person, Cause())


async def hold(s: AsyncSession, core: Core, row: DueRow) -> Again:
    """Let what has fallen due wait for somebody who does not agree; ask whoever has not been.

    Whoever is agreeing at this moment gets it the next time that is looked.
    """
    free = select(Person).where(Person.id == row.person_id).with_for_update(skip_locked=True)
    person = await s.scalar(free.execution_options(populate_existing=True))
    if person is None or members.agrees(person):
        return Again(row.due_at)
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
