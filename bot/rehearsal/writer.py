"""Somebody who writes: texts, files, cards, and changes to what they wrote."""

from typing import TYPE_CHECKING, Any

from bot.rehearsal.accounts import User
from bot.rehearsal.contents import MOST_TEXT, describe_file
from bot.rehearsal.entities import find_commands
from bot.rehearsal.model import Chat, Content, Message
from bot.rehearsal.params import Call
from bot.rehearsal.pictures import TINY_PNG

if TYPE_CHECKING:
    from bot.rehearsal.core import StandIn


class Writer:
    """What one account sends. Whatever it is reaches the bot as an update.

    A message goes to the private chat with the bot unless `to` names a group's `Group.chat`.
    """

    def __init__(self, standin: "StandIn", user: User) -> None:
        self.user = user
        self.private = standin.world.chats[user.user_id]
        self._standin = standin
        self._world = standin.world

    @property
    def user_id(self) -> int:
        """The Telegram id, which is also the id of the private chat."""
        return self.user.user_id

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

    def forwards(self, text: str, sender_name: str = "Somebody") -> Message:
        """Forward a text that somebody else wrote."""
        date = self._world.now()
        origin = {"type": "hidden_user", "sender_user_name": sender_name, "date": date}
        content = Content(text, tuple(find_commands(text)), text)
        return self._sends(content, None, extra={"forward_origin": origin})

    def sends_voice(
        self, seconds: int = 5, content: bytes = b"OggS voice note", mime: str = "audio/ogg"
    ) -> Message:
        """Send a voice note."""
        return self._sends_file("voice", "voice.ogg", content, mime, duration=seconds)

    def sends_photo(
        self, caption: str = "", content: bytes = TINY_PNG, mime: str = "image/png"
    ) -> Message:
        """Send a photo."""
        return self._sends_file("photo", "photo", content, mime, caption)

    def sends_document(
        self,
        name: str,
        content: bytes,
        caption: str = "",
        mime: str = "application/octet-stream",
    ) -> Message:
        """Send a file."""
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
        self._must_be_able_to_write(message.chat)
        self._world.edit_message(message, Content(text, tuple(find_commands(text)), text))
        self._standin.queue("edited_message", message.as_json())
        return message

    def _sends_file(
        self, kind: str, name: str, content: bytes, mime: str, caption: str = "", **facts: Any
    ) -> Message:
        file = self._world.add_file(kind, name, content, mime, facts.get("duration", 0))
        attachment = describe_file(file, Call("", facts))
        entities = tuple(find_commands(caption))
        return self._sends(Content(caption, entities, caption, kind, attachment, file))

    def _sends(self, content: Content, to: Chat | None = None, **more: Any) -> Message:
        chat = to or self.private
        self._must_be_able_to_write(chat)
        chat.started = True
        message = self._world.add_message(chat, self.user, content, **more)
        if self._standin.bot_sees(message):
            self._standin.queue("message", message.as_json())
        return message

    def _must_be_able_to_write(self, chat: Chat) -> None:
        if self.user.deactivated:
            raise RuntimeError(f"{self.user.first_name} has no account any more")
        if chat.blocked:
            raise RuntimeError(f"{self.user.first_name} blocked the bot and cannot write to it")
        if not chat.private and self.user_id not in chat.members:
            raise RuntimeError(f"{self.user.first_name} is not in the group {chat.title}")
