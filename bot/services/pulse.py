"""Signs of life of the running bot, by which `doctor` knows whether it runs and undisturbed.

They are one bot's at a time: a second copy neither writes over them nor clears them, and takes
over only when two beats in a row are missing.
"""

from datetime import datetime, timedelta

from sqlalchemy import or_, update

from bot.db.tables import Installation
from bot.services.core import Core

EVERY = timedelta(seconds=30)
STALE = timedelta(minutes=2)
_MISSING = 2 * EVERY


async def beat(core: Core, mine: datetime | None = None) -> datetime | None:
    """Note that the bot is running; to be called about `EVERY`.

    `mine` is what the last call returned: the sign that stands for this bot, None while the
    signs of another one are fresh.
    """
    now = core.clock.now()
    stands = Installation.alive_at
    may_write = or_(stands.is_(None), stands < now - _MISSING, stands == mine)
    async with core.db.write() as s:
        written = await s.scalars(
            update(Installation).where(may_write).values(alive_at=now).returning(Installation.id)
        )
        return now if written.first() is not None else None


async def stopped(core: Core, mine: datetime | None) -> None:
    """Note that the bot has stopped in order, if the last sign of life (`mine`) was its own."""
    if mine is None:
        return
    async with core.db.write() as s:
        await s.execute(
            update(Installation).where(Installation.alive_at == mine).values(alive_at=None)
        )


async def disturbed(core: Core) -> None:
    """Note that Telegram answered 409: another program takes updates with the same token."""
    async with core.db.write() as s:
        await s.execute(update(Installation).values(conflict_at=core.clock.now()))
