"""Everybody's phone: what came in on each since somebody last looked."""

from dataclasses import dataclass
from datetime import datetime

from bot.rehearsal.events import CallbackAnswered, Event, MessageAdded, MessageEdited
from bot.rehearsal.model import Content, Message
from bot.rehearsal.people import Person as Someone
from bot.rehearsal.stage import Stage


@dataclass(frozen=True)
class News:
    """One thing that the bot did on a phone: a message, new or changed, or a short notice.

    `content` is what the message said at that moment; a notice has only `text`.
    """

    at: datetime
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
            self._add(event.user_id, event.text)
        elif isinstance(event, MessageAdded) and event.message.from_bot:
            self._add(event.message.chat.chat_id, event.message.text, event.message)
        elif isinstance(event, MessageEdited) and event.message.from_bot:
            before, now = event.message.history[-1], event.message.content
            if now.keyboard or before.text != now.text:
                self._add(event.message.chat.chat_id, now.text, event.message)

    def _add(self, user_id: int, text: str, message: Message | None = None) -> None:
        content = message.content if message is not None else None
        news = News(self._stage.clock.now(), text, content, message)
        self._news.setdefault(user_id, []).append(news)
