"""Time that passes by itself, at a chosen speed, in small steps."""

import asyncio
from collections.abc import Callable
from datetime import timedelta

_STEP = 0.2


class Pace:
    """Calls `pass_by` again and again while `speed` (minutes in each real second) is above 0.

    A step that is not over yet is waited for, never piled up: `pass_by` then returns False.
    """

    def __init__(self, pass_by: Callable[[timedelta], bool]) -> None:
        self.speed = 0.0
        self._pass_by = pass_by
        self._task: asyncio.Task[None] | None = None

    def set(self, speed: float) -> None:
        """Go on at this speed; 0 stands still."""
        self.speed = speed
        if speed == 0 and self._task is not None:
            self._task.cancel()
            self._task = None
        elif speed > 0 and self._task is None:
            self._task = asyncio.create_task(self._go_on())

    async def _go_on(self) -> None:
        loop = asyncio.get_running_loop()
        before = loop.time()
        while True:
            await asyncio.sleep(_STEP)
            now = loop.time()
            if self._pass_by(timedelta(minutes=self.speed * (now - before))):
                before = now
            else:
                before = max(before, now - _STEP)
