"""The browser that the page is tested in: a Chromium that is on this machine already."""

import os
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from playwright.async_api import Browser, async_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
WANTED = "PLUMBLINE_BROWSER_TESTS"
MISSING = (
    "no Chromium on this machine, so the rehearsal page was not tested in a browser "
    "(on Debian and Ubuntu: apt install chromium)"
)
# A page that nobody looks at must not be slowed down: what is measured is what people would see.
_AT_FULL_SPEED = (
    "--disable-background-timer-throttling",
    "--disable-renderer-backgrounding",
    "--disable-backgrounding-occluded-windows",
    "--force-color-profile=srgb",
    "--font-render-hinting=none",
    # There is no graphics card; imitating one takes much of the processor, and shows nothing else.
    "--disable-gpu",
)


def find_chromium() -> str | None:
    """The path of a Chromium, if there is one."""
    return next(filter(None, map(shutil.which, NAMES)), None)


def in_chromium() -> list[pytest.MarkDecorator]:
    """The marks of a module whose tests need a Chromium, for which `make test` has no time.

    Without one the module is left out.

    `PLUMBLINE_BROWSER_TESTS=always` says that these tests are never left out: then it fails.
    """
    if find_chromium() is None:
        if os.environ.get(WANTED) == "always":
            pytest.fail(MISSING, pytrace=False)
        pytest.skip(MISSING, allow_module_level=True)
    return [pytest.mark.asyncio(loop_scope="session"), pytest.mark.soak]


@asynccontextmanager
async def open_chromium() -> AsyncIterator[Browser]:
    """A Chromium without a window, which is gone at the end."""
    # Inside a container everybody is root, and there Chromium has no sandbox to offer.
    root = hasattr(os, "geteuid") and os.geteuid() == 0
    async with (
        async_playwright() as playwright,
        await playwright.chromium.launch(
            executable_path=find_chromium(), chromium_sandbox=not root, args=_AT_FULL_SPEED
        ) as chromium,
    ):
        yield chromium
