"""One programme on its stage, as long as the page shows it."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import datetime, timedelta

from bot.rehearsal.core import StandIn
from bot.rehearsal.events import Event, MessageAdded, TimeMoved
from bot.rehearsal.faults import SENDING
from bot.rehearsal.people import Person
from bot.rehearsal.runner import Runner
from bot.rehearsal.stage import Stage
from bot.rehearsal.stories import Story
from bot.rehearsal.times import RealTime
from bot.rehearsal.web.pace import Pace
from bot.rehearsal.web.story_player import StoryPlayer

_START = "/start "
_NOTHING_DUE = "Nothing is planned. Perhaps nobody has agreed on a schedule yet."
_RETRY_AFTER = 3
_LAST_DAY = timedelta(days=20 * 365)


class Play:
    """A stage whose bot keeps going by itself, from `begin` to `close`.

    Its events are numbered from `first` on, so that no two programmes share a number. `on_change`
    hears whenever anything may look different.
    """

    def __init__(
        self, stage: Stage, sample: str | None, first: int, on_change: Callable[[], None]
    ) -> None:
        self.stage = stage
        self.sample = sample
        self.first = first
        self.runner = Runner(stage, self._changed)
        self.pace = Pace(self._let_pass)
        self.story: StoryPlayer | None = None
        self._on_change = on_change
        self._latest = stage.clock.now() + _LAST_DAY
        self._opened: set[str] = set()
        self._reading = asyncio.Lock()
        self._ends = AsyncExitStack()
        self._closed = False
        self._watched = True
        for event in stage.telegram.events.recent:
            self._note_opening(event)

    @property
    def telegram(self) -> StandIn:
        """The stand-in that everybody talks to."""
        return self.stage.telegram

    @property
    def number(self) -> int:
        """The number of the newest event."""
        return self.first + self.telegram.events.latest

    def since(self, number: int) -> list[tuple[int, Event]]:
        """What happened after the event with this number. Raises MissedError."""
        happened = self.telegram.events.since(number - self.first)
        return [(self.first + each.number, each.event) for each in happened]

    @property
    def links(self) -> list[str]:
        """The invite links of the bot that nobody has opened yet, newest last."""
        return [link for link in self.stage.links if link.partition("=")[2] not in self._opened]

    def person(self, person_id: int) -> Person | None:
        """Whose Telegram id this is."""
        people = self.stage.people.values()
        return next((each for each in people if each.user_id == person_id), None)

    async def begin(self, upon: AsyncExitStack) -> None:
        """Let the bot go on by itself; what `upon` holds is closed when this ends."""
        self._ends.push_async_exit(upon.pop_all())
        await self._ends.enter_async_context(self.runner)
        self._ends.callback(self.telegram.events.subscribe(self._see))

    async def tell(self, story: Story) -> None:
        """Set a story to its start; nobody is on the stage yet."""
        self.story = StoryPlayer(self.stage, self.runner, self._changed, story=story)
        self._watched = False
        self._changed()
        await self.story.begin()
        self._watched = True
        self._changed()

    async def close(self) -> None:
        """End the bot and its stage, as soon as nobody reads the database."""
        self.pace.set(0)
        if self.story is not None:
            self.story.stop()
        async with self._reading:
            self._closed = True
            await self._ends.aclose()

    @asynccontextmanager
    async def open_stage(self) -> AsyncIterator[Stage]:
        """The stage, for somebody who reads its database. Raises LookupError if it is gone."""
        async with self._reading:
            if self._closed:
                raise LookupError("That programme is over.")
            yield self.stage

    def pass_by(self, time: timedelta) -> None:
        """Let so much more time pass."""
        now = self.stage.clock.now()
        self.move_to(min(max(now, self.runner.until or now) + time, self._latest))

    def move_to(self, instant: datetime) -> None:
        """Let time pass until `instant`; while there is no bot, only the clock moves."""
        if self.stage.running:
            self.runner.move_to(instant)
        else:
            self.telegram.events.publish(TimeMoved(self.stage.clock.move_to(instant)))

    async def go_to_next(self) -> None:
        """Let time pass until the next thing due. Raises LookupError if nothing is."""
        async with self.open_stage() as stage:
            upcoming = await stage.upcoming()
        if upcoming is None:
            raise LookupError(_NOTHING_DUE)
        self.move_to(upcoming.at)

    def halt(self) -> None:
        """Let time stand still."""
        self.pace.set(0)
        self.runner.halt()

    def switch_faults(self, down: bool | None, slow: float | None, too_many: bool | None) -> None:
        """Switch faults on or off; None leaves one as it is. `slow` is in seconds a call."""
        faults = self.telegram.faults
        if too_many is not None:
            for fault in faults.in_force:
                fault.off()
            if too_many:
                faults.too_many_requests(_RETRY_AFTER, times=None, method=SENDING)
        if slow is not None:
            faults.latency = slow
        if down is not None:
            faults.down = down

    def _let_pass(self, time: timedelta) -> bool:
        if self.runner.until is not None:
            return False
        self.pass_by(time)
        return True

    def _see(self, event: Event) -> None:
        self._note_opening(event)
        self._changed()

    def _note_opening(self, event: Event) -> None:
        if isinstance(event, MessageAdded) and not event.message.from_bot:
            text = event.message.text
            if text.startswith(_START):
                self._opened.add(text.removeprefix(_START))

    def _changed(self) -> None:
        self._hurry()
        self._on_change()

    def _hurry(self) -> None:
        """While days pass in a moment nobody waits for pacing, unless a fault makes them wait."""
        time, faults = self.stage.time, self.telegram.faults
        if isinstance(time, RealTime):
            at_ease = not (faults.down or faults.latency or faults.in_force)
            time.hurried = at_ease and (self.runner.until is not None or not self._watched)
