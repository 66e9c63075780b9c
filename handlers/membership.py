"""Somebody blocked the bot, or came back."""

from typing import Any

from telegram import ChatMember, Update
from telegram.constants import ChatType
from telegram.ext import BaseHandler, ChatMemberHandler

from bot.render.help import welcome_back
from bot.services.people import reach
from handlers.context import Context
from handlers.replies import say

_GONE = (ChatMember.BANNED, ChatMember.LEFT)


async def _changed(update: Update, context: Context) -> None:
    changed = update.my_chat_member
    if changed is None or changed.chat.type != ChatType.PRIVATE:
        return
    if changed.new_chat_member.status in _GONE:
        await reach.unreachable(context.core, changed.chat.id)
        return
    view = await reach.back(context.core, changed.chat.id)
    if view is not None and changed.old_chat_member.status in _GONE:
        await say(update, context, welcome_back(view))


HANDLERS: list[BaseHandler[Any, Context, Any]] = [
    ChatMemberHandler(_changed, ChatMemberHandler.MY_CHAT_MEMBER)
]
