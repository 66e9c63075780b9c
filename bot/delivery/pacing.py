"""How fast messages may leave: Telegram's bulk budget, one budget a chat, and 429 for everyone."""

import asyncio
import time
from collections.abc import Awaitable, Callable

from bot.domain.queues import Lane

# Together at most 30 in any second, which is what Telegram allows.
BULK_PER_SECOND = 28.0
BULK_BURST = 2
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

    Urgent messages and replies are charged to the bulk budget and never wait for it: prompts and
    broadcasts make room for them. `monotonic` and `sleep` are seconds; tests bring their own.
    """

    def __init__(
        self,
        monotonic: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], Awaitable[object]] = asyncio.sleep,
        *,
        bulk_per_second: float = BULK_PER_SECOND,
    ) -> None:
        self._monotonic = monotonic
        self._sleep = sleep
        self._bulk = Bucket(bulk_per_second, BULK_BURST)
        self._chats: dict[int, Bucket] = {}
        self._held_until = 0.0

    async def turn(self, chat_id: int, lane: Lane) -> None:
        """Wait until a message to this chat may go, and count it."""
        while (seconds := self._wait(chat_id, lane)) > 0:
            await self._sleep(seconds)
        now = self._monotonic()
        self._bulk.take(now)
        self._chat(chat_id).take(now)

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

    def _wait(self, chat_id: int, lane: Lane) -> float:
        now = self._monotonic()
        seconds = max(self._held_until - now, self._chat(chat_id).wait(now))
        return seconds if lane in _NEVER_WAIT_FOR_BULK else max(seconds, self._bulk.wait(now))

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
