"""The one way out to Telegram: what happens to a call comes back as one of five outcomes."""

import asyncio
import os
from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import httpx
import structlog
from telegram import (
    Bot,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputFile,
    LinkPreviewOptions,
    Message,
)
from telegram.constants import ParseMode
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Forbidden,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)

from bot.delivery.pacing import Pacer
from bot.delivery.transport import NotConnectedError
from bot.domain.queues import Lane, Outcome
from bot.render.message import Button, Outgoing

log = structlog.get_logger()

# python-telegram-bot's own switch: without it, every 429 comes with a warning that its
# `retry_after` will be a timedelta one day. Both are understood here.
os.environ.setdefault("PTB_TIMEDELTA", "true")

_NO_PREVIEW = LinkPreviewOptions(is_disabled=True)
_NOTHING_SENT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout)
_FIRST_PAUSE = 0.5
_LONGEST_PAUSE = 30.0
_NO_BUTTONS = InlineKeyboardMarkup([])

Unreachable = Callable[[int], Awaitable[object]]


class RejectedError(Exception):
    """Telegram refused a message for what it is; `reason` is Telegram's own wording."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True)
class Delivery:
    """What became of one try. `retry_after` (seconds) is Telegram's, `reason` its wording."""

    outcome: Outcome
    message_id: int | None = None
    retry_after: float | None = None
    reason: str = ""


class Gateway:
    """Sends, edits and answers taps, through the pacing.

    `unreachable` is told the Telegram id of a person who blocked the bot. `sleep` takes seconds.
    """

    def __init__(
        self,
        bot: Bot,
        pacer: Pacer,
        *,
        unreachable: Unreachable,
        sleep: Callable[[float], Awaitable[object]] = asyncio.sleep,
    ) -> None:
        self._bot = bot
        self._pacer = pacer
        self._unreachable = unreachable
        self._sleep = sleep
        self._background: set[asyncio.Task[Any]] = set()

    async def send(self, chat_id: int, message: Outgoing, lane: Lane) -> Delivery:
        """Try once to send `message`; never raises for anything Telegram or the network does."""
        await self._pacer.turn(chat_id, lane)
        return await self._try(chat_id, self._send(chat_id, message))

    async def reply(self, chat_id: int, message: Outgoing) -> int | None:
        """Send `message`, trying until it has gone, and return its id.

        None if the person cannot be reached. Raises RejectedError if Telegram will never take it.
        """
        pause = _FIRST_PAUSE
        while True:
            delivery = await self.send(chat_id, message, Lane.REPLY)
            if delivery.outcome is Outcome.SENT:
                return delivery.message_id
            if delivery.outcome is Outcome.UNREACHABLE:
                return None
            if delivery.outcome is Outcome.REJECTED:
                raise RejectedError(delivery.reason)
            if delivery.retry_after is None:
                await self._sleep(pause)
                pause = min(pause * 2, _LONGEST_PAUSE)

    async def edit(self, chat_id: int, message_id: int, message: Outgoing) -> bool:
        """Change a message of ours in place; False if it is no longer there to be changed."""
        delivery = await self._until_known(
            chat_id,
            lambda: self._bot.edit_message_text(
                message.text,
                chat_id,
                message_id,
                parse_mode=ParseMode.HTML,
                reply_markup=_keyboard(message),
                link_preview_options=_NO_PREVIEW,
            ),
        )
        return delivery.outcome is not Outcome.REJECTED

    def strip(self, chat_id: int, message_id: int) -> None:
        """Take a message's buttons away, in the background, if that can be done."""
        self._later(
            self._until_known(
                chat_id, lambda: self._bot.edit_message_reply_markup(chat_id, message_id)
            )
        )

    def answer_tap(self, callback_id: str, text: str = "", *, alert: bool = False) -> None:
        """Answer a tap, in the background: the button stops waiting, `text` pops up."""
        self._later(self._answer(callback_id, text[:200], alert))

    async def drain(self) -> None:
        """Wait for everything that goes on in the background."""
        while self._background:
            await asyncio.wait(tuple(self._background))

    def abandon(self) -> None:
        """Give up what is still going on in the background."""
        for task in self._background:
            task.cancel()

    async def _answer(self, callback_id: str, text: str, alert: bool) -> None:
        try:
            await self._bot.answer_callback_query(callback_id, text or None, alert)
        except TelegramError as error:  # too old to be answered: nobody is waiting any more
            log.debug("tap not answered", error=type(error).__name__)

    async def _until_known(
        self, chat_id: int, call: Callable[[], Coroutine[Any, Any, object]]
    ) -> Delivery:
        """Edits can be repeated safely, so they are, until Telegram says yes or no."""
        pause = _FIRST_PAUSE
        while True:
            await self._pacer.held()
            delivery = await self._try(chat_id, call())
            if delivery.outcome not in (Outcome.RETRY, Outcome.UNSURE):
                return delivery
            if delivery.retry_after is None:
                await self._sleep(pause)
                pause = min(pause * 2, _LONGEST_PAUSE)

    async def _try(self, chat_id: int, call: Coroutine[Any, Any, object]) -> Delivery:
        try:
            sent = await call
        except TelegramError as error:
            delivery = _judge(error)
        else:
            return Delivery(Outcome.SENT, sent.message_id if isinstance(sent, Message) else None)
        if delivery.retry_after is not None:
            self._pacer.hold(delivery.retry_after)
        if delivery.outcome is Outcome.UNREACHABLE:
            await self._unreachable(chat_id)
        if delivery.outcome is not Outcome.SENT:
            log.info("message not sent", outcome=delivery.outcome, reason=delivery.reason)
        return delivery

    async def _send(self, chat_id: int, message: Outgoing) -> Message:
        keyboard = _keyboard(message)
        if message.document is not None:
            file = InputFile(message.document.content, filename=message.document.name)
            return await self._bot.send_document(
                chat_id,
                file,
                caption=message.text,
                parse_mode=ParseMode.HTML,
                reply_markup=keyboard,
            )
        if message.voice is not None:
            return await self._bot.send_voice(
                chat_id,
                message.voice,
                caption=message.text,
                parse_mode=ParseMode.HTML,
                reply_markup=keyboard,
            )
        return await self._bot.send_message(
            chat_id,
            message.text,
            ParseMode.HTML,
            reply_markup=keyboard,
            link_preview_options=_NO_PREVIEW,
        )

    def _later(self, work: Coroutine[Any, Any, object]) -> None:
        task = asyncio.create_task(work)
        self._background.add(task)
        task.add_done_callback(self._background.discard)


