"""Intake: an update is confirmed to Telegram only once it is stored."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Any

import structlog
from sqlalchemy.exc import SQLAlchemyError
from telegram.error import Conflict, InvalidToken, RetryAfter, TelegramError

from bot.delivery import inbox
from bot.delivery.raw import is_readable
from bot.delivery.raw_bot import RawBot
from bot.services import pulse
from bot.services.core import Core
from bot.services.people import reach

log = structlog.get_logger()

ALLOWED = ["message", "edited_message", "callback_query", "my_chat_member"]
LONGEST_PAUSE = 30.0
_PAGE = 100


class Intake:
    """Pulls updates by long polling, stores them, and hands on those that are new.

    `feed` is called after the commit. `sleep` takes seconds.
    """

    def __init__(
        self,
        core: Core,
        bot: RawBot,
        feed: Callable[[list[dict[str, Any]]], None],
        sleep: Callable[[float], Awaitable[object]] = asyncio.sleep,
    ) -> None:
        self._core = core
        self._bot = bot
        self._feed = feed
        self._sleep = sleep
        self._offset = 0
        self._said = ""

    async def _take_webhook_away(self) -> None:
        """An earlier run may have set one, and Telegram lets nobody poll beside it."""
        info = await self._bot.get_webhook_info()
        if info.url:
            log.info("a webhook was set; it is taken away, because this bot polls")
            await self._bot.delete_webhook(drop_pending_updates=False)

    async def pull(self, timeout: int = 0) -> int:
        """Fetch one page, waiting up to `timeout` seconds, and return how many updates came.

        Raises SQLAlchemyError if they could not be stored: then they are not confirmed.
        """
        raws = await self._get_updates(timeout)
        if raws:
            readable = [raw for raw in raws if is_readable(raw)]
            if odd := len(raws) - len(readable):
                log.error("what is no update is left out", count=odd)
            new = set(await inbox.store(self._core, readable, reach.there_again))
            self._offset = raws[-1]["update_id"] + 1
            self._feed([raw for raw in readable if raw["update_id"] in new])
        return len(raws)

    async def run(self, timeout: int = 30) -> None:
        """Pull until cancelled; say once, in plain words, what stands in the way.

        A webhook that is set is taken away first; what waits there is kept.
        """
        pause, alone = 1.0, False
        while True:
            try:
                if not alone:
                    await self._take_webhook_away()
                    alone = True
                await self.pull(timeout)
            except (SQLAlchemyError, OSError, TelegramError) as error:
                self._say(_explain(error), error)
                if isinstance(error, Conflict):
                    await self._note_conflict()
                await self._sleep(pause)
                pause = min(pause * 2, LONGEST_PAUSE)
            else:
                pause = 1.0
                if self._said:
                    self._said = ""
                    log.info("updates come in again")

    async def _get_updates(self, timeout: int) -> list[dict[str, Any]]:
        # Not get_updates: an update that python-telegram-bot cannot read must be stored too.
        asked = {
            "offset": self._offset,
            "limit": _PAGE,
            "timeout": timeout,
            "allowed_updates": ALLOWED,
        }
        found = await self._bot.call("getUpdates", asked, read_timeout=timeout + 10.0)
        raws: list[dict[str, Any]] = found
        return raws

    async def _note_conflict(self) -> None:
        # For `doctor`, which cannot ask Telegram itself without disturbing this poll.
        with suppress(SQLAlchemyError, OSError):
            await pulse.disturbed(self._core)

    def _say(self, sentence: str, error: Exception) -> None:
        if sentence != self._said:
            self._said = sentence
            log.error(sentence, why=self._core.db.explain(error))


def _explain(error: Exception) -> str:
    if isinstance(error, Conflict):
        return (
            "Another copy of this bot is fetching its updates. "
            "Stop the other one: only one may run."
        )
    if isinstance(error, InvalidToken):
        return "Telegram does not accept the bot's token. Check TELEGRAM_BOT_TOKEN."
    if isinstance(error, RetryAfter):
        return "Telegram asks the bot to wait. What people send waits there; trying again."
    if isinstance(error, TelegramError):
        return "Telegram cannot be reached. What people send waits there; trying again."
    return (
        "The database cannot store what comes in. "
        "Nothing is confirmed to Telegram, so nothing is lost; trying again."
    )
