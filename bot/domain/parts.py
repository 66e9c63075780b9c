"""A text that was too long for one message, and came in several.

Telegram's apps cut what is longer than a message where words end, or, without such a place, in
the middle, and send the pieces at once.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

MOST_UNITS = 4096
# The apps look back some 300 characters for a place where words end; white space goes there.
LEAST_UNITS = 3700
# From when a part was stored to when the next was sent; apps send them one right after another.
_AT_ONCE = timedelta(seconds=5)


@dataclass(frozen=True)
class Part:
    """One message of a long text; `gap` is what stood between it and the part before."""

    message_id: int | None
    text: str
    gap: str = ""


def was_cut(text: str) -> bool:
    """Whether a message is so long that what follows at once may belong to it."""
    return _units(text) >= LEAST_UNITS


def came_at_once(
    stored_at: datetime, before_id: int | None, sent_at: datetime, message_id: int | None
) -> bool:
    """Whether a message was sent so soon after another was stored that it may be the rest of it.

    Where no time passes in between, as in a rehearsal whose clock stands still, time says nothing:
    there it must be the very next message. Elsewhere those of other chats may be counted between.
    """
    if sent_at - stored_at > _AT_ONCE:
        return False
    if sent_at != stored_at or before_id is None or message_id is None:
        return True
    return message_id == before_id + 1


def following(before: Part, message_id: int | None, text: str) -> Part:
    """The part that comes after `before`, with the gap that was lost where they were cut."""
    return Part(message_id, text, "" if _units(before.text) >= MOST_UNITS else " ")


def _units(text: str) -> int:
    """How Telegram's apps count: what is beyond the basic plane, such as an emoji, is two."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
