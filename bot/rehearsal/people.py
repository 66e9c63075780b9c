"""People at the other end: they write, tap, block, and read what the bot said."""

import asyncio
import re
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlsplit

from bot.rehearsal.callbacks import find_button
from bot.rehearsal.contents import MOST_TEXT, describe_file
from bot.rehearsal.entities import find_commands
from bot.rehearsal.events import CallbackAnswered
from bot.rehearsal.model import Chat, Content, Message, User
from bot.rehearsal.params import Call
from bot.rehearsal.pictures import TINY_PNG

if TYPE_CHECKING:
    from bot.rehearsal.core import StandIn


class Person:
    """One person with Telegram open. Whatever they do reaches the bot as updates.

    Made by `StandIn.person`. A message goes to the private chat with the bot unless `to` names
    a group's `Group.chat`.
    """

    def __init__(self, standin: "StandIn", user: User) -> None:
        self.user = user
        self.private = standin.world.chats[user.user_id]
        self.answers: list[CallbackAnswered] = []
        self._standin = standin
        self._world = standin.world
        standin.callbacks.listeners[user.user_id] = self.answers.append

    def __repr__(self) -> str:
        return f"<Person {self.user.first_name} {self.user_id}>"

    @property
    def user_id(self) -> int:
        """The Telegram id, which is also the id of the private chat."""
        return self.user.user_id

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

    def says(
        self, text: str, *, reply_to: Message | None = None, to: Chat | None = None
    ) -> Message:
        """Write a text. One beyond 4096 characters goes as several, as Telegram's apps do.

        Returns the (last) message.
        """
        text = text.strip()
        if not text:
            raise ValueError("Telegram's apps send no empty text")
        for start in range(0, len(text), MOST_TEXT):
            part = text[start : start + MOST_TEXT]
            content = Content(part, tuple(find_commands(part)), part)
            message = self._sends(content, to, reply_to=reply_to)
        return message

    def opens_link(self, link: str) -> Message:
        """Open `https://t.me/<bot>?start=TOKEN` and press Start, which also unblocks the bot."""
        payload = parse_qs(urlsplit(link).query).get("start", [""])[0]
        if not re.fullmatch("[A-Za-z0-9_-]{0,64}", payload):
            raise ValueError("Telegram takes at most 64 of A-Z a-z 0-9 _ - after start=")
        if self.private.blocked:
            self.unblocks()
        return self.says(f"/start {payload}".rstrip())

    def forwards(self, text: str, sender_name: str = "Somebody") -> Message:
        """Forward a text that somebody else wrote."""
        date = self._world.now()
        origin = {"type": "hidden_user", "sender_user_name": sender_name, "date": date}
        content = Content(text, tuple(find_commands(text)), text)
        return self._sends(content, None, extra={"forward_origin": origin})

    def sends_voice(self, seconds: int = 5, content: bytes = b"OggS voice note") -> Message:
        """Send a voice note."""
        return self._sends_file("voice", "voice.ogg", content, "audio/ogg", duration=seconds)

    def sends_photo(self, caption: str = "", content: bytes = TINY_PNG) -> Message:
        """Send a photo."""
        return self._sends_file("photo", "photo.png", content, "image/png", caption)

    def sends_document(self, name: str, content: bytes, caption: str = "") -> Message:
        """Send a file."""
        mime = "application/octet-stream"
        return self._sends_file("document", name, content, mime, caption)

    def sends_sticker(self, emoji: str = "\N{THUMBS UP SIGN}") -> Message:
        """Send a sticker."""
        sticker = {
            "file_id": "sticker",
            "file_unique_id": "u-sticker",
            "type": "regular",
            "width": 512,
            "height": 512,
            "is_animated": False,
            "is_video": False,
            "emoji": emoji,
        }
        return self._sends(Content(kind="sticker", attachment=sticker))

    def sends_contact(self, phone_number: str = "+10000000", first_name: str = "") -> Message:
        """Send a contact card; by default one's own."""
        contact: dict[str, Any] = {"phone_number": phone_number}
        contact["first_name"] = first_name or self.user.first_name
        if not first_name:
            contact["user_id"] = self.user_id
        return self._sends(Content(kind="contact", attachment=contact))

    def sends_location(self, latitude: float = 48.2, longitude: float = 16.37) -> Message:
        """Send a place."""
        place = {"latitude": latitude, "longitude": longitude}
        return self._sends(Content(kind="location", attachment=place))

    def edits(self, message: Message, text: str) -> Message:
        """Change one of one's own text messages."""
        if message.sender is not self.user:
            raise ValueError("people edit only their own messages")
        self._world.edit_message(message, Content(text, tuple(find_commands(text)), text))
        self._standin.queue("edited_message", message.as_json())
        return message

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

    def taps_data(self, data: str, *, on: Message) -> str:
        """Send any callback data for a message, as only a forged app would."""
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

    def _sends_file(
        self, kind: str, name: str, content: bytes, mime: str, caption: str = "", **facts: Any
    ) -> Message:
        file = self._world.add_file(kind, name, content, mime, facts.get("duration", 0))
        attachment = describe_file(file, Call("", facts))
        entities = tuple(find_commands(caption))
        return self._sends(Content(caption, entities, caption, kind, attachment, file))

    def _sends(self, content: Content, to: Chat | None = None, **more: Any) -> Message:
        chat = to or self.private
        if chat.blocked:
            raise RuntimeError(f"{self.user.first_name} blocked the bot and cannot write to it")
        if not chat.private and self.user_id not in chat.members:
            raise RuntimeError(f"{self.user.first_name} is not in the group {chat.title}")
        chat.started = True
        message = self._world.add_message(chat, self.user, content, **more)
        if self._standin.bot_sees(message):
            self._standin.queue("message", message.as_json())
        return message
