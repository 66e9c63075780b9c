"""/mydata: everything kept about oneself, as two files that come at once. Anybody may ask."""

from typing import Any

from telegram import Update
from telegram.ext import BaseHandler, CommandHandler

from bot.render.mydata.documents import asked
from bot.services.mydata.asking import ask
from handlers.context import Context, actor_of
from handlers.replies import say
from handlers.speaking import PRIVATE, spoken


async def _mydata(update: Update, context: Context) -> None:
    await say(update, context, asked(await ask(context.core, actor_of(update), spoken(update))))


HANDLERS: list[BaseHandler[Any, Context, Any]] = [CommandHandler("mydata", _mydata, PRIVATE)]
