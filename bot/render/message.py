"""A message as it leaves the renderers: HTML text, buttons, and perhaps a file or a picture."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Button:
    """One inline button; `data` is at most 64 bytes and means nothing without the database."""

    label: str
    data: str


Rows = tuple[tuple[Button, ...], ...]


@dataclass(frozen=True)
class Document:
    """A file to send along."""

    name: str
    content: bytes


@dataclass(frozen=True)
class Outgoing:
    """One Telegram message. `text` is HTML, at most 4,096 characters once parsed.

    With `document`, `photo` or `voice` (a Telegram file id), `text` is its caption, of at most
    1,024 characters. `asks` marks a question: once the next one is asked, or the conversation
    ends, its buttons disappear. `at_once` marks where to turn in need: as a reply it is tried once
    even while Telegram lets nothing go.
    """

    text: str
    buttons: Rows = ()
    document: Document | None = None
    photo: Document | None = None
    voice: str | None = None
    asks: bool = False
    at_once: bool = False

    @property
    def has_file(self) -> bool:
        """Whether it carries more than words, so that no message of words can become it."""
        return bool(self.document or self.photo or self.voice)


def rows_of(buttons: Sequence[Button], in_a_row: int) -> Rows:
    """Lay buttons out, so many in a row."""
    return tuple(tuple(buttons[at : at + in_a_row]) for at in range(0, len(buttons), in_a_row))
