"""Pausing until a date, and coming back.

/pause -> how long (tapped or typed) -> what it stops -> yes or never mind. /resume ends it.
"""

from datetime import date
from typing import Any

from telegram import Update
from telegram.ext import (
    BaseHandler,
    CallbackQueryHandler,
    CommandHandler,
    MessageHandler,
)

from bot.domain.people import Focus
from bot.render import pause as render
from bot.services.errors import Reason, RefusedError
from bot.services.people import pauses
from handlers.context import Context, actor_of
from handlers.letting_go import lets_go
from handlers.replies import change, parts, say
from handlers.speaking import ANYTHING_SAID, PRIVATE, State, state_of, typed


async def ask(update: Update, context: Context) -> State:
    """Ask how long; what else is open stays open, and takes no words for now."""
    view = await pauses.ask(context.core, actor_of(update))
    await say(update, context, render.question(view))
    return Focus.PAUSE


async def ask_date(update: Update, context: Context) -> State:
    """Ask for a date in words."""
    view = await pauses.ask(context.core, actor_of(update))
    await change(update, context, render.date_question(view))
    return Focus.PAUSE


async def type_date(update: Update, context: Context) -> State:
    """Take the date or the length that they typed, and say what a pause until then stops."""
    view, until = await pauses.read_date(context.core, actor_of(update), typed(update))
    answer = render.date_question(view) if until is None else render.confirmation(view, until)
    await say(update, context, answer)
    return Focus.PAUSE


async def choose_date(update: Update, context: Context) -> State:
    """Say what a pause until the tapped date stops."""
    view = await pauses.ask(context.core, actor_of(update))
    await change(update, context, render.confirmation(view, _date(update)))
    return Focus.PAUSE


async def confirm(update: Update, context: Context) -> State:
    """Begin the pause."""
    view = await pauses.pause(context.core, actor_of(update), _date(update))
    await change(update, context, render.paused(view))
    return state_of(view.focus)


async def never_mind(update: Update, context: Context) -> State:
    """Leave everything as it is."""
    view = await pauses.never_mind(context.core, actor_of(update))
    await change(update, context, render.left_alone(view))
    return state_of(view.focus)


async def resume(update: Update, context: Context) -> State:
    """End a pause."""
    view, was_paused = await pauses.resume(context.core, actor_of(update))
    answer = render.over(view.language, view.roles) if was_paused else render.none(view.language)
    await say(update, context, answer)
    return None


def _date(update: Update) -> date:
    try:
        return date.fromisoformat(parts(update)[-1])
    except ValueError as error:
        raise RefusedError(Reason.GONE) from error


ENTRY_POINTS: list[BaseHandler[Any, Context, Any]] = [
    CommandHandler("pause", ask, PRIVATE),
    CommandHandler("resume", resume, PRIVATE),
    CallbackQueryHandler(ask_date, r"^pz\.date$"),
    CallbackQueryHandler(choose_date, r"^pz\.on\."),
    CallbackQueryHandler(confirm, r"^pz\.yes\."),
    CallbackQueryHandler(never_mind, r"^pz\.no$"),
]
STATES: dict[object, list[BaseHandler[Any, Context, Any]]] = {
    Focus.PAUSE: [MessageHandler(ANYTHING_SAID, lets_go(type_date))],
}
