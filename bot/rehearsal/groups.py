"""Groups: several people, and perhaps the bot, which sees only what privacy mode lets it see."""

from typing import TYPE_CHECKING

from bot.rehearsal.accounts import User
from bot.rehearsal.model import Chat, Content, Message

if TYPE_CHECKING:
    from bot.rehearsal.core import StandIn
    from bot.rehearsal.people import Person


class Group:
    """A group chat. Made by `StandIn.group`; the bot is not in it until somebody adds it."""

    def __init__(self, standin: "StandIn", chat_id: int, title: str, members: list[User]) -> None:
        everyone = {user.user_id: user for user in members}
        self.chat = Chat(chat_id, title=title, started=True, members=everyone)
        self._standin = standin
        standin.world.chats[chat_id] = self.chat

    @property
    def chat_id(self) -> int:
        """A negative number."""
        return self.chat.chat_id

    def new_messages(self) -> list[Message]:
        """What the bot said or edited here since this was last asked."""
        new = list(self.chat.unseen.values())
        self.chat.unseen.clear()
        return new

    def adds_bot(self, by: "Person") -> None:
        """Somebody adds the bot."""
        self.chat.members[self._standin.bot.user_id] = self._standin.bot
        self._standin.membership(self.chat, by.user, "left", "member")
        joined = Content(kind="new_chat_members", attachment=[self._standin.bot.as_json()])
        message = self._standin.world.add_message(self.chat, by.user, joined)
        self._standin.queue("message", message.as_json())

    def removes_bot(self, by: "Person") -> None:
        """Somebody removes the bot."""
        del self.chat.members[self._standin.bot.user_id]
        self._standin.membership(self.chat, by.user, "member", "left")


def visible(message: Message, bot: User) -> bool:
    """Whether privacy mode lets the bot see a message.

    In a group it sees commands addressed to it, replies to its own messages, and bare commands
    once it has spoken there (it is the only bot, so it was the last bot to speak).
    """
    if message.chat.private:
        return True
    if bot.user_id not in message.chat.members:
        return False
    if message.reply_to is not None and message.reply_to.from_bot:
        return True
    command = next(
        (each for each in message.content.entities if each["type"] == "bot_command"), None
    )
    if command is None or command["offset"] != 0:
        return False
    _, _, addressee = message.text[: command["length"]].partition("@")
    if addressee:
        return addressee.lower() == (bot.username or "").lower()
    return any(other.from_bot for other in message.chat.newest_first())
