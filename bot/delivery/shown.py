"""What the messages that were changed last bear now, for taps that were on their way meanwhile."""

from collections import OrderedDict

from bot.render.message import Outgoing

_MOST = 1_000


class Shown:
    """The buttons of the message of each chat that was changed last.

    A second tap on a button tells of the message as it was before the first one changed it.
    """

    def __init__(self) -> None:
        self._chats: OrderedDict[int, tuple[int, frozenset[str]]] = OrderedDict()

    def changed(self, chat_id: int, message_id: int, message: Outgoing) -> None:
        """Say that a message of ours looks like `message` now."""
        data = frozenset(button.data for row in message.buttons for button in row)
        self._chats[chat_id] = message_id, data
        self._chats.move_to_end(chat_id)
        if len(self._chats) > _MOST:
            self._chats.popitem(last=False)

    def is_gone(self, chat_id: int, message_id: int, data: str) -> bool:
        """Whether this button is known to have given way to others, or to none."""
        found = self._chats.get(chat_id)
        return found is not None and found[0] == message_id and data not in found[1]
