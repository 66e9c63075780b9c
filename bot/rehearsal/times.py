"""How seconds pass for pacing, retries and slow calls: at once, or as they do on the wall."""

import asyncio
import time
from collections.abc import Iterator
from contextlib import contextmanager


class HurriedTime:
    """Time for pacing and retries that passes as soon as somebody waits for it."""

    def __init__(self) -> None:
        self.seconds = 0.0
        self.slept: list[float] = []

    def monotonic(self) -> float:
        """Seconds since it began."""
        return self.seconds

    async def sleep(self, seconds: float) -> None:
        """Let so many seconds pass at once."""
        self.slept.append(seconds)
        self.seconds += seconds
        await asyncio.sleep(0)

    def go_by(self, seconds: float) -> None:
        """Let so many seconds pass in which nothing happens."""
        self.seconds += seconds


class RealTime:
    """For a stage that somebody watches: seconds pass as they do on the wall.

    While `hurried` is true they pass at once, to set the stage. Not for while a fault lasts: who
    tries again and again then never comes to rest.
    """

    def __init__(self) -> None:
        self.hurried = False
        self._skipped = 0.0

    @property
    def seconds(self) -> float:
        """Seconds since some instant, skipped ones included."""
        return time.monotonic() + self._skipped

    def monotonic(self) -> float:
        """As `seconds`."""
        return self.seconds

    async def sleep(self, seconds: float) -> None:
        """Wait for so many seconds, or skip them."""
        if self.hurried:
            self._skipped += seconds
            seconds = 0.0
        await asyncio.sleep(seconds)

    def go_by(self, seconds: float) -> None:
        """Leave it to the wall: there such seconds pass by themselves."""


@contextmanager
def hurried(time: HurriedTime | RealTime) -> Iterator[None]:
    """Let seconds pass at once inside, whatever kind of time it is."""
    if not isinstance(time, RealTime):
        yield
        return
    before, time.hurried = time.hurried, True
    try:
        yield
    finally:
        time.hurried = before
