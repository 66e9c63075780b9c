"""What falls due for a response that was offered: a reminder, its closing, and a later prompt."""

from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.db.tables import Programme, Relationship, Response
from bot.domain.queues import DueKind
from bot.domain.rules import Rules
from bot.services import due
from bot.services.core import Core

CLOSE_AFTER = timedelta(hours=72)


async def open_window(
    s: AsyncSession, response: Response, opens: datetime, next_prompt: datetime | None
) -> None:
    """Plan the closing, after 72 hours or when the next prompt is due, and the one reminder.

    When to remind, or that nobody is reminded, is the programme's to say.
    """
    closes = opens + CLOSE_AFTER
    if next_prompt is not None:
        closes = min(closes, next_prompt)
    response.closes_at = closes
    await plan(s, DueKind.CLOSE, response, closes)
    after = timedelta(hours=(await _rules(s, response)).remind_after_hours)
    if after and opens + after < closes:
        await plan(s, DueKind.REMINDER, response, opens + after)


async def plan(
    s: AsyncSession, kind: DueKind, response: Response, at: datetime, occurrence: str = "once"
) -> None:
    """Plan one row for a response, or move it."""
    await due.plan(
        s,
        kind,
        person_id=response.person_id,
        subject_id=response.id,
        occurrence=occurrence,
        due_at=at,
    )


async def call_off(s: AsyncSession, core: Core, response: Response) -> None:
    """Call off what is still planned for a response that has ended."""
    kinds = (DueKind.LATER, DueKind.REMINDER, DueKind.CLOSE)
    await due.call_off(s, core.clock.now(), *kinds, subject_id=response.id)


async def _rules(s: AsyncSession, response: Response) -> Rules:
    query = (
        select(Programme.rules)
        .join(Relationship, Relationship.programme_id == Programme.id)
        .where(Relationship.id == response.relationship_id)
    )
    return Rules.from_json(await s.scalar(query))
