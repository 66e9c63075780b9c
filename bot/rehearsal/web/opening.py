"""Where the programmes of a page are kept, or not."""

from contextlib import AsyncExitStack
from datetime import datetime
from typing import Protocol

from bot.rehearsal.stage import Stage
from bot.rehearsal.throwaway import throw_away
from bot.rehearsal.times import RealTime
from bot.rehearsal.words import GOODBYE


class Opening(Protocol):
    """Opens stages; each closes with the exit stack that it is opened upon.

    `promise` and `farewell` say to whoever starts and ends it what becomes of everything.
    """

    promise: str
    farewell: str

    async def fresh(self, upon: AsyncExitStack, start: datetime) -> Stage:
        """An empty stage whose clock stands at `start`; its bot runs."""
        ...


class ThrowAway:
    """Nothing is kept."""

    promise = "All of it\nis thrown away at the end."
    farewell = GOODBYE

    async def fresh(self, upon: AsyncExitStack, start: datetime) -> Stage:
        """As `Opening.fresh`."""
        return await upon.enter_async_context(throw_away(start, RealTime()))
