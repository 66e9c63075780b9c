"""How seconds pass for pacing, retries and slow calls: at once, or as they do on the wall."""

import asyncio
import time


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


class RealTime:
    """For a stage that somebody watches; `HurriedTime` is for one that nobody waits for."""

    @property
    def seconds(self) -> float:
        """Seconds since some instant."""
        return time.monotonic()

    def monotonic(self) -> float:
        """As `seconds`."""
        return self.seconds

    async def sleep(self, seconds: float) -> None:
        """Wait for so many seconds."""
        await asyncio.sleep(seconds)
