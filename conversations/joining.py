"""Coming in by an invite link.

/start TOKEN -> who this is and who sees what -> agree or "not now" -> name -> time zone ->
language, where there is a choice -> in. /start again goes on where somebody was.
"""

from typing import Any

from telegram import Update
from telegram.ext import (
    BaseHandler,
    CallbackQueryHandler,
    CommandHandler,
    ConversationHandler,
    MessageHandler,
    filters,
)

from bot.domain.people import Focus
from bot.render import joining as render
from bot.render.texts import languages
from bot.services.people import introducing, joining
from bot.services.people.joining_views import Joined, Member, Next, RoleAdded, Step
from bot.services.people.shown_invites import require_shown
from handlers.context import Context, actor_of
from handlers.menus import set_menu
from handlers.replies import parts, put_away, say, short
from handlers.speaking import ANYTHING_SAID, PRIVATE, State, hints, spoken, typed


async def start(update: Update, context: Context) -> State:
    """Welcome whoever comes, or go on where they were."""
    token = context.args[0] if context.args else None
    view = await joining.start(context.core, actor_of(update), token, spoken(update))
    await say(update, context, render.start(view, hints(update)))
    if isinstance(view, Step):
        return view.focus
    if isinstance(view, Member):
        await _menu(update, context)
    return None


async def agree(update: Update, context: Context) -> State:
    """Take them in, or give them one more role."""
    invite_id, version = _shown(update, context)
    view = await joining.agree(context.core, actor_of(update), invite_id, spoken(update), version)
    await put_away(update, context)
    await say(update, context, render.start(view, hints(update)), ends=True)
    if isinstance(view, RoleAdded):
        await _menu(update, context)
    return view.focus if isinstance(view, Step) else None


async def not_now(update: Update, context: Context) -> State:
    """Let them go, without keeping anything about them."""
    invite_id, _ = _shown(update, context)
    view = await joining.not_now(context.core, actor_of(update), invite_id, spoken(update))
    await put_away(update, context)
    await say(update, context, render.goodbye(view))
    return None


async def use_suggested_name(update: Update, context: Context) -> State:
    """Take the first name that Telegram shows."""
    return await _name(update, context, hints(update).first_name, tapped=True)


async def type_name(update: Update, context: Context) -> State:
    """Take the name that they typed."""
    return await _name(update, context, typed(update), tapped=False)


async def type_city(update: Update, context: Context) -> State:
    """Look for the place that they typed, and let them choose."""
    step = await introducing.where_they_stand(context.core, actor_of(update))
    if step.repeated or step.focus is not Focus.JOIN_ZONE:
        return await _go_on(update, context, step)
    await say(update, context, render.cities(step, typed(update), hints(update)))
    return step.focus


async def choose_zone(update: Update, context: Context) -> State:
    """Take the time zone that they tapped."""
    zone = parts(update)[-1]
    step = await introducing.take_zone(context.core, actor_of(update), zone, languages())
    return await _go_on(update, context, step)


async def choose_language(update: Update, context: Context) -> State:
    """Take the language that they tapped."""
    code = parts(update)[-1]
    step = await introducing.take_language(context.core, actor_of(update), code, languages())
    return await _go_on(update, context, step)


async def ask_again(update: Update, context: Context) -> State:
    """Ask the open question again: what came was nothing to answer it with."""
    step = await introducing.where_they_stand(context.core, actor_of(update))
    return await _go_on(update, context, step)


def _shown(update: Update, context: Context) -> tuple[int, str]:
    """The invite of a button, if it was shown to whoever taps it, and the text they agree to."""
    _, _, invite, *more = parts(update)
    # Buttons of long ago have less in them.
    shown, version, *_ = (*more, "", "")
    invite_id = short(invite)
    require_shown(context.core, actor_of(update), invite_id, shown)
    return invite_id, version


async def _name(update: Update, context: Context, name: str, *, tapped: bool) -> State:
    step = await introducing.take_name(context.core, actor_of(update), name, tapped=tapped)
    return await _go_on(update, context, step)


async def _go_on(update: Update, context: Context, step: Next) -> State:
    if isinstance(step, Joined):
        await say(update, context, render.joined(step), ends=True)
        await _menu(update, context)
        return ConversationHandler.END
    await say(update, context, render.question(step, hints(update)))
    return step.focus


async def _menu(update: Update, context: Context) -> None:
    await set_menu(context.core, context.bot, actor_of(update).telegram_id)


ENTRY_POINTS: list[BaseHandler[Any, Context, Any]] = [
    CommandHandler("start", start, PRIVATE),
    CallbackQueryHandler(agree, r"^jn\.yes\."),
    CallbackQueryHandler(not_now, r"^jn\.no\."),
    CallbackQueryHandler(use_suggested_name, r"^jn\.name$"),
    CallbackQueryHandler(choose_zone, r"^jn\.zone\."),
    CallbackQueryHandler(choose_language, r"^jn\.lang\."),
]
_OTHER = MessageHandler(ANYTHING_SAID, ask_again)
STATES: dict[object, list[BaseHandler[Any, Context, Any]]] = {
    Focus.JOIN_NAME: [MessageHandler(ANYTHING_SAID & filters.TEXT, type_name), _OTHER],
    Focus.JOIN_ZONE: [MessageHandler(ANYTHING_SAID & filters.TEXT, type_city), _OTHER],
    Focus.JOIN_LANGUAGE: [_OTHER],
}
