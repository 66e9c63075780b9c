"""People at the other end: they write, open links, tap, block, and read what the bot said."""

import asyncio
import re
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

from bot.rehearsal.accounts import User
from bot.rehearsal.callbacks import find_button
from bot.rehearsal.events import CallbackAnswered
from bot.rehearsal.model import Message
from bot.rehearsal.writer import Writer

if TYPE_CHECKING:
    from bot.rehearsal.core import StandIn


class Person(Writer):
    """One person with Telegram open. Whatever they do reaches the bot as updates.

    Made by `StandIn.person`.
    """

    def __init__(self, standin: "StandIn", user: User) -> None:
        super().__init__(standin, user)
        self.answers: list[CallbackAnswered] = []
        standin.callbacks.listeners[user.user_id] = self.answers.append

    def __repr__(self) -> str:
        return f"<Person {self.user.first_name} {self.user_id}>"

    @property
    def chat(self) -> list[Message]:
        """What stands in the private chat now, oldest first, own messages included."""
        return self.private.messages

    @property
    def last(self) -> Message:
        """The newest message of the bot in the private chat. Raises LookupError if none."""
        for message in self.private.newest_first():
            if message.from_bot:
                return message
        raise LookupError(f"the bot has said nothing to {self.user.first_name}")

    def new_messages(self) -> list[Message]:
        """What the bot said or edited in the private chat since this was last asked."""
        new = list(self.private.unseen.values())
        self.private.unseen.clear()
        return new

    async def hears(self, seconds: float = 5.0) -> list[Message]:
        """As `new_messages`, after waiting until there is one. Raises TimeoutError."""
        heard = asyncio.Event()
        stop = self._world.events.subscribe(lambda _: heard.set())
        try:
            async with asyncio.timeout(seconds):
                while not self.private.unseen:
                    heard.clear()
                    await heard.wait()
        finally:
            stop()
        return self.new_messages()

    def opens_link(self, link: str) -> Message:
        """Open `https://t.me/<bot>?start=TOKEN` and press Start, which also unblocks the bot."""
        payload = parse_qs(urlsplit(link).query).get("start", [""])[0]
        if not re.fullmatch("[A-Za-z0-9_-]{0,64}", payload):
            raise ValueError("Telegram takes at most 64 of A-Z a-z 0-9 _ - after start=")
        if self.private.blocked:
            self.unblocks()
        return self.says(f"/start {payload}".rstrip())

    def full_label(self, label: str) -> str:
        """The whole label of the newest button that fits: `label`, or what stands before its "…".

        Raises LookupError if there is none.
        """
        beginning = label.removesuffix("…")
        for message in self.private.newest_first():
            for found in message.buttons:
                if found == label or (beginning != label and found.startswith(beginning)):
                    return found
        raise LookupError(f"{self.user.first_name} sees no button {label!r}")

    def taps(self, label: str, *, on: Message | None = None, stale: bool = False) -> str:
        """Tap the button with this label; returns the callback query's id.

        Without `on`, the newest message that has such a button. `stale` allows, together with
        `on`, a button that an edit has taken away, as an app that lags behind does.
        Raises LookupError listing the buttons in sight.
        """
        messages = [on] if on is not None else list(self.private.newest_first())
        for message in messages:
            button = find_button(message, label, stale=stale)
            if button is None or not message.from_bot:
                continue
            if button.data is None:
                raise LookupError(f"the button {label!r} opens a link: {button.url}")
            return self.taps_data(button.data, on=message)
        in_sight = [(each.message_id, each.buttons) for each in messages if each.buttons]
        raise LookupError(
            f"{self.user.first_name} sees no button {label!r}; in sight, newest first: {in_sight}"
        )

    def presses(self, message: Message, row: int, column: int) -> str:
        """Tap the button at this place, from 0; as `taps`, if two buttons have the same label."""
        button = message.button(row, column)
        if button.data is None:
            raise LookupError(f"the button {button.label!r} opens a link: {button.url}")
        return self.taps_data(button.data, on=message)

    def reads(self, message: Message | None = None) -> None:
        """Read the private chat up to this message, or all of it."""
        newest = message or next(self.private.newest_first(), None)
        if newest is not None:
            self._world.mark_read(self.private, newest.message_id)

    def deletes(self, message: Message) -> None:
        """Delete a message, one's own or the bot's, for both; Telegram does not tell the bot."""
        self._world.remove_message(message)

    def taps_data(self, data: str, *, on: Message) -> str:
        """Send any callback data for a message, as only a forged app would."""
        self._must_be_able_to_write(on.chat)
        query = self._standin.callbacks.tap(self.user, on, data)
        self._standin.queue("callback_query", query)
        return str(query["id"])

    def blocks(self) -> None:
        """Block the bot: it gets 403 from now on."""
        if not self.private.blocked:
            self.private.blocked = True
            self._membership("member", "kicked")

    def unblocks(self) -> None:
        """Unblock the bot."""
        if self.private.blocked:
            self.private.blocked = False
            self._membership("kicked", "member")

    def deletes_account(self) -> None:
        """Delete the Telegram account: the bot gets 403 and no update."""
        self.user.deactivated = True

    def _membership(self, old: str, new: str) -> None:
        self._standin.membership(self.private, self.user, old, new)
