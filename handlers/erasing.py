"""Erasing somebody who asked a coordinator to: from their card in /people, asked twice."""

from typing import Any

from telegram import Update
from telegram.ext import BaseHandler, CallbackQueryHandler

from bot.render import erasing as shown
from bot.services.people import erasing_for
from handlers.context import Context, actor_of
from handlers.replies import change, parts, short


async def show(update: Update, context: Context) -> None:
    """What it means, or that it is planned."""
    view = await erasing_for.show(context.core, actor_of(update), _person(update))
    await change(update, context, shown.page(view))


async def look(update: Update, context: Context) -> None:
    """What has become of it since another coordinator asked for it."""
    view = await erasing_for.show(context.core, actor_of(update), _person(update))
    await change(update, context, shown.page(view) if view.at else shown.called_off(view))


async def ask_again(update: Update, context: Context) -> None:
    """Whether they are sure."""
    view = await erasing_for.show(context.core, actor_of(update), _person(update))
    await change(update, context, shown.sure(view))


async def plan(update: Update, context: Context) -> None:
    """They are: it is planned."""
    view = await erasing_for.ask(context.core, actor_of(update), _person(update))
    await change(update, context, shown.page(view))


async def call_off(update: Update, context: Context) -> None:
    """Nothing comes of it."""
    view = await erasing_for.call_off(context.core, actor_of(update), _person(update))
    await change(update, context, shown.called_off(view))


def _person(update: Update) -> int:
    return short(parts(update)[-1])


_ID = r"[0-9a-z]+"

HANDLERS: list[BaseHandler[Any, Context, Any]] = [
    CallbackQueryHandler(show, rf"^{shown.PREFIX}\.a\.{_ID}$"),
    CallbackQueryHandler(look, rf"^{shown.PREFIX}\.l\.{_ID}$"),
    CallbackQueryHandler(ask_again, rf"^{shown.PREFIX}\.s\.{_ID}$"),
    CallbackQueryHandler(plan, rf"^{shown.PREFIX}\.y\.{_ID}$"),
    CallbackQueryHandler(call_off, rf"^{shown.PREFIX}\.n\.{_ID}$"),
]
