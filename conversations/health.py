"""/health: how the pairs of a programme are doing, and what a coordinator has seen to.

/health -> the list -> a pair -> seen to it -> a typed note, or none.
"""

from typing import Any

from telegram import Update
from telegram.ext import BaseHandler, CallbackQueryHandler, CommandHandler, MessageHandler

from bot.domain.people import Focus
from bot.render import health as shown
from bot.render import pair_health as shown_pair
from bot.services.health import handling, overview, pair_health
from handlers.context import Context, actor_of
from handlers.letting_go import lets_go
from handlers.replies import change, parts, say, short
from handlers.speaking import ANYTHING_SAID, PRIVATE, State, state_of, typed


async def begin(update: Update, context: Context) -> None:
    """/health, or its button below what comes on Mondays: the list from its beginning."""
    view = await overview.show(context.core, actor_of(update))
    await say(update, context, shown.page(view))


async def turn(update: Update, context: Context) -> None:
    """Another page, or back to the list."""
    view = await overview.show(context.core, actor_of(update), short(parts(update)[-1]))
    await change(update, context, shown.page(view))


async def show_pair(update: Update, context: Context) -> None:
    """How one pair stands."""
    view = await pair_health.show(context.core, actor_of(update), short(parts(update)[-1]))
    await change(update, context, shown_pair.page(view))


async def see_to(update: Update, context: Context) -> State:
    """One reason, or all of them, are seen to; the next words are a note."""
    _, _, pair, which = parts(update)
    view = await handling.handle(context.core, actor_of(update), short(pair), which)
    await change(update, context, shown_pair.page(view))
    return state_of(view.focus)


async def note(update: Update, context: Context) -> State:
    """The note about it."""
    view = await handling.take_note(context.core, actor_of(update), typed(update))
    await say(update, context, shown_pair.page(view))
    return state_of(view.focus)


async def no_note(update: Update, context: Context) -> State:
    """Without one."""
    view = await handling.without_note(context.core, actor_of(update), short(parts(update)[-1]))
    await change(update, context, shown_pair.page(view))
    return state_of(view.focus)


async def undo(update: Update, context: Context) -> State:
    """Not seen to after all: one reason, or what was just seen to."""
    _, verb, pair, handled = parts(update)
    view = await handling.undo(
        context.core, actor_of(update), short(pair), short(handled), all_of_it=verb == "x"
    )
    await change(update, context, shown_pair.page(view))
    return state_of(view.focus)


_ID = r"[0-9a-z]+"

ENTRY_POINTS: list[BaseHandler[Any, Context, Any]] = [
    CommandHandler("health", begin, PRIVATE),
    CallbackQueryHandler(begin, r"^he\.show$"),
    CallbackQueryHandler(turn, rf"^he\.l\.{_ID}$"),
    CallbackQueryHandler(show_pair, rf"^he\.p\.{_ID}$"),
    CallbackQueryHandler(see_to, rf"^he\.s\.{_ID}\.{_ID}$"),
    CallbackQueryHandler(no_note, rf"^he\.n\.{_ID}$"),
    CallbackQueryHandler(undo, rf"^he\.[ux]\.{_ID}\.{_ID}$"),
]
STATES: dict[object, list[BaseHandler[Any, Context, Any]]] = {
    Focus.HEALTH_NOTE: [MessageHandler(ANYTHING_SAID, lets_go(note))],
}
