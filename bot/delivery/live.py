"""Which of our messages in each chat still asks something with buttons."""

from sqlalchemy import select

from bot.db.tables import Person
from bot.services.core import Core


class Live:
    """The asking message of each private chat. The inbox stores it when an update is handled."""

    def __init__(self) -> None:
        self._messages: dict[int, int] = {}

    async def load(self, core: Core) -> None:
        """Read what was stored, at start."""
        async with core.db.read() as s:
            rows = await s.execute(
                select(Person.telegram_id, Person.live_message_id).where(
                    Person.live_message_id.is_not(None)
                )
            )
            self._messages = {chat: message for chat, message in rows if message is not None}

    def get(self, chat_id: int) -> int | None:
        """Return the message that asks in this chat, if any does."""
        return self._messages.get(chat_id)

    def set(self, chat_id: int, message_id: int | None) -> None:
        """Say which message asks in this chat now."""
        if message_id is None:
            self._messages.pop(chat_id, None)
        else:
            self._messages[chat_id] = message_id
