"""/privacy: in plain words, who can see what. Anybody may ask."""

from typing import Any

from telegram import Update
from telegram.ext import BaseHandler, CommandHandler

from bot.render.help import privacy_page
from bot.services.people.menu import menu_for
from handlers.context import Context, actor_of
from handlers.replies import say
from handlers.speaking import PRIVATE, spoken


async def _privacy(update: Update, context: Context) -> None:
    menu = await menu_for(context.core, actor_of(update).telegram_id, spoken(update))
    await say(update, context, privacy_page(menu.language))


HANDLERS: list[BaseHandler[Any, Context, Any]] = [CommandHandler("privacy", _privacy, PRIVATE)]
