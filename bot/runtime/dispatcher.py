"""Dispatching: updates of one chat in order, of many chats at once, each handled to the end."""

import asyncio
from collections import deque

import structlog

from bot.delivery import inbox
from bot.delivery.inbox import Handled, Raw
from bot.delivery.live import Live
from bot.delivery.pauses import Sleep
from bot.delivery.raw import chat_of
from bot.runtime.handling import Handling, Settled
from bot.runtime.marks import Marks
from bot.services.core import Core

log = structlog.get_logger()

_PAGE = 200
# Of chats.
_AT_ONCE = 512


class Dispatcher:
    """Has stored updates handled, and marks them.

    An update of a chat begins when the one before it is marked: handled again after a crash, an
    update is always the last of its chat.
    """

    def __init__(self, core: Core, handling: Handling, live: Live, sleep: Sleep) -> None:
        self._core = core
        self._handling = handling
        self._live = live
        self._marks = Marks(core, sleep)
        self._room = asyncio.Semaphore(_AT_ONCE)
        self._chats: dict[int | None, deque[Raw]] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._stopping = False

    def feed(self, raws: list[Raw]) -> None:
        """Take updates that are stored and have not been fed before."""
        for raw in raws:
            chat = chat_of(raw)
            queue = self._chats.get(chat)
            if queue is not None:
                queue.append(raw)
                continue
            self._chats[chat] = deque([raw])
            task = asyncio.create_task(self._serve(chat))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    async def recover(self) -> int:
        """Feed what an earlier run stored and did not finish; return how much that was."""
        fed, after = 0, -1
        while True:
            raws, next_after = await inbox.waiting(self._core, after, _PAGE)
            self.feed(raws)
            fed += len(raws)
            if next_after is None:
                return fed
            after = next_after
            await self.run_until_idle()

    async def run_until_idle(self) -> None:
        """Wait until everything fed so far is handled."""
        while self._tasks:
            await asyncio.wait(tuple(self._tasks))

    async def close(self, patience: float = 10.0) -> None:
        """Finish what is being handled, begin nothing new; what remains waits in the inbox."""
        self._stopping = True
        if self._tasks:
            await asyncio.wait(tuple(self._tasks), timeout=patience)
        self.abandon()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def abandon(self) -> None:
        """Stop at once, as if the power failed."""
        self._stopping = True
        self._marks.abandon()
        for task in self._tasks:
            task.cancel()

    async def _serve(self, chat: int | None) -> None:
        queue = self._chats[chat]
        try:
            while queue and not self._stopping:
                async with self._room:
                    await self._handle(queue[0])
                queue.popleft()
        except Exception as error:  # the inbox still has it; the chat goes on at the next start
            log.error("a chat is no longer served", error=type(error).__name__)
        finally:
            del self._chats[chat]

    async def _handle(self, raw: Raw) -> None:
        chat = chat_of(raw)
        asked = self._live.get(chat or 0)
        if await self._handling.settle(raw) is Settled.HANDLED:
            asks = self._live.get(chat or 0)
            changed = chat if asks != asked else None
            await self._marks.add(Handled(raw["update_id"], changed, asks))
