"""Small calls to Telegram that nobody waits for: taps answered, buttons taken away, "typing"."""

import asyncio
from collections import deque
from collections.abc import Coroutine
from typing import Any

import structlog
from telegram.constants import ChatAction
from telegram.error import TelegramError

from bot.delivery.pacing import Pacer
from bot.delivery.params import stripping
from bot.delivery.raw_bot import RawBot
from bot.delivery.tries import Tries

log = structlog.get_logger()

# Seconds after which people wonder whether there is more to come.
_NOTICEABLE = 0.5
_LONGEST_NOTICE = 200


class Beside:
    """What goes on in the background while messages come and go."""

    def __init__(self, bot: RawBot, pacer: Pacer, tries: Tries) -> None:
        self._bot = bot
        self._pacer = pacer
        self._tries = tries
        self._going: set[asyncio.Task[Any]] = set()
        self._to_strip: deque[tuple[int, int]] = deque()
        self._stripping: asyncio.Task[Any] | None = None

    def more_to_come(self, chat_id: int) -> None:
        """Show "typing" if the next message to this chat must wait a while.

        For the further messages of a long answer. It is charged to no budget, nothing waits for
        it, and if it fails nobody knows.
        """
        if self._pacer.follows(chat_id) >= _NOTICEABLE:
            self._later(self._show_typing(chat_id))

    def strip(self, chat_id: int, message_id: int) -> None:
        """Take a message's buttons away, if that can be done.

        One after the other: when hundreds answer at once, their next questions come first.
        """
        self._to_strip.append((chat_id, message_id))
        if self._stripping is None or self._stripping.done():
            self._stripping = self._later(self._strip())

    def answer_tap(self, callback_id: str, text: str = "", *, alert: bool = False) -> None:
        """Answer a tap: the button stops waiting, `text` pops up."""
        self._later(self._answer(callback_id, text[:_LONGEST_NOTICE], alert))

    async def drain(self) -> None:
        """Wait until nothing of it goes on."""
        while self._going:
            await asyncio.wait(tuple(self._going))

    def abandon(self) -> None:
        """Give up what still goes on."""
        self._to_strip.clear()
        for task in self._going:
            task.cancel()

    async def _strip(self) -> None:
        while self._to_strip:
            chat_id, message_id = self._to_strip.popleft()
            await self._tries.until_known(chat_id, *stripping(chat_id, message_id))

    async def _answer(self, callback_id: str, text: str, alert: bool) -> None:
        try:
            params = {"callback_query_id": callback_id, "text": text or None, "show_alert": alert}
            await self._bot.call("answerCallbackQuery", params)
        except TelegramError as error:  # too old to be answered: nobody is waiting any more
            log.debug("tap not answered", error=type(error).__name__)

    async def _show_typing(self, chat_id: int) -> None:
        params = {"chat_id": chat_id, "action": ChatAction.TYPING}
        try:
            await self._bot.call("sendChatAction", params)
        except TelegramError as error:
            log.debug("typing not shown", error=type(error).__name__)

    def _later(self, work: Coroutine[Any, Any, object]) -> asyncio.Task[Any]:
        task = asyncio.create_task(work)
        self._going.add(task)
        task.add_done_callback(self._going.discard)
        return task
