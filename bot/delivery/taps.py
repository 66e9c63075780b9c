"""Which tap in each chat brought a new message last, so that a second one brings it no more."""

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass

# Sooner than this nobody has read what came and wants it again.
_AT_ONCE = 2.0
_MOST = 1_000


@dataclass(frozen=True)
class Tap:
    """A tap: the update that it is, and the button of which message."""

    update_id: int
    message_id: int
    data: str


class Taps:
    """The last tap of each chat that was answered with a new message; `seconds` counts them.

    What changes its message in place needs none of this: there a second tap finds it changed.
    """

    def __init__(self, seconds: Callable[[], float]) -> None:
        self._seconds = seconds
        self._chats: OrderedDict[int, tuple[Tap, float]] = OrderedDict()

    def answered(self, chat_id: int, tap: Tap | None) -> None:
        """Say that new messages have come of `tap`; None if something else was answered."""
        self._chats.pop(chat_id, None)
        if tap is not None:
            self._chats[chat_id] = tap, self._seconds()
        if len(self._chats) > _MOST:
            self._chats.popitem(last=False)

    def is_second(self, chat_id: int, tap: Tap) -> bool:
        """Whether the same button was tapped before, and what that brought has only just come."""
        first, at = self._chats.get(chat_id, (tap, 0.0))
        if first.update_id == tap.update_id:
            return False
        same = (first.message_id, first.data) == (tap.message_id, tap.data)
        return same and self._seconds() - at < _AT_ONCE
