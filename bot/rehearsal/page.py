"""How chats stand on a page of 80 columns: who speaks on the left, what they say beside it."""

from datetime import datetime
from zoneinfo import ZoneInfo

from bot.rehearsal.model import Content
from bot.rehearsal.paper import buttons, written
from bot.rehearsal.phones import News

WIDTH = 80
MARGIN = 8
BOT = "bot"


def clock(instant: datetime, zone: str) -> str:
    """An instant as clocks in a zone show it: "Wed 4 March, 20:00"."""
    here = instant.astimezone(ZoneInfo(zone))
    return f"{here:%a} {here.day} {here:%B}, {here:%H:%M}"


def entry(speaker: str, lines: list[str]) -> list[str]:
    """Lines beside the name of whoever speaks."""
    first, *rest = lines or [""]
    label = f"{speaker:<{MARGIN - 1}} "
    return [label + first, *((" " * MARGIN + line).rstrip() for line in rest)]


def bot_said(news: News, first_number: int | None = None) -> list[str]:
    """What the bot did on a phone; buttons are numbered from `first_number` if it is given."""
    if news.content is None:
        return entry(BOT, [f"(a notice) {news.text}"])
    return entry(BOT, message(news.content, first_number))


def message(content: Content, first_number: int | None = None) -> list[str]:
    """What a message says, and its buttons below."""
    room = WIDTH - MARGIN
    return written(content, room) + buttons(content, room, first_number)
