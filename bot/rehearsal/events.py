"""What happens in the stand-in, as it happens: for tests, terminals and a page in the browser."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.rehearsal.accounts import User
from bot.rehearsal.model import Chat, Message
from bot.rehearsal.params import Call
from bot.rehearsal.refusal import Json


@dataclass(frozen=True)
class MessageAdded:
    """A message came into a chat, from the bot or from a person."""

    message: Message


@dataclass(frozen=True)
class MessageEdited:
    """A message says something else now; `message.history` has what it said before."""

    message: Message


@dataclass(frozen=True)
class MessageRemoved:
    """A message was deleted."""

    message: Message


@dataclass(frozen=True)
class ActionShown:
    """The chat shows that the bot is typing, uploading, ..."""

    chat: Chat
    action: str


@dataclass(frozen=True)
class CallbackAnswered:
    """The bot answered a tap: a short notice, or an alert that must be dismissed."""

    user_id: int
    query_id: str
    text: str = ""
    alert: bool = False


@dataclass(frozen=True)
class UpdateQueued:
    """An update waits for the bot."""

    update: Json


@dataclass(frozen=True)
class UpdateConfirmed:
    """The bot has taken an update: what a person sent was delivered."""

    update: Json


@dataclass(frozen=True)
class PersonAdded:
    """There is a new account."""

    user: User


@dataclass(frozen=True)
class ChatRead:
    """A person has read their private chat, up to `chat.read_to`."""

    chat: Chat


@dataclass(frozen=True)
class BlockChanged:
    """A person has blocked the bot or lets it write again, as `chat.blocked` says."""

    chat: Chat


@dataclass(frozen=True)
class MenusChanged:
    """Somebody may see other commands; `StandIn.commands_for` says who sees what."""


@dataclass(frozen=True)
class FaultsChanged:
    """Faults were switched on or off, or are used up; `StandIn.faults` says what is in force."""


@dataclass(frozen=True)
class TimeMoved:
    """The clock of the stage stands at another instant (aware)."""

    now: datetime


@dataclass(frozen=True)
class BotStopped:
    """The bot on the stage was stopped, or killed."""


@dataclass(frozen=True)
class BotStarted:
    """The bot on the stage runs again."""


@dataclass(frozen=True)
class CallMade:
    """The bot called a method. `problem` is a Refusal or Broken, or None; `result` is plain."""

    call: Call
    result: Any = None
    problem: Exception | None = None


Event = (
    MessageAdded
    | MessageEdited
    | MessageRemoved
    | ActionShown
    | CallbackAnswered
    | UpdateQueued
    | UpdateConfirmed
    | PersonAdded
    | ChatRead
    | BlockChanged
    | MenusChanged
    | FaultsChanged
    | TimeMoved
    | BotStopped
    | BotStarted
    | CallMade
)
