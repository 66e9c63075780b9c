"""One Chromium for each worker, and pages that must ask for nothing elsewhere and complain of nothing."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from typing import Any

import pytest_asyncio
from playwright.async_api import Browser, ConsoleMessage, Error, Page, Request, expect

from tests.databases import KeptSqlite
from tests.page.chromium import open_chromium
from tests.page.house import House, open_house
from tests.page.people import Screen

DESK = {"width": 1280, "height": 800}
PHONE = {"width": 360, "height": 740}
# A machine that does much else at the same time is slow, and no less right.
_PATIENCE = 20_000

Opens = Callable[..., Awaitable[Screen]]


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def chromium() -> AsyncIterator[Browser]:
    """The browser of this worker."""
    expect.set_options(timeout=_PATIENCE)
    async with open_chromium() as chromium:
        yield chromium


@pytest_asyncio.fixture(loop_scope="session")
async def house(kept_sqlite: KeptSqlite) -> AsyncIterator[House]:
    """A house where only Grace is, who coordinates."""
    async with open_house("empty", kept=kept_sqlite) as house:
        yield house


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def slow_house() -> AsyncIterator[House]:
    """A house with the first sample programme, where everybody waits as long as Telegram likes."""
    async with open_house("peer", at_once=False) as house:
        yield house


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def story_house() -> AsyncIterator[House]:
    """A house in the middle of the story: Ana is asked how her first week felt.

    It takes long to come there, so all share it: only the last ones, at the end of
    test_restarts.py, change anything.
    """
    async with open_house("empty") as house:
        await house.story("Ana taps “4”")
        yield house


@asynccontextmanager
async def _opening(chromium: Browser) -> AsyncIterator[Opens]:
    async with AsyncExitStack() as upon:

        async def open_screen(house: House, **looks: Any) -> Screen:
            settings = {"viewport": DESK, "locale": "en-GB", "reduced_motion": "reduce", **looks}
            context = await chromium.new_context(timezone_id="UTC", **settings)
            context.set_default_timeout(_PATIENCE)
            upon.push_async_callback(context.close)
            watch = Watch(house.address)
            upon.callback(watch.must_be_content)
            context.on("page", watch.look)
            screen = Screen(await context.new_page(), house)
            await screen.open()
            return screen

        yield open_screen


@pytest_asyncio.fixture(loop_scope="session")
async def opens(chromium: Browser) -> AsyncIterator[Opens]:
    """Opens the page of a house, each time in a browser of its own that has never seen it."""
    async with _opening(chromium) as opens:
        yield opens


@pytest_asyncio.fixture(loop_scope="session")
async def screen(house: House, opens: Opens) -> Screen:
    """The page on a desk."""
    return await opens(house)


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def same_screen(chromium: Browser) -> AsyncIterator[Screen]:
    """The page on a desk of a house where only Grace is; one for all tests of a module.

    It is for tests that can begin wherever the one before has left it.
    """
    async with open_house("empty") as house, _opening(chromium) as opens:
        yield await opens(house)


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def slow_screen(chromium: Browser, slow_house: House) -> AsyncIterator[Screen]:
    """The page of the slow house on a desk; one for all tests of a module."""
    async with _opening(chromium) as opens:
        yield await opens(slow_house)


@pytest_asyncio.fixture(loop_scope="session")
async def slowly(slow_screen: Screen) -> Screen:
    """The page of the slow house on a desk, with the bot running and no faults."""
    house = slow_screen.house
    house.play.switch_faults(down=False, slow=0, too_many=False)
    await house.room.start_bot()
    return slow_screen


class Watch:
    """Notes what a page asks for, and what it complains of."""

    def __init__(self, address: str) -> None:
        self.complaints: list[str] = []
        self._address = address

    def look(self, page: Page) -> None:
        """Watch this page from now on."""
        page.on("console", self._console)
        page.on("pageerror", self._error)
        page.on("request", self._request)

    def must_be_content(self) -> None:
        """Nothing was asked for elsewhere, nothing failed."""
        assert self.complaints == []

    def _console(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            where = message.location.get("url", "")
            self.complaints.append(f"on the console: {message.text} {where}")

    def _error(self, error: Error) -> None:
        self.complaints.append(f"not caught: {error}")

    def _request(self, request: Request) -> None:
        if not request.url.startswith(f"{self._address}/"):
            self.complaints.append(f"asked for {request.url}")
