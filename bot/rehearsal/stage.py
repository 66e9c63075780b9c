"""A stage: the real bot, Telegram's stand-in, people, and a clock that somebody moves.

Everything is real but Telegram and time. `settle` runs the bot until nothing moves any more. Tests,
the rehearsal and the story all play on it.
"""

import asyncio
import os
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Self

from sqlalchemy import event

from bot.app import Plumbline, build
from bot.clock import MovableClock
from bot.db.database import Database
from bot.db.tables import Base
from bot.db.vault import KEY_BYTES, Vault
from bot.delivery.pacing import Pacer
from bot.library.questionnaires import Library
from bot.rehearsal.core import StandIn
from bot.rehearsal.events import Event, MessageAdded
from bot.rehearsal.people import Person as Someone
from bot.rehearsal.request import StandInRequest
from bot.rehearsal.upcoming import Upcoming, next_upcoming
from bot.services.core import Core

_ROUNDS = 200
_LINK = re.compile(r"https://t\.me/\w+\?start=[\w-]+")


class HurriedTime:
    """Time for pacing and retries that passes as soon as somebody waits for it."""

    def __init__(self) -> None:
        self.seconds = 0.0
        self.slept: list[float] = []

    def monotonic(self) -> float:
        """Seconds since it began."""
        return self.seconds

    async def sleep(self, seconds: float) -> None:
        """Let so many seconds pass at once."""
        self.slept.append(seconds)
        self.seconds += seconds
        await asyncio.sleep(0)


class Stage:
    """Start with `await Stage.begin(db, start)`, on a database whose tables are there.

    `links` are the invite links that the bot has shown to anybody, oldest first.
    """

    def __init__(self, db: Database, start: datetime, master_key: bytes | None = None) -> None:
        self.db = db
        self.clock = MovableClock(start)
        self.time = HurriedTime()
        self.telegram = StandIn(self.clock, sleep=self.time.sleep)
        self.people: dict[str, Someone] = {}
        self.links: list[str] = []
        self.telegram.events.subscribe(self._note_links)
        self._master_key = master_key or os.urandom(KEY_BYTES)
        self.core = self._new_core()
        self.bot: Plumbline = self._build()

    @classmethod
    async def begin(cls, db: Database, start: datetime, master_key: bytes | None = None) -> Self:
        """Make a stage and start its bot."""
        stage = cls(db, start, master_key)
        await stage.bot.start()
        return stage

    def person(self, name: str, user_id: int | None = None, language: str = "en") -> Someone:
        """Return the person called `name`, who is new the first time."""
        if name not in self.people:
            self.people[name] = self.telegram.person(name, user_id, language)
        return self.people[name]

    async def settle(self) -> None:
        """Run the bot until nothing moves: pull, handle, sweep, send."""
        for _ in range(_ROUNDS):
            moved = await self.bot.intake.pull(0)
            await self.bot.dispatcher.run_until_idle()
            moved += await self.bot.sweep()
            moved += await self.bot.sender.drain()
            await self.bot.gateway.drain()
            if not moved:
                return
        raise AssertionError("the stage does not come to rest")

    async def move(self, by: timedelta) -> None:
        """Let time pass; everything that falls due in between happens in order, at its instant."""
        await self.move_to(self.clock.now() + by)

    async def move_to(self, instant: datetime) -> None:
        """Let time pass until `instant` (aware)."""
        await self.settle()
        while (upcoming := await self.upcoming()) is not None and upcoming.at <= instant:
            self.clock.move_to(upcoming.at)
            await self.settle()
        self.clock.move_to(instant)
        await self.settle()

    async def upcoming(self) -> Upcoming | None:
        """What happens next by itself after now: a due row, or a message that was told to wait."""
        return await next_upcoming(self.core)

    async def restart(self) -> None:
        """Stop the bot in good order, forget everything in memory, and start it anew."""
        await self.bot.stop()
        await self._start_anew()

    async def crash(self) -> None:
        """Kill the bot where it stands, and start it anew."""
        self.kill()
        await self._start_anew()

    def kill(self) -> None:
        """Kill the bot where it stands, as if the power failed."""
        self.bot.dispatcher.abandon()
        self.bot.gateway.abandon()

    async def end(self) -> None:
        """Stop the bot."""
        self.telegram.faults.clear()
        self.kill()
        await self.bot.stop()

    async def _start_anew(self) -> None:
        self.core = self._new_core()
        self.bot = self._build()
        await self.bot.start()
        await self.settle()

    def _note_links(self, event: Event) -> None:
        if isinstance(event, MessageAdded) and event.message.from_bot:
            self.links += _LINK.findall(event.message.text)

    def _new_core(self) -> Core:
        return Core(db=self.db, vault=Vault(self._master_key), clock=self.clock, library=Library())

    def _build(self) -> Plumbline:
        return build(
            self.core,
            token=self.telegram.token,
            request=StandInRequest(self.telegram),
            updates_request=StandInRequest(self.telegram),
            pacer=Pacer(self.time.monotonic, self.time.sleep),
            sleep=self.time.sleep,
        )


@asynccontextmanager
async def throw_away(start: datetime) -> AsyncIterator[Stage]:
    """A stage on an empty SQLite database that is gone at the end."""
    with TemporaryDirectory(prefix="plumbline-") as folder:
        db = Database(f"sqlite:///{Path(folder) / 'rehearsal.db'}")
        # Nothing here outlives the process, so nothing need wait for the disk.
        event.listen(db.engine.sync_engine, "connect", _hurry)
        async with db.engine.begin() as connection:
            await connection.run_sync(Base.metadata.create_all)
        stage = await Stage.begin(db, start)
        try:
            yield stage
        finally:
            await stage.end()
            await db.close()


def _hurry(connection: object, _record: object) -> None:
    cursor = connection.cursor()  # type: ignore[attr-defined]  # the driver's own connection
    cursor.execute("PRAGMA synchronous = OFF")
    cursor.close()
