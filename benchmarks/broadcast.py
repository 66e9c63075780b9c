"""One survey to thousands, as fast as Telegram allows, while a hundred people answer.

The stand-in takes 30 messages in any second and one a second in a chat. One in a hundred has
blocked the bot, and half-way Telegram says 429 once by itself. Then the same with kills.
"""

import asyncio
import random
import tempfile
import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager, nullcontext
from datetime import timedelta
from functools import partial
from pathlib import Path

from benchmarks import surveyed
from benchmarks.crowd import Crowd, Member
from benchmarks.plain import Plain
from benchmarks.plumbline import Plumbline
from benchmarks.postgresql import postgresql
from benchmarks.processes import BotProcess
from benchmarks.questions import QUESTIONS
from benchmarks.recipients import FIRST, HELD, Recipients
from benchmarks.report import Figures, milliseconds, show
from bot.clock import SystemClock
from bot.domain.queues import OutboxState
from bot.rehearsal.core import StandIn
from bot.rehearsal.http import serve
from bot.rehearsal.limits import Limits
from bot.rehearsal.people import Person

ALLOWED = 30
LATENCY = 0.05
ANSWERING = 100  # people in the middle of a reflection at any time
ANSWERS_PER_SECOND = 3
KILLS = 3
_FIRST_USER = 1000
_OPENS_AFTER = timedelta(seconds=12)
_PATIENCE = 60.0
_LONGEST = 3600


async def run(recipients: int, database: str, baseline_seconds: int, seed: int) -> None:
    """Measure both bots and print what they managed; the baseline for so long at most."""
    print(f"{recipients} recipients on {database}, seed {seed}")
    with tempfile.TemporaryDirectory() as name, _database(database, Path(name)) as url:
        folder = Path(name)
        plumbline = await _plumbline(url, folder, recipients)
        baseline = await _plain(folder, recipients, baseline_seconds)
    with tempfile.TemporaryDirectory() as name, _database(database, Path(name)) as url:
        killed = await _killed(url, Path(name), min(recipients, 1000), seed)
    show("broadcast", {"plumbline": {**plumbline, **killed}, "baseline": baseline})


@contextmanager
def _database(name: str, folder: Path) -> Iterator[str]:
    here = postgresql() if name == "postgresql" else nullcontext(f"sqlite:///{folder / 'b.sqlite'}")
    with here as url:
        yield url


async def _plumbline(url: str, folder: Path, count: int) -> Figures:
    subject = Plumbline.on(url)
    async with _scene(subject.process, folder, count) as scene:
        group_id = await _seeded(subject, scene)
        async with scene.bot.running():
            await scene.answers()
            await surveyed.open_survey(subject, group_id, _OPENS_AFTER)
            await scene.until_sent(_LONGEST)
        left = await surveyed.outbox(subject)
    await subject.core.db.close()
    return {**scene.result, "unsure": left[OutboxState.UNSURE]}


async def _plain(folder: Path, count: int, most_seconds: int) -> Figures:
    subject = Plain(folder / "plain.pickle", recipients=f"{FIRST}-{FIRST + count - 1}")
    async with _scene(subject.process, folder, count) as scene, scene.bot.running():
        await scene.answers()
        scene.author.says("/broadcast")
        await scene.until_sent(most_seconds)
    return scene.result


async def _killed(url: str, folder: Path, count: int, seed: int) -> Figures:
    """A smaller one, and SIGKILL again and again on the way: nobody is forgotten or asked twice."""
    dice = random.Random(seed)
    subject = Plumbline.on(url)
    async with _scene(subject.process, folder, count, hold=False) as scene:
        group_id = await _seeded(subject, scene)
        on_their_way: set[int] = set()
        async with scene.bot.running():
            await surveyed.open_survey(subject, group_id, timedelta(seconds=1))
            for kill in range(KILLS):
                wanted = int(count * (kill + dice.uniform(0.3, 0.9)) / KILLS)
                await scene.until(partial(scene.to.reached, wanted))
                scene.bot.kill()
                on_their_way |= await surveyed.on_their_way(subject)
                scene.bot.start()
            await scene.until(lambda: not scene.to.missing() - on_their_way)
    await subject.core.db.close()
    return {
        "kills": KILLS,
        "kills_in_flight": len(on_their_way),
        "kills_lost": len(scene.to.missing() - on_their_way),
        "kills_twice": sum(scene.to.got.values()) - len(scene.to.got),
    }


