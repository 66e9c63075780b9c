"""What people do with the page: they look, tap and type, and find things by what they are called."""

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from playwright.async_api import Locator, Page, Response, expect

from bot.rehearsal.model import Message
from bot.rehearsal.people import Person
from tests.page.house import House


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
        end = "" if label.endswith("…") else "$"
        wanted = re.compile(f"^{re.escape(label.removesuffix('…'))}{end}")
        return self.keys.filter(has_text=wanted).last

    @property
    def keys(self) -> Locator:
        """Every button under a message."""
        return self.log.get_by_role("group", name="Buttons").get_by_role("button")

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
        if text.startswith("/"):
            await self.field.press_sequentially(text)
        else:
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
        await self.chooses(old, "Edit")
        await self.says(new)

    async def chooses(self, text: str, option: str) -> None:
        """Choose what to do with the newest message in which this stands."""
        row = self.log.locator(".row").filter(has_text=text).last
        await row.hover()
        await row.get_by_role("button", name="More about this message").click()
        await self.screen.page.get_by_role("menuitem", name=option).click()

    async def choose(self, name: str) -> None:
        """Let this phone be that of somebody else."""
        whose = self.region.get_by_role("combobox", name="Whose phone")
        # Its name may be followed by how much is new there.
        await whose.select_option(str(self.screen.house.person(name).user_id))
        await expect(self.screen.phone(name).log).to_be_visible()

    async def choose_new(self) -> None:
        """Begin to let somebody new have this phone; a box asks who."""
        whose = self.region.get_by_role("combobox", name="Whose phone")
        await whose.select_option("A new person …")
        await expect(self.screen.page.get_by_role("dialog")).to_be_visible()

    async def sees(self, *texts: str) -> None:
        """The newest messages of the bot hold each of these, in this order."""
        await self.is_in_step()
        bubbles = await self.log.get_by_role("article").all_inner_texts()
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
            await expect(newest).to_contain_text(_words_of(messages[-1]), use_inner_text=True)
        await expect(self.keys).to_have_text([label for each in messages for label in each.buttons])


def _words_of(message: Message) -> str:
    return message.text if message.kind in ("text", "document", "photo") else ""


def _is_act(response: Response) -> bool:
    return response.request.method == "POST" and not response.url.endswith("/read")
