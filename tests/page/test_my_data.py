"""The page in which people get everything held about them can be read by everybody."""

from typing import Any

from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Browser, Page

from bot.domain.people import Role
from bot.render.mydata.page import page
from bot.services.mydata.gathering import gather
from tests.abuse.held_rows import Filling
from tests.databases import KeptSqlite
from tests.page.chromium import in_chromium
from tests.world import World

pytestmark = in_chromium()


async def test_axe_finds_nothing_and_a_small_phone_is_wide_enough(
    chromium: Browser, kept_sqlite: KeptSqlite
) -> None:
    """With everything there can be on it, by day and by night."""
    world = await World.begin(kept_sqlite.emptied())
    people = [await world.member(name, Role.COORDINATOR) for name in ("Ana", "Ben", "Cleo", "Dan")]
    await Filling(world, people).fill()
    found = await gather(world.core, people[0].id)
    assert found is not None
    await world.end()
    await world.db.close()
    opened = await chromium.new_page(viewport={"width": 360, "height": 740})
    await opened.set_content(page(found).decode())
    assert await _wrong(opened, {}) == []
    await opened.emulate_media(color_scheme="dark")
    assert await _wrong(opened, {"runOnly": ["color-contrast"]}) == []
    wide = await opened.evaluate("document.documentElement.scrollWidth")
    assert wide <= 360
    await opened.close()


async def _wrong(opened: Page, options: dict[str, Any]) -> list[Any]:
    results = await Axe().run(opened, options={"resultTypes": ["violations"], **options})
    found: list[Any] = results.response["violations"]
    return found
