"""A story on the page: step by step, by itself, and by hand from any point."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import AbstractContextManager, nullcontext

import structlog

from bot.rehearsal.acting import Company, WrongStepError
from bot.rehearsal.refusal import Json
from bot.rehearsal.runner import Runner
from bot.rehearsal.sample import joining
from bot.rehearsal.script import Action
from bot.rehearsal.stage import Stage
from bot.rehearsal.stories import TWO_WEEKS, Story
from bot.rehearsal.times import hurried
from bot.rehearsal.web.story_moments import Moment, moments

log = structlog.get_logger()

PACE = 1.2
_PATIENCE = 20.0
# For a crowd, in which forty people may answer at once.
_LONG_PATIENCE = 180.0
_NO_BOT = "The bot does not run. Start it, and the story goes on."
_BUSY = "The bot is still at it. Give it a moment, then go on."
_HALTED = "Time was stopped on the way. The next step goes on from here."
_FAILED = "The bot failed, and the story stands still."
_WRONG = (
    "Here the story would go on like this: {words} "
    "That cannot be done just now, perhaps because somebody acted by hand. "
    "Go on by hand from here, or begin the story again."
)


class StoryError(LookupError):
    """A step of the story cannot be played now; says why in plain words."""


class StoryPlayer:
    """Plays a story on a stage whose clock stands at its start and whose bot keeps going.

    `begin` first. `on_change` hears whenever `state` says something else. `pace` is how many
    seconds (real time) lie between two steps that play by themselves.
    """

    def __init__(
        self,
        stage: Stage,
        runner: Runner,
        on_change: Callable[[], object] = lambda: None,
        *,
        story: Story = TWO_WEEKS,
        pace: float = PACE,
        sleep: Callable[[float], Awaitable[object]] = asyncio.sleep,
    ) -> None:
        self.pace = pace
        self.at = 0
        self.story = story
        self._stage = stage
        self._runner = runner
        self._on_change = on_change
        self._sleep = sleep
        self._moments = tuple(moments(story))
        self._company: Company | None = None
        self._problem: str | None = None
        self._task: asyncio.Task[None] | None = None
        self._one_at_a_time = asyncio.Lock()

    @property
    def playing(self) -> bool:
        """Whether it goes on by itself."""
        return self._task is not None

    @property
    def over(self) -> bool:
        """Whether every step was played."""
        return self.at == len(self._moments)

    @property
    def coming(self) -> Action | None:
        """What somebody does next; None where time passes, or where it is over."""
        return None if self.over else self._moments[self.at].action

    def state(self) -> Json:
        """Where the story stands, what comes next, and why it could not go on, if so."""
        coming = None if self.over else self._moments[self.at]
        return {
            "key": self.story.key,
            "title": self.story.title,
            "at": self.at,
            "total": len(self._moments),
            "playing": self.playing,
            "over": self.over,
            "heading": self._moments[-1].heading if coming is None else coming.heading,
            "coming": self.story.over if coming is None else coming.words,
            "problem": self._problem,
        }

    async def begin(self) -> None:
        """Found the programme, let its coordinator in, and give everybody of the cast a phone."""
        with hurried(self._stage.time):
            self._company = await self.story.found(self._stage)
            for action in joining(self.story.sample.cast[0]):
                await self._act(action)
                await self._rest()
        self.story.gather(self._stage, self._company)
        self._on_change()

    async def step(self) -> None:
        """Play the next step, and return once the bot is at rest; nothing plays by itself then.

        Raises StoryError if it cannot be played now. It is then still the next one.
        """
        self.stop()
        await self._next()

    def play(self) -> None:
        """Let the story go on by itself, as long as it can."""
        if self._task is None and not self.over:
            self._task = asyncio.create_task(self._play())
            self._on_change()

    def stop(self) -> None:
        """Let it go on by itself no longer, at once; whoever acts by hand stops it first."""
        task, self._task = self._task, None
        if task is not None:
            task.cancel()
            self._runner.halt()
            self._on_change()

    async def _play(self) -> None:
        try:
            while not self.over:
                await self._next()
                await self._sleep(self.pace)
        except StoryError:
            pass  # `state` says why
        except Exception as error:
            self._problem = _FAILED
            log.error("the story stands still", error=type(error).__name__)
        finally:
            if self._task is asyncio.current_task():
                self._task = None
            self._on_change()

    async def _next(self) -> None:
        async with self._one_at_a_time:
            self._problem = None
            try:
                with self._pacing():
                    await self._rest()
                    await self._go_on()
            except StoryError as error:
                self._problem = str(error)
                raise
            finally:
                self._on_change()

    async def _go_on(self) -> None:
        if self.over:
            raise StoryError(self.story.over)
        if not self._stage.running:
            raise StoryError(_NO_BOT)
        moment = self._moments[self.at]
        if moment.action is None:
            await self._pass_time(moment)
            self.at += 1
            return
        try:
            await self._act(moment.action)
        except WrongStepError as error:
            raise StoryError(_WRONG.format(words=moment.words)) from error
        # Counted before anything is waited for: it has been done, whoever stops the story now.
        self.at += 1
        await self._rest()

    def _pacing(self) -> AbstractContextManager[None]:
        """Nobody waits until Telegram lets forty people write; where it is away, everybody does."""
        if self._crowd and not self._stage.telegram.faults.lasting:
            return hurried(self._stage.time)
        return nullcontext()

    @property
    def _crowd(self) -> bool:
        return self._company is not None and self._company.crowd is not None

    async def _pass_time(self, moment: Moment) -> None:
        """Let time pass, unless somebody has let more of it pass by hand."""
        assert moment.until is not None
        if self._stage.clock.now() < moment.until:
            self._runner.move_to(moment.until)
            await self._rest()
            if self._stage.clock.now() < moment.until:
                raise StoryError(_HALTED)

    async def _act(self, action: Action) -> None:
        if self._company is None:
            raise StoryError("The story has not begun.")
        await self._company.act(action)

    async def _rest(self) -> None:
        if not await self._runner.rest(_LONG_PATIENCE if self._crowd else _PATIENCE):
            raise StoryError(_BUSY)
