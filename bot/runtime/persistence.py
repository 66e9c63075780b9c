"""Where everyone is in a conversation, rebuilt from the database at start; nothing is written."""

from typing import Any

from sqlalchemy import select
from telegram.ext import BasePersistence, PersistenceInput

from bot.db.tables import Person
from bot.services.core import Core

_Data = dict[Any, Any]


class FocusPersistence(BasePersistence[_Data, _Data, _Data]):
    """Gives the conversation router each person's focus. The rows are the truth, and stay it."""

    def __init__(self, core: Core) -> None:
        super().__init__(PersistenceInput(False, False, False, False))
        self._core = core

    async def get_conversations(self, name: str) -> dict[tuple[int | str, ...], object]:
        """Return the state of everyone whose next text belongs to something."""
        async with self._core.db.read() as s:
            rows = await s.execute(
                select(Person.telegram_id, Person.focus).where(Person.focus.is_not(None))
            )
            return {(person, person): focus for person, focus in rows}

    async def update_conversation(
        self, name: str, key: tuple[int | str, ...], new_state: object | None
    ) -> None:
        """Nothing: the service that changed the focus has stored it."""

    async def get_user_data(self) -> dict[int, _Data]:
        return {}

    async def get_chat_data(self) -> dict[int, _Data]:
        return {}

    async def get_bot_data(self) -> _Data:
        return {}

    async def get_callback_data(self) -> None:
        return None

    async def update_user_data(self, user_id: int, data: _Data) -> None:
        """Nothing is kept."""

    async def update_chat_data(self, chat_id: int, data: _Data) -> None:
        """Nothing is kept."""

    async def update_bot_data(self, data: _Data) -> None:
        """Nothing is kept."""

    async def update_callback_data(self, data: Any) -> None:
        """Nothing is kept."""

    async def drop_chat_data(self, chat_id: int) -> None:
        """Nothing is kept."""

    async def drop_user_data(self, user_id: int) -> None:
        """Nothing is kept."""

    async def refresh_user_data(self, user_id: int, user_data: _Data) -> None:
        """Nothing is kept."""

    async def refresh_chat_data(self, chat_id: int, chat_data: _Data) -> None:
        """Nothing is kept."""

    async def refresh_bot_data(self, bot_data: _Data) -> None:
        """Nothing is kept."""

    async def flush(self) -> None:
        """Nothing is kept."""
