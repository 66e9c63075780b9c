"""What a page can let a person do: each POST, read and done. Errors are as in `acts`."""

from collections.abc import Callable
from urllib.parse import urlsplit

from bot.rehearsal.contents import MOST_TEXT
from bot.rehearsal.model import Message
from bot.rehearsal.people import Person
from bot.rehearsal.web.asked import Asked

_LONGEST_TEXT = 10 * MOST_TEXT
_LONGEST_LINK = 500
_LONGEST_VOICE = 60 * 60
_MOST_ID = 2**53

PersonAct = Callable[[Person, Asked], object]


def open_link(person: Person, asked: Asked) -> None:
    """Open an invite link, which also unblocks the bot."""
    link = asked.text("link", _LONGEST_LINK).strip()
    if _host(link) != "t.me":
        raise ValueError("That is no invite link: one begins with https://t.me/.")
    person.opens_link(link)


def say(person: Person, asked: Asked) -> None:
    """Write a text."""
    person.says(asked.text("text", _LONGEST_TEXT))


def send(person: Person, asked: Asked) -> None:
    """Send something that is not a text."""
    kind = asked.one("kind", ("voice", *_THINGS))
    if kind == "voice":
        person.sends_voice(asked.whole("seconds", 1, _LONGEST_VOICE))
    else:
        _THINGS[kind](person)


def tap(person: Person, asked: Asked) -> None:
    """Tap the button at this place."""
    row, column = asked.whole("row", 0, _MOST_ID), asked.whole("column", 0, _MOST_ID)
    person.presses(_message(person, asked), row, column)


def edit(person: Person, asked: Asked) -> None:
    """Change one of one's own texts."""
    text = asked.text("text", MOST_TEXT)
    message = _message(person, asked)
    if message.from_bot or message.kind != "text":
        raise LookupError("Only a text of one's own can be changed.")
    person.edits(message, text)


def delete(person: Person, asked: Asked) -> None:
    """Delete a message, for both."""
    person.deletes(_message(person, asked))


def read(person: Person, asked: Asked) -> None:
    """Read up to a message."""
    person.reads(_message(person, asked))


def block(person: Person, asked: Asked) -> None:
    """Block the bot, or let it write again."""
    if asked.yes("blocked"):
        person.blocks()
    else:
        person.unblocks()


def _host(link: str) -> str | None:
    try:
        return urlsplit(link).hostname
    except ValueError:
        return None


def _message(person: Person, asked: Asked) -> Message:
    message = person.private.history.get(asked.whole("message", 0, _MOST_ID))
    if message is None or message.removed:
        raise LookupError("That message is gone.")
    return message


_THINGS: dict[str, Callable[[Person], object]] = {
    "photo": lambda person: person.sends_photo(),
    "sticker": lambda person: person.sends_sticker(),
    "document": lambda person: person.sends_document("notes.txt", b"A few notes.\n"),
    "location": lambda person: person.sends_location(),
    "contact": lambda person: person.sends_contact(),
}

# A page reads by itself whatever it shows, so that the story plays on meanwhile.
UNNOTICED: dict[str, PersonAct] = {"read": read}
BY_HAND: dict[str, PersonAct] = {
    "open": open_link,
    "say": say,
    "send": send,
    "tap": tap,
    "edit": edit,
    "delete": delete,
    "block": block,
}
