"""Agreeing to today's text again, and withdrawing.

/start, or a message that asks -> today's text -> yes or not now. /settings or /privacy -> what
withdrawing does -> yes or never mind. Nothing is typed for either; words belong to what they did.
"""

from typing import Any

from telegram import Update
from telegram.ext import BaseHandler, CallbackQueryHandler

from bot.render import agreeing as render
from bot.render import joining as render_joining
from bot.services.people import agreeing, withdrawing
from bot.services.people.agreeing import AgreeView
from bot.services.people.joining_views import Step
from handlers.context import Context, actor_of
from handlers.menus import set_menu
from handlers.replies import change, parts, put_away, say
from handlers.speaking import State, hints, state_of


async def show(update: Update, context: Context) -> State:
    """Show today's text to whoever has not agreed to it."""
    view = await agreeing.look(context.core, actor_of(update))
    if isinstance(view, AgreeView):
        await say(update, context, render.text_again(view))
    else:
        await say(update, context, render.has_agreed(view))
    return None


async def agree(update: Update, context: Context) -> State:
    """Take their yes to the text that the button stands under."""
    view = await agreeing.agree(context.core, actor_of(update), parts(update)[-1])
    await put_away(update, context)
    if isinstance(view, AgreeView):
        await say(update, context, render.text_again(view))
        return None
    if isinstance(view, Step):
        await say(update, context, render_joining.question(view, hints(update)))
    elif not view.is_new:
        await say(update, context, render.has_agreed(view.language))
        return None
    else:
        await say(update, context, render.agreed(view), *render.news(view.news), ends=True)
    await set_menu(context.core, context.bot, actor_of(update).telegram_id)
    return state_of(view.focus)


async def not_now(update: Update, context: Context) -> State:
    """Say how things are until they agree."""
    view = await agreeing.not_now(context.core, actor_of(update))
    await put_away(update, context)
    if isinstance(view, AgreeView):
        await say(update, context, render.not_now(view))
    else:
        await say(update, context, render.has_agreed(view))
    return None


async def ask(update: Update, context: Context) -> State:
    """Say what withdrawing does, and ask once more."""
    view = await withdrawing.ask(context.core, actor_of(update))
    told = (
        render.text_again(view) if isinstance(view, AgreeView) else render.withdraw_question(view)
    )
    await say(update, context, told)
    return None


async def withdraw(update: Update, context: Context) -> State:
    """Withdraw; from now on their words belong to nothing."""
    view = await withdrawing.withdraw(context.core, actor_of(update))
    context.begin_anew()
    await change(update, context, render.withdrawn(view))
    await set_menu(context.core, context.bot, actor_of(update).telegram_id)
    return state_of(None)


async def never_mind(update: Update, context: Context) -> State:
    """Leave everything as it is."""
    language = await withdrawing.never_mind(context.core, actor_of(update))
    await change(update, context, render.kept(language))
    return None


ENTRY_POINTS: list[BaseHandler[Any, Context, Any]] = [
    CallbackQueryHandler(show, r"^ag\.show$"),
    CallbackQueryHandler(agree, r"^ag\.yes\."),
    CallbackQueryHandler(not_now, r"^ag\.no$"),
    CallbackQueryHandler(ask, r"^wd\.ask$"),
    CallbackQueryHandler(withdraw, r"^wd\.yes$"),
    CallbackQueryHandler(never_mind, r"^wd\.no$"),
]
STATES: dict[object, list[BaseHandler[Any, Context, Any]]] = {}