def _judge(error: TelegramError) -> Delivery:
    """Telegram's errors, matched in this order because they inherit from each other."""
    reason = f"{type(error).__name__}: {error.message}"
    if isinstance(error, RetryAfter):
        return Delivery(Outcome.RETRY, retry_after=_seconds(error), reason=reason)
    if isinstance(error, ChatMigrated):
        return Delivery(Outcome.REJECTED, reason=reason)
    if isinstance(error, Forbidden):
        return Delivery(Outcome.UNREACHABLE, reason=reason)
    if isinstance(error, BadRequest):
        unchanged = "not modified" in error.message.lower()
        return Delivery(Outcome.SENT if unchanged else Outcome.REJECTED, reason=reason)
    if isinstance(error, NotConnectedError) or isinstance(error.__cause__, _NOTHING_SENT):
        return Delivery(Outcome.RETRY, reason=reason)
    if isinstance(error, TimedOut | NetworkError):
        return Delivery(Outcome.UNSURE, reason=reason)
    # A token that no longer works, or another copy of the bot: nothing was sent.
    return Delivery(Outcome.RETRY, reason=type(error).__name__)


def _seconds(error: RetryAfter) -> float:
    after = error.retry_after
    return after.total_seconds() if isinstance(after, timedelta) else float(after)


def _keyboard(message: Outgoing) -> InlineKeyboardMarkup | None:
    if not message.buttons:
        return None
    return InlineKeyboardMarkup([[_button(button) for button in row] for row in message.buttons])


def _button(button: Button) -> InlineKeyboardButton:
    return InlineKeyboardButton(button.label, callback_data=button.data)
