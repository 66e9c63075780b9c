"""The one way out to Telegram: what happens to a call comes back as one of five outcomes."""

import asyncio
import os
from collections import deque
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any

import structlog
from telegram import InputFile
from telegram.constants import ChatAction, ParseMode
from telegram.error import BadRequest, TelegramError

from bot.delivery.outcomes import Delivery, judge
from bot.delivery.pacing import Pacer
from bot.delivery.raw_bot import RawBot
from bot.delivery.shown import Shown
from bot.domain.queues import Lane, Outcome
from bot.render.message import Button, Outgoing

log = structlog.get_logger()

# python-telegram-bot's own switch: without it, every 429 comes with a warning that its
# `retry_after` will be a timedelta one day. Both are understood here.
os.environ.setdefault("PTB_TIMEDELTA", "true")

_NO_PREVIEW = {"is_disabled": True}
_FIRST_PAUSE = 0.5
_LONGEST_PAUSE = 30.0
_FETCHES = 4
# Seconds after which people wonder whether there is more to come.
_NOTICEABLE = 0.5

Unreachable = Callable[[int, Lane], Awaitable[object]]
Params = dict[str, Any]


Still = Callable[[], None]


def _always() -> None:
    """What may be sent whatever happened meanwhile."""


class RejectedError(Exception):
    """Telegram refused a message for what it is; `reason` is Telegram's own wording."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class Gateway:
    """Sends, edits and answers taps, through the pacing.

    `unreachable` is told the Telegram id of a person who blocked the bot, and the lane of the
    message that did not reach them. `sleep` takes seconds.
    """

    def __init__(
        self,
        bot: RawBot,
        pacer: Pacer,
        *,
        unreachable: Unreachable,
        sleep: Callable[[float], Awaitable[object]] = asyncio.sleep,
    ) -> None:
        self._bot = bot
        self._pacer = pacer
        self._unreachable = unreachable
        self._sleep = sleep
        self.shown = Shown()
        self._background: set[asyncio.Task[Any]] = set()
        self._to_strip: deque[tuple[int, int]] = deque()
        self._stripping: asyncio.Task[Any] | None = None

    async def send(
        self,
        chat_id: int,
        message: Outgoing,
        lane: Lane,
        *,
        held_too: bool = False,
        still: Still = _always,
    ) -> Delivery:
        """Try once to send `message`; never raises for anything Telegram or the network does.

        With `held_too` that is tried even while Telegram has told us to wait. `still` is asked
        when its turn has come: what it raises is raised, and nothing has left.
        """
        departure = await self._pacer.turn(chat_id, lane, held_too=held_too)
        try:
            still()
        except BaseException:
            self._pacer.stays(departure)
            raise
        try:
            return await self._try(chat_id, *_sending(chat_id, message), lane)
        finally:
            self._pacer.back(departure)

    async def send_made(
        self, chat_id: int, make: Callable[[], Awaitable[Outgoing]], lane: Lane
    ) -> Delivery:
        """Try once to send what `make` returns, asked when its turn has come to leave.

        What `make` raises is raised, and nothing has left.
        """
        departure = await self._pacer.turn(chat_id, lane)
        try:
            sending = _sending(chat_id, await make())
        except BaseException:
            self._pacer.stays(departure)
            raise
        self._pacer.leaves(departure)
        try:
            return await self._try(chat_id, *sending, lane)
        finally:
            self._pacer.back(departure)

    async def reply(self, chat_id: int, message: Outgoing, *, still: Still = _always) -> int | None:
        """Send `message`, trying until it has gone, and return its id; `still` as in `send`.

        None if the person cannot be reached. Raises RejectedError if Telegram will never take it.
        Where to turn in need is tried once while Telegram lets nothing go: what it refused may have
        been another chat's, and if it refuses this too, no more than a try is lost.
        """
        pause, held_too = _FIRST_PAUSE, message.at_once
        while True:
            delivery = await self.send(chat_id, message, Lane.REPLY, held_too=held_too, still=still)
            held_too = False
            if delivery.outcome is Outcome.SENT:
                return delivery.message_id
            if delivery.outcome is Outcome.UNREACHABLE:
                return None
            if delivery.outcome is Outcome.REJECTED:
                raise RejectedError(delivery.reason)
            if delivery.retry_after is None:
                await self._sleep(pause)
                pause = min(pause * 2, _LONGEST_PAUSE)

    async def edit(
        self, chat_id: int, message_id: int, message: Outgoing, *, still: Still = _always
    ) -> bool:
        """Change a message of ours in place; False if it is no longer there to be changed.

        `still` as in `send`.
        """
        params = {"message_id": message_id, **_words(chat_id, message)}
        delivery = await self._until_known(chat_id, "editMessageText", params, still)
        self.shown.changed(chat_id, message_id, message)
        return delivery.outcome is not Outcome.REJECTED

    def more_to_come(self, chat_id: int) -> None:
        """Show "typing", in the background, if the next message to this chat must wait a while.

        For the further messages of a long answer. It is charged to no budget, nothing waits for
        it, and if it fails nobody knows.
        """
        if self._pacer.follows(chat_id) >= _NOTICEABLE:
            self._later(self._show_typing(chat_id))

    async def edit_once(self, chat_id: int, message_id: int, message: Outgoing) -> Delivery:
        """Try once to change a message of ours: REJECTED if it is no longer there."""
        await self._pacer.held()
        params = {"message_id": message_id, **_words(chat_id, message)}
        return await self._try(chat_id, "editMessageText", params)

    def strip(self, chat_id: int, message_id: int) -> None:
        """Take a message's buttons away, in the background, if that can be done.

        One after the other: when hundreds answer at once, their next questions come first.
        """
        self._to_strip.append((chat_id, message_id))
        if self._stripping is None or self._stripping.done():
            self._stripping = self._later(self._strip())

    async def fetch(self, file_id: str) -> bytes | None:
        """Return a file that somebody sent; None if it cannot be had, after a few tries."""
        pause = _FIRST_PAUSE
        for _ in range(_FETCHES):
            try:
                file = await self._bot.get_file(file_id)
                return bytes(await file.download_as_bytearray())
            except BadRequest:
                return None
            except TelegramError as error:
                # Its words may hold the address, and with it the token.
                log.info("file not fetched", error=type(error).__name__)
            await self._sleep(pause)
            pause *= 2
        return None

    def answer_tap(self, callback_id: str, text: str = "", *, alert: bool = False) -> None:
        """Answer a tap, in the background: the button stops waiting, `text` pops up."""
        self._later(self._answer(callback_id, text[:200], alert))

    async def drain(self) -> None:
        """Wait for everything that goes on in the background."""
        while self._background:
            await asyncio.wait(tuple(self._background))

    def abandon(self) -> None:
        """Give up what is still going on in the background."""
        self._to_strip.clear()
        for task in self._background:
            task.cancel()

    async def _strip(self) -> None:
        while self._to_strip:
            chat_id, message_id = self._to_strip.popleft()
            params = {"chat_id": chat_id, "message_id": message_id}
            await self._until_known(chat_id, "editMessageReplyMarkup", params)

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

    async def _until_known(
        self, chat_id: int, method: str, params: Params, still: Still = _always
    ) -> Delivery:
        """Edits can be repeated safely, so they are, until Telegram says yes or no."""
        pause = _FIRST_PAUSE
        while True:
            await self._pacer.held()
            still()
            delivery = await self._try(chat_id, method, params)
            if delivery.outcome not in (Outcome.RETRY, Outcome.UNSURE):
                return delivery
            if delivery.retry_after is None:
                await self._sleep(pause)
                pause = min(pause * 2, _LONGEST_PAUSE)

    async def _try(
        self, chat_id: int, method: str, params: Params, lane: Lane = Lane.REPLY
    ) -> Delivery:
        try:
            result = await self._bot.call(method, params)
        except TelegramError as error:
            delivery = judge(error)
        else:
            sent = result["message_id"] if isinstance(result, dict) else None
            return Delivery(Outcome.SENT, sent)
        if delivery.retry_after is not None:
            self._pacer.hold(delivery.retry_after)
        if delivery.outcome is Outcome.UNREACHABLE:
            await self._unreachable(chat_id, lane)
        if delivery.outcome is not Outcome.SENT:
            log.info("message not sent", outcome=delivery.outcome, reason=delivery.reason)
        return delivery

    def _later(self, work: Coroutine[Any, Any, object]) -> asyncio.Task[Any]:
        task = asyncio.create_task(work)
        self._background.add(task)
        task.add_done_callback(self._background.discard)
        return task


def _sending(chat_id: int, message: Outgoing) -> tuple[str, Params]:
    """The method that sends `message`, and its parameters."""
    for kind, sent in (("Document", message.document), ("Photo", message.photo)):
        if sent is not None:
            file = InputFile(sent.content, filename=sent.name)
            return f"send{kind}", {kind.lower(): file, **_caption(chat_id, message)}
    if message.voice is not None:
        return "sendVoice", {"voice": message.voice, **_caption(chat_id, message)}
    return "sendMessage", _words(chat_id, message)


def _words(chat_id: int, message: Outgoing) -> Params:
    return {
        "chat_id": chat_id,
        "text": message.text,
        "parse_mode": ParseMode.HTML,
        "reply_markup": _keyboard(message),
        "link_preview_options": _NO_PREVIEW,
    }


def _caption(chat_id: int, message: Outgoing) -> Params:
    return {
        "chat_id": chat_id,
        "caption": message.text,
        "parse_mode": ParseMode.HTML,
        "reply_markup": _keyboard(message),
    }


def _keyboard(message: Outgoing) -> Params | None:
    if not message.buttons:
        return None
    return {"inline_keyboard": [[_button(button) for button in row] for row in message.buttons]}


def _button(button: Button) -> dict[str, str]:
    return {"text": button.label, "callback_data": button.data}
