"""How a transcript writes down what the bot did."""

import re
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.rehearsal.events import (
    CallbackAnswered,
    Event,
    MessageAdded,
    MessageEdited,
    MessageRemoved,
)
from bot.rehearsal.model import Content, Message
from tests.seeding import ZONE
from tests.world import World

_INDENT = "    "
_MARKS = {"bold": "**", "italic": "_", "code": "`", "pre": "`"}


@dataclass(frozen=True)
class Seen:
    """One thing that somebody saw, in the order in which a transcript tells it."""

    at: datetime
    chat: int
    rank: int
    number: int
    lines: tuple[str, ...]


class Watcher:
    """Writes down everything that the bot does in a world, until `take` hands it over.

    What goes on at the same time is told in one order: person by person as they came in, and
    for each the notices first, then messages, then buttons that went away.
    """

    def __init__(self, world: World) -> None:
        self._world = world
        self._seen: list[Seen] = []
        self._told_at = world.clock.now()
        world.telegram.events.subscribe(self._see)

    def take(self) -> list[str]:
        """Return the lines for what happened since this was last asked."""
        lines: list[str] = []
        for seen in sorted(self._seen, key=lambda s: (s.at, s.chat, s.rank, s.number)):
            if seen.at != self._told_at:
                here = seen.at.astimezone(ZoneInfo(ZONE))
                lines.append(f"({here:%A} {here.day} {here:%B}, {here:%H:%M})")
                self._told_at = seen.at
            lines += seen.lines
        self._seen.clear()
        self._told_at = self._world.clock.now()
        return lines

    def _see(self, event: Event) -> None:
        if isinstance(event, CallbackAnswered) and event.text:
            kind = "alert" if event.alert else "notice"
            name = self._world.telegram.world.users[event.user_id].first_name
            self._add(event.user_id, 0, [f"Bot to {name}, {kind}: {event.text}"])
        elif isinstance(event, MessageAdded) and event.message.from_bot:
            self._message(event.message, "")
        elif isinstance(event, MessageEdited) and event.message.from_bot:
            self._edit(event.message)
        elif isinstance(event, MessageRemoved) and event.message.from_bot:
            self._add(event.message.chat.chat_id, 2, [self._gone(event.message, "message")])

    def _message(self, message: Message, how: str) -> None:
        content = message.content
        lines = [f"Bot to {self._name(message)}{how}:", *_indented(content)]
        self._add(message.chat.chat_id, 1, lines)

    def _edit(self, message: Message) -> None:
        before, now = message.history[-1], message.content
        if before.keyboard and not now.keyboard and before.text == now.text:
            self._add(message.chat.chat_id, 2, [self._gone(message, "buttons")])
        else:
            self._message(message, ", edited")

    def _gone(self, message: Message, what: str) -> str:
        first = message.text.partition("\n")[0]
        short = first if len(first) <= 40 else f"{first[:39]}…"
        return f"(to {self._name(message)}: {what} gone, {short!r})"

    def _name(self, message: Message) -> str:
        chat = message.chat
        return chat.user.first_name if chat.user is not None else f"group {chat.title}"

    def _add(self, chat_id: int, rank: int, lines: list[str]) -> None:
        order = list(self._world.telegram.world.chats).index(chat_id)
        at = self._world.clock.now()
        self._seen.append(Seen(at, order, rank, len(self._seen), tuple(lines)))


def _indented(content: Content) -> list[str]:
    lines = []
    if content.kind == "document" and content.file is not None:
        lines.append(f"[file: {content.file.name}]")
    elif content.kind != "text":
        lines.append(f"[{content.kind}]")
    text = re.sub(r"(\?start=)[\w-]+", r"\1…", marked(content))
    lines += text.split("\n") if text else []
    rows = [" ".join(f"[{button.label}]" for button in row) for row in content.keyboard]
    if rows:
        lines.append(" / ".join(rows))
    return [f"{_INDENT}{line}".rstrip() for line in lines]


def marked(content: Content) -> str:
    """Return the text with **bold**, _italic_ and > quotes, as plain text has them."""
    units = content.text.encode("utf-16-le")
    marks: list[tuple[int, int, str]] = []
    for number, entity in enumerate(content.entities):
        start, end = entity["offset"], entity["offset"] + entity["length"]
        mark = _MARKS.get(entity["type"])
        if mark is not None:
            marks += [(start, 1 + number, mark), (end, -number, mark)]
        elif entity["type"] in ("blockquote", "expandable_blockquote"):
            inside = units[start * 2 : end * 2].decode("utf-16-le")
            marks.append((start, 0, "> "))
            for found in re.finditer("\n", inside):
                ahead = len(inside[: found.end()].encode("utf-16-le")) // 2
                marks.append((start + ahead, 0, "> "))
    for at, _, mark in sorted(marks, reverse=True):
        units = units[: at * 2] + mark.encode("utf-16-le") + units[at * 2 :]
    return units.decode("utf-16-le")