async def _seeded(subject: Plumbline, scene: "_Scene") -> int:
    await subject.seed(scene.crowd.members)
    return await surveyed.add_recipients(subject, scene.to.user_ids)


class _Scene:
    """The stand-in, the recipients, those who answer meanwhile, and the bot."""

    def __init__(
        self, standin: StandIn, author: Person, to: Recipients, crowd: Crowd, bot: BotProcess
    ) -> None:
        assert standin.limits is not None
        self._limits = standin.limits
        self._refused_before = 0
        self.author = author
        self.to = to
        self.crowd = crowd
        self.bot = bot
        self._answering: asyncio.Task[None] | None = None
        self._in_time = True
        self.result: Figures = {}

    async def answers(self) -> None:
        """Let the first people begin, and answer from now on."""
        rest = iter(self.crowd.members.values())
        for _ in range(ANSWERING):
            self.crowd.begin(next(rest))
            await asyncio.sleep(0.1)
        await self.until(lambda: len(self.crowd.ready) == ANSWERING)
        self._answering = asyncio.create_task(self._go_on(rest))

    async def until_sent(self, most_seconds: int) -> None:
        """Wait until everybody has been written to, or the time is over."""
        await self.until(lambda: bool(self.to.got))
        self.crowd.delays.clear()
        self._refused_before = self._limits.refused
        began = time.perf_counter()
        while self.to.missing() and time.perf_counter() - began < most_seconds:
            await asyncio.sleep(0.5)
        self._in_time = not self.to.missing()
        self.result = self._figures()
        assert self._answering is not None
        self._answering.cancel()

    async def until(self, done: Callable[[], bool]) -> None:
        """Wait until `done()`; a bot that does not get there is a failure of the benchmark."""
        deadline = time.perf_counter() + _PATIENCE
        while not done():
            if time.perf_counter() > deadline:
                raise TimeoutError("the bot did not get there in time")
            await asyncio.sleep(0.01)

    def _figures(self) -> Figures:
        """What became of it. Allowed is 30 a second, but for the pause that Telegram asked for."""
        to = self.to
        messages = sum(to.got.values()) + to.replies()
        allowed = ALLOWED * (to.seconds - (0 if to.hold else HELD))
        return {
            "recipients": to.reachable,
            "sent": len(to.got),
            "seconds": round(to.seconds, 1),
            "per_second": round(len(to.got) / to.seconds, 1),
            "achieved_over_allowed": round(messages / allowed, 3),
            "rate_limited_by_us": self._limits.refused - self._refused_before,
            "delivered_twice": sum(to.got.values()) - len(to.got),
            "lost": len(to.missing()) if self._in_time else "not over in time",
            "answers_meanwhile": len(self.crowd.delays),
            **{f"reply_{key}": value for key, value in milliseconds(self.crowd.delays).items()},
        }

    async def _go_on(self, rest: Iterator[Member]) -> None:
        """Answer at the rate, whoever has been ready the longest; somebody new follows the last."""
        while True:
            await asyncio.sleep(random.expovariate(ANSWERS_PER_SECOND))
            if self.crowd.ready:
                member = self.crowd.ready.popleft()
                self.crowd.answer(member)
                if member.asked == len(QUESTIONS) - 1:
                    self.crowd.begin(next(rest))


@asynccontextmanager
async def _scene(
    process: Callable[[str, str, Path], BotProcess], folder: Path, count: int, *, hold: bool = True
) -> AsyncIterator[_Scene]:
    standin = StandIn(SystemClock(), limits=Limits(overall=ALLOWED), local=True)
    standin.faults.latency = LATENCY
    people = ANSWERING * 2 + count * ANSWERS_PER_SECOND // ALLOWED
    author = standin.person("Cleo", surveyed.AUTHOR, started=True)
    crowd = Crowd.of(standin, range(_FIRST_USER, _FIRST_USER + people))
    recipients = Recipients(standin, count, hold)
    async with serve(standin) as api:
        bot = process(api, standin.token, folder / "bot.log")
        yield _Scene(standin, author, recipients, crowd, bot)
