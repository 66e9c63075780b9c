"""A whole small world for tests: Telegram's stand-in, people, a clock that is moved, and the bot.

Everything is real but Telegram and time. `settle` runs the bot until nothing moves any more.
"""

import asyncio
from datetime import UTC, datetime, timedelta

from sqlalchemy import select

from bot.app import Plumbline, build
from bot.clock import MovableClock
from bot.db.database import Database
from bot.db.tables import OutboxRow
from bot.db.vault import Vault
from bot.delivery.pacing import Pacer
from bot.domain.queues import OutboxState
from bot.library.questionnaires import Library
from bot.rehearsal.core import StandIn
from bot.rehearsal.people import Person as Someone
from bot.rehearsal.request import StandInRequest
from bot.services.core import Core
from bot.services.sweep import next_due
from tests.seeding import Seeding

# A Monday, eight in the morning in London, well away from every clock change.
START = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)
MASTER_KEY = bytes(range(32))
_ROUNDS = 200


class HurriedTime:
    """Time for pacing and retries that passes as soon as somebody waits for it."""

    def __init__(self) -> None:
        self.seconds = 0.0
        self.slept: list[float] = []

    def monotonic(self) -> float:
        return self.seconds

    async def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.seconds += seconds
        await asyncio.sleep(0)


class World(Seeding):
    """Start with `await World.begin(db)`, or the fixture `world`."""

    def __init__(self, db: Database, start: datetime = START) -> None:
        self.db = db
        self.clock = MovableClock(start)
        self.time = HurriedTime()
        self.telegram = StandIn(self.clock, sleep=self.time.sleep)
        self.people: dict[str, Someone] = {}
        self.core = self._new_core()
        self.bot: Plumbline = self._build()

    @classmethod
    async def begin(cls, db: Database, start: datetime = START) -> "World":
        """Make a world on an empty database and start its bot."""
        world = cls(db, start)
        await world.bot.start()
        return world

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
        raise AssertionError("the world does not come to rest")

    async def move(self, by: timedelta) -> None:
        """Let time pass; everything that falls due in between happens in order, at its instant."""
        await self.move_to(self.clock.now() + by)

    async def move_to(self, instant: datetime) -> None:
        """Let time pass until `instant` (aware)."""
        await self.settle()
        while (upcoming := await self._next_instant()) is not None and upcoming <= instant:
            self.clock.move_to(upcoming)
            await self.settle()
        self.clock.move_to(instant)
        await self.settle()

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

    async def _next_instant(self) -> datetime | None:
        """When the next due row falls due, or the next message may go."""
        row = await next_due(self.core)
        async with self.db.read() as s:
            message = await s.scalar(
                select(OutboxRow.not_before)
                .where(OutboxRow.state == OutboxState.WAITING)
                .order_by(OutboxRow.not_before)
                .limit(1)
            )
        instants = [row.due_at if row is not None else None, message]
        later = [each for each in instants if each is not None and each > self.clock.now()]
        return min(later) if later else None

    def _new_core(self) -> Core:
        return Core(db=self.db, vault=Vault(MASTER_KEY), clock=self.clock, library=Library())

    def _build(self) -> Plumbline:
        return build(
            self.core,
            token=self.telegram.token,
            request=StandInRequest(self.telegram),
            updates_request=StandInRequest(self.telegram),
            pacer=Pacer(self.time.monotonic, self.time.sleep),
            sleep=self.time.sleep,
        )
