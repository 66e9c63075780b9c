"""The rehearsal behind the page: one programme at a time, and how another one takes its place."""

import asyncio
from collections.abc import Callable, Coroutine
from contextlib import AsyncExitStack
from datetime import datetime
from typing import Any, Self

from sqlalchemy.exc import SQLAlchemyError

from bot.clock import SystemClock
from bot.rehearsal.refusal import Json
from bot.rehearsal.stories import TWO_WEEKS, Story
from bot.rehearsal.story_script import START
from bot.rehearsal.web.facts import Facts, read_facts
from bot.rehearsal.web.opening import Opened, Opening
from bot.rehearsal.web.play import Play
from bot.rehearsal.web.samples import SAMPLES, set_up
from bot.rehearsal.web.trouble import report
from bot.rehearsal.web.world import nothing_yet, world_of

_BUSY = "A programme is being set up. It takes a few seconds."
_NO_PROGRAMME = "There is no programme here. Choose one to begin with."
_NUMBERS_A_SECOND = 1_000_000


class Room:
    """Open it with `async with`; the sample programme `first` is then being set up.

    Programmes begin at `start` (aware). `version` grows, and every listener is called, whenever
    anything may look different; `over` says that nothing more will.
    """

    def __init__(self, opening: Opening, start: datetime, first: str = SAMPLES[0].key) -> None:
        self.play: Play | None = None
        self.version = 0
        self.over = False
        self.busy = False
        self._opening = opening
        self._start = start
        self._first = first
        self._facts = Facts()
        self._trouble: str | None = None
        self._listeners: list[Callable[[], object]] = []
        self._tasks: set[asyncio.Task[None]] = set()
        self._setting_up: asyncio.Task[None] | None = None
        self._handling_bot = asyncio.Lock()

    async def __aenter__(self) -> Self:
        self._begin(self._first, again=True)
        return self

    async def __aexit__(self, *_: object) -> None:
        self.hang_up()
        if self._setting_up is not None:
            self._setting_up.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        if self.play is not None:
            await self.play.close()

    def hang_up(self) -> None:
        """End every feed: there is nothing more to come."""
        self.over = True
        self._ring()

    def listen(self, listener: Callable[[], object]) -> Callable[[], None]:
        """Call `listener` whenever anything may look different; returns how to stop that."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    @property
    def number(self) -> int:
        """The number of the newest event; 0 before the first programme."""
        return 0 if self.play is None else self.play.number

    async def world(self) -> Json:
        """Everything that stands in no chat, as it is now."""
        play = self.play
        if play is None:
            return nothing_yet(busy=self.busy, trouble=self._trouble)
        number = play.number
        try:
            async with play.open_stage() as stage:
                self._facts = await read_facts(stage)
        except (LookupError, SQLAlchemyError):
            # Another programme has just taken its place, or the database is away.
            pass
        world = world_of(play, self._facts, busy=self.busy, trouble=self._trouble)
        return {"number": number, **world}

    def now(self) -> Play:
        """The programme, for somebody who does something. Raises LookupError if there is none."""
        if self.busy:
            raise LookupError(_BUSY)
        if self.play is None:
            raise LookupError(_NO_PROGRAMME)
        return self.play

    def by_hand(self) -> Play:
        """As `now`; the story no longer plays by itself."""
        play = self.now()
        if play.story is not None:
            play.story.stop()
        return play

    def begin_sample(self, key: str) -> None:
        """Set up this sample programme in place of what is there; the feed says when it is there.

        `key` is one of SAMPLES. Raises LookupError if another one is being set up.
        """
        self._begin(key)

    def begin_story(self, story: Story = TWO_WEEKS) -> None:
        """As `begin_sample`, with a story at its start."""
        self._begin(story)

    async def kill_bot(self) -> None:
        """Kill the bot as a power cut would; it stays dead."""
        play = self.by_hand()
        async with self._handling_bot:
            if play.runner.alive:
                await play.runner.kill()

    async def start_bot(self) -> None:
        """Start the bot, if it is dead."""
        play = self.now()
        async with self._handling_bot:
            self._trouble = None
            play.runner.start()

    def _begin(self, what: str | Story, *, again: bool = False) -> None:
        if self.busy:
            raise LookupError(_BUSY)
        if self.play is not None:
            self.by_hand().halt()
        self.busy = True
        self._trouble = None
        self._setting_up = self._in_background(self._replace(what, again=again))
        self._ring()

    async def _replace(self, what: str | Story, *, again: bool) -> None:
        old = self.play
        try:
            self.play = await self._new(what, again=again)
        except Exception as error:
            self._trouble = report("The programme could not be set up", error)
        else:
            if old is not None:
                self._in_background(old.close())
        finally:
            self._setting_up = None
            self.busy = False
            self._ring()

    async def _new(self, what: str | Story, *, again: bool) -> Play:
        async with AsyncExitStack() as upon:
            opened = await self._opening.again(upon) if again else None
            if opened is not None:
                return await self._play(opened, upon)
            if isinstance(what, Story):
                opened = await self._opening.fresh(upon, None, START)
            else:
                opened = await self._opening.fresh(upon, what, self._start)
                await set_up(opened.stage, what)
            play = await self._play(opened, upon)
        if isinstance(what, Story):
            await self._tell(play, what)
        opened.keep()
        return play

    async def _play(self, opened: Opened, upon: AsyncExitStack) -> Play:
        # Above every number of an earlier programme, also of one that another process showed.
        second = int(SystemClock().now().timestamp())
        first = max(second, self.number // _NUMBERS_A_SECOND + 1) * _NUMBERS_A_SECOND
        play = Play(opened.stage, opened.sample, first, self._ring)
        await play.begin(upon)
        return play

    async def _tell(self, play: Play, story: Story) -> None:
        try:
            await play.tell(story)
        except BaseException:
            await play.close()
            raise

    def _ring(self) -> None:
        self.version += 1
        for listener in tuple(self._listeners):
            listener()
        play = self.play
        if play is not None and play.runner.failure is not None and not self.over:
            self._in_background(self._pick_up(play))

    async def _pick_up(self, play: Play) -> None:
        """The bot failed: say so, and leave it so that it can be started anew."""
        async with self._handling_bot:
            failure = play.runner.failure
            if failure is not None:
                self._trouble = report("The bot failed and stands still", failure)
                play.halt()
                await play.runner.kill()
        self._ring()

    def _in_background(self, work: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task
