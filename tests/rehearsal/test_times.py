"""Seconds on a stage that somebody watches pass as on the wall, or at once to set the stage."""

import asyncio

from bot.rehearsal.times import RealTime

AN_HOUR = 3600.0


async def test_a_wait_is_a_wait() -> None:
    waiting = asyncio.ensure_future(RealTime().sleep(AN_HOUR))
    done, _ = await asyncio.wait((waiting,), timeout=0.01)
    assert not done
    waiting.cancel()


async def test_in_a_hurry_what_is_waited_for_has_passed() -> None:
    time = RealTime()
    before = time.seconds
    time.hurried = True
    await asyncio.wait_for(time.sleep(AN_HOUR), 5.0)
    time.hurried = False
    assert AN_HOUR <= time.monotonic() - before < AN_HOUR + 60
