"""Answers at 50 a second while the bot is killed, again and again, at random moments."""

import asyncio
import random
import tempfile
import time
from collections import Counter
from collections.abc import Awaitable, Callable, Iterator
from itertools import islice
from pathlib import Path

from benchmarks.crowd import Crowd, Member, Reply
from benchmarks.plain import Plain
from benchmarks.plumbline import Plumbline, tally
from benchmarks.postgresql import postgresql
from benchmarks.processes import BotProcess
from benchmarks.questions import QUESTIONS
from benchmarks.report import Figures, show
from bot.clock import SystemClock
from bot.rehearsal.core import StandIn
from bot.rehearsal.events import CallMade, Event
from bot.rehearsal.http import serve

RATE = 50
LATENCY = 0.02
LIFE = (0.1, 3.0)  # seconds from coming up to the next kill, drawn at random
_FIRST_USER = 1000
_PEOPLE_PER_KILL = 100
_READY = 300  # people kept ready to answer, so that the rate holds while the bot is down
_START = 30.0
_SETTLE = 60.0

Stored = Callable[[], Awaitable[Counter[tuple[int, int, str]]]]
InFlight = Callable[[], Awaitable[frozenset[int]]]


async def run(kills: int, seed: int, *, postgresql_too: bool = True) -> None:
    """Kill each bot `kills` times and print what that cost."""
    print(f"{kills} kills of each bot, answers at {RATE} a second, seed {seed}")
    columns: dict[str, Figures] = {}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        columns["plumbline"] = await _plumbline(
            f"sqlite:///{folder / 'bench.sqlite'}", folder, kills, seed
        )
        if postgresql_too:
            with postgresql() as url:
                columns["plumbline_postgresql"] = await _plumbline(url, folder, kills, seed)
        columns["baseline"] = await _plain(folder, kills, seed)
    show("crash", columns)


async def _plumbline(url: str, folder: Path, kills: int, seed: int) -> Figures:
    subject = Plumbline.on(url)
    try:
        await subject.seed(_user_ids(kills))
        return await _torment(
            subject.process, subject.stored, subject.in_flight, folder, kills, seed
        )
    finally:
        await subject.core.db.close()


async def _plain(folder: Path, kills: int, seed: int) -> Figures:
    subject = Plain(folder / "plain.pickle")

    async def stored() -> Counter[tuple[int, int, str]]:
        return subject.stored()

    return await _torment(subject.process, stored, None, folder, kills, seed)


def _user_ids(kills: int) -> range:
    return range(_FIRST_USER, _FIRST_USER + _READY * 2 + _PEOPLE_PER_KILL * kills)


async def _torment(
    process: Callable[[str, str, Path], BotProcess],
    stored: Stored,
    in_flight: InFlight | None,
    folder: Path,
    kills: int,
    seed: int,
) -> Figures:
    dice = random.Random(seed)
    standin = StandIn(SystemClock(), local=True)
    standin.faults.latency = LATENCY
    crowd = Crowd.of(standin, _user_ids(kills))
    starts = _Starts(standin)
    toll = _Toll(crowd)
    async with serve(standin) as api:
        bot = process(api, standin.token, folder / "bot.log")
        async with bot.running():
            begun = await _gather(crowd)
            answering = asyncio.create_task(_answer(crowd, begun))
            for _ in range(kills):
                await starts.next()
                await asyncio.sleep(dice.uniform(*LIFE))
                bot.kill()
                toll.killed(await in_flight() if in_flight else frozenset())
                bot.start()
            answering.cancel()
            await _settle(crowd)
    figures = tally(crowd.sent(), await stored())
    return {
        **figures,
        "delivered_twice": crowd.delivered_twice,
        **(toll.figures() if in_flight else {}),
        "out_of_order": crowd.out_of_order,
        "kills": kills,
    }


async def _gather(crowd: Crowd) -> Iterator[Member]:
    """Let the first people begin, and return those who have not."""
    rest = iter(crowd.members.values())
    for member in islice(rest, _READY):
        crowd.begin(member)
    deadline = time.perf_counter() + _START
    while len(crowd.ready) < _READY and time.perf_counter() < deadline:
        await asyncio.sleep(0.05)
    return rest


class _Toll:
    """What kills may cost: for each, one message again for each update that was in flight."""

    def __init__(self, crowd: Crowd) -> None:
        self._crowd = crowd
        self._in_flight = 0
        self._unexplained = 0
        self._may_repeat: Counter[Reply] = Counter()
        crowd.on_repeat = self._repeated

    def killed(self, in_flight: frozenset[int]) -> None:
        """Note which updates were taken in and not finished when the bot died."""
        self._in_flight += len(in_flight)
        self._may_repeat.update(self._crowd.replies[update_id] for update_id in in_flight)

    def figures(self) -> Figures:
        """Updates in flight at the kills, and messages that came twice without one."""
        return {"in_flight_at_kills": self._in_flight, "twice_unexplained": self._unexplained}

    def _repeated(self, reply: Reply) -> None:
        if self._may_repeat[reply] > 0:
            self._may_repeat[reply] -= 1
        else:
            self._unexplained += 1


class _Starts:
    """Notices that a bot has come up: the first thing that each of them asks is who it is."""

    def __init__(self, standin: StandIn) -> None:
        self._up = asyncio.Event()
        standin.events.subscribe(self._hear)

    async def next(self) -> None:
        """Wait until the bot that was started last is up."""
        async with asyncio.timeout(_START):
            await self._up.wait()
        self._up.clear()

    def _hear(self, event: Event) -> None:
        if isinstance(event, CallMade) and event.call.method.lower() == "getme":
            self._up.set()


async def _answer(crowd: Crowd, rest: Iterator[Member]) -> None:
    """Answer at the rate, by whoever is ready; for each who has finished, somebody new begins."""
    started = time.perf_counter()
    given = 0
    while True:
        await asyncio.sleep(0.5 / RATE)
        while given < int((time.perf_counter() - started) * RATE):
            given += 1
            if not crowd.ready:
                continue
            member = crowd.ready.popleft()
            crowd.answer(member)
            if member.asked == len(QUESTIONS) - 1 and (new := next(rest, None)) is not None:
                crowd.begin(new)


async def _settle(crowd: Crowd) -> None:
    """Wait until everyone who answered has been answered, or nothing moves any more."""
    deadline = time.perf_counter() + _SETTLE
    while time.perf_counter() < deadline:
        await asyncio.sleep(0.5)
        if all(
            member.asked > member.answered
            for member in crowd.members.values()
            if member.answered >= 0
        ):
            return
