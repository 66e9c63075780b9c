"""/talk: a human, in any state and ahead of everything; and the coordinator's side of it."""

from typing import Any

from telegram import Update
from telegram.ext import BaseHandler, CallbackQueryHandler, CommandHandler

from bot.render import talk as render
from bot.services.people import talk
from handlers.context import Context, actor_of
from handlers.replies import change, parts, put_away, say, short
from handlers.speaking import PRIVATE, spoken


async def _talk(update: Update, context: Context) -> None:
    view = await talk.talk(context.core, actor_of(update), spoken(update))
    await say(update, context, render.helplines(view))


async def _ask(update: Update, context: Context) -> None:
    view = await talk.ask(context.core, actor_of(update))
    await put_away(update, context)
    await say(update, context, render.asked(view))


async def _numbers(update: Update, context: Context) -> None:
    view = await talk.talk(context.core, actor_of(update), spoken(update))
    await put_away(update, context)
    await say(update, context, render.numbers(view))


async def _seen(update: Update, context: Context) -> None:
    view = await talk.seen(context.core, actor_of(update), short(parts(update)[-1]))
    await change(update, context, render.request(view))


HANDLERS: list[BaseHandler[Any, Context, Any]] = [
    CommandHandler("talk", _talk, PRIVATE),
    CallbackQueryHandler(_ask, r"^tk\.ask$"),
    CallbackQueryHandler(_numbers, r"^tk\.lines$"),
    CallbackQueryHandler(_seen, r"^tk\.seen\."),
]
