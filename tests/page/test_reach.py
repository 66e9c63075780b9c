"""Everybody can use the page: axe-core finds nothing, and the keyboard is enough."""

from typing import Any

from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Locator, Page, expect

from tests.page.chromium import in_chromium
from tests.page.conftest import PHONE, Opens
from tests.page.house import House
from tests.page.people import Screen

pytestmark = in_chromium()

# Enough to come from anywhere to anywhere on this page.
_MOST_TABS = 120
_EVERYTHING = {"resultTypes": ["violations"]}
_COLOURS = {**_EVERYTHING, "runOnly": ["color-contrast"]}
_TOO_WIDE = """() => ["html", "body", "#header", "main"].filter(each => {
  const found = document.querySelector(each);
  return found.scrollWidth > found.clientWidth;
})"""


class TestAxe:
    """It finds nothing wrong, whatever is open."""

    async def test_on_a_desk(self, opens: Opens, story_house: House) -> None:
        screen = await opens(story_house)
        page, ana = screen.page, screen.phone("Ana")
        await _check(page, "phones")
        await ana.region.get_by_role("button", name="Commands").click()
        await expect(page.get_by_role("listbox")).to_be_visible()
        await _check(page, "commands", within=".composer")
        await page.keyboard.press("Escape")
        await ana.region.get_by_role("button", name="Attach").click()
        await _check(page, "attachments", within=".composer")
        await page.keyboard.press("Escape")
        await ana.chooses("Question 3 of 4", "How did this get here")
        drawer = page.get_by_role("complementary")
        await expect(drawer.get_by_role("listitem").first).to_be_visible()
        await expect(drawer).to_contain_text("2 of 4 answered")
        await screen.faults.click()
        await _check(page, "drawer and faults", dark=True)
        await page.keyboard.press("Escape")
        await screen.button("What the system holds").click()
        await screen.phone("Grace").choose_new()
        await _check(page, "dialog", within="dialog", dark=True)

    async def test_on_a_phone(self, opens: Opens, story_house: House) -> None:
        screen = await opens(story_house, viewport=PHONE)
        await screen.page.get_by_role("tab", name="Ruth").click()
        await screen.button("Controls").click()
        await _check(screen.page, "controls")
        await screen.button("What the system holds").click()
        await expect(screen.page.get_by_role("complementary")).to_contain_text("2 of 4 answered")
        await _check(screen.page, "drawer", within="#drawer")

    async def test_with_nothing_said_yet(self, same_screen: Screen) -> None:
        await _check(same_screen.page, "free phones")


