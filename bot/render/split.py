"""From blocks to messages that Telegram takes: divided between answers, never inside markup.

Telegram counts the characters of a message once its markup is gone, and so do we. What a person
wrote stays plain until it has been divided; only then is it escaped and put between tags.
"""

import html
import re
from collections.abc import Iterable
from dataclasses import dataclass

from bot.domain.cutting import divide
from bot.domain.plain import clean
from bot.render.texts import Markup, escape

MOST_CHARACTERS = 4096
_GAP = "\n\n"
_LEAST_ROOM = 200
_NOTHING = Markup("")
_TAG = re.compile(r"<[^<>]*>")


@dataclass(frozen=True)
class Block:
    """What stays together if it can: a line of ours, what a person wrote, a line of ours.

    `said` is plain text and is shown as a quotation. The two lines of ours are short HTML.
    """

    head: Markup = _NOTHING
    said: str = ""
    tail: Markup = _NOTHING


def characters(markup: str) -> int:
    """How many characters Telegram counts in a message."""
    return len(plain(markup))


def plain(markup: str) -> str:
    """The text of a message without its markup."""
    return html.unescape(_TAG.sub("", markup))


def quoted(said: str) -> Markup:
    """What a person wrote, escaped, as a quotation."""
    return Markup(f"<blockquote>{escape(said)}</blockquote>")


def split(blocks: Iterable[Block], most: int = MOST_CHARACTERS) -> list[Markup]:
    """Make messages of at most `most` characters that hold every block in its order.

    A block goes whole into the next message rather than in part into this one. Only what is
    longer than a message by itself is divided, at a paragraph, a sentence or a word.
    """
    messages: list[Markup] = []
    for piece in (piece for block in blocks for piece in _pieces(block, most)):
        together = Markup(messages[-1] + _GAP + piece) if messages else piece
        if messages and characters(together) <= most:
            messages[-1] = together
        else:
            messages.append(piece)
    return messages


def _pieces(block: Block, most: int) -> list[Markup]:
    said = clean(block.said).strip()
    whole = _piece(block.head, said, block.tail)
    if characters(whole) <= most:
        return [whole] if whole else []
    pieces: list[Markup] = []
    head, left = block.head, said
    while left:
        # The gaps before and after what was said, and the line that closes the block.
        room = most - characters(head) - characters(block.tail) - len(_GAP)
        if room < _LEAST_ROOM:
            raise ValueError("the lines around an answer leave no room for it")
        part, left = divide(left, room)
        pieces.append(_piece(head, part, _NOTHING if left else block.tail))
        head = _NOTHING
    return pieces


def _piece(head: Markup, said: str, tail: Markup) -> Markup:
    return Markup("\n".join(part for part in (head, quoted(said) if said else "", tail) if part))
