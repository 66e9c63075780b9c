"""Everybody's phone: what came in on each since somebody last looked."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.rehearsal.events import CallbackAnswered, Event, MessageAdded, MessageEdited
from bot.rehearsal.model import Content, Message
from bot.rehearsal.people import Person as Someone
from bot.rehearsal.stage import Stage


class What(StrEnum):
    """What happened on a phone."""

    NOTICE = "notice"
    MESSAGE = "message"
    CHANGED = "changed"


@dataclass(frozen=True)
class News:
    """One thing that the bot did on a phone: a message, a changed one, or a short notice.

    `content` is what the message said at that moment; a notice has only `text`.
    """

    at: datetime
    what: What
    text: str
    content: Content | None = None
    message: Message | None = None


class Phones:
    """Watches a stage. Buttons that merely went away are no news."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage
        self._news: dict[int, list[News]] = {}
        self.close = stage.telegram.events.subscribe(self._see)

    def waiting(self, person: Someone) -> int:
        """How much is new on this phone."""
        return len(self._news.get(person.user_id, []))

    def look(self, person: Someone) -> list[News]:
        """What is new on this phone, in the order in which it came."""
        return self._news.pop(person.user_id, [])

    def _see(self, event: Event) -> None:
        if isinstance(event, CallbackAnswered) and event.text:
            self._add(event.user_id, What.NOTICE, event.text)
        elif isinstance(event, MessageAdded) and event.message.from_bot:
            self._message(What.MESSAGE, event.message)
        elif isinstance(event, MessageEdited) and event.message.from_bot:
            before, now = event.message.history[-1], event.message.content
            if now.keyboard or before.text != now.text:
                self._message(What.CHANGED, event.message)

    def _message(self, what: What, message: Message) -> None:
        self._add(message.chat.chat_id, what, message.text, message)

    def _add(self, user_id: int, what: What, text: str, message: Message | None = None) -> None:
        news = self._news.setdefault(user_id, [])
        content = message.content if message is not None else None
        news.append(News(self._stage.clock.now(), what, text, content, message))
