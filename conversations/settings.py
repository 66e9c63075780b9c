"""Settings: name, time zone, language; and /cancel, which stops whatever is open.

/settings -> what to change -> typed or tapped -> the settings again.
"""

from typing import Any

from telegram import Update
from telegram.ext import (
    BaseHandler,
    CallbackQueryHandler,
    CommandHandler,
    MessageHandler,
)

from bot.domain.people import Focus
from bot.render import help as render_help
from bot.render import settings as render
from bot.render.texts import languages
from bot.services.errors import Reason, RefusedError
from bot.services.people import settings, stopping
from handlers.context import Context, actor_of
from handlers.letting_go import lets_go
from handlers.menus import set_menu
from handlers.replies import change, parts, say
from handlers.speaking import ANYTHING_SAID, PRIVATE, State, hints, state_of, typed


async def show(update: Update, context: Context) -> State:
    """Show the settings; what else is open stays open, and takes no words for now."""
    view = await settings.open_page(context.core, actor_of(update))
    await say(update, context, render.page(view))
    return state_of(view.focus)


async def ask_name(update: Update, context: Context) -> State:
    """Ask for another name."""
    view = await settings.ask(context.core, actor_of(update), Focus.SETTINGS_NAME)
    await change(update, context, render.question(view, ""))
    return view.focus


async def ask_zone(update: Update, context: Context) -> State:
    """Ask for another time zone."""
    view = await settings.ask(context.core, actor_of(update), Focus.SETTINGS_ZONE)
    await change(update, context, render.question(view, hints(update).language_code))
    return view.focus


async def ask_language(update: Update, context: Context) -> State:
    """Ask for another language; nothing is typed for it."""
    view = await settings.open_page(context.core, actor_of(update))
    await change(update, context, render.language_question(view))
    return state_of(view.focus)


async def type_name(update: Update, context: Context) -> State:
    """Take the name that they typed."""
    view = await settings.change_name(context.core, actor_of(update), typed(update))
    if view.problem is not None:
        await say(update, context, render.question(view, ""))
        return view.focus
    await say(update, context, render.page(view, changed=True), ends=True)
    return state_of(view.focus)


async def type_city(update: Update, context: Context) -> State:
    """Look for the place that they typed, and let them choose."""
    view = await settings.show(context.core, actor_of(update))
    if view.focus is not Focus.SETTINGS_ZONE:
        raise RefusedError(Reason.CLOSED)
    await say(update, context, render.cities(view, typed(update)))
    return view.focus


async def choose_zone(update: Update, context: Context) -> State:
    """Take the time zone that they tapped."""
    view = await settings.change_zone(context.core, actor_of(update), parts(update)[-1])
    await change(update, context, render.page(view, changed=True))
    return state_of(view.focus)


async def choose_language(update: Update, context: Context) -> State:
    """Take the language that they tapped."""
    code = parts(update)[-1]
    view = await settings.change_language(context.core, actor_of(update), code, languages())
    await change(update, context, render.page(view, changed=True))
    await set_menu(context.core, context.bot, actor_of(update).telegram_id)
    return None


async def never_mind(update: Update, context: Context) -> State:
    """Leave everything as it is."""
    view = await settings.never_mind(context.core, actor_of(update))
    await change(update, context, render.page(view))
    return state_of(view.focus)


async def cancel(update: Update, context: Context) -> State:
    """Stop whatever is open, without losing anything."""
    stopped = await stopping.cancel(context.core, actor_of(update))
    if stopped is None:
        raise RefusedError(Reason.NOT_A_MEMBER)
    await say(update, context, render_help.stopped(stopped), ends=stopped.focus is None)
    return state_of(stopped.focus)


ENTRY_POINTS: list[BaseHandler[Any, Context, Any]] = [
    CommandHandler("settings", show, PRIVATE),
    CommandHandler("cancel", cancel, PRIVATE),
    CallbackQueryHandler(ask_name, r"^st\.name$"),
    CallbackQueryHandler(ask_zone, r"^st\.zone$"),
    CallbackQueryHandler(ask_language, r"^st\.lang$"),
    CallbackQueryHandler(choose_zone, r"^st\.tz\."),
    CallbackQueryHandler(choose_language, r"^st\.to\."),
    CallbackQueryHandler(never_mind, r"^st\.no$"),
]
STATES: dict[object, list[BaseHandler[Any, Context, Any]]] = {
    Focus.SETTINGS_NAME: [MessageHandler(ANYTHING_SAID, lets_go(type_name))],
    Focus.SETTINGS_ZONE: [MessageHandler(ANYTHING_SAID, lets_go(type_city))],
}
