"""One line of what `doctor` says."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Level(StrEnum):
    """How much a finding matters: only trouble makes `doctor` fail."""

    GOOD = "good"
    NOTE = "note"
    TROUBLE = "trouble"


@dataclass(frozen=True)
class Finding:
    """One plain sentence, and how much it matters."""

    level: Level
    text: str


@dataclass(frozen=True)
class Pulse:
    """When this installation's bot last gave a sign of life and last met a second bot.

    `bot_id` is Telegram's number of that bot, None before the first start. Not `known` while the database, where that is written, cannot be read.
    """

    alive_at: datetime | None = None
    conflict_at: datetime | None = None
    bot_id: int | None = None
    known: bool = True


def good(text: str) -> Finding:
    """All is well here."""
    return Finding(Level.GOOD, text)


def note(text: str) -> Finding:
    """Worth knowing, and nothing is wrong."""
    return Finding(Level.NOTE, text)


def trouble(text: str) -> Finding:
    """Something is wrong; the sentence says what, and what to do."""
    return Finding(Level.TROUBLE, text)


def times(count: int, one: str, many: str) -> str:
    """Count things in words: "1 update", "3 updates"."""
    return f"{count} {one if count == 1 else many}"
