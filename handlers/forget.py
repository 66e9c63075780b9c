"""/forget: erasing everything of one's own. Anybody may ask, in whatever state they are."""

from datetime import UTC, datetime
from typing import Any

from telegram import BotCommandScopeChat, Update
from telegram.error import TelegramError
from telegram.ext import BaseHandler, CallbackQueryHandler, CommandHandler, ConversationHandler

from bot.render import forgetting as render
from bot.services.errors import Reason, RefusedError
from bot.services.people import asking_to_forget, fading
from bot.services.people.asking_to_forget import Sure
from handlers.context import Context, actor_of
from handlers.replies import change, parts, put_away, say, short
from handlers.speaking import PRIVATE, State, spoken


async def _explain(update: Update, context: Context) -> None:
    view = await asking_to_forget.explain(context.core, actor_of(update))
    if view is None:
        await say(update, context, render.stranger(spoken(update)))
    else:
        await say(update, context, *render.explained(view))


async def _ask_again(update: Update, context: Context) -> None:
    view = await asking_to_forget.ask_again(context.core, actor_of(update))
    await _show(update, context, view)


async def _forget(update: Update, context: Context) -> State:
    asked_at = _asked_at(update)
    view = await asking_to_forget.forget(context.core, actor_of(update), asked_at)
    if view is None or isinstance(view, Sure):
        await _show(update, context, view)
        return None
    context.begin_anew()
    await put_away(update, context)
    await say(update, context, render.done(view, view.language or spoken(update)), ends=True)
    await _forget_the_chat(update, context)
    return ConversationHandler.END


def _asked_at(update: Update) -> datetime:
    try:
        return datetime.fromtimestamp(short(parts(update)[-1]), UTC)
    except (ValueError, OverflowError, OSError):  # no button of ours
        raise RefusedError(Reason.GONE) from None


async def _keep(update: Update, context: Context) -> None:
    language = await asking_to_forget.language_if_known(context.core, actor_of(update))
    if language is None:
        await change(update, context, render.stranger(spoken(update)))
    else:
        await change(update, context, render.kept(language))


async def _stay(update: Update, context: Context) -> None:
    language = await fading.stay(context.core, actor_of(update))
    await change(update, context, render.stays(language))


async def _show(update: Update, context: Context, view: Sure | None) -> None:
    if view is None:
        await change(update, context, render.stranger(spoken(update)))
    else:
        await say(update, context, render.sure(view))


async def _forget_the_chat(update: Update, context: Context) -> None:
    """Nothing of them stays in memory, nor a menu of theirs at Telegram."""
    chat_id = actor_of(update).telegram_id
    context.live.set(chat_id, None)
    context.taps.answered(chat_id, None)
    try:
        await context.bot.delete_my_commands(scope=BotCommandScopeChat(chat_id))
    except TelegramError:  # a menu is a convenience; everything else is done
        return


HANDLERS: list[BaseHandler[Any, Context, Any]] = [
    CommandHandler("forget", _explain, PRIVATE),
    CallbackQueryHandler(_ask_again, rf"^{render.PREFIX}\.ask$"),
    CallbackQueryHandler(_forget, rf"^{render.PREFIX}\.yes\.[0-9a-z]+$"),
    CallbackQueryHandler(_keep, rf"^{render.PREFIX}\.no$"),
    CallbackQueryHandler(_stay, rf"^{render.PREFIX}\.stay$"),
]
