"""A room behind a page that is really served, on a port of its own."""

import asyncio
import socket
from collections.abc import AsyncIterator
from contextlib import aclosing, asynccontextmanager

from bot.rehearsal.events import CallMade
from bot.rehearsal.params import Call
from bot.rehearsal.people import Person
from bot.rehearsal.web import serving
from bot.rehearsal.web.opening import Opening, ThrowAway
from bot.rehearsal.web.play import Play
from bot.rehearsal.web.room import Room
from tests.databases import KeptSqlite
from tests.rehearsal.web.conftest import LONG, START, Quick, until


class House:
    """A room, and where its page is."""

    def __init__(self, room: Room, address: str) -> None:
        self.room = room
        self.address = address

    @property
    def play(self) -> Play:
        """The programme that is played."""
        assert self.room.play is not None
        return self.room.play

    def person(self, name: str) -> Person:
        """Somebody with a phone."""
        return self.play.stage.people[name]

    async def rest(self) -> None:
        """Wait until the bot has done everything there is to do."""
        assert await self.play.runner.rest(LONG), "the bot does not come to rest"

    @asynccontextmanager
    async def taking_in(self) -> AsyncIterator[None]:
        """Around something that reaches the bot: at the end it has just been taken in."""
        events = self.play.telegram.events
        before = events.latest
        yield
        async with asyncio.timeout(LONG), aclosing(events.stream(before)) as happening:
            async for entry in happening:
                match entry.event:
                    case CallMade(Call(method="getUpdates"), result) if result:
                        return

    async def story(self, coming: str) -> None:
        """Begin the story, and play it until what comes next begins with these words."""
        self.room.begin_story()
        await until(self.room, lambda: not self.room.busy)
        story = self.play.story
        assert story is not None
        while not story.state()["coming"].startswith(coming):
            await story.step()


@asynccontextmanager
async def open_house(
    sample: str, *, at_once: bool = True, kept: KeptSqlite | None = None
) -> AsyncIterator[House]:
    """A house with this sample programme; `at_once`: nobody waits for pacing or a slow Telegram.

    `kept` is a database that no other house plays on.
    """
    opening: Opening = Quick(kept) if at_once else ThrowAway()
    room = Room(opening, START, first=sample)
    door = socket.create_server((serving.HOST, 0))
    stop = asyncio.Event()
    serves = asyncio.create_task(serving.serve(room, door, stop))
    try:
        await until(room, lambda: room.play is not None and not room.busy)
        yield House(room, f"http://{serving.HOST}:{door.getsockname()[1]}")
    finally:
        stop.set()
        await serves
