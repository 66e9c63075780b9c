"""Whatever nobody else took is answered too: old buttons, stickers, text out of the blue."""

from typing import Any

from telegram import Update
from telegram.ext import BaseHandler, CallbackQueryHandler, MessageHandler, filters

from bot.render.agenda import set_aside
from bot.render.help import help_page
from bot.render.message import Outgoing
from bot.render.waiting import with_way_back
from bot.services.languages import language_of, taken_before
from bot.services.people import agreeing
from bot.services.people.menu import menu_for
from bot.services.reading import agenda
from bot.services.waiting import waiting_of
from handlers.context import Context, actor_of
from handlers.replies import put_away, say, toast
from handlers.speaking import spoken, typed

_PRIVATE = filters.UpdateType.MESSAGE & filters.ChatType.PRIVATE


async def _old_button(update: Update, context: Context) -> None:
    words = context.texts(await _language(update, context))
    await toast(update, context, words.label("fallback-old-button"), alert=True)
    await put_away(update, context)


async def _unknown_command(update: Update, context: Context) -> None:
    words = context.texts(await _language(update, context))
    await say(update, context, Outgoing(words.say("fallback-unknown-command")))


async def _text(update: Update, context: Context) -> None:
    # Set aside, and then this process was killed before it had said so.
    aside = await agenda.set_aside_by(context.core, actor_of(update))
    if aside is not None:
        await say(update, context, set_aside(aside), ends=True)
        return
    # The same for whatever else words were taken for, after which they belonged to nothing.
    language = await taken_before(context.core, actor_of(update))
    if language is not None:
        await say(update, context, Outgoing(context.texts(language).say("fallback-taken")))
        return
    menu = await menu_for(context.core, actor_of(update).telegram_id, spoken(update))
    if not menu.is_member:
        await say(update, context, help_page(menu))
        return
    if context.offers.takes(update.update_id, typed(update)):
        return
    words = context.texts(menu.language)
    if menu.joining:
        await say(update, context, Outgoing(words.say("fallback-joining")))
        return
    waiting = await waiting_of(context.core, actor_of(update))
    told = Outgoing(words.say("fallback-text"))
    await say(update, context, with_way_back(told, waiting, menu.language))


async def _anything_else(update: Update, context: Context) -> None:
    await agreeing.check(context.core, actor_of(update))
    words = context.texts(await _language(update, context))
    await say(update, context, Outgoing(words.say("fallback-not-text")))


async def _language(update: Update, context: Context) -> str:
    user = update.effective_user
    if user is None:
        return "en"
    return await language_of(context.core, user.id, user.language_code)


# Last among the commands of the router: after it, words belong to nothing, as after any other.
COMMANDS: list[BaseHandler[Any, Context, Any]] = [
    MessageHandler(_PRIVATE & filters.COMMAND, _unknown_command),
]
# Our buttons hold letters, digits and a few signs. Whatever else a forged app sends, such as a line
# break at the end, no pattern of ours is to be tried on.
NEVER_OURS = CallbackQueryHandler(_old_button, r"(?s).*[^!-~]")
HANDLERS: list[BaseHandler[Any, Context, Any]] = [
    CallbackQueryHandler(_old_button),
    MessageHandler(_PRIVATE & filters.TEXT, _text),
    MessageHandler(_PRIVATE & ~filters.StatusUpdate.ALL, _anything_else),
]
