"""What no person said in their own chat with us: other bots, and chats that are not the sender's."""

from typing import Any

from telegram import Update
from telegram.constants import ChatType
from telegram.ext import BaseHandler

from handlers.context import Context


class NobodysHandler(BaseHandler[Update, Context, Any]):
    """Takes it and stays silent: two bots that answer each other would never come to an end."""

    def __init__(self) -> None:
        super().__init__(_nothing)

    def check_update(self, update: object) -> bool:
        """Whether an update of a private chat comes from a bot, or not from whose chat it is."""
        if not isinstance(update, Update) or update.effective_chat is None:
            return False
        chat, user = update.effective_chat, update.effective_user
        if chat.type != ChatType.PRIVATE:
            return False
        return user is None or user.is_bot or user.id != chat.id


async def _nothing(_update: Update, _context: Context) -> None:
    return None
