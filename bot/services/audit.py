"""Writing down who did what, inside the transaction that does it. Never what was written."""

from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.db.tables import AuditEntry, Person
from bot.domain.deeds import Deed, Detail
from bot.services.core import Core

# Telegram may begin to number its updates anew, but brings none again after a day.
_BROUGHT_AGAIN = timedelta(days=2)


async def note(
    s: AsyncSession,
    core: Core,
    who: Person,
    deed: Deed,
    update_id: int | None,
    *,
    about: int | None = None,
    subject: int | None = None,
    count: int | None = None,
    detail: Detail | None = None,
) -> None:
    """Write down that `who` did something, in their programme; the same update again notes nothing.

    `about` is the id of the person it was done to or for, `subject` that of the pair, survey,
    broadcast or group; `count` says how many. What has no update (a due row, a message that goes
    out) is done once by its own transaction.
    """
    entry = AuditEntry(
        programme_id=who.programme_id,
        at=core.clock.now(),
        person_id=who.id,
        deed=deed,
        about_id=about,
        subject_id=subject,
        count=count,
        detail=detail,
        update_id=update_id,
    )
    if update_id is None or not await _noted(s, entry):
        s.add(entry)


def note_operator(
    s: AsyncSession,
    core: Core,
    programme_id: int | None,
    deed: Deed,
    *,
    count: int | None = None,
    detail: Detail | None = None,
) -> None:
    """Write down what was done from the command line; no programme means all of them."""
    now = core.clock.now()
    s.add(AuditEntry(programme_id=programme_id, at=now, deed=deed, count=count, detail=detail))


async def _noted(s: AsyncSession, entry: AuditEntry) -> bool:
    found = await s.scalars(
        select(AuditEntry).where(
            AuditEntry.update_id == entry.update_id,
            AuditEntry.person_id == entry.person_id,
            AuditEntry.deed == entry.deed,
            AuditEntry.at > entry.at - _BROUGHT_AGAIN,
        )
    )
    what = (entry.about_id, entry.subject_id, entry.detail)
    return any((each.about_id, each.subject_id, each.detail) == what for each in found)
