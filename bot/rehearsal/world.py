"""Users, chats, messages and files, and the one place that changes them."""

from dataclasses import replace
from typing import Any

from bot.clock import Clock
from bot.rehearsal.accounts import User
from bot.rehearsal.events import (
    ChatRead,
    MessageAdded,
    MessageEdited,
    MessageRemoved,
    PersonAdded,
)
from bot.rehearsal.files import StoredFile
from bot.rehearsal.journal import Journal
from bot.rehearsal.model import Chat, Content, Message
from bot.rehearsal.refusal import bad_request, forbidden


class World:
    """Everything that exists around one bot."""

    def __init__(self, clock: Clock, bot: User, events: Journal, first_id: int = 1) -> None:
        self.clock = clock
        self.bot = bot
        self.events = events
        self.users: dict[int, User] = {}
        self.chats: dict[int, Chat] = {}
        self.files: dict[str, StoredFile] = {}
        self._next_message = first_id
        self._next_file = first_id

    def now(self) -> int:
        """The instant as Telegram writes it: seconds since 1970."""
        return int(self.clock.now().timestamp())

    def add_user(self, user: User) -> Chat:
        """A new account, with a private chat in which nothing was said yet."""
        if user.user_id in self.users or user.user_id == self.bot.user_id:
            raise ValueError(f"there is already somebody with the id {user.user_id}")
        self.users[user.user_id] = user
        chat = self.chats[user.user_id] = Chat(user.user_id, user=user)
        self.events.publish(PersonAdded(user))
        return chat

    def chat(self, chat_id: int) -> Chat:
        """The chat, or the refusal "chat not found"."""
        chat = self.chats.get(chat_id)
        if chat is None:
            raise bad_request("chat not found")
        return chat

    def writable(self, chat_id: int) -> Chat:
        """The chat if the bot may write there, or the refusal that says why not."""
        chat = self.chat(chat_id)
        if chat.user is None:
            if self.bot.user_id not in chat.members:
                raise forbidden("bot is not a member of the group chat")
        elif chat.user.deactivated:
            raise forbidden("user is deactivated")
        elif chat.blocked:
            raise forbidden("bot was blocked by the user")
        elif not chat.started:
            raise forbidden("bot can't initiate conversation with a user")
        return chat

    def add_message(self, chat: Chat, sender: User, content: Content, **more: Any) -> Message:
        """A new message at the end of the chat."""
        message = Message(chat, self._next_message, sender, self.now(), content, **more)
        self._next_message += 1
        chat.history[message.message_id] = message
        if sender is self.bot:
            chat.unseen[message.message_id] = message
        self.events.publish(MessageAdded(message))
        return message

    def edit_message(self, message: Message, content: Content) -> None:
        """Replace what the message says; what it said goes to its history."""
        message.history.append(message.content)
        message.content = content
        message.edit_date = self.now()
        if message.sender is self.bot:
            message.chat.unseen.pop(message.message_id, None)
            message.chat.unseen[message.message_id] = message
        self.events.publish(MessageEdited(message))

    def remove_message(self, message: Message) -> None:
        """Delete the message from its chat; who kept a reference can still read it."""
        message.removed = True
        message.chat.unseen.pop(message.message_id, None)
        self.events.publish(MessageRemoved(message))

    def mark_read(self, chat: Chat, message_id: int) -> None:
        """Everything up to this message has been read; what was read stays read."""
        if message_id > chat.read_to:
            chat.read_to = message_id
            self.events.publish(ChatRead(chat))

    def find_message(self, chat: Chat, message_id: int, purpose: str) -> Message:
        """The message, or the refusal "message to ... not found"."""
        message = chat.history.get(message_id)
        if message is None or message.removed:
            raise bad_request(f"message to {purpose} not found")
        return message

    def add_file(
        self, kind: str, name: str, content: bytes, mime: str, seconds: int = 0
    ) -> StoredFile:
        """Keep a file; its id is good for sending it again and for getFile."""
        stored = StoredFile(f"{kind}-{self._next_file:06d}", name, content, mime, kind, seconds)
        self._next_file += 1
        self.files[stored.file_id] = stored
        return stored


def without_keyboard(content: Content) -> Content:
    """The same content without inline buttons."""
    return replace(content, keyboard=())
