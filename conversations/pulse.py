"""How it is going between two: one tap in the message that asks, and what may follow it.

What follows are questions like any other, so words typed after it belong to `answering`.
"""

from typing import Any

from telegram import Update
from telegram.ext import BaseHandler, CallbackQueryHandler

from bot.domain.people import Focus
from bot.render import pulse as shown
from bot.services import focusing
from bot.services.writing import pulse_answers
from bot.services.writing.response_views import Asked, Busy, Stale
from conversations.answering import show_view
from handlers.context import Context, actor_of
from handlers.replies import change, parts, put_away, short
from handlers.speaking import state_of


async def tap(update: Update, context: Context) -> Focus | int | None:
    """A number: kept at once. Where more questions follow, the next comes below."""
    _, row, value = parts(update)
    tapped = await pulse_answers.tap(context.core, actor_of(update), short(row), value)
    if isinstance(tapped.shown, Asked | Busy | Stale):
        await put_away(update, context)
        return await show_view(update, context, tapped.shown)
    await change(update, context, shown.tapped(tapped))
    if tapped.shown.focus is Focus.ANSWERING:
        # They are in the middle of other questions, and this came between.
        await focusing.came_between(context.core, actor_of(update).telegram_id)
    return state_of(tapped.shown.focus)


async def add_line(update: Update, context: Context) -> Focus | int:
    """A line to go with the number."""
    view = await pulse_answers.add_line(context.core, actor_of(update), short(parts(update)[1]))
    await put_away(update, context)
    return await show_view(update, context, view)


ENTRY_POINTS: list[BaseHandler[Any, Context, Any]] = [
    CallbackQueryHandler(tap, pattern=r"^pu\.[0-9a-z]+\.[1-5]$"),
    CallbackQueryHandler(add_line, pattern=r"^pu\.[0-9a-z]+\.line$"),
]
STATES: dict[object, list[BaseHandler[Any, Context, Any]]] = {}
