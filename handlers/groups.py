"""Groups and channels: what people write is for private chats, so we say so once and stay silent."""

from typing import Any

from telegram import Chat, Update
from telegram.constants import ChatType
from telegram.ext import BaseHandler

from bot.domain.queues import Lane
from bot.render.message import Outgoing
from bot.services.languages import language_of
from handlers.context import Context
from handlers.replies import toast

_MOST_REMEMBERED = 10_000


class GroupHandler(BaseHandler[Update, Context, Any]):
    """Takes every update from anywhere but a private chat, so that no other handler sees it.

    It speaks once to each group. Only memory says where it has: after a restart it may say its
    one sentence again.
    """

    def __init__(self) -> None:
        super().__init__(self._silent_after_once)
        self._told: set[int] = set()

    def check_update(self, update: object) -> bool:
        """Whether the update comes from a group or a channel."""
        if not isinstance(update, Update) or update.effective_chat is None:
            return False
        return update.effective_chat.type != ChatType.PRIVATE

    async def _silent_after_once(self, update: Update, context: Context) -> None:
        await toast(update, context)
        chat = update.effective_chat
        assert chat is not None
        if _has_left(update):
            self._told.discard(chat.id)
        elif chat.id not in self._told:
            if len(self._told) >= _MOST_REMEMBERED:
                self._told.clear()
            self._told.add(chat.id)
            await self._tell(update, context, chat)

    async def _tell(self, update: Update, context: Context, chat: Chat) -> None:
        user = update.effective_user
        language = "en"
        if user is not None:
            language = await language_of(context.core, user.id, user.language_code)
        words = context.texts(language)
        # One try: nobody's words depend on it, and we may not be allowed to speak here at all.
        message = Outgoing(words.say("fallback-group"))
        await context.gateway.send(chat.id, message, Lane.REPLY)


def _has_left(update: Update) -> bool:
    changed = update.my_chat_member
    return changed is not None and changed.new_chat_member.status in ("left", "kicked")
