"""Answers at 50 a second while the bot is killed, again and again, at random moments."""

import asyncio
import random
import tempfile
import time
from collections import Counter
from collections.abc import Awaitable, Callable
from pathlib import Path

from benchmarks.crowd import Crowd
from benchmarks.plain import Plain
from benchmarks.plumbline import Plumbline, tally
from benchmarks.postgresql import postgresql
from benchmarks.processes import BotProcess
from benchmarks.report import Figures, show
from bot.clock import SystemClock
from bot.rehearsal.core import StandIn
from bot.rehearsal.http import serve

RATE = 50
LATENCY = 0.02
LIFE = (0.3, 4.0)  # seconds from one start to the next kill, drawn at random
_FIRST_USER = 1000
_PEOPLE_PER_KILL = 80
_READY = 150  # people kept ready to answer, so that the rate holds while the bot is down
_SETTLE = 60.0

Stored = Callable[[], Awaitable[Counter[tuple[int, int, str]]]]
Waiting = Callable[[], Awaitable[int]]


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
        return await _torment(subject.process, subject.stored, subject.waiting, folder, kills, seed)
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
    waiting: Waiting | None,
    folder: Path,
    kills: int,
    seed: int,
) -> Figures:
    dice = random.Random(seed)
    standin = StandIn(SystemClock(), local=True)
    standin.faults.latency = LATENCY
    crowd = Crowd.of(standin, _user_ids(kills))
    in_flight = 0
    async with serve(standin) as api:
        bot = process(api, standin.token, folder / "bot.log")
        async with bot.running():
            answering = asyncio.create_task(_answer(crowd))
            for _ in range(kills):
                await asyncio.sleep(dice.uniform(*LIFE) + 1.0)
                bot.kill()
                in_flight += await waiting() if waiting else 0
                bot.start()
            answering.cancel()
            await _settle(crowd)
    figures = tally(crowd.sent(), await stored())
    return {
        **figures,
        "delivered_twice": crowd.delivered_twice,
        **({"in_flight_at_kills": in_flight} if waiting else {}),
        "out_of_order": crowd.out_of_order,
        "kills": kills,
    }


async def _answer(crowd: Crowd) -> None:
    """Answer at the rate, by whoever is ready, and let new people begin to keep enough ready."""
    fresh = iter(crowd.members.values())
    begun = 0
    started = time.perf_counter()
    due = 0
    while True:
        await asyncio.sleep(1 / RATE)
        while begun < _READY or (len(crowd.ready) < _READY and begun < due):
            begun += 1
            if (member := next(fresh, None)) is not None:
                crowd.begin(member)
        wanted = int((time.perf_counter() - started) * RATE)
        while due < wanted:
            due += 1
            if crowd.ready:
                crowd.answer(crowd.ready.popleft())


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
