"""The command line as people start it: real processes, and Telegram's stand-in over HTTP."""

import asyncio
import os
import re
import sys
from pathlib import Path

import pytest

from bot.clock import SystemClock
from bot.rehearsal.core import StandIn
from bot.rehearsal.events import MessageAdded
from bot.rehearsal.http import serve

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


async def test_from_nothing_to_a_link_for_the_first_coordinator(tmp_path: Path) -> None:
    telegram = StandIn(SystemClock(), token="7213456789:" + "x" * 35)
    async with serve(telegram) as address:
        (tmp_path / ".env").write_text(
            f"TELEGRAM_BOT_TOKEN={telegram.token}\nTELEGRAM_API_URL={address}\nLOG_LEVEL=debug\n"
        )
        create = ["--name", "Harbour", "--questions", "peer", "--city", "London"]
        made = await bot(
            tmp_path, "programme", "create", *create, "--helpline", "Night line", "112"
        )
        invited = await bot(tmp_path, "invite", "--role", "coordinator")
        examined = await bot(tmp_path, "doctor", "--patience", "0")
    assert made[0] == 0, made
    assert re.fullmatch(r"https://t\.me/plumbline_bot\?start=[\w-]{22}\n", invited[1])
    assert "Give it to nobody else" in invited[2]
    assert examined[0] == 0, examined
    assert examined[1].endswith("All is well.\n")
    assert not [
        text for run in (made, invited, examined) for text in run if telegram.token in f"{text}"
    ]


async def test_questions_that_nobody_answers_end_in_a_sentence(tmp_path: Path) -> None:
    status, _, said = await bot(tmp_path, "programme", "create", "--name", "Harbour")
    assert status == 1
    assert said.splitlines()[-1] == "Aborted!"
    assert not (tmp_path / "data").exists()


async def test_a_wrong_setting_ends_at_once_with_status_2(tmp_path: Path) -> None:
    status, out, said = await bot(tmp_path, "migrate", DATABASE_URL="mysql://me:hush@db/p")
    assert (status, out) == (2, "")
    assert said == "DATABASE_URL must begin with sqlite:/// or postgresql://.\n"


async def test_the_bot_runs_answers_and_stops_when_told_to(tmp_path: Path) -> None:
    telegram = StandIn(SystemClock())
    ana = telegram.person("Ana")
    async with serve(telegram) as address:
        given = {"TELEGRAM_BOT_TOKEN": telegram.token, "TELEGRAM_API_URL": address}
        process = await start(tmp_path, "run", **given)
        answered = asyncio.Event()
        telegram.events.subscribe(
            lambda event: answered.set() if _is_answer(event, telegram) else None
        )
        ana.says("/start")
        async with asyncio.timeout(60):
            await answered.wait()
        examined = await bot(tmp_path, "doctor", "--patience", "5", **given)
        process.terminate()
        status, out, said = await end(process)
    assert status == 0, said
    assert "The bot is running, and nobody else takes its updates." in examined[1]
    assert telegram.token not in out + said


@pytest.mark.parametrize("command", ["run", "rehearse"])
async def test_without_a_token_there_is_the_rehearsal(tmp_path: Path, command: str) -> None:
    status, out, said = await bot(tmp_path, command)
    assert status == 0, said
    assert ("There is no TELEGRAM_BOT_TOKEN, so this is the rehearsal" in out) == (command == "run")
    assert "Ana" in out
    assert not (tmp_path / "data").exists()


async def test_a_wrong_token_is_told_and_nothing_runs(tmp_path: Path) -> None:
    telegram = StandIn(SystemClock())
    async with serve(telegram) as address:
        status, out, said = await bot(
            tmp_path, "run", TELEGRAM_BOT_TOKEN="999:hush", TELEGRAM_API_URL=address
        )
    assert status == 2, said
    assert "Telegram does not know this TELEGRAM_BOT_TOKEN" in said
    assert "hush" not in out + said


def _is_answer(event: object, telegram: StandIn) -> bool:
    return isinstance(event, MessageAdded) and event.message.sender is telegram.bot
