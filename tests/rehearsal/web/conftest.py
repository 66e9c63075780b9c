"""A room with an almost empty programme, and a page that looks at it."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx
import pytest

from bot.rehearsal.people import Person
from bot.rehearsal.throwaway import play_on, throw_away
from bot.rehearsal.web.app import make_app
from bot.rehearsal.web.opening import Opened, ThrowAway
from bot.rehearsal.web.play import Play
from bot.rehearsal.web.room import Room
from tests.databases import KeptSqlite

PORT = 8080
# A Monday, nine in the morning in London.
START = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
LONG = 30.0


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Leave all of the rehearsal's page, as its browser tests, to the long tests."""
    here = Path(__file__).parent
    for item in items:
        if item.path.is_relative_to(here):
            item.add_marker(pytest.mark.soak)


class Quick(ThrowAway):
    """Nobody waits for pacing. The first programme is played on `kept`, if that is there."""

    def __init__(self, kept: KeptSqlite | None = None) -> None:
        self._kept = kept

    async def fresh(self, upon: AsyncExitStack, sample: str | None, start: datetime) -> Opened:
        kept, self._kept = self._kept, None
        playing = throw_away(start) if kept is None else play_on(kept.emptied(), start)
        return Opened(await upon.enter_async_context(playing), sample)


class Page:
    """What a page asks a room for, and what it is told."""

    def __init__(self, room: Room, client: httpx.AsyncClient) -> None:
        self.room = room
        self.client = client

    @property
    def play(self) -> Play:
        assert self.room.play is not None
        return self.room.play

    @property
    def grace(self) -> Person:
        """The coordinator, who is there from the beginning."""
        return self.play.stage.people["Grace"]

    async def world(self) -> Any:
        return await self.get("/api/world")

    async def get(self, path: str, **query: Any) -> Any:
        answer = await self.client.get(path, params=query)
        assert answer.status_code == 200, answer.text
        return answer.json()

    async def post(self, path: str, **body: Any) -> Any:
        answer = await self.client.post(path, json=body)
        assert answer.status_code == 200, answer.text
        told = answer.json()
        assert told.pop("ok") is True
        return told

    async def refused(self, path: str, **body: Any) -> tuple[int, str]:
        """The status and the sentence of a POST that is not done."""
        answer = await self.client.post(path, json=body)
        return answer.status_code, answer.json()["problem"]

    async def act(self, person: Person, what: str, **body: Any) -> None:
        """Somebody does something, and the bot does what follows from it."""
        await self.post(f"/api/people/{person.user_id}/{what}", **body)
        await self.rest()

    async def rest(self) -> None:
        assert await self.play.runner.rest(LONG)

    async def chat(self, person: Person, **query: Any) -> Any:
        return await self.get(f"/api/chats/{person.user_id}", **query)

    async def until(self, there: Callable[[], bool]) -> None:
        """Wait until something is so."""
        await until(self.room, there)


async def until(room: Room, there: Callable[[], bool]) -> None:
    """Wait until something is so of a room."""
    news = asyncio.Event()
    stop = room.listen(news.set)
    try:
        async with asyncio.timeout(LONG):
            while not there():
                news.clear()
                await news.wait()
    finally:
        stop()


@pytest.fixture
async def room(kept_sqlite: KeptSqlite) -> AsyncIterator[Room]:
    """A room whose programme is there; only Grace is in it."""
    async with Room(Quick(kept_sqlite), START, first="empty") as room:
        await until(room, lambda: not room.busy)
        yield room


@pytest.fixture
async def page(room: Room) -> AsyncIterator[Page]:
    async with client_of(room) as client:
        yield Page(room, client)


def client_of(room: Room) -> httpx.AsyncClient:
    """A browser that looks at the room's page, as far as its requests go."""
    transport = httpx.ASGITransport(make_app(room, PORT), raise_app_exceptions=False)
    return httpx.AsyncClient(transport=transport, base_url=f"http://127.0.0.1:{PORT}")
