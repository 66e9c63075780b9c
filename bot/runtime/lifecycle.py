"""The life of a running bot: start, keep going until told to stop, stop in good order."""

import asyncio
import signal
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Any, Protocol

import structlog
from telegram.error import NetworkError, RetryAfter

from bot.delivery import inbox
from bot.runtime.ticks import MIX_SECONDS, SHOW_SECONDS, Ticks
from bot.services.core import Core
from bot.services.health import mondays
from bot.services.people import fading, helpline_checks, retention
from bot.services.relationships import pulse_plan

log = structlog.get_logger()

_PAUSE = 5.0
_SIGNALS = (signal.SIGTERM, signal.SIGINT)

Receive = Callable[[], Awaitable[None]]
Known = Callable[[int], Awaitable[object]]


class Running(Protocol):
    """What a bot must offer to be run; `bot.app.Plumbline` is one."""

    core: Core
    sender: Any
    intake: Any
    progress: Any

    async def start(self, known: Known | None = None) -> None: ...
    async def sweep(self) -> int: ...
    async def mix(self) -> int: ...
    async def stop(self) -> None: ...


async def run(
    bot: Running,
    receive: Receive | None = None,
    until: asyncio.Event | None = None,
    known: Known | None = None,
) -> None:
    """Run until `until` is set, or SIGTERM or SIGINT arrives; then finish and return.

    `receive` takes updates in until cancelled: by default it polls. `known` is called with
    the bot's number once Telegram has told it. Raises what start raises (for instance
    InvalidToken) and whatever ends `receive`.
    """
    stop = until or asyncio.Event()
    stop_on_signals(stop)
    if not await _start(bot, stop, known):
        return
    core = bot.core
    ticks = Ticks(
        bot.sweep,
        bot.sender.drain,
        lambda: tidy(core),
        core.db.explain,
        others=[(MIX_SECONDS, bot.mix), (SHOW_SECONDS, bot.progress.show)],
    )
    ticks.start()
    receiving = asyncio.ensure_future((receive or bot.intake.run)())
    stopping = asyncio.ensure_future(stop.wait())
    log.info("Plumbline is running.")
    try:
        await asyncio.wait((receiving, stopping), return_when=asyncio.FIRST_COMPLETED)
    finally:
        log.info("Plumbline is stopping.")
        stopping.cancel()
        await _end(receiving)
        bot.sender.stop()
        await ticks.stop()
        await bot.stop()
    if receiving.done() and not receiving.cancelled():
        receiving.result()


async def tidy(core: Core) -> None:
    """What is done at night."""
    await inbox.purge(core)
    await pulse_plan.plan_missing(core)
    await mondays.plan_missing(core)
    await helpline_checks.plan_missing(core)
    await retention.apply(core)
    await fading.fade(core)


async def _start(bot: Running, stop: asyncio.Event, known: Known | None) -> bool:
    """Start, however long Telegram cannot be reached; False if told to stop before that."""
    said = False
    while not stop.is_set():
        try:
            await bot.start(known)
        except (NetworkError, RetryAfter):
            if not said:
                said = True
                log.error("Telegram cannot be reached. Plumbline starts as soon as it can be.")
            with suppress(TimeoutError):
                await asyncio.wait_for(stop.wait(), _PAUSE)
        else:
            return True
    return False


async def _end(receiving: "asyncio.Future[None]") -> None:
    receiving.cancel()
    with suppress(asyncio.CancelledError, Exception):
        await receiving


def stop_on_signals(stop: asyncio.Event) -> None:
    """Set `stop` when SIGTERM or SIGINT arrives; a second one ends the process at once."""
    loop = asyncio.get_running_loop()

    def end() -> None:
        stop.set()
        for number in _SIGNALS:
            # Whoever asks a second time does not want to wait any more, and a kill loses nothing.
            loop.remove_signal_handler(number)

    for number in _SIGNALS:
        # Not every system has them, and only the main thread may ask.
        with suppress(NotImplementedError, RuntimeError, ValueError):
            loop.add_signal_handler(number, end)
