"""The events in the order in which they happened, numbered, so that nobody misses one."""

import asyncio
from collections import deque
from collections.abc import AsyncGenerator, Callable
from dataclasses import dataclass
from itertools import islice

from bot.rehearsal.events import Event


class MissedError(LookupError):
    """Events that were asked for are no longer kept, or never were: look at everything anew."""


@dataclass(frozen=True)
class Entry:
    """One event; the first has the number 1, the next 2, and so on without gaps."""

    number: int
    event: Event


class Journal:
    """The newest `keep` events, and whoever wants to hear of the next ones.

    An event refers to what it is about as it is now: a message added long ago and edited since
    says what it says today.
    """

    def __init__(self, keep: int = 20_000) -> None:
        self.recent: deque[Event] = deque(maxlen=keep)
        self.latest = 0
        self._listeners: list[Callable[[Event], None]] = []

    def publish(self, event: Event) -> None:
        """Remember the event and tell every listener."""
        self.latest += 1
        self.recent.append(event)
        for listener in tuple(self._listeners):
            listener(event)

    def subscribe(self, listener: Callable[[Event], None]) -> Callable[[], None]:
        """Call `listener` with each coming event; returns how to stop that."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    def since(self, number: int) -> list[Entry]:
        """What happened after the event with this number. Raises MissedError."""
        missing = self.latest - number
        if not 0 <= missing <= len(self.recent):
            raise MissedError(f"there is no way on from event {number}")
        newest = list(islice(reversed(self.recent), missing))
        return [Entry(number + 1 + at, event) for at, event in enumerate(reversed(newest))]

    async def stream(self, after: int | None = None) -> AsyncGenerator[Entry, None]:
        """Each event after the one with this number, or each coming one, without end.

        Raises MissedError, also when whoever reads is more than `keep` events behind.
        """
        at = self.latest if after is None else after
        news = asyncio.Event()
        stop = self.subscribe(lambda _: news.set())
        try:
            while True:
                news.clear()
                for entry in self.since(at):
                    at = entry.number
                    yield entry
                await news.wait()
        finally:
            stop()
