"""Somebody blocked the bot, or came back.

Whoever comes back is asked nothing: their questions wait, and their next words are no answer.
"""

from typing import Any

from telegram import ChatMember, Update
from telegram.constants import ChatType
from telegram.ext import BaseHandler, ChatMemberHandler

from bot.render.help import welcome_back
from bot.services.people import reach
from handlers.context import Context
from handlers.replies import say
from handlers.speaking import State, state_of

_GONE = (ChatMember.BANNED, ChatMember.LEFT)


async def changed(update: Update, context: Context) -> State:
    """Note that somebody went, or welcome them back."""
    change = update.my_chat_member
    if change is None or change.chat.type != ChatType.PRIVATE:
        return None
    if change.new_chat_member.status in _GONE:
        await reach.unreachable(context.core, change.chat.id, update.update_id)
        return None
    view = await reach.back(context.core, change.chat.id, update.update_id)
    if view is None:
        return None
    if change.old_chat_member.status in _GONE:
        await say(update, context, welcome_back(view))
    return state_of(view.focus)


ENTRY_POINTS: list[BaseHandler[Any, Context, Any]] = [
    ChatMemberHandler(changed, ChatMemberHandler.MY_CHAT_MEMBER)
]
STATES: dict[object, list[BaseHandler[Any, Context, Any]]] = {}
