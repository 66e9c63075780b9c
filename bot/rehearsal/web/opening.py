"""Where the programmes of a page are kept, or not."""

from collections.abc import Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.rehearsal.stage import Stage
from bot.rehearsal.throwaway import throw_away
from bot.rehearsal.times import RealTime
from bot.rehearsal.words import GOODBYE


@dataclass(frozen=True)
class Opened:
    """A stage whose bot runs, and which sample programme is on it; None if it is the story.

    `keep` is to be called once the programme is set up.
    """

    stage: Stage
    sample: str | None
    keep: Callable[[], object] = lambda: None


class Opening(Protocol):
    """Opens stages; each closes with the exit stack that it is opened upon.

    `promise` and `farewell` say to whoever starts and ends it what becomes of everything.
    """

    promise: str
    farewell: str

    async def again(self, upon: AsyncExitStack) -> Opened | None:
        """What was kept, as it was left; None if nothing was."""
        ...

    async def fresh(self, upon: AsyncExitStack, sample: str | None, start: datetime) -> Opened:
        """An empty stage whose clock stands at `start`."""
        ...


class ThrowAway:
    """Nothing is kept."""

    promise = "All of it is thrown away at the end."
    farewell = GOODBYE

    async def again(self, _upon: AsyncExitStack) -> Opened | None:
        """There is nothing."""
        return None

    async def fresh(self, upon: AsyncExitStack, sample: str | None, start: datetime) -> Opened:
        """As `Opening.fresh`."""
        return Opened(await upon.enter_async_context(throw_away(start, RealTime())), sample)
