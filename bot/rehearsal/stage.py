"""A stage: the real bot, Telegram's stand-in, people, and a clock that somebody moves.

Everything is real but Telegram and time. `settle` runs the bot until nothing moves any more. Tests,
the rehearsal and the story all play on it.
"""

import asyncio
import os
import re
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Self

from telegram.error import NetworkError, RetryAfter

from bot.app import Plumbline, build
from bot.clock import MovableClock
from bot.db.database import Database
from bot.db.erased_file import ErasedFile
from bot.db.vault import KEY_BYTES, Vault
from bot.delivery.pacing import Pacer
from bot.library.questionnaires import Library
from bot.rehearsal.causes import Causes
from bot.rehearsal.core import StandIn
from bot.rehearsal.events import (
    BotStarted,
    BotStopped,
    Event,
    FaultsChanged,
    MessageAdded,
    TimeMoved,
    UpdateQueued,
)
from bot.rehearsal.limits import Limits
from bot.rehearsal.meanwhile import meanwhile
from bot.rehearsal.people import Person as Someone
from bot.rehearsal.request import StandInRequest
from bot.rehearsal.times import HurriedTime, RealTime
from bot.rehearsal.upcoming import Upcoming, next_upcoming
from bot.services.core import Core
from bot.services.erased import Erased

_ROUNDS = 200
# Seconds that no bot starts faster than. Telegram's flood control remembers; a new bot does not.
_STARTING = 3.0
# Seconds in which people look at what has come, before they do anything else.
_LOOKING = 5.0
_LINK = re.compile(r"https://t\.me/\w+\?start=[\w-]+")


