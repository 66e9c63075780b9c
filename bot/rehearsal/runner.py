"""The bot on a stage that somebody watches: it keeps going by itself, whatever fails."""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from typing import Self

from telegram.error import NetworkError, RetryAfter

from bot.rehearsal.events import Event, FaultsChanged, UpdateQueued
from bot.rehearsal.stage import Stage

_PATIENCE = 10.0


class Runner:
    """Runs the bot in the background, from `async with` to its end, as soon as there is work.

    People act on the stage directly, and faults are switched there; `stage.settle`, `move_to`,
    `restart` and `crash` are called by nobody else meanwhile. `on_change` hears whenever
    `resting`, `until` or `failure` may say something else.
    """

    def __init__(self, stage: Stage, on_change: Callable[[], object] = lambda: None) -> None:
        self.stage = stage
        self._on_change = on_change
        self._until: datetime | None = None
        self._work = asyncio.Event()
        self._at_rest = asyncio.Event()
        self._task: asyncio.Task[None] | None = None

    async def __aenter__(self) -> Self:
        self._unsubscribe = self.stage.telegram.events.subscribe(self._see)
        self.start()
        return self

    async def __aexit__(self, *_: object) -> None:
        self._unsubscribe()
        failure = self.failure
        await self._break_off()
        if failure is not None:
            raise failure

    @property
    def alive(self) -> bool:
        """Whether there is a bot: it was neither killed nor stopped since it was started."""
        return self._task is not None

    @property
    def resting(self) -> bool:
        """Whether nothing moves; a bot that was killed moves nothing."""
        return self._task is None or self._at_rest.is_set()

    @property
    def until(self) -> datetime | None:
        """The instant to which time is passing; None if it stands still."""
        return self._until

    @property
    def failure(self) -> BaseException | None:
        """What the bot failed with, until it is killed and started anew."""
        if self._task is None or not self._task.done() or self._task.cancelled():
            return None
        return self._task.exception()

    async def rest(self, seconds: float) -> bool:
        """Wait until nothing moves, at most so long (real time); return whether nothing does.

        Raises whatever the bot failed with.
        """
        if self._task is None:
            return True
        resting = asyncio.ensure_future(self._at_rest.wait())
        await asyncio.wait((resting, self._task), timeout=seconds, return_when="FIRST_COMPLETED")
        resting.cancel()
        if self._task.done():
            self._task.result()
        return self._at_rest.is_set()

    def move_to(self, instant: datetime) -> None:
        """Let time pass until `instant` (aware); what falls due happens in order on the way.

        While Telegram is down the bot tries again and again, so that a week has many steps.
        """
        self._until = instant
        self._wake()

    def halt(self) -> None:
        """Let time stand still again, after the step that is going on."""
        self._until = None
        self._on_change()

    async def kill(self) -> None:
        """Kill the bot where it stands, as if the power failed; `start` starts it anew."""
        self._until = None
        await self._break_off()
        self.stage.kill()
        self.stage.replace_bot()

    async def stop(self) -> None:
        """Stop the bot in good order; `start` starts it anew."""
        await self.rest(_PATIENCE)
        self._until = None
        await self._break_off()
        await self.stage.stop()
        self.stage.replace_bot()

    def start(self) -> None:
        """Start the bot, as soon as Telegram can be reached; nothing if it runs."""
        if self._task is None:
            self._task = asyncio.create_task(self._run())
            self._task.add_done_callback(lambda _: self._on_change())
            self._wake()

    def _see(self, event: Event) -> None:
        if isinstance(event, UpdateQueued | FaultsChanged):
            self._wake()

    def _wake(self) -> None:
        self._at_rest.clear()
        self._work.set()
        self._on_change()

    async def _break_off(self) -> None:
        task, self._task = self._task, None
        if task is not None:
            task.cancel()
            await asyncio.wait((task,))

    async def _run(self) -> None:
        while True:
            await self._work.wait()
            self._work.clear()
            # What keeps it from starting is a fault, and when faults change it is woken again.
            with suppress(NetworkError, RetryAfter):
                if not self.stage.running:
                    await self.stage.start()
                await self._go_on()
            if not self._work.is_set():
                self._at_rest.set()
                self._on_change()

    async def _go_on(self) -> None:
        await self.stage.settle()
        while (until := self._until) is not None:
            there = await self.stage.step(until)
            if there and self._until == until:
                self._until = None
