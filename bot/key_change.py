"""Changing the master key, so that at every instant what is there opens everything.

The new key is on the disk, or in the hands of whoever runs Plumbline, before the database needs
it. The database goes over to it in one transaction. Only then is the old key given up. Killed
anywhere, it goes on where it was when it is run again: the database knows which key it needs.
"""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot.config import SettingError, Settings
from bot.db.alone import InUseError, alone
from bot.db.database import Database
from bot.db.handover import MARK, OWN, hand_over, wrapped_keys
from bot.db.tables import Installation
from bot.db.traces import wipe
from bot.db.vault import Vault
from bot.domain.deeds import Deed
from bot.key_files import make_key, put_in_place, to_disk
from bot.keys import WRONG_ORDER, next_key, vault_for
from bot.services import audit
from bot.services.pulse import STALE


class StillRunningError(Exception):
    """The bot gave a sign of life a moment ago, or another program has the database open."""


async def rotate(settings: Settings, now: datetime) -> int:
    """Change the master key, or finish a change that was begun; return how much was unreadable.

    Of two keys in PLUMBLINE_KEY it takes the first; without any it makes one. What could not be
    opened before either is left as it is. The database must have a key. `StillRunningError` unless
    the bot is stopped.
    """
    url = settings.database_url
    try:
        async with alone(url) as s:
            left = await _go_over(s, settings, now)
    except InUseError:
        raise StillRunningError from None
    await _wipe(url)
    if not settings.keys:
        put_in_place(settings.next_key_file, settings.key_file)
    return left


async def _go_over(s: AsyncSession, settings: Settings, now: datetime) -> int:
    known = await s.get_one(Installation, 1)
    if known.alive_at is not None and abs(now - known.alive_at) < STALE:
        raise StillRunningError
    old = vault_for(settings, known.key_check)
    key = _next(settings)
    there = Vault.that_fits(key, known.key_check)
    if there is None:
        audit.note_operator(s, now, None, Deed.KEYS_ROTATED)
        return await hand_over(s, old, old.successor(key))
    if len(settings.keys) > 1 and not there.succeeds(settings.keys[1]):
        raise SettingError(WRONG_ORDER)
    return 0


def _next(settings: Settings) -> bytes:
    """Return the key to go over to. It is on the disk before anything is sealed with it."""
    if settings.keys:
        return settings.keys[0]
    found = next_key(settings)
    if found is None:
        # Half a key, of one that was killed while it was being written, or none.
        settings.next_key_file.unlink(missing_ok=True)
        return make_key(settings.next_key_file)
    # Whoever made it may have been killed before it was on the disk.
    to_disk(settings.next_key_file)
    return found


async def _wipe(url: str) -> None:
    """Take away what the files may still hold of keys under the old one."""
    db = Database(url)
    tables = {column.table.name for column in (*wrapped_keys(), OWN, MARK)}
    try:
        await wipe(db, *sorted(tables), Installation.__tablename__, thoroughly=True)
    finally:
        await db.close()