class TestTheKeyboard:
    """It is enough."""

    async def test_a_reflection_is_answered_with_it_alone(self, house: House, opens: Opens) -> None:
        await house.story("Ana taps “Begin”")
        screen = await opens(house)
        ana, keys = screen.phone("Ana"), screen.page.keyboard
        await _tab_to(screen.page, ana.key("Begin"))
        async with screen.doing():
            await keys.press("Enter")
        await ana.sees("Question 1 of 4")
        await _tab_to(screen.page, ana.field)
        for answer in ("I listen.", "Nerves."):
            async with screen.doing():
                await keys.type(answer)
                await keys.press("Enter")
            await ana.is_in_step()
        await _tab_to(screen.page, ana.key("4"), back=True)
        async with screen.doing():
            await keys.press("Space")
        await ana.sees("Question 4 of 4")
        await _tab_to(screen.page, ana.key("Skip"))
        async with screen.doing():
            await keys.press("Enter")
        await ana.sees("Before you send it", "I listen.", "Nerves.")
        await _tab_to(screen.page, ana.key("Send"))
        async with screen.doing():
            await keys.press("Enter")
        await ana.is_in_step()
        await expect(ana.key("Send")).to_have_count(0)

    async def test_a_command_is_chosen_and_the_clock_moved_with_it(
        self, same_screen: Screen
    ) -> None:
        grace, keys = same_screen.phone("Grace"), same_screen.page.keyboard
        await _tab_to(same_screen.page, same_screen.button("+1 hour"))
        async with same_screen.doing():
            await keys.press("Enter")
        await expect(same_screen.clock).to_contain_text("10:00")
        await _tab_to(same_screen.page, grace.field)
        await keys.type("/he")
        await keys.press("ArrowDown")
        async with same_screen.doing():
            await keys.press("Enter")
        await grace.sees("/invite")
        await expect(grace.field).to_be_focused()
        await keys.type("/priv")
        await expect(grace.region.get_by_role("option", name="/priv")).to_be_visible()
        async with same_screen.doing():
            await keys.press("Enter")
        assert "/privacy" in [each.text for each in grace.person.chat]

    async def test_the_bot_is_killed_and_started_with_it(self, same_screen: Screen) -> None:
        keys = same_screen.page.keyboard
        await _tab_to(same_screen.page, same_screen.faults)
        await keys.press("Enter")
        await _tab_to(same_screen.page, same_screen.button("Kill the bot"))
        async with same_screen.doing():
            await keys.press("Enter")
        state = same_screen.page.get_by_role("group", name="What may go wrong").get_by_role(
            "status"
        )
        await expect(state).to_have_text("The bot is not running.")
        await expect(state).to_be_focused()
        await expect(same_screen.clock).to_contain_text("What falls due waits for the bot")
        await keys.press("Tab")
        async with same_screen.doing():
            await keys.press("Enter")
        await expect(state).to_have_text("The bot is running.")
        await expect(same_screen.clock).to_contain_text("Next: coordinators are told")
        await _tab_to(same_screen.page, same_screen.button("Kill and restart"))
        async with same_screen.doing():
            await keys.press("Enter")
        # Pressed once more out of habit it does not kill once more.
        await expect(state).to_be_focused()
        await keys.press("Escape")
        await expect(same_screen.faults).to_be_focused()


class TestTheRoom:
    """The page fits, on the narrowest phone and on a desk with everything open."""

    async def test_nothing_has_to_be_pushed_sideways(
        self, opens: Opens, story_house: House
    ) -> None:
        screen = await opens(story_house, viewport={"width": 320, "height": 640})
        page, ana = screen.page, screen.phone("Ana")
        await page.get_by_role("tab", name="Ana").click()
        await ana.chooses("Question 3 of 4", "How did this get here")
        await expect(page.get_by_role("heading", name="How it got here")).to_be_focused()
        await page.keyboard.press("Escape")
        await expect(
            ana.region.get_by_role("button", name="More about this message").last
        ).to_be_focused()
        await screen.button("Controls").click()
        assert await page.evaluate(_TOO_WIDE) == []
        await page.set_viewport_size({"width": 1200, "height": 800})
        await screen.button("What the system holds").click()
        await expect(page.get_by_role("complementary")).to_contain_text("2 of 4 answered")
        assert await page.evaluate(_TOO_WIDE) == []


async def _check(page: Page, what: str, within: str | None = None, *, dark: bool = False) -> None:
    """Find nothing wrong, `within` a part of the page alone; `dark`: nor with colours by night."""
    await _finds_nothing(page, what, within, _EVERYTHING)
    if dark:
        await page.emulate_media(color_scheme="dark")
        await _finds_nothing(page, f"{what}, dark", within, _COLOURS)
        await page.emulate_media(color_scheme="light")


async def _finds_nothing(page: Page, what: str, within: str | None, rules: dict[str, Any]) -> None:
    found = await Axe().run(page, within, rules)
    assert found.violations_count == 0, f"{what}: {found.generate_report()}"


async def _tab_to(page: Page, wanted: Locator, *, back: bool = False) -> None:
    for _ in range(_MOST_TABS):
        await page.keyboard.press("Shift+Tab" if back else "Tab")
        if await wanted.evaluate("each => each === document.activeElement"):
            await expect(wanted).to_be_in_viewport()
            return
    raise AssertionError(f"Tab does not come to {wanted}")
