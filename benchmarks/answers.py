"""How fast answers are taken when each call to Telegram takes 50 ms.

Once at a steady rate, once by everyone at once; both bots, one after the other.
"""

import asyncio
import sqlite3
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from benchmarks.crowd import Crowd, Member
from benchmarks.plain import Plain
from benchmarks.plumbline import Plumbline
from benchmarks.processes import BotProcess
from benchmarks.report import Figures, milliseconds, show
from bot.clock import SystemClock
from bot.rehearsal.core import StandIn
from bot.rehearsal.http import serve

LATENCY = 0.05
STEADY_RATE = 30
STEADY_SECONDS = 20
QUESTIONS_EACH = 3
_FIRST_USER = 1000
_PATIENCE = 180.0


async def run(people: int) -> None:
    """Measure both bots and print what they managed."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        plumbline, baseline = [
            {
                **await measure(folder, people, steady=True),
                **await measure(folder, people, steady=False),
            }
            for measure in (_plumbline, _plain)
        ]
    times = round(plumbline["rush_per_second"] / baseline["rush_per_second"], 1)
    show("answers", {"plumbline": {**plumbline, "times_baseline": times}, "baseline": baseline})


async def _plumbline(folder: Path, people: int, *, steady: bool) -> Figures:
    file = folder / f"bench-{steady}.sqlite"
    subject = Plumbline.on(f"sqlite:///{file}")
    try:
        await subject.seed(_user_ids(people, steady=steady))
        reader = sqlite3.connect(f"file:{file}?mode=ro", uri=True)
        uncommitted: list[Member] = []

        def check(member: Member) -> None:
            if not _is_stored(reader, member):
                uncommitted.append(member)

        figures = await _measure(subject.process, folder, people, steady=steady, on_reply=check)
        reader.close()
    finally:
        await subject.core.db.close()
    prefix = "steady" if steady else "rush"
    return {**figures, f"{prefix}_replied_before_commit": len(uncommitted)}


async def _plain(folder: Path, people: int, *, steady: bool) -> Figures:
    subject = Plain(folder / f"plain-{steady}.pickle")
    return await _measure(subject.process, folder, people, steady=steady)


def _is_stored(reader: sqlite3.Connection, member: Member) -> bool:
    """Whether the newest answer of this person can be read by another process by now."""
    found = reader.execute(
        "SELECT 1 FROM answers JOIN people ON people.id = answers.person_id"
        " WHERE people.telegram_id = ? AND answers.message_id = ?",
        (member.person.user_id, member.message_ids[member.answered]),
    ).fetchone()
    return found is not None


def _user_ids(people: int, *, steady: bool) -> range:
    count = STEADY_RATE * STEADY_SECONDS // QUESTIONS_EACH if steady else people
    return range(_FIRST_USER, _FIRST_USER + count)


async def _measure(
    process: Callable[[str, str, Path], BotProcess],
    folder: Path,
    people: int,
    *,
    steady: bool,
    on_reply: Callable[[Member], None] = lambda _member: None,
) -> Figures:
    standin = StandIn(SystemClock(), local=True)
    standin.faults.latency = LATENCY
    crowd = Crowd.of(standin, _user_ids(people, steady=steady))
    crowd.on_reply = on_reply
    async with serve(standin) as api:
        bot = process(api, standin.token, folder / "bot.log")
        async with bot.running():
            for member in crowd.members.values():
                crowd.begin(member)
            await _until(lambda: len(crowd.ready) == len(crowd.members))
            seconds = await (_steadily(crowd) if steady else _at_once(crowd))
    prefix = "steady" if steady else "rush"
    figures = {
        "answers": len(crowd.delays),
        "per_second": round(len(crowd.delays) / seconds, 1),
        **milliseconds(crowd.delays),
        "out_of_order": crowd.out_of_order,
        "delivered_twice": crowd.delivered_twice,
    }
    return {f"{prefix}_{key}": value for key, value in figures.items()}


async def _steadily(crowd: Crowd) -> float:
    """Answers at the steady rate, whoever is ready; returns how long it took until all replies."""
    started = time.perf_counter()
    total = STEADY_RATE * STEADY_SECONDS
    given = 0
    while given < total:
        await asyncio.sleep(0.005)
        wanted = min(total, int((time.perf_counter() - started) * STEADY_RATE))
        while given < wanted and crowd.ready:
            member = crowd.ready.popleft()
            if member.asked < QUESTIONS_EACH:
                crowd.answer(member)
                given += 1
        if time.perf_counter() - started > _PATIENCE:
            break
    await _until(lambda: len(crowd.delays) >= given)
    return time.perf_counter() - started


async def _at_once(crowd: Crowd) -> float:
    """Everyone answers each question the moment it comes; returns how long all of it took."""
    started = time.perf_counter()
    total = QUESTIONS_EACH * len(crowd.members)
    while len(crowd.delays) < total and time.perf_counter() - started < _PATIENCE:
        while crowd.ready:
            member = crowd.ready.popleft()
            if member.asked < QUESTIONS_EACH:
                crowd.answer(member)
        await asyncio.sleep(0.001)
    return time.perf_counter() - started


async def _until(done: Callable[[], bool]) -> None:
    """Wait until `done()`; a bot that does not get there is a failure of the benchmark."""
    deadline = time.perf_counter() + _PATIENCE
    while not done():
        if time.perf_counter() > deadline:
            raise TimeoutError("the bot did not answer everyone in time")
        await asyncio.sleep(0.01)
