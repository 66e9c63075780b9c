"""Signs of life of the running bot, by which `doctor` knows whether it runs and undisturbed."""

from datetime import timedelta
from typing import Any

from sqlalchemy import update

from bot.db.tables import Installation
from bot.services.core import Core

EVERY = timedelta(seconds=30)
STALE = timedelta(minutes=2)


async def beat(core: Core) -> None:
    """Note that the bot is running; to be called about `EVERY`."""
    await _set(core, alive_at=core.clock.now())


async def stopped(core: Core) -> None:
    """Note that the bot has stopped in order."""
    await _set(core, alive_at=None)


async def disturbed(core: Core) -> None:
    """Note that Telegram answered 409: another program takes updates with the same token."""
    await _set(core, conflict_at=core.clock.now())


async def _set(core: Core, **values: Any) -> None:
    async with core.db.write() as s:
        await s.execute(update(Installation).values(**values))
