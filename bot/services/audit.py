"""Writing down who did what, inside the transaction that does it. Never what was written."""

from datetime import datetime, timedelta

from sqlalchemy import func, or_, select, type_coerce
from sqlalchemy.ext.asyncio import AsyncSession

from bot.db.base import Instant
from bot.db.tables import AuditEntry, Person
from bot.domain.deeds import KEPT_FOR, Deed, Detail
from bot.services.core import Core

# Telegram may begin to number its updates anew, but brings none again after a day.
_BROUGHT_AGAIN = timedelta(days=2)
# Reading on, page after page, is one deed.
READING_ON = timedelta(hours=1)


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
    once_in: timedelta = timedelta(0),
) -> None:
    """Write down that `who` did something, in their programme; the same update again notes nothing.

    `about` is the id of the person it was done to or for, `subject` that of the pair, survey,
    broadcast or group; `count` says how many. Nor is anything noted that stands there already and
    is younger than `once_in`. What has no update (a due row, a message that goes out) is done once
    by its own transaction.
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
    if not await _noted(s, entry, once_in):
        s.add(entry)


def note_operator(
    s: AsyncSession,
    now: datetime,
    programme_id: int | None,
    deed: Deed,
    *,
    count: int | None = None,
    detail: Detail | None = None,
) -> None:
    """Write down what was done from the command line; no programme means all of them."""
    s.add(AuditEntry(programme_id=programme_id, at=now, deed=deed, count=count, detail=detail))


async def goes_before(s: AsyncSession, now: datetime) -> datetime:
    """Return the moment before which entries may go by now, as the database sees it as well.

    In whole seconds: SQLite reckons in them (`bot/db/only_added.py`).
    """
    newest = await s.scalar(select(func.max(AuditEntry.at)))
    its_now = await s.scalar(select(type_coerce(func.now(), Instant())))
    return min(now, max(newest or now, its_now or now)).replace(microsecond=0) - KEPT_FOR


async def _noted(s: AsyncSession, entry: AuditEntry, once_in: timedelta) -> bool:
    alike = [AuditEntry.at > entry.at - once_in] if once_in else []
    if entry.update_id is not None:
        alike.append(AuditEntry.update_id == entry.update_id)
    if not alike:
        return False
    found = await s.scalars(
        select(AuditEntry).where(
            AuditEntry.person_id == entry.person_id,
            AuditEntry.at >= entry.at - max(_BROUGHT_AGAIN, once_in),
            AuditEntry.deed == entry.deed,
            or_(*alike),
        )
    )
    what = (entry.about_id, entry.subject_id, entry.detail)
    return any((each.about_id, each.subject_id, each.detail) == what for each in found)
