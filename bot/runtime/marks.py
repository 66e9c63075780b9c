"""Marking updates as handled: whatever has come together by the time it is our turn to write."""

import asyncio
from collections.abc import Awaitable, Callable

import structlog
from sqlalchemy.exc import SQLAlchemyError

from bot.delivery import inbox
from bot.delivery.inbox import Handled
from bot.services.core import Core

log = structlog.get_logger()

_PAUSE = 1.0


class Marks:
    """Writes many marks in one transaction, because each transaction waits for the disk."""

    def __init__(
        self, core: Core, sleep: Callable[[float], Awaitable[object]] = asyncio.sleep
    ) -> None:
        self._core = core
        self._sleep = sleep
        self._waiting: list[tuple[Handled, asyncio.Future[None]]] = []
        self._writer: asyncio.Task[None] | None = None
        self._in_trouble = False

    async def add(self, mark: Handled) -> None:
        """Return once the update is marked, for good."""
        written: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.append((mark, written))
        if self._writer is None or self._writer.done():
            self._writer = asyncio.create_task(self._write())
        await written

    def abandon(self) -> None:
        """Write no more; what is not marked will be handled again."""
        if self._writer is not None:
            self._writer.cancel()

    async def _write(self) -> None:
        while self._waiting:
            batch: list[tuple[Handled, asyncio.Future[None]]] = []
            try:
                async with self._core.db.write() as s:
                    batch, self._waiting = self._waiting, []
                    await inbox.write_marks(s, [mark for mark, _ in batch])
            except (SQLAlchemyError, OSError) as error:
                self._say(error)
                self._waiting = batch + self._waiting
                await self._sleep(_PAUSE)
            else:
                self._in_trouble = False
                for _, written in batch:
                    if not written.done():
                        written.set_result(None)

    def _say(self, error: Exception) -> None:
        if not self._in_trouble:
            self._in_trouble = True
            why = self._core.db.explain(error)
            log.error("Handled updates cannot be marked yet.", why=why)
