"""Somebody to talk to: /talk in any state, what is typed after it, and the coordinator's side.

/talk takes the next words away from whatever was open, which stays open. What is typed after it is
neither kept nor passed on; the bot says so, and shows where to turn again.
"""

from typing import Any

from telegram import Update
from telegram.ext import BaseHandler, CallbackQueryHandler, CommandHandler, MessageHandler

from bot.domain.people import Focus
from bot.render import talk as render
from bot.services.people import talk, talk_requests
from handlers.context import Context, actor_of
from handlers.replies import change, parts, put_away, say, short
from handlers.speaking import ANYTHING_SAID, PRIVATE, State, spoken, typed


async def begin(update: Update, context: Context) -> State:
    """Show where to turn, at once."""
    view = await talk.talk(context.core, actor_of(update), spoken(update))
    await say(update, context, render.helplines(view))
    return view.focus


async def said(update: Update, context: Context) -> State:
    """Say that nobody reads this, and show where to turn again."""
    view = await talk.talk(context.core, actor_of(update), spoken(update))
    if render.is_request(view, typed(update)):
        asked = await talk.ask(context.core, actor_of(update))
        await say(update, context, render.asked(asked))
        return asked.focus
    await say(update, context, render.not_passed_on(view))
    return view.focus


async def ask(update: Update, context: Context) -> State:
    """Tell the coordinators that somebody asks for one of them."""
    view = await talk.ask(context.core, actor_of(update))
    await put_away(update, context)
    await say(update, context, render.asked(view))
    return view.focus


async def numbers(update: Update, context: Context) -> State:
    """Show only the helplines."""
    view = await talk.talk(context.core, actor_of(update), spoken(update))
    await put_away(update, context)
    await say(update, context, render.numbers(view))
    return view.focus


async def seen(update: Update, context: Context) -> State:
    """A coordinator has seen a request."""
    view = await talk_requests.seen(context.core, actor_of(update), short(parts(update)[-1]))
    await change(update, context, render.request(view))
    return None


ENTRY_POINTS: list[BaseHandler[Any, Context, Any]] = [
    CommandHandler("talk", begin, PRIVATE),
    CallbackQueryHandler(begin, r"^tk\.open$"),
    CallbackQueryHandler(ask, r"^tk\.ask$"),
    CallbackQueryHandler(numbers, r"^tk\.lines$"),
    CallbackQueryHandler(seen, r"^tk\.seen\."),
]
STATES: dict[object, list[BaseHandler[Any, Context, Any]]] = {
    Focus.TALK: [MessageHandler(ANYTHING_SAID, said)],
}
