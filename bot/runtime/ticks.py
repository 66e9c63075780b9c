"""What happens again and again by itself: looking for what is due, sending, tidying up at night."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence

import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bot.db.trouble import is_database_trouble

log = structlog.get_logger()

Tick = Callable[[], Awaitable[object]]

SWEEP_SECONDS = 5
DRAIN_SECONDS = 1
MIX_SECONDS = 60
# As often as the message that shows how far a broadcast is may change.
SHOW_SECONDS = 5
NIGHTLY_HOUR = 3

# A loop that was busy must not lose a tick (APScheduler drops what is one second late), nor make
# up for every one that it missed, nor run the same tick twice at once.
_RULES = {"misfire_grace_time": None, "coalesce": True, "max_instances": 1}


class Ticks:
    """Runs the ticks until stopped. Schedules of people are rows; these are only the clockwork.

    A tick that fails is tried again at its next turn; trouble with the database is said once, in
    the words of `explain`. `others` are further ticks, each with the seconds in between.
    """

    def __init__(
        self,
        sweep: Tick,
        drain: Tick,
        nightly: Tick,
        explain: Callable[[BaseException], str],
        others: Sequence[tuple[int, Tick]] = (),
    ) -> None:
        self._sweep = sweep
        self._drain = drain
        self._nightly = nightly
        self._explain = explain
        self._others = others
        self._scheduler = AsyncIOScheduler(timezone="UTC")
        self._running: set[asyncio.Task[object]] = set()
        self._in_trouble = False

    def start(self) -> None:
        """Begin; what fell due while the bot was away is done at once."""
        add = self._scheduler.add_job
        add(self._sweep_and_drain, "interval", seconds=SWEEP_SECONDS, **_RULES)
        add(self._guarded, "interval", args=[self._drain], seconds=DRAIN_SECONDS, **_RULES)
        add(self._guarded, "cron", args=[self._nightly], hour=NIGHTLY_HOUR, **_RULES)
        for seconds, tick in self._others:
            add(self._guarded, "interval", args=[tick], seconds=seconds, **_RULES)
        add(self._sweep_and_drain, **_RULES)
        self._scheduler.start()

    async def stop(self, patience: float = 10.0) -> None:
        """Begin nothing more, and let what is running finish."""
        self._scheduler.pause()
        if self._running:
            await asyncio.wait(tuple(self._running), timeout=patience)
        self._scheduler.shutdown(wait=False)

    async def _sweep_and_drain(self) -> None:
        await self._guarded(self._sweep)
        await self._guarded(self._drain)

    async def _guarded(self, tick: Tick) -> None:
        # In a task of its own: APScheduler cancels its jobs when it is shut down.
        task = asyncio.ensure_future(tick())
        self._running.add(task)
        task.add_done_callback(self._running.discard)
        try:
            await asyncio.shield(task)
        except Exception as error:
            if not is_database_trouble(error):
                log.exception("a tick failed", error=type(error).__name__)
            elif not self._in_trouble:
                self._in_trouble = True
                log.error(
                    "The database cannot be used. What is due waits and is tried again.",
                    why=self._explain(error),
                )
        else:
            self._in_trouble = False
