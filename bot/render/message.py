"""A message as it leaves the renderers: HTML text, buttons, and perhaps a file or a voice note."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Button:
    """One inline button; `data` is at most 64 bytes and means nothing without the database."""

    label: str
    data: str


@dataclass(frozen=True)
class Document:
    """A file to send along."""

    name: str
    content: bytes


@dataclass(frozen=True)
class Outgoing:
    """One Telegram message. `text` is HTML, at most 4,096 characters once parsed.

    With `document` or `voice` (a Telegram file id), `text` is its caption. `asks` marks a
    question: once the next one is asked, or the conversation ends, its buttons disappear.
    """

    text: str
    buttons: tuple[tuple[Button, ...], ...] = ()
    document: Document | None = None
    voice: str | None = None
    asks: bool = False
