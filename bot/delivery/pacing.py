"""How fast messages may leave: Telegram's bulk budget, one budget a chat, and 429 for everyone."""

import asyncio
import math
import time
from collections.abc import Awaitable, Callable

from bot.delivery.window import Departure, Window
from bot.domain.queues import Lane

# What Telegram allows to all chats together, in any second.
BULK_PER_SECOND = 30
# One more than evenly spaced may catch up where a turn of the loop came late.
BULK_BURST = 2
# Replies and urgent messages never wait for bulk, only, at most so long, for a place in the second
# that bulk has filled: it makes room for them at once, and one place comes free every 33 ms. The
# same holds after a 429, when all that was held back goes at once.
SMOOTHING = 1.0
CHAT_PER_SECOND = 1.0
CHAT_BURST = 3
_MOST_CHATS = 4096
_NEVER_WAIT_FOR_BULK = frozenset({Lane.URGENT, Lane.REPLY})


class Bucket:
    """A budget of `per_second` with bursts of `burst`. Taking without waiting puts it in debt."""

    def __init__(self, per_second: float, burst: int) -> None:
        self._interval = 1.0 / per_second
        self._ahead = (burst - 1) * self._interval
        self._full_at = 0.0

    def wait(self, now: float) -> float:
        """Return how many seconds until one more fits."""
        return max(0.0, self._full_at - self._ahead - now)

    def take(self, now: float) -> None:
        """Count one at `now`."""
        self._full_at = max(self._full_at, now) + self._interval

    def idle(self, now: float) -> bool:
        """Tell whether the whole budget is there again."""
        return self._full_at <= now


class Pacer:
    """Lets messages go one by one, so that Telegram need not refuse them.

    Prompts and broadcasts share what urgent messages and replies leave them. `monotonic` and
    `sleep` are seconds; tests bring their own.
    """

    def __init__(
        self,
        monotonic: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], Awaitable[object]] = asyncio.sleep,
        *,
        bulk_per_second: int = BULK_PER_SECOND,
    ) -> None:
        self._monotonic = monotonic
        self._sleep = sleep
        self._window = Window(bulk_per_second)
        # Evenly spaced, so that a place comes free all the time, and not all of them at once.
        self._spaced = Bucket(bulk_per_second, BULK_BURST)
        self._bulk = asyncio.Lock()
        self._chats: dict[int, Bucket] = {}
        self._held_until = -math.inf

    def seconds(self) -> float:
        """Seconds since some instant, as pacing counts them."""
        return self._monotonic()

    async def turn(self, chat_id: int, lane: Lane, *, held_too: bool = False) -> Departure:
        """Wait until a message to this chat may go, and count it; `back` must tell of its return.

        With `held_too` it goes even while Telegram has told us to let nothing go.
        """
        while (seconds := self._wait(chat_id, held_too)) > 0:
            await self._sleep(seconds)
        if lane in _NEVER_WAIT_FOR_BULK:
            return await self._overtake(chat_id, held_too)
        # One at a time: it is the next to go, and the others need not look.
        async with self._bulk:
            while (seconds := self._wait_as_bulk(chat_id)) > 0:
                await self._sleep(seconds)
            now = self._monotonic()
            self._chat(chat_id).take(now)
            self._spaced.take(now)
            return self._window.take(now, bulk=True)

    async def _overtake(self, chat_id: int, held_too: bool) -> Departure:
        now = self._monotonic()
        self._chat(chat_id).take(now)
        if not self._window.any_bulk(now) and now - self._held_until > SMOOTHING:
            return self._window.take(now, bulk=False)
        # Its place is taken before it waits, so that bulk does not take it.
        seconds = min(self._window.wait(now), SMOOTHING)
        departure = self._window.take(now + seconds, bulk=False)
        if seconds > 0:
            try:
                await self._sleep(seconds)
                if not held_too:
                    await self.held()
            except asyncio.CancelledError:
                self._window.give_back(departure)
                raise
            departure.at = self._monotonic()
        return departure

    def leaves(self, departure: Departure) -> None:
        """Note that a message whose turn has come leaves only now."""
        departure.at = max(departure.at, self._monotonic())

    def stays(self, departure: Departure) -> None:
        """Note that a message whose turn has come does not leave after all."""
        self._window.give_back(departure)

    def back(self, departure: Departure) -> None:
        """Note that Telegram has answered, whatever it said."""
        self._window.back(departure, self._monotonic())

    async def held(self) -> None:
        """Wait only while Telegram has told us to; for edits, which count towards no budget."""
        while (seconds := self._held_until - self._monotonic()) > 0:
            await self._sleep(seconds)

    def follows(self, chat_id: int) -> float:
        """Return how many seconds a message waits because others have just gone to this chat.

        0 while Telegram has told us to wait: then nothing more may be asked of it.
        """
        now = self._monotonic()
        return 0.0 if self._held_until > now else self._chat(chat_id).wait(now)

    def hold(self, seconds: float) -> None:
        """Let nothing go for so long; Telegram said so."""
        self._held_until = max(self._held_until, self._monotonic() + seconds)

    def _wait(self, chat_id: int, held_too: bool = False) -> float:
        now = self._monotonic()
        held = 0.0 if held_too else self._held_until - now
        return max(held, self._chat(chat_id).wait(now))

    def _wait_as_bulk(self, chat_id: int) -> float:
        now = self._monotonic()
        return max(self._wait(chat_id), self._spaced.wait(now), self._window.wait(now))

    def _chat(self, chat_id: int) -> Bucket:
        chat = self._chats.get(chat_id)
        if chat is None:
            if len(self._chats) >= _MOST_CHATS:
                self._drop_idle()
            chat = self._chats[chat_id] = Bucket(CHAT_PER_SECOND, CHAT_BURST)
        return chat

    def _drop_idle(self) -> None:
        now = self._monotonic()
        self._chats = {key: chat for key, chat in self._chats.items() if not chat.idle(now)}
