"""/privacy: in plain words, who can see what of oneself today. Anybody may ask."""

from typing import Any

from telegram import Update
from telegram.ext import BaseHandler, CommandHandler

from bot.render.privacy import page
from bot.services.people import privacy
from handlers.context import Context, actor_of
from handlers.replies import say
from handlers.speaking import PRIVATE, spoken


async def _privacy(update: Update, context: Context) -> None:
    telegram_id = actor_of(update).telegram_id
    view = await privacy.show(context.core, telegram_id, spoken(update))
    await say(update, context, page(view))


HANDLERS: list[BaseHandler[Any, Context, Any]] = [CommandHandler("privacy", _privacy, PRIVATE)]
