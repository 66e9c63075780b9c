"""What people do with the page: they look, tap and type, and find things by what they are called."""

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from playwright.async_api import Locator, Page, Response, expect

from bot.rehearsal.model import Message
from bot.rehearsal.people import Person
from tests.page.house import House

_AUTHOR_AND_TIME = re.compile(r"^[^,]+, \d\d:\d\d: ")


class Screen:
    """The page in one tab, and whoever sits in front of it."""

    def __init__(self, page: Page, house: House) -> None:
        self.page = page
        self.house = house

    def phone(self, name: str) -> "Phone":
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
        await expect(self.page.get_by_role("log").first).to_be_visible()

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
        """Every phone that is to be seen shows what Telegram holds."""
        for name in self.house.play.stage.people:
            phone = self.phone(name)
            if await phone.region.count():
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


class Phone:
    """One phone on the page."""

    def __init__(self, screen: Screen, name: str) -> None:
        self.screen = screen
        self.name = name
        self.region = screen.page.get_by_label(f"{name}'s phone", exact=True)
        self.log = self.region.get_by_role("log")
        self.field = self.region.get_by_role("textbox", name="Message")

    @property
    def person(self) -> Person:
        """Who it belongs to, as Telegram knows them."""
        return self.screen.house.person(self.name)

    def bubble(self, text: str) -> Locator:
        """The newest message with this text in it."""
        return self.log.get_by_role("article").filter(has_text=text).last

    def key(self, label: str) -> Locator:
        """The newest button with this label or, with "…" at the end, whose label begins so."""
        name: str | re.Pattern[str] = label
        if label.endswith("…"):
            name = re.compile("^" + re.escape(label.removesuffix("…")))
        keys = self.log.get_by_role("group", name="Buttons").get_by_role("button")
        return keys.filter(has_text=re.compile(f"^{re.escape(label)}$") if name is label else name).last

    async def taps(self, label: str) -> None:
        """Tap a button under a message."""
        async with self.screen.doing():
            await self.key(label).click()
        await self.is_in_step()

    async def says(self, text: str) -> None:
        """Type a text and send it."""
        async with self.screen.doing():
            await self.writes(text)
        await self.is_in_step()

    async def writes(self, text: str) -> None:
        """Type a text and send it, whatever becomes of it."""
        await self.field.fill(text)
        await self.field.press("Enter")

    async def speaks(self) -> None:
        """Send a voice note."""
        await self.region.get_by_role("button", name="Attach").click()
        async with self.screen.doing():
            await self.region.get_by_role("menuitem", name="A voice note").click()
        await self.is_in_step()

    async def edits(self, old: str, new: str) -> None:
        """Change a text that was sent."""
        row = self.log.locator(".row").filter(has_text=old).last
        await row.hover()
        await row.get_by_role("button", name="More about this message").click()
        await self.screen.page.get_by_role("menuitem", name="Edit").click()
        await self.says(new)

    async def sees(self, *texts: str) -> None:
        """The newest messages of the bot hold each of these, in this order."""
        await self.is_in_step()
        bubbles = await self.log.get_by_role("article").all_text_contents()
        newest = "\n".join([each for each in bubbles if each.startswith("Plumbline, ")][-8:])
        at = 0
        for text in texts:
            at = newest.find(text, at)
            assert at >= 0, f"{self.name} should see {text!r} in:\n{newest}"

    async def sees_not(self, text: str) -> None:
        """Nowhere on the phone stands this."""
        await self.is_in_step()
        await expect(self.region).not_to_contain_text(text)

    async def is_in_step(self) -> None:
        """The newest message and every button is what Telegram holds."""
        messages = self.person.chat
        newest = self.log.get_by_role("article").last
        if messages:
            await expect(newest).to_contain_text(_words_of(messages[-1]))
        keys = self.log.get_by_role("group", name="Buttons").get_by_role("button")
        await expect(keys).to_have_text([label for each in messages for label in each.buttons])

    async def texts(self) -> list[str]:
        """What stands in the bubbles, without who said it and when."""
        bubbles = await self.log.get_by_role("article").locator(".text").all_text_contents()
        return [_AUTHOR_AND_TIME.sub("", each) for each in bubbles]


def _words_of(message: Message) -> str:
    return message.text if message.kind in ("text", "document", "photo") else ""


def _is_act(response: Response) -> bool:
    return response.request.method == "POST" and not response.url.endswith("/read")
