"""What people do with one phone on the page: they look, tap and type."""

import re
from typing import TYPE_CHECKING, Any

from playwright.async_api import Locator, expect
from playwright.async_api import TimeoutError as TooLate

from bot.rehearsal.model import Message
from bot.rehearsal.people import Person

if TYPE_CHECKING:
    from tests.page.people import Screen

# What a phone shows: its newest message, and the label of every button under a message.
_SHOWN = """region => ({
  newest: [...region.querySelectorAll("[role=log] article")].at(-1)?.innerText ?? "",
  keys: [...region.querySelectorAll("[role=log] [role=group][aria-label=Buttons] button")]
    .map(key => key.innerText),
})"""
# Whether that is so: looked at again in every frame, since `expect` looks a few times a second.
_IN_STEP = f"""([region, held]) => {{
  const plain = text => text.replace(/\\s+/g, " ").trim();
  const shown = ({_SHOWN})(region);
  return plain(shown.newest).includes(plain(held.newest)) &&
    JSON.stringify(shown.keys.map(plain)) === JSON.stringify(held.keys.map(plain));
}}"""


class Phone:
    """One phone on the page."""

    def __init__(self, screen: "Screen", name: str) -> None:
        self.screen = screen
        self.name = name
        # By its name, but spelled out: on a page of so many elements that is far quicker to find
        # than what `get_by_label` works out for each of them.
        self.region = screen.page.locator(f"""section[aria-label="{name}'s phone"]""")
        self.log = self.region.locator("[role=log]")
        self.field = self.region.get_by_role("textbox", name="Message")

    @property
    def person(self) -> Person:
        """Who it belongs to, as Telegram knows them."""
        return self.screen.house.person(self.name)

    def bubble(self, text: str) -> Locator:
        """The newest message with this text in it."""
        return self.bubbles.filter(has_text=text).last

    @property
    def bubbles(self) -> Locator:
        """Every message on the page, oldest first."""
        return self.log.locator("article")

    def key(self, label: str) -> Locator:
        """The newest button with this label or, with "…" at the end, whose label begins so."""
        end = "" if label.endswith("…") else "$"
        wanted = re.compile(f"^{re.escape(label.removesuffix('…'))}{end}")
        return self.keys.filter(has_text=wanted).last

    @property
    def keys(self) -> Locator:
        """Every button under a message."""
        return self.log.locator("[role=group][aria-label=Buttons] button")

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
        bubbles = await self.bubbles.all_inner_texts()
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
        region = await self.region.element_handle()
        try:
            await self.screen.page.wait_for_function(_IN_STEP, arg=[region, self._held()])
        except TooLate:
            shown = await region.evaluate(_SHOWN)
            raise AssertionError(f"{self.name} sees {shown}, not {self._held()}") from None

    def _held(self) -> dict[str, Any]:
        messages = self.person.chat
        labels = [label for each in messages for label in each.buttons]
        return {"newest": _words_of(messages[-1]) if messages else "", "keys": labels}


def _words_of(message: Message) -> str:
    return message.text if message.kind in ("text", "document", "photo") else ""
