"""What one open page hears: every event in order, and the world whenever it looks different."""

import asyncio
from collections.abc import AsyncGenerator, Iterator
from contextlib import suppress

from bot.rehearsal.events import (
    ActionShown,
    CallbackAnswered,
    Event,
    MessageAdded,
    MessageEdited,
    MessageRemoved,
    UpdateConfirmed,
)
from bot.rehearsal.journal import MissedError
from bot.rehearsal.refusal import Json
from bot.rehearsal.web.play import Play
from bot.rehearsal.web.room import Room
from bot.rehearsal.web.shapes import message

KEEP_OPEN = 15.0
_BETWEEN_WORLDS = 0.2
_ANEW: Json = {"kind": "anew"}

Told = tuple[int, Json]


async def feed(room: Room, after: int | None = None) -> AsyncGenerator[Told | None, None]:
    """Each event after the one with this number, or each coming one, until the room is over.

    Yields (number, event), or None after a while without any. "anew" means that no way leads on
    from `after`, or that another programme began; what follows goes on from there.
    """
    news = asyncio.Event()
    stop = room.listen(news.set)
    listener = _Listener(room, after)
    try:
        while not room.over:
            news.clear()
            for told in listener.events():
                yield told
            if (world := await listener.world()) is not None:
                yield world
            if not await _heard(news, listener.patience) and listener.told_all:
                yield None
    finally:
        stop()


async def _heard(news: asyncio.Event, seconds: float) -> bool:
    with suppress(TimeoutError):
        async with asyncio.timeout(seconds):
            return await news.wait()
    return False


class _Listener:
    """How far one page has heard."""

    def __init__(self, room: Room, after: int | None) -> None:
        self._room = room
        self._play = room.play
        self._at = room.number if after is None else after
        self._version = -1
        self._world: Json = {}
        self._next_world = 0.0

    @property
    def told_all(self) -> bool:
        """Whether this page has seen the world as it is."""
        return self._version == self._room.version

    @property
    def patience(self) -> float:
        """How many seconds to wait for news before looking again."""
        if self.told_all:
            return KEEP_OPEN
        return max(0.0, self._next_world - _seconds())

    def events(self) -> Iterator[Told]:
        """What happened since this was last asked."""
        play = self._room.play
        if play is None:
            return
        happened = self._happened(play)
        if happened is None:
            self._play, self._at, self._version = play, play.number, -1
            yield self._at, _ANEW
            return
        for number, event in happened:
            self._at = number
            if (told := _shape(play, event)) is not None:
                yield number, told

    def _happened(self, play: Play) -> list[tuple[int, Event]] | None:
        """What this page has not heard; None if it must look at everything anew."""
        if play is not self._play:
            return None
        try:
            return play.since(self._at)
        except MissedError:
            return None

    async def world(self) -> Told | None:
        """The world, if it looks different and this page was not told of it just before."""
        if self.told_all or _seconds() < self._next_world:
            return None
        self._version = self._room.version
        self._next_world = _seconds() + _BETWEEN_WORLDS
        world = await self._room.world()
        seen, self._world = self._world, {**world, "number": 0}
        return None if seen == self._world else (self._at, {"kind": "world", "world": world})


def _seconds() -> float:
    return asyncio.get_running_loop().time()


def _shape(play: Play, event: Event) -> Json | None:
    match event:
        case MessageAdded(said) | MessageEdited(said) if said.chat.private and not said.removed:
            shown = message(said, play.telegram.updates.undelivered(said.chat.chat_id))
            return {"kind": "message", "person": said.chat.chat_id, "message": shown}
        case MessageRemoved(said) if said.chat.private:
            return {"kind": "removed", "person": said.chat.chat_id, "message": said.message_id}
        case UpdateConfirmed({"message": said}):
            person = said["chat"]["id"]
            return {"kind": "delivered", "person": person, "message": said["message_id"]}
        case ActionShown(chat, action) if chat.private:
            return {"kind": "typing", "person": chat.chat_id, "action": action}
        case CallbackAnswered(person, _, text, alert) if text:
            return {"kind": "notice", "person": person, "text": text, "alert": alert}
    return None
