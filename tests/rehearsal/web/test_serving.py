"""The page as it is served: over a real connection, and by the command line."""

import asyncio
import json
import os
import signal
import socket
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest

from bot.config import SettingError
from bot.rehearsal.web import serving
from bot.rehearsal.web.room import Room
from tests.rehearsal.web.conftest import LONG, START, Quick, until

ROOT = Path(__file__).parents[3]
SOON = 5.0


@asynccontextmanager
async def served(room: Room) -> AsyncIterator[httpx.AsyncClient]:
    """The room's page, at a port of its own."""
    door = socket.create_server((serving.HOST, 0))
    stop = asyncio.Event()
    running = asyncio.create_task(serving.serve(room, door, stop))
    address = f"http://127.0.0.1:{door.getsockname()[1]}"
    async with httpx.AsyncClient(base_url=address, timeout=LONG) as client:
        try:
            await until(room, lambda: room.play is not None and not room.busy)
            yield client
        finally:
            stop.set()
            await running


def _room() -> Room:
    return Room(Quick(), START, first="empty")


async def _heard(lines: AsyncIterator[str], kind: str) -> tuple[int, Any]:
    """The number and the body of the next event of this kind."""
    number = 0
    async for line in lines:
        name, _, value = line.partition(": ")
        if name == "id":
            number = int(value)
        elif name == "data" and json.loads(value)["kind"] == kind:
            return number, json.loads(value)
    raise AssertionError(f"no {kind}")


class TestTheFeed:
    """Events come one by one over one connection."""

    async def test_it_begins_after_the_number_that_is_named(self) -> None:
        async with served(_room()) as client:
            world = (await client.get("/api/world")).json()
            await client.post("/api/people", json={"name": "Sam"})
            path = f"/api/people/{world['people'][0]['id']}/say"
            await client.post(path, json={"text": "/help"})
            after = {"after": world["number"]}
            async with client.stream("GET", "/api/feed", params=after) as answer:
                assert answer.headers["Content-Type"].startswith("text/event-stream")
                number, event = await _heard(answer.aiter_lines(), "message")
        assert number > world["number"]
        assert event["message"]["text"] == "/help"

    async def test_the_last_event_that_was_heard_comes_first(self) -> None:
        async with served(_room()) as client:
            world = (await client.get("/api/world")).json()
            path = f"/api/people/{world['people'][0]['id']}/say"
            await client.post(path, json={"text": "one"})
            numbers: list[int] = []
            async with client.stream(
                "GET", "/api/feed", params={"after": world["number"]}
            ) as answer:
                numbers.append((await _heard(answer.aiter_lines(), "message"))[0])
            await client.post(path, json={"text": "two"})
            async with client.stream(
                "GET",
                "/api/feed",
                params={"after": world["number"]},
                headers={"Last-Event-ID": str(numbers[0])},
            ) as answer:
                texts = []
                lines = answer.aiter_lines()
                while "two" not in texts:
                    texts.append((await _heard(lines, "message"))[1]["message"]["text"])
        assert "one" not in texts

    async def test_who_goes_away_is_forgotten(self) -> None:
        room = _room()
        async with served(room) as client:
            before = len(room._listeners)
            async with client.stream("GET", "/api/feed") as answer:
                await _heard(answer.aiter_lines(), "world")
                assert len(room._listeners) == before + 1
            async with asyncio.timeout(LONG):
                while len(room._listeners) > before:
                    await asyncio.sleep(0.01)

    async def test_the_page_ends_at_once_with_a_feed_open(self) -> None:
        loop = asyncio.get_running_loop()
        room = _room()
        async with served(room) as client, client.stream("GET", "/api/feed") as answer:
            lines = answer.aiter_lines()
            await _heard(lines, "world")
            began = loop.time()
            room.hang_up()
            async for _ in lines:
                pass
        assert loop.time() - began < SOON


class TestTheDoor:
    """It is open on this machine only, where nobody else listens."""

    def test_a_port_that_is_taken_is_told(self) -> None:
        with socket.create_server((serving.HOST, 0)) as taken:
            port = taken.getsockname()[1]
            with pytest.raises(SettingError, match=f"Nothing can listen at port {port}"):
                serving.run(START, port=port, browser=False)

    def test_the_next_free_port_is_taken(self, monkeypatch: pytest.MonkeyPatch) -> None:
        with socket.create_server((serving.HOST, 0)) as taken:
            port = taken.getsockname()[1]
            monkeypatch.setattr(serving, "PORTS", range(port, port + 20))
            with serving.open_door(None) as door:
                assert port < door.getsockname()[1]

    def test_only_this_machine_gets_in(self) -> None:
        with serving.open_door(None) as door:
            assert door.getsockname()[0] == "127.0.0.1"


@pytest.mark.skipif(sys.platform == "win32", reason="Ctrl-C is another thing there")
async def test_ctrl_c_ends_it_soon_whoever_listens(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text(
        "TELEGRAM_BOT_TOKEN=123456789:AAF0real-looking_token_0123456789abcd\n"
    )
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "bot",
        "rehearse",
        "--no-browser",
        cwd=tmp_path,
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1"},
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    assert process.stdout is not None
    async with asyncio.timeout(LONG):
        while b"http://" not in (line := await process.stdout.readline()):
            assert line, "it ended"
    loop = asyncio.get_running_loop()
    client = httpx.AsyncClient(base_url=line.decode().strip(), timeout=LONG)
    async with client, client.stream("GET", "/api/feed") as answer:
        await _heard(answer.aiter_lines(), "world")
        began = loop.time()
        process.send_signal(signal.SIGINT)
        async with asyncio.timeout(LONG):
            status = await process.wait()
        assert loop.time() - began < SOON
    rest = (await process.stdout.read()).decode()
    assert status == 0, rest
    assert rest.endswith("The rehearsal is over, and nothing of it is kept.\n")
    assert "real-looking" not in rest
    assert sorted(each.name for each in tmp_path.iterdir()) == [".env"]
