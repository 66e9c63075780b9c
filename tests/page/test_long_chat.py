"""A chat of five thousand messages scrolls, and grows, without a delay that anybody would see.

On a machine that is busy with something else everything takes longer, and never shorter. So each
measurement is made up to three times, and the best of them counts.
"""

import time
from collections.abc import AsyncIterator, Awaitable, Callable
from statistics import median
from typing import Any

import pytest
import pytest_asyncio
from playwright.async_api import expect

from bot.rehearsal.model import Button, Content
from tests.page.house import House, open_house
from tests.page.conftest import Opens
from tests.page.people import Screen

pytestmark = [pytest.mark.asyncio(loop_scope="session"), pytest.mark.xdist_group("page")]

MESSAGES = 5_000
UPDATES = 20
SCREENS = 60
_TRIES = 3
# Seconds from the bot's message to the bubble on the screen, and in which the page stands still.
SOON = 0.1
STILL = 0.2

_SEED = 20_260_302
_PAINTED = """log => {
  window.painted = {};
  new MutationObserver(() => {
    const text = log.lastElementChild.textContent + log.textContent.slice(-200);
    const found = text.match(/Update (\\d+)/g) ?? [];
    for (const each of found) {
      if (each in window.painted) continue;
      window.painted[each] = null;
      requestAnimationFrame(() => setTimeout(() => {
        window.painted[each] = (performance.timeOrigin + performance.now()) / 1000;
      }));
    }
  }).observe(log, { childList: true, subtree: true });
}"""
_LONG_TASKS = """() => {
  window.long = [];
  new PerformanceObserver(list => window.long.push(...list.getEntries().map(each => each.duration)))
    .observe({ type: "longtask" });
}"""
