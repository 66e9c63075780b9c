"""/programme: what is set for everybody, and changing it; coordinators only.

/programme -> a setting -> tapped or typed -> all settings again. Helplines: the name, the number,
how people will see it -> yes. What is being set is remembered in the database.
"""

from typing import Any

from telegram import Update
from telegram.ext import BaseHandler, CallbackQueryHandler, CommandHandler, MessageHandler

from bot.domain.people import Focus
from bot.domain.programme_settings import Setting
from bot.render import programme as render
from bot.render import programme_helplines as render_helplines
from bot.render.message import Outgoing
from bot.services.people import helpline_checks, programme_typing
from bot.services.people import programme_helplines as helplines
from bot.services.people import programme_settings as settings
from bot.services.people.programme_typing import Shown
from handlers.context import Context, actor_of
from handlers.letting_go import lets_go
from handlers.replies import change, parts, say, short
from handlers.speaking import ANYTHING_SAID, PRIVATE, State, state_of, typed


async def begin(update: Update, context: Context) -> State:
    """/programme: all settings."""
    view = await settings.begin(context.core, actor_of(update))
    await say(update, context, render.page(view))
    return state_of(view.focus)


async def show_all(update: Update, context: Context) -> State:
    """Back to all settings."""
    view = await settings.show(context.core, actor_of(update))
    await change(update, context, render.page(view))
    return state_of(view.focus)


async def show_thresholds(update: Update, context: Context) -> State:
    """The rules about pairs."""
    view = await settings.show(context.core, actor_of(update))
    await change(update, context, render.thresholds(view))
    return state_of(view.focus)


async def open_setting(update: Update, context: Context) -> State:
    """One setting: what it does, and how to change it."""
    setting = Setting(parts(update)[-1])
    view = await settings.open_setting(context.core, actor_of(update), setting)
    await change(update, context, render.setting(view))
    return state_of(view.focus)


async def choose(update: Update, context: Context) -> State:
    """A value is tapped."""
    _, _, setting, value = parts(update)
    view = await settings.choose(context.core, actor_of(update), Setting(setting), value)
    await change(update, context, _shown(view))
    return state_of(view.focus)


async def type_in(update: Update, context: Context) -> State:
    """A value, or a part of a helpline, is typed."""
    view = await programme_typing.take(context.core, actor_of(update), typed(update))
    await say(update, context, _shown(view))
    return state_of(view.focus)


async def show_helplines(update: Update, context: Context) -> State:
    """All helplines, or one of them."""
    _, _, *one = parts(update)
    chosen = short(one[0]) if one else None
    view = await helplines.show(context.core, actor_of(update), chosen)
    await change(update, context, render_helplines.page(view))
    return state_of(view.focus)


async def confirm_all(update: Update, context: Context) -> State:
    """All of them are right: that is noted, unless others were shown."""
    fingerprint = short(parts(update)[-1])
    view = await helpline_checks.confirm(context.core, actor_of(update), fingerprint)
    await change(update, context, render_helplines.check(view))
    return None


async def write_helpline(update: Update, context: Context) -> State:
    """Write a new one, or one anew."""
    _, _, *one = parts(update)
    chosen = short(one[0]) if one else None
    view = await helplines.write(context.core, actor_of(update), chosen)
    await change(update, context, render_helplines.page(view))
    return state_of(view.focus)


async def keep_part(update: Update, context: Context) -> State:
    """Its name, or its number, stays as it is."""
    view = await helplines.keep(context.core, actor_of(update), short(parts(update)[-1]))
    await change(update, context, render_helplines.page(view))
    return state_of(view.focus)


async def confirm_helpline(update: Update, context: Context) -> State:
    """It is right: from now on people see it."""
    view = await helplines.confirm(context.core, actor_of(update), short(parts(update)[-1]))
    await change(update, context, render_helplines.page(view))
    return state_of(view.focus)


async def ask_to_remove(update: Update, context: Context) -> State:
    """Show what people would see without it, and ask."""
    view = await helplines.show(context.core, actor_of(update), short(parts(update)[-1]))
    await change(update, context, render_helplines.removing(view))
    return state_of(view.focus)


async def remove_helpline(update: Update, context: Context) -> State:
    """Remove it."""
    view = await helplines.remove(context.core, actor_of(update), short(parts(update)[-1]))
    await change(update, context, render_helplines.page(view))
    return state_of(view.focus)


def _shown(view: Shown) -> Outgoing:
    if isinstance(view, settings.ProgrammePage):
        return render.after(view)
    if isinstance(view, settings.SettingPage):
        return render.setting(view)
    return render_helplines.page(view)


_ID = r"[0-9a-z]+"
_SETTING = rf"({'|'.join(each for each in Setting if each is not Setting.HELPLINE)})"

ENTRY_POINTS: list[BaseHandler[Any, Context, Any]] = [
    CommandHandler("programme", begin, PRIVATE),
    CallbackQueryHandler(show_all, r"^pr\.all$"),
    CallbackQueryHandler(show_thresholds, r"^pr\.pairs$"),
    CallbackQueryHandler(open_setting, rf"^pr\.s\.{_SETTING}$"),
    CallbackQueryHandler(choose, rf"^pr\.v\.{_SETTING}\.[0-9a-z:-]+$"),
    CallbackQueryHandler(show_helplines, rf"^pr\.h(o\.{_ID})?$"),
    CallbackQueryHandler(confirm_all, rf"^pr\.hc\.{_ID}$"),
    CallbackQueryHandler(write_helpline, rf"^pr\.h(n|w\.{_ID})$"),
    CallbackQueryHandler(keep_part, rf"^pr\.hk\.{_ID}$"),
    CallbackQueryHandler(confirm_helpline, rf"^pr\.hy\.{_ID}$"),
    CallbackQueryHandler(ask_to_remove, rf"^pr\.hr\.{_ID}$"),
    CallbackQueryHandler(remove_helpline, rf"^pr\.hx\.{_ID}$"),
]
STATES: dict[object, list[BaseHandler[Any, Context, Any]]] = {
    Focus.PROGRAMME: [MessageHandler(ANYTHING_SAID, lets_go(type_in))],
}
