"""What somebody types is never silently taken for the answer to something else.

Not long after the question was asked (`lets_go`), nor once a command has shown something else
(`takes_no_words`); and what a button brought up in between is allowed for (`leaves_words`).
"""

from collections.abc import Callable, Coroutine
from copy import copy
from functools import wraps
from typing import Any

from telegram import Update
from telegram.ext import BaseHandler, CallbackQueryHandler, ConversationHandler

from bot.domain.people import Focus
from bot.render.help import let_go, refused
from bot.services import focusing, refusals
from bot.services.errors import RefusedError
from bot.services.languages import language_of
from handlers.context import Context, actor_of
from handlers.replies import say
from handlers.speaking import State, spoken

Step = Callable[[Update, Context], Coroutine[Any, Any, State]]
Entry = BaseHandler[Any, Context, Any]


def lets_go(step: Step) -> Step:
    """Return a step that answers a late text as one out of the blue, and then lets go."""

    @wraps(step)
    async def guarded(update: Update, context: Context) -> State:
        view = await focusing.let_go(context.core, actor_of(update))
        if view is None:
            return await step(update, context)
        await say(update, context, let_go(view), ends=True)
        return ConversationHandler.END

    return guarded


def guarded(entry: Entry) -> Entry:
    """Return a command or a button that allows for the words that may be typed after it."""
    found = copy(entry)
    if isinstance(entry, CallbackQueryHandler):
        found.callback = leaves_words(entry.callback)
    else:
        found.callback = takes_no_words(entry.callback)
    return found


def takes_no_words(step: Step) -> Step:
    """Return a command after which words belong to what it asked; to nothing if it did not ask."""

    @wraps(step)
    async def command(update: Update, context: Context) -> State:
        try:
            state = await step(update, context)
        except RefusedError as refusal:
            actor = actor_of(update)
            language = await language_of(context.core, actor.telegram_id, spoken(update))
            await say(update, context, refused(language, refusal.reason))
            if refusal.reason in refusals.FOREIGN:
                await refusals.count(context.core, actor)
            state = None
        if isinstance(state, Focus):
            return state
        await focusing.step_aside(context.core, actor_of(update))
        return ConversationHandler.END

    return command


def leaves_words(step: Step) -> Step:
    """Return a button that leaves an open question open, noting that it came between."""

    @wraps(step)
    async def button(update: Update, context: Context) -> State:
        state = await step(update, context)
        if not isinstance(state, Focus) or state is Focus.ANSWERING:
            await focusing.came_between(context.core, actor_of(update).telegram_id)
        return state

    return button
