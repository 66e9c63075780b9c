"""Running a bot as a service: polling or by webhook, with signs of life for `doctor`."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from datetime import datetime
from typing import Any, Protocol

from sqlalchemy.exc import SQLAlchemyError
from telegram.error import InvalidToken

from bot.config import SettingError, Settings
from bot.runtime import lifecycle, one_bot
from bot.runtime.webhook import Webhook, WebhookPlace
from bot.services import pulse
from bot.services.core import Core

Receive = Callable[[], Awaitable[None]]


class Served(lifecycle.Running, Protocol):
    """What a bot must offer to be served; `bot.app.Plumbline` is one."""

    application: Any
    dispatcher: Any


async def serve(bot: Served, settings: Settings, until: asyncio.Event | None = None) -> None:
    """Run until told to stop (see `lifecycle.run`).

    `SettingError` if the token is wrong, or if the database serves another bot that runs.
    """
    receive = _receiver(bot, settings)
    signs = _SignsOfLife(bot.core)
    try:
        await lifecycle.run(bot, lambda: signs.during(receive), until, signs.begin)
    except InvalidToken:
        raise SettingError(
            "Telegram does not know this TELEGRAM_BOT_TOKEN; @BotFather in Telegram shows the "
            "right one."
        ) from None
    finally:
        with suppress(SQLAlchemyError, OSError):
            await signs.end()


def _receiver(bot: Served, settings: Settings) -> Receive:
    if settings.webhook_url is None or settings.webhook_secret is None:
        polling: Receive = bot.intake.run
        return polling
    place = WebhookPlace(settings.webhook_url, settings.webhook_secret, *settings.listen)
    return Webhook(bot.core, bot.application.bot, bot.dispatcher.feed, place).run


class _SignsOfLife:
    """This process's signs of life."""

    def __init__(self, core: Core) -> None:
        self._core = core
        self._bot_id = 0
        self._mine: datetime | None = None

    async def begin(self, bot_id: int) -> None:
        self._bot_id = bot_id
        self._mine = await one_bot.take(self._core, bot_id)

    async def during(self, receive: Receive) -> None:
        """Receive, and give signs of life; whichever ends first ends the other."""
        both = (asyncio.create_task(self._beat()), asyncio.ensure_future(receive()))
        try:
            await asyncio.wait(both, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for each in both:
                each.cancel()
            ended = await asyncio.gather(*both, return_exceptions=True)
        for error in ended:
            if error is not None and not isinstance(error, asyncio.CancelledError):
                raise error

    async def end(self) -> None:
        await pulse.stopped(self._core, self._mine)

    async def _beat(self) -> None:
        while True:
            with suppress(SQLAlchemyError, OSError):
                self._mine = await pulse.beat(self._core, self._mine)
                if self._mine is None and not await one_bot.still_serves(self._core, self._bot_id):
                    raise SettingError(one_bot.TAKEN_AWAY)
            await asyncio.sleep(pulse.EVERY.total_seconds())
