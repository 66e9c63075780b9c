"""/help: what somebody can do here, by role, and what waits for them."""

from typing import Any

from telegram import Update
from telegram.ext import BaseHandler, CommandHandler

from bot.render.help import help_page
from bot.render.waiting import with_way_back
from bot.services.people.menu import menu_for
from bot.services.waiting import waiting_of
from handlers.context import Context, actor_of
from handlers.replies import say
from handlers.speaking import PRIVATE, spoken


async def _help(update: Update, context: Context) -> None:
    menu = await menu_for(context.core, actor_of(update).telegram_id, spoken(update))
    waiting = await waiting_of(context.core, actor_of(update))
    await say(update, context, with_way_back(help_page(menu), waiting, menu.language))


HANDLERS: list[BaseHandler[Any, Context, Any]] = [CommandHandler("help", _help, PRIVATE)]
