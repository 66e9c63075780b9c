"""The command line as people start it: real processes, and Telegram's stand-in over HTTP."""

import asyncio
import os
import re
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from bot.clock import SystemClock
from bot.rehearsal.core import StandIn
from bot.rehearsal.events import Event, MessageAdded
from bot.rehearsal.http import serve
from tests.cli.conftest import CREATE, LINE

ROOT = Path(__file__).parents[2]
KEPT = ("PATH", "HOME", "LANG", "SYSTEMROOT")


async def start(folder: Path, *words: str, **settings: str) -> asyncio.subprocess.Process:
    """Start `python -m bot` in `folder`, with nothing to read."""
    environment = {name: os.environ[name] for name in KEPT if name in os.environ}
    return await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", *words),
        cwd=folder,
        env=environment | {"PYTHONPATH": str(ROOT)} | settings,
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )


async def end(process: asyncio.subprocess.Process) -> tuple[int, str, str]:
    """Wait for a process; return its status, standard output and standard error."""
    async with asyncio.timeout(60):
        out, err = await process.communicate()
    assert process.returncode is not None
    assert "Traceback" not in out.decode() + err.decode()
    return process.returncode, out.decode(), err.decode()


async def bot(folder: Path, *words: str, **settings: str) -> tuple[int, str, str]:
    """Run `python -m bot` in `folder` to its end."""
    return await end(await start(folder, *words, **settings))


@pytest.mark.soak
async def test_from_nothing_to_a_bot_that_runs_answers_and_stops_when_told_to(
    tmp_path: Path,
) -> None:
    telegram = StandIn(SystemClock(), token="7213456789:" + "x" * 35)
    ana = telegram.person("Ana")
    async with serve(telegram) as address:
        (tmp_path / ".env").write_text(
            f"TELEGRAM_BOT_TOKEN={telegram.token}\nTELEGRAM_API_URL={address}\nLOG_LEVEL=debug\n"
        )
        made = await bot(tmp_path, *CREATE, *LINE)
        invited = await bot(tmp_path, "invite", "--role", "coordinator")
        process = await start(tmp_path, "run")
        async with _answered(telegram):
            ana.says("/start")
        examined = await bot(tmp_path, "doctor", "--patience", "5")
        process.terminate()
        ran = await end(process)
    assert [run[0] for run in (made, invited, examined, ran)] == [0, 0, 0, 0], (examined, ran)
    assert re.fullmatch(r"https://t\.me/plumbline_bot\?start=[\w-]{22}\n", invited[1])
    assert "Give it to nobody else" in invited[2]
    assert "The bot is running, and nobody else takes its updates." in examined[1]
    assert examined[1].endswith("All is well.\n")
    said = [text for run in (made, invited, examined, ran) for text in run[1:]]
    assert not [text for text in said if telegram.token in text]


@pytest.mark.soak
async def test_without_a_token_there_is_the_rehearsal(tmp_path: Path) -> None:
    status, out, said = await bot(tmp_path, "run")
    assert status == 0, said
    assert "There is no TELEGRAM_BOT_TOKEN, so this is the rehearsal" in out
    assert "Ana" in out
    assert not (tmp_path / "data").exists()


@pytest.mark.soak
async def test_a_wrong_token_is_told_and_nothing_runs(tmp_path: Path) -> None:
    telegram = StandIn(SystemClock())
    async with serve(telegram) as address:
        status, out, said = await bot(
            tmp_path, "run", TELEGRAM_BOT_TOKEN="999:hush", TELEGRAM_API_URL=address
        )
    assert status == 2, said
    assert "Telegram does not know this TELEGRAM_BOT_TOKEN" in said
    assert "hush" not in out + said


@asynccontextmanager
async def _answered(telegram: StandIn) -> AsyncIterator[None]:
    """Around something that the bot answers: at the end it has."""
    answered = asyncio.Event()

    def see(event: Event) -> None:
        if isinstance(event, MessageAdded) and event.message.sender is telegram.bot:
            answered.set()

    telegram.events.subscribe(see)
    yield
    async with asyncio.timeout(60):
        await answered.wait()
