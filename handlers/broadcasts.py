"""The buttons of a broadcast: stop it half-way, see who got it, send it to the others."""

from typing import Any

from telegram import Update
from telegram.ext import BaseHandler, CallbackQueryHandler

from bot.render import broadcasts as render
from bot.services.broadcasts import stopping
from handlers.context import Context, actor_of
from handlers.replies import change, parts, say, short


async def _ask(update: Update, context: Context) -> None:
    # A message of its own: the one that was tapped goes on showing how far it is.
    view = await stopping.look(context.core, actor_of(update), _id(update))
    await say(update, context, render.stop_question(view))


async def _stop(update: Update, context: Context) -> None:
    view = await stopping.stop(context.core, actor_of(update), _id(update))
    await change(update, context, render.stopped(view))


async def _keep(update: Update, context: Context) -> None:
    view = await stopping.look(context.core, actor_of(update), _id(update))
    await change(update, context, render.kept_on(view))


async def _go_on(update: Update, context: Context) -> None:
    view = await stopping.go_on(context.core, actor_of(update), _id(update))
    await say(update, context, render.to_the_others(view))


async def _who(update: Update, context: Context) -> None:
    view = await stopping.who(context.core, actor_of(update), _id(update))
    await say(update, context, render.who(view))


def _id(update: Update) -> int:
    return short(parts(update)[-1])


HANDLERS: list[BaseHandler[Any, Context, Any]] = [
    CallbackQueryHandler(_ask, r"^bc\.stop\."),
    CallbackQueryHandler(_stop, r"^bc\.halt\."),
    CallbackQueryHandler(_keep, r"^bc\.keep\."),
    CallbackQueryHandler(_go_on, r"^bc\.on\."),
    CallbackQueryHandler(_who, r"^bc\.who\."),
]
