"""Whoever was erased stays erased, also when a backup from before is put back.

A backup brings back whoever was erased since, so a file outside the database remembers them. It is
written from what the database says has been committed, never before: an erasure that is rolled back
leaves no line, and a line that a crash kept from being written is found missing at the next start.
"""

import asyncio
from collections.abc import Collection, Mapping
from datetime import UTC, datetime

import structlog
from sqlalchemy import func, select

from bot.db.database import Database
from bot.db.tables import AuditEntry, Person
from bot.db.trouble import is_database_trouble
from bot.domain.deeds import Deed
from bot.domain.people import PersonState
from bot.domain.queues import Cause
from bot.services.core import Core
from bot.services.people.forgetting import erase

log = structlog.get_logger()

# A statement takes only so many values.
_TOGETHER = 5_000
_NEVER = datetime.min.replace(tzinfo=UTC)


async def note(core: Core) -> None:
    """Write down whoever has been erased since it was last done; call it once that is committed.

    What cannot be written is said once in the log, and waits for the next time.
    """
    people = core.erased.unnoted()
    if people and core.erased.file is not None:
        await _write(core, await _erased(core, people))


async def take_up(core: Core) -> int:
    """At the start, erase again whoever a backup brought back; return how many.

    Nobody is told, since they were when it was done first. Then whatever the file lacks of what the
    database knows is added to it. `SettingError` if the file cannot be read.
    """
    if core.erased.file is None:
        return 0
    written = await asyncio.to_thread(core.erased.file.read)
    back = await brought_back(core.db, written)
    done = [each for each in back if await _erase_again(core, each)]
    if done:
        log.warning("people whom a backup had brought back were erased again", people=len(done))
    known = await _erased(core)
    await _write(core, {who: at for who, at in known.items() if written.get(who, _NEVER) < at})
    return len(done)


async def brought_back(db: Database, written: Mapping[int, datetime]) -> list[int]:
    """Return who is there although the file says that they were erased after they came."""
    ids, found = list(written), list[int]()
    async with db.read() as s:
        for some in (ids[at : at + _TOGETHER] for at in range(0, len(ids), _TOGETHER)):
            there = select(Person.id, Person.created_at).where(
                Person.id.in_(some), Person.state != PersonState.LEFT
            )
            rows = await s.execute(there)
            found += [person_id for person_id, since in rows if since <= written[person_id]]
    return found


async def _erase_again(core: Core, person_id: int) -> bool:
    try:
        async with core.db.write() as s:
            person = await s.get_one(Person, person_id)
            await erase(s, core, person, Cause(), is_known=True)
    except Exception as error:  # one of them must not keep the bot from everybody else
        if is_database_trouble(error):
            raise
        log.exception("somebody could not be erased again", error=type(error).__name__)
        return False
    core.erased.add(person_id)
    return True


async def _erased(core: Core, people: Collection[int] | None = None) -> dict[int, datetime]:
    """Who was erased, of these or at all, and when last: what is committed."""
    last = select(AuditEntry.person_id, func.max(AuditEntry.at)).where(
        AuditEntry.deed == Deed.ERASED, AuditEntry.person_id.is_not(None)
    )
    if people is not None:
        last = last.where(AuditEntry.person_id.in_(people))
    async with core.db.read() as s:
        found = await s.execute(last.group_by(AuditEntry.person_id))
        return {person_id: at for person_id, at in found if person_id is not None}


async def _write(core: Core, erased: Mapping[int, datetime]) -> None:
    if not erased or core.erased.file is None:
        return
    try:
        await asyncio.to_thread(core.erased.file.add, erased)
    except OSError as error:
        core.erased.not_noted(erased)
        if not core.erased.in_trouble:
            core.erased.in_trouble = True
            log.error(
                "Who was erased cannot be written down, and a backup would bring them back. It is "
                "tried again.",
                file=str(core.erased.file.path),
                why=error.strerror,
            )
    else:
        core.erased.noted(erased)
