"""What the stand-in remembers: chats, their messages, and what these say."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice, takewhile
from typing import Any

from bot.rehearsal.accounts import User
from bot.rehearsal.buttons import Button, Keyboard
from bot.rehearsal.files import StoredFile
from bot.rehearsal.refusal import Json


@dataclass(frozen=True)
class Content:
    """What a message says at one moment; an edit replaces it.

    `text` is the plain text or caption, `source` the text as it was sent, markup included.
    `kind` is "text" or the Bot API's field of the attachment ("document", "photo", "voice", ...).
    """

    text: str = ""
    entities: tuple[Json, ...] = ()
    source: str = field(default="", compare=False)
    kind: str = "text"
    attachment: Any = None
    file: StoredFile | None = None
    keyboard: Keyboard = ()


@dataclass
class Message:
    """One message in a chat. `history` holds earlier contents, oldest first."""

    chat: "Chat"
    message_id: int
    sender: User
    date: int
    content: Content
    history: list[Content] = field(default_factory=list)
    edit_date: int | None = None
    removed: bool = False
    reply_to: "Message | None" = None
    reply_keyboard: Json | None = None
    extra: Json = field(default_factory=dict)

    def __repr__(self) -> str:
        who = self.sender.first_name
        return f"<{self.message_id} {who}: {self.content.kind} {self.text!r} {self.buttons}>"

    @property
    def from_bot(self) -> bool:
        return self.sender.is_bot

    @property
    def text(self) -> str:
        """Plain text, or the caption."""
        return self.content.text

    @property
    def source(self) -> str:
        """The text as sent, with its markup."""
        return self.content.source

    @property
    def kind(self) -> str:
        return self.content.kind

    @property
    def file(self) -> StoredFile | None:
        return self.content.file

    @property
    def keyboard(self) -> Keyboard:
        return self.content.keyboard

    @property
    def buttons(self) -> list[str]:
        """The labels of its inline buttons, row by row."""
        return [button.label for row in self.keyboard for button in row]

    def button(self, row: int, column: int) -> Button:
        """The inline button at this place, counted from 0. Raises LookupError if it is gone."""
        if self.removed or not 0 <= row < len(self.keyboard):
            raise LookupError("that button is gone")
        if not 0 <= column < len(self.keyboard[row]):
            raise LookupError("that button is gone")
        return self.keyboard[row][column]

    def as_json(self, *, nested: bool = False) -> Json:
        """The Bot API's Message; the message it replies to comes along once."""
        body: Json = {
            "message_id": self.message_id,
            "from": self.sender.as_json(),
            "chat": self.chat.as_json(),
            "date": self.date,
        }
        body.update(self._content_json())
        if self.edit_date is not None:
            body["edit_date"] = self.edit_date
        if self.keyboard:
            rows = [[button.raw for button in row] for row in self.keyboard]
            body["reply_markup"] = {"inline_keyboard": rows}
        if self.reply_to is not None and not nested:
            body["reply_to_message"] = self.reply_to.as_json(nested=True)
        body.update(self.extra)
        return body

    def _content_json(self) -> Json:
        content = self.content
        body: Json = {}
        if content.kind == "text":
            body["text"] = content.text
            if content.entities:
                body["entities"] = list(content.entities)
            return body
        body[content.kind] = content.attachment
        if content.text:
            body["caption"] = content.text
            if content.entities:
                body["caption_entities"] = list(content.entities)
        return body


@dataclass
class Chat:
    """A private chat (its id is the user's) or a group (a negative id)."""

    chat_id: int
    user: User | None = None
    title: str = ""
    started: bool = False
    blocked: bool = False
    members: dict[int, User] = field(default_factory=dict)
    history: dict[int, Message] = field(default_factory=dict)
    actions: list[str] = field(default_factory=list)
    unseen: dict[int, Message] = field(default_factory=dict)
    read_to: int = 0

    @property
    def private(self) -> bool:
        return self.user is not None

    @property
    def messages(self) -> list[Message]:
        """What is in the chat now, oldest first."""
        return [message for message in self.history.values() if not message.removed]

    def newest_first(self) -> Iterator[Message]:
        """What is in the chat now, newest first."""
        return (message for message in reversed(self.history.values()) if not message.removed)

    def page(self, most: int, before: int | None = None) -> list[Message]:
        """The newest `most` messages, or those before the one with this id; oldest first."""
        newest = self.newest_first()
        wanted = (each for each in newest if before is None or each.message_id < before)
        return list(islice(wanted, most))[::-1]

    @property
    def unread(self) -> int:
        """How many messages of the bot are newer than what was read."""
        new = takewhile(lambda each: each.message_id > self.read_to, self.newest_first())
        return sum(1 for message in new if message.from_bot)

    def as_json(self) -> Json:
        """The Bot API's Chat."""
        if self.user is None:
            return {"id": self.chat_id, "type": "group", "title": self.title}
        chat: Json = {"id": self.chat_id, "type": "private", "first_name": self.user.first_name}
        if self.user.username:
            chat["username"] = self.user.username
        return chat
