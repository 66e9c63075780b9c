"""/help: what somebody can do here, by role."""

from typing import Any

from telegram import Update
from telegram.ext import BaseHandler, CommandHandler

from bot.render.help import help_page
from bot.services.people.menu import menu_for
from handlers.context import Context, actor_of
from handlers.replies import say
from handlers.speaking import PRIVATE, spoken


async def _help(update: Update, context: Context) -> None:
    menu = await menu_for(context.core, actor_of(update).telegram_id, spoken(update))
    await say(update, context, help_page(menu))


HANDLERS: list[BaseHandler[Any, Context, Any]] = [CommandHandler("help", _help, PRIVATE)]
