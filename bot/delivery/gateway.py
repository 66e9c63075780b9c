"""The one way out to Telegram: what happens to a message comes back as one of five outcomes."""

import asyncio
import os
from collections.abc import Awaitable, Callable

import structlog
from telegram.error import BadRequest, TelegramError

from bot.delivery.beside import Beside
from bot.delivery.outcomes import Delivery
from bot.delivery.pacing import Pacer
from bot.delivery.params import changing, sending
from bot.delivery.pauses import Sleep, pauses
from bot.delivery.raw_bot import RawBot
from bot.delivery.shown import Shown
from bot.delivery.tries import Still, Tries, Unreachable, always
from bot.domain.queues import Lane, Outcome
from bot.render.message import Outgoing

log = structlog.get_logger()

# python-telegram-bot's own switch: without it, every 429 comes with a warning that its
# `retry_after` will be a timedelta one day. Both are understood here.
os.environ.setdefault("PTB_TIMEDELTA", "true")

_FETCHES = 4

Make = Callable[[], Awaitable[Outgoing]]


class RejectedError(Exception):
    """Telegram refused a message for what it is; `reason` is Telegram's own wording."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class Gateway:
    """Sends and changes messages, through the pacing, and fetches files.

    `unreachable` is told the Telegram id of a person who blocked the bot, and the lane of the
    message that did not reach them. `sleep` takes seconds. `beside` has what nobody waits for,
    `shown` what the messages that were changed last bear now.
    """

    def __init__(
        self,
        bot: RawBot,
        pacer: Pacer,
        *,
        unreachable: Unreachable,
        sleep: Sleep = asyncio.sleep,
    ) -> None:
        self._bot = bot
        self._pacer = pacer
        self._sleep = sleep
        self._tries = Tries(bot, pacer, unreachable, sleep)
        self.beside = Beside(bot, pacer, self._tries)
        self.shown = Shown()

    async def send_made(
        self, chat_id: int, make: Make, lane: Lane, *, held_too: bool = False
    ) -> Delivery:
        """Try once to send what `make` returns, asked when its turn has come to leave.

        Never raises for anything Telegram or the network does. What `make` raises is raised, and
        nothing has left. With `held_too` that is tried even while Telegram has told us to wait.
        """
        departure = await self._pacer.turn(chat_id, lane, held_too=held_too)
        try:
            method, params = sending(chat_id, await make())
        except BaseException:
            self._pacer.stays(departure)
            raise
        self._pacer.leaves(departure)
        try:
            return await self._tries.once(chat_id, method, params, lane)
        finally:
            self._pacer.back(departure)

    async def send(
        self,
        chat_id: int,
        message: Outgoing,
        lane: Lane,
        *,
        held_too: bool = False,
        still: Still = always,
    ) -> Delivery:
        """Try once to send words that were made before its turn, as `send_made` does.

        `still` is asked when its turn has come: what it raises is raised, and nothing has left.
        """

        async def made() -> Outgoing:
            still()
            return message

        return await self.send_made(chat_id, made, lane, held_too=held_too)

    async def reply(self, chat_id: int, message: Outgoing, *, still: Still = always) -> int | None:
        """Send `message`, trying until it has gone, and return its id; `still` as in `send`.

        None if the person cannot be reached. Raises RejectedError if Telegram will never take it.
        Where to turn in need is tried once while Telegram lets nothing go: what it refused may have
        been another chat's, and if it refuses this too, no more than a try is lost.
        """
        pause, held_too = pauses(), message.at_once
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
                await self._sleep(next(pause))

    async def edit(
        self, chat_id: int, message_id: int, message: Outgoing, *, still: Still = always
    ) -> bool:
        """Change a message of ours in place; False if it is no longer there to be changed.

        `still` as in `send`.
        """
        method, params = changing(chat_id, message_id, message)
        delivery = await self._tries.until_known(chat_id, method, params, still)
        self.shown.changed(chat_id, message_id, message)
        return delivery.outcome is not Outcome.REJECTED

    async def edit_once(self, chat_id: int, message_id: int, message: Outgoing) -> Delivery:
        """Try once to change a message of ours: REJECTED if it is no longer there."""
        await self._pacer.held()
        return await self._tries.once(chat_id, *changing(chat_id, message_id, message))

    async def fetch(self, file_id: str) -> bytes | None:
        """Return a file that somebody sent; None if it cannot be had, after a few tries."""
        for _, pause in zip(range(_FETCHES), pauses(), strict=False):
            try:
                file = await self._bot.get_file(file_id)
                return bytes(await file.download_as_bytearray())
            except BadRequest:
                return None
            except TelegramError as error:
                # Its words may hold the address, and with it the token.
                log.info("file not fetched", error=type(error).__name__)
            await self._sleep(pause)
        return None
