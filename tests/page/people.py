"""What people do with the page: they find things by what they are called, and wait to see."""

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from playwright.async_api import Locator, Page, Response, expect

from tests.page.house import House
from tests.page.phones import Phone


class Screen:
    """The page in one tab, and whoever sits in front of it."""

    def __init__(self, page: Page, house: House) -> None:
        self.page = page
        self.house = house

    def phone(self, name: str) -> Phone:
        """The phone of this person."""
        return Phone(self, name)

    def button(self, name: str | re.Pattern[str]) -> Locator:
        """A button in the head of the page."""
        return self.page.get_by_role("banner").get_by_role("button", name=name, exact=True)

    async def open(self) -> None:
        """Open the page, and wait until the programme is there."""
        await self.page.goto(self.house.address)
        await self.sees_somebody()

    async def reload(self) -> None:
        """Load the page again."""
        await self.page.reload()
        await self.sees_somebody()

    async def sees_somebody(self) -> None:
        """Wait until there are phones with a chat on them."""
        await self.page.get_by_role("log").first.wait_for()

    async def another_tab(self) -> "Screen":
        """The same page in a second tab of the same browser."""
        screen = Screen(await self.page.context.new_page(), self.house)
        await screen.open()
        return screen

    @property
    def clock(self) -> Locator:
        """The clock of the programme, and what moves it."""
        return self.page.get_by_role("region", name="The programme's clock")

    @property
    def faults(self) -> Locator:
        """The button that shows what may go wrong; it says how much of it is on."""
        return self.button(re.compile("^Faults"))

    async def switches(self, *faults: str) -> None:
        """Switch faults on or off."""
        async with self._at_faults() as panel:
            for fault in faults:
                async with self.page.expect_response(_is_act):
                    await panel.get_by_role("switch", name=fault).click()

    async def does_to_the_bot(self, what: str) -> None:
        """Kill the bot, start it, or both, by what the button says."""
        async with self._at_faults() as panel, self.page.expect_response(_is_act):
            await panel.get_by_role("button", name=what, exact=True).click()

    @asynccontextmanager
    async def _at_faults(self) -> AsyncIterator[Locator]:
        await self.faults.click()
        panel = self.page.get_by_role("group", name="What may go wrong")
        yield panel
        await self.page.keyboard.press("Escape")
        await expect(panel).to_be_hidden()

    @asynccontextmanager
    async def doing(self) -> AsyncIterator[None]:
        """Around something that somebody does: it is done, and the bot has done what follows."""
        async with self.page.expect_response(_is_act) as answered:
            yield
        response = await answered.value
        assert response.ok, await response.text()
        await self.house.rest()

    async def presses(self, name: str) -> None:
        """Press a button in the head of the page that does something."""
        async with self.doing():
            await self.button(name).click()

    async def is_in_step(self) -> None:
        """Every phone that is in sight shows what Telegram holds."""
        for name in self.house.play.stage.people:
            phone = self.phone(name)
            if await phone.region.is_visible():
                await phone.is_in_step()

    async def lets_join(self, name: str, by: str) -> None:
        """Open the newest invitation on the phone of `by`, as somebody new."""
        await self.phone(by).log.get_by_role("button", name="Open on a new phone").last.click()
        box = self.page.get_by_role("dialog")
        await box.get_by_role("textbox", name="Name").fill(name)
        async with self.page.expect_response(re.compile(r"/open$")):
            await box.get_by_role("button", name="Open", exact=True).click()
        await self.house.rest()
        await expect(box).to_have_count(0)
        await self.phone(name).is_in_step()


def _is_act(response: Response) -> bool:
    return response.request.method == "POST" and not response.url.endswith("/read")
