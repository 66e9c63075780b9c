"""Dispatching: updates of one chat in order, of many chats at once, each handled to the end."""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable
from enum import Enum, auto
from typing import Any

import structlog
from telegram import Update
from telegram.ext import Application, ApplicationHandlerStop

from bot.db.trouble import is_database_trouble
from bot.delivery import inbox
from bot.delivery.inbox import Handled, Raw
from bot.delivery.live import Live
from bot.delivery.raw import chat_of
from bot.runtime.apologies import Apologies
from bot.runtime.marks import Marks
from bot.runtime.offers import Offers
from bot.runtime.slowing import HeldError, Slowing
from bot.services.core import Core
from bot.services.erased import ErasedMeanwhileError
from bot.services.errors import RefusedError

log = structlog.get_logger()

_PAGE = 200
_FIRST_PAUSE = 0.5
_LONGEST_PAUSE = 30.0

Sleep = Callable[[float], Awaitable[object]]


class _Next(Enum):
    """What is to be done with an update that the handlers have seen."""

    MARK = auto()
    KEEP = auto()
    AGAIN = auto()


class Dispatcher:
    """Feeds stored updates to `application.process_update` and marks them as handled.

    An update of a chat begins when the one before it is marked: handled again after a crash, an
    update is always the last of its chat. `most_at_once` bounds how many chats are served at once.
    """

    def __init__(
        self,
        core: Core,
        application: Application[Any, Any, Any, Any, Any, Any],
        live: Live,
        apologies: Apologies,
        offers: Offers,
        slowing: Slowing,
        *,
        sleep: Sleep = asyncio.sleep,
        most_at_once: int = 512,
    ) -> None:
        self._core = core
        self._application = application
        self._live = live
        self._apologies = apologies
        self._offers = offers
        self._slowing = slowing
        self._sleep = sleep
        self._marks = Marks(core, sleep)
        self._room = asyncio.Semaphore(most_at_once)
        self._chats: dict[int | None, deque[Raw]] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._errors: dict[int, Exception] = {}
        self._in_trouble = False
        self._stopping = False
        application.add_error_handler(self._note_error)

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
        pause = _FIRST_PAUSE
        while (found := await self._attempt(raw)) is _Next.AGAIN:
            await self._sleep(pause)
            pause = min(pause * 2, _LONGEST_PAUSE)
        if found is _Next.MARK:
            asks = self._live.get(chat or 0)
            changed = chat if asks != asked else None
            await self._marks.add(Handled(raw["update_id"], changed, asks))

    async def _attempt(self, raw: Raw) -> _Next:
        error = await self._process(raw)
        try:
            if error is None or not is_database_trouble(error):
                self._in_trouble = False
                return await self._judge(raw, error)
        except Exception as another:
            if not is_database_trouble(another):
                raise
            error = another
        self._say_trouble(error)
        return _Next.AGAIN

    async def _process(self, raw: Raw) -> Exception | None:
        """Offer the update to the handlers; return what they raised."""
        try:
            await self._slowing.let_pass(raw)
            update = Update.de_json(raw, self._application.bot)
            await self._application.process_update(update)
        except Exception as error:
            return error
        return self._errors.pop(raw["update_id"], None)

    async def _judge(self, raw: Raw, error: Exception | None) -> _Next:
        if error is None:
            await self._offers.after(raw)
            return _Next.MARK
        if isinstance(error, HeldError):
            await self._offers.after(raw, failed=True)
            return _Next.MARK
        if isinstance(error, RefusedError):
            await self._apologies.refused(raw, error.reason)
            await self._slowing.refused(raw, error.reason)
            await self._offers.after(raw)
            return _Next.MARK
        if isinstance(error, ErasedMeanwhileError):
            return _Next.AGAIN
        log.error("update failed", update=raw["update_id"], error=_trail(error))
        last = await inbox.note_failure(self._core, raw["update_id"], type(error).__name__)
        if not last:
            return _Next.AGAIN
        await self._apologies.set_aside(raw)
        await self._offers.after(raw, failed=True)
        return _Next.KEEP

    async def _note_error(self, update: object, context: Any) -> None:
        if isinstance(update, Update):
            self._errors[update.update_id] = context.error
        raise ApplicationHandlerStop  # nobody else is offered an update that failed

    def _say_trouble(self, error: Exception) -> None:
        if not self._in_trouble:
            self._in_trouble = True
            log.error(
                "The database cannot be used. Updates wait and are tried again.",
                why=self._core.db.explain(error),
            )


def _trail(error: BaseException) -> str:
    """Where an error arose, without its message, which may quote what a person wrote."""
    places = []
    trace = error.__traceback__
    while trace is not None:
        code = trace.tb_frame.f_code
        places.append(f"{code.co_filename.rsplit('/', 1)[-1]}:{trace.tb_lineno}")
        trace = trace.tb_next
    return f"{type(error).__name__} at {' > '.join(places[-4:])}"
