"""What became of each update, and what each message of the bot came from, as it was seen to happen.

The database cannot tell: a reply has no row of its own. But whatever the bot sends while it handles
an update, it sends in the task that handles it, and so the stand-in sees which update that is.
"""

import asyncio
import itertools
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from weakref import WeakKeyDictionary

from telegram import Update
from telegram.ext import Application, TypeHandler

from bot.clock import Clock
from bot.rehearsal.events import (
    Event,
    MessageAdded,
    MessageEdited,
    UpdateConfirmed,
    UpdateQueued,
)
from bot.rehearsal.journal import Journal
from bot.rehearsal.model import Message
from bot.rehearsal.refusal import Json

# A group of its own: in one group, only the first handler that fits is asked.
_BEFORE_ALL_OTHERS = -100

_handled: ContextVar[int | None] = ContextVar("handled", default=None)


@dataclass(frozen=True)
class Said:
    """The bot sent a message, or changed what it says.

    `update_id` is the update that it was answering. What was said in one piece of `work` belongs
    together, such as the parts of a long message.
    """

    message: Message
    at: datetime
    changed: bool
    update_id: int | None
    work: int | None


@dataclass
class Came:
    """An update: when somebody did something about `message_id`, when the bot took it, and so on.

    `kind` is the Bot API's field. `tries` are the instants at which it was given to the dialogues,
    more than once after a failure or a kill; `said` is what the bot said meanwhile.
    """

    update_id: int
    kind: str
    chat_id: int
    message_id: int | None
    at: datetime
    taken: datetime | None = None
    tries: list[datetime] = field(default_factory=list)
    said: list[Said] = field(default_factory=list)


class Causes:
    """Listens from the beginning; `watch` every application that handles updates."""

    def __init__(self, events: Journal, clock: Clock) -> None:
        self.updates: dict[int, Came] = {}
        self._clock = clock
        self._about: dict[tuple[int, int | None], list[Came]] = {}
        self._said: dict[tuple[int, int], list[Said]] = {}
        self._together: dict[int, list[Said]] = {}
        self._numbers = itertools.count(1)
        self._works: WeakKeyDictionary[asyncio.Task[Any], int] = WeakKeyDictionary()
        events.subscribe(self._see)

    def watch(self, application: Application[Any, Any, Any, Any, Any, Any]) -> None:
        """Notice when an update is handled."""
        application.add_handler(TypeHandler(Update, self._try), group=_BEFORE_ALL_OTHERS)

    def about(self, message: Message) -> list[Came]:
        """The updates about a message: it was sent, edited, or a button on it was tapped."""
        return self._about.get((message.chat.chat_id, message.message_id), [])

    def said(self, message: Message) -> list[Said]:
        """How a message of the bot was sent, and then how its words were changed."""
        return self._said.get((message.chat.chat_id, message.message_id), [])

    def together(self, said: Said) -> list[Said]:
        """Everything that was said in the same piece of work, oldest first."""
        return [said] if said.work is None else self._together[said.work]

    def _see(self, event: Event) -> None:
        match event:
            case UpdateQueued(update):
                self._came(update)
            case UpdateConfirmed(update) if update["update_id"] in self.updates:
                self.updates[update["update_id"]].taken = self._clock.now()
            case MessageAdded(message) if message.from_bot:
                self._note(message, changed=False)
            case MessageEdited(message) if message.from_bot and _says_something_else(message):
                self._note(message, changed=True)

    def _came(self, update: Json) -> None:
        kind = next(name for name in update if name != "update_id")
        body = update[kind]
        message = body.get("message", body)
        came = Came(
            update["update_id"],
            kind,
            message["chat"]["id"],
            message.get("message_id"),
            self._clock.now(),
        )
        self.updates[came.update_id] = came
        self._about.setdefault((came.chat_id, came.message_id), []).append(came)

    async def _try(self, update: Update, _context: Any) -> None:
        _handled.set(update.update_id)
        if update.update_id in self.updates:
            self.updates[update.update_id].tries.append(self._clock.now())

    def _note(self, message: Message, *, changed: bool) -> None:
        said = Said(message, self._clock.now(), changed, _handled.get(), self._work())
        self._said.setdefault((message.chat.chat_id, message.message_id), []).append(said)
        if said.work is not None:
            self._together.setdefault(said.work, []).append(said)
        came = self.updates.get(said.update_id or 0)
        if came is not None:
            came.said.append(said)

    def _work(self) -> int | None:
        try:
            task = asyncio.current_task()
        except RuntimeError:
            return None
        if task is None:
            return None
        if task not in self._works:
            self._works[task] = next(self._numbers)
        return self._works[task]


def _says_something_else(message: Message) -> bool:
    """Taking buttons away is tidying up, and may happen after something else has begun."""
    return message.history[-1].source != message.content.source
