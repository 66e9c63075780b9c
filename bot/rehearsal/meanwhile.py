"""Going on with something, while what comes in meanwhile is taken in."""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any


async def meanwhile(
    work: Coroutine[Any, Any, int], news: asyncio.Event, take: Callable[[], Awaitable[int]]
) -> int:
    """Do the work, and `take` whenever there are `news`; return the sum of what all returned.

    Where nothing comes in, nothing is done at the same time. Cancelled, so is the work.
    """
    doing = asyncio.create_task(work)
    taken = 0
    try:
        while not doing.done():
            hearing = asyncio.create_task(news.wait())
            await asyncio.wait((doing, hearing), return_when=asyncio.FIRST_COMPLETED)
            hearing.cancel()
            if news.is_set() and not doing.done():
                taken += await take()
        return taken + doing.result()
    finally:
        doing.cancel()
        await asyncio.wait((doing,))
