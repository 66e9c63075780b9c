"""Messages as lines of plain text, for a terminal or a printed page."""

import re
from textwrap import wrap

from bot.rehearsal.model import Content

_TOKEN = re.compile(r"(\?start=)[\w-]+")
_QUOTES = ("blockquote", "expandable_blockquote")


def written(content: Content, width: int) -> list[str]:
    """What a message says, wrapped to `width` columns; quoted answers begin with "│ "."""
    lines = _attached(content)
    after_a_quote = False
    for quoted, text in _stretches(content):
        before = "│ " if quoted else ""
        lines += [""] if quoted and after_a_quote else []
        after_a_quote = quoted
        lines += [before + line for line in wrapped(text, width - len(before))]
    return lines


def wrapped(text: str, width: int) -> list[str]:
    """Text in lines of at most `width` columns, where it has no line breaks of its own."""
    return [part for line in text.split("\n") for part in wrap(line, width) or [""]]


def buttons(content: Content, width: int, first: int | None = None) -> list[str]:
    """Its buttons, as they stand in rows; numbered from `first` if that is given."""
    lines = []
    number = first
    for row in content.keyboard:
        shown = []
        for button in row:
            shown.append(f"[{button.label}]" if number is None else f"[{number} {button.label}]")
            number = None if number is None else number + 1
        lines += _packed(shown, width)
    return lines


def without_token(text: str) -> str:
    """The text with invite tokens left out, which are different every time."""
    return _TOKEN.sub(r"\1…", text)


def _packed(shown: list[str], width: int) -> list[str]:
    lines = [shown[0]]
    for label in shown[1:]:
        if len(lines[-1]) + 1 + len(label) <= width:
            lines[-1] += f" {label}"
        else:
            lines.append(label)
    return lines


def _attached(content: Content) -> list[str]:
    if content.kind == "text":
        return []
    if content.kind == "document" and content.file is not None:
        return [f"(a file: {content.file.name})"]
    if content.kind == "voice":
        return [f"(a voice note, {content.attachment.get('duration', 0)} seconds)"]
    return [f"(a {content.kind.replace('_', ' ')})"]


def _stretches(content: Content) -> list[tuple[bool, str]]:
    """The text in pieces, each quoted or not, without the line breaks between them."""
    units = content.text.encode("utf-16-le")
    pieces: list[tuple[bool, str]] = []
    at = 0
    for entity in content.entities:
        if entity["type"] not in _QUOTES:
            continue
        start, end = entity["offset"] * 2, (entity["offset"] + entity["length"]) * 2
        pieces.append((False, units[at:start].decode("utf-16-le")))
        pieces.append((True, units[start:end].decode("utf-16-le")))
        at = end
    pieces.append((False, units[at:].decode("utf-16-le")))
    return [
        (quoted, _trimmed(text, first=index == 0, quoted=quoted))
        for index, (quoted, text) in enumerate(pieces)
        if text.strip("\n")
    ]


def _trimmed(text: str, *, first: bool, quoted: bool) -> str:
    if quoted:
        return text
    text = text.removesuffix("\n")
    return text if first else text.removeprefix("\n")
