"""What happens in the stand-in, as it happens: for tests, terminals and a page in the browser."""

import asyncio
from collections import deque
from collections.abc import AsyncGenerator, Callable
from dataclasses import dataclass
from typing import Any

from bot.rehearsal.model import Chat, Message
from bot.rehearsal.params import Call
from bot.rehearsal.refusal import Json


@dataclass(frozen=True)
class MessageAdded:
    """A message came into a chat, from the bot or from a person."""

    message: Message


@dataclass(frozen=True)
class MessageEdited:
    """A message says something else now; `message.history` has what it said before."""

    message: Message


@dataclass(frozen=True)
class MessageRemoved:
    """A message was deleted."""

    message: Message


@dataclass(frozen=True)
class ActionShown:
    """The chat shows that the bot is typing, uploading, ..."""

    chat: Chat
    action: str


@dataclass(frozen=True)
class CallbackAnswered:
    """The bot answered a tap: a short notice, or an alert that must be dismissed."""

    user_id: int
    query_id: str
    text: str = ""
    alert: bool = False


@dataclass(frozen=True)
class UpdateQueued:
    """An update waits for the bot."""

    update: Json


@dataclass(frozen=True)
class CallMade:
    """The bot called a method. `problem` is a Refusal or Broken, or None; `result` is plain."""

    call: Call
    result: Any = None
    problem: Exception | None = None


Event = (
    MessageAdded
    | MessageEdited
    | MessageRemoved
    | ActionShown
    | CallbackAnswered
    | UpdateQueued
    | CallMade
)


class Events:
    """The newest `keep` events, and whoever wants to hear of the next ones."""

    def __init__(self, keep: int = 20_000) -> None:
        self.recent: deque[Event] = deque(maxlen=keep)
        self._listeners: list[Callable[[Event], None]] = []

    def publish(self, event: Event) -> None:
        """Remember the event and tell every listener."""
        self.recent.append(event)
        for listener in tuple(self._listeners):
            listener(event)

    def subscribe(self, listener: Callable[[Event], None]) -> Callable[[], None]:
        """Call `listener` with each coming event; returns how to stop that."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    async def stream(self) -> AsyncGenerator[Event, None]:
        """Each coming event, without end."""
        waiting: asyncio.Queue[Event] = asyncio.Queue()
        stop = self.subscribe(waiting.put_nowait)
        try:
            while True:
                yield await waiting.get()
        finally:
            stop()
