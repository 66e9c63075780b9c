"""The benchmark of broadcasts runs, and counts what it says that it counts."""

from pathlib import Path

import pytest

from benchmarks import broadcast
from benchmarks.recipients import FIRST, Recipients
from bot.clock import SystemClock
from bot.rehearsal.core import StandIn
from bot.runtime.sender import AT_ONCE


async def test_whoever_is_missing_or_gets_it_twice_is_counted() -> None:
    standin = StandIn(SystemClock())
    to = Recipients(standin, 200)
    for user_id in (FIRST, FIRST, FIRST + 1):
        await standin.call("sendMessage", {"chat_id": user_id, "text": "How is it going?"})
    assert (to.reachable, len(to.missing()), to.missing() & {FIRST, FIRST + 1}) == (198, 196, set())
    assert sum(to.got.values()) - len(to.got) == 1


@pytest.mark.soak
async def test_a_real_bot_killed_on_the_way_forgets_nobody_and_asks_nobody_twice(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(broadcast, "KILLS", 1)
    figures = await broadcast._killed(f"sqlite:///{tmp_path / 'b.sqlite'}", tmp_path, 60, seed=1)
    assert (figures["kills_lost"], figures["kills_twice"]) == (0, 0)
    assert figures["kills_in_flight"] <= AT_ONCE
