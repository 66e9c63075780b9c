"""One database serves one bot, known by the number that Telegram gave it; never by its token."""

from datetime import datetime

import structlog

from bot.config import SettingError
from bot.db.another_bot import make_way
from bot.db.tables import Installation
from bot.services.core import Core
from bot.services.pulse import STALE

log = structlog.get_logger()

IN_USE = (
    "Another bot is running on this database: stop it first, or set DATABASE_URL so that each bot "
    "has a database of its own. (If it was killed, wait two minutes.)"
)
TAKEN_AWAY = (
    "Another bot has taken over this database while this one gave no sign of life: set "
    "DATABASE_URL so that each bot has a database of its own."
)
_TAKEN_OVER = (
    "This database served another bot until now. People hear nothing from this one until they "
    "open its chat and press Start."
)


async def take(core: Core, bot_id: int) -> datetime | None:
    """Note that this database serves the bot `bot_id` from now on.

    Of the bot before it the numbers of updates and messages are forgotten. Returns the sign of
    life given with that, None if the database serves this bot already. `SettingError` while
    another one is running on it.
    """
    now = core.clock.now()
    async with core.db.write() as s:
        known = await s.get(Installation, 1, with_for_update=True)
        if known is None or known.bot_id == bot_id:
            return None
        before = known.bot_id
        if before is not None and is_fresh(known.alive_at, now):
            raise SettingError(IN_USE)
        await make_way(s, core.vault)
        known.bot_id, known.alive_at, known.conflict_at = bot_id, now, None
    if before is not None:
        log.warning(_TAKEN_OVER)
    return now


async def still_serves(core: Core, bot_id: int) -> bool:
    """Whether no other bot has taken the database over."""
    async with core.db.read() as s:
        known = await s.get(Installation, 1)
        return known is None or known.bot_id == bot_id


def is_fresh(alive_at: datetime | None, now: datetime) -> bool:
    """Whether a sign of life is so young that the bot must be taken for running."""
    return alive_at is not None and abs(now - alive_at) < STALE