class Stage:
    """Start with `await Stage.begin(db, start)`, on a database whose tables are there.

    `links` are the invite links that the bot has shown to anybody, oldest first. Telegram's flood
    control is on. `time` is how pacing, retries and slow calls wait; `first_id` is as in `StandIn`.
    `others` is called whenever the bot has nothing left to do: people who then act by themselves.
    It returns how many did something. `erased_file` is where the next bot writes down who was erased.
    """

    def __init__(
        self,
        db: Database,
        start: datetime,
        master_key: bytes | None = None,
        time: HurriedTime | RealTime | None = None,
        first_id: int = 1,
    ) -> None:
        self.db = db
        self.clock = MovableClock(start)
        self.time = time or HurriedTime()
        self.telegram = StandIn(
            self.clock,
            limits=Limits(self.time.monotonic),
            sleep=self.time.sleep,
            first_id=first_id,
        )
        self.running = False
        self.people: dict[str, Someone] = {}
        self.links: list[str] = []
        self.others: Callable[[], int] = lambda: 0
        self._queued = asyncio.Event()
        self._rested: tuple[int, datetime] | None = None
        self.telegram.events.subscribe(self._note)
        self.causes = Causes(self.telegram.events, self.clock)
        self.erased_file: ErasedFile | None = None
        self._master_key = master_key or os.urandom(KEY_BYTES)
        self.core = self._new_core()
        self.bot: Plumbline = self._build()

    @classmethod
    async def begin(cls, db: Database, start: datetime, master_key: bytes | None = None) -> Self:
        """Make a stage and start its bot."""
        stage = cls(db, start, master_key)
        await stage.start()
        return stage

    def person(self, name: str, user_id: int | None = None, language: str = "en") -> Someone:
        """Return the person called `name`, who is new the first time."""
        if name not in self.people:
            self.people[name] = self.telegram.person(name, user_id, language)
        return self.people[name]

    async def settle(self) -> None:
        """Run the bot until nothing moves: pull, handle, sweep, send.

        While a fault keeps the bot from Telegram, what people send waits there. What they send
        while a reply is stuck is taken in and answered meanwhile.
        """
        busy = False
        for _ in range(_ROUNDS):
            taken = await self._pull() if self.telegram.updates.pending else 0
            if taken or busy or self._rested != self._state():
                busy = bool(await meanwhile(self._work(), self._queued, self._pull))
            elif not await self._talk():
                self.time.go_by(_LOOKING)
                return
        raise AssertionError("the stage does not come to rest")

    async def move(self, by: timedelta) -> None:
        """Let time pass; everything that falls due in between happens in order, at its instant."""
        await self.move_to(self.clock.now() + by)

    async def move_to(self, instant: datetime) -> None:
        """Let time pass until `instant` (aware)."""
        await self.settle()
        while not await self.step(instant):
            pass

    async def step(self, until: datetime) -> bool:
        """Go on to the next thing due, or to `until` if that is earlier; tell whether it was."""
        upcoming = await self.upcoming()
        if upcoming is None or upcoming.at > until:
            self._set_clock(until)
            await self.settle()
            return True
        self._set_clock(upcoming.at)
        await self.settle()
        return False

    async def upcoming(self) -> Upcoming | None:
        """What happens next by itself after now: a due row, or a message that was told to wait."""
        return await next_upcoming(self.core)

    async def restart(self) -> None:
        """Stop the bot in good order, forget everything in memory, and start it anew."""
        await self.stop()
        await self._start_anew()

    async def stop(self) -> None:
        """Stop the bot in good order."""
        await self.bot.stop()
        self._note_stop()

    async def crash(self) -> None:
        """Kill the bot where it stands, and start it anew."""
        self.kill()
        await self._start_anew()

    def kill(self) -> None:
        """Kill the bot where it stands, as if the power failed."""
        self.bot.dispatcher.abandon()
        self.bot.gateway.beside.abandon()
        self._note_stop()

    async def end(self) -> None:
        """Stop the bot."""
        self.telegram.faults.clear()
        self.kill()
        await self.bot.stop()

    async def start(self) -> None:
        """Start the bot. Raises TelegramError if it cannot begin."""
        await self.bot.start()
        self.running = True
        self.telegram.events.publish(BotStarted())

    def replace_bot(self) -> None:
        """Put another bot on the same database; it is still to be started."""
        self.core = self._new_core()
        self.bot = self._build()

    async def _start_anew(self) -> None:
        await self.time.sleep(_STARTING)
        self.replace_bot()
        await self.start()
        await self.settle()

    async def _talk(self) -> bool:
        """Let others act and be answered until nobody has anything to do; tell whether anybody had.

        Whatever else comes of it is done afterwards for all of them together, which is quicker.
        """
        acted = False
        while self.others():
            acted = True
            await self._pull()
            await self.bot.dispatcher.run_until_idle()
        return acted

    async def _work(self) -> int:
        await self.bot.dispatcher.run_until_idle()
        looked = self._state()
        moved = await self.bot.sweep()
        moved += await self.bot.sender.drain()
        moved += await self.bot.mix()
        moved += await self.bot.progress.show()
        await self.bot.gateway.beside.drain()
        self._rested = None if moved else looked
        return moved

    def _state(self) -> tuple[int, datetime]:
        """What changes whenever there may be something to do again."""
        return self.db.writes, self.clock.now()

    async def _pull(self) -> int:
        self._queued.clear()
        try:
            return await self.bot.intake.pull(0)
        except (NetworkError, RetryAfter):
            # A fault that ends by itself is worth another try.
            return 0 if self.telegram.faults.lasting else 1

    def _set_clock(self, instant: datetime) -> None:
        self.telegram.events.publish(TimeMoved(self.clock.move_to(instant)))

    def _note_stop(self) -> None:
        if self.running:
            self.running = False
            self.telegram.events.publish(BotStopped())

    def _note(self, event: Event) -> None:
        if isinstance(event, UpdateQueued):
            self._queued.set()
        if isinstance(event, BotStarted | FaultsChanged):
            self._rested = None
        if isinstance(event, MessageAdded) and event.message.from_bot:
            self.links += _LINK.findall(event.message.text)

    def _new_core(self) -> Core:
        return Core(
            db=self.db,
            vault=Vault(self._master_key),
            clock=self.clock,
            library=Library(),
            erased=Erased(self.erased_file),
        )

    def _build(self) -> Plumbline:
        bot = build(
            self.core,
            token=self.telegram.token,
            request=StandInRequest(self.telegram),
            updates_request=StandInRequest(self.telegram),
            pacer=Pacer(self.time.monotonic, self.time.sleep),
            sleep=self.time.sleep,
        )
        self.causes.watch(bot.application)
        return bot
