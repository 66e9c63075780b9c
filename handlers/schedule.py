"""/schedule: what is agreed, the next meetings, and what can be changed."""

from typing import Any

from telegram import Update
from telegram.ext import BaseHandler, CallbackQueryHandler, CommandHandler, filters

from bot.render import meeting_changes as shown_change
from bot.render import schedule as shown
from bot.render.calendar_file import calendar_file
from bot.services.meeting import meeting_changes
from bot.services.relationships import schedule
from handlers.context import Context, actor_of
from handlers.replies import change, parts, say, short

_OWN = filters.UpdateType.MESSAGE & filters.ChatType.PRIVATE


async def show(update: Update, context: Context) -> None:
    """/schedule: one message for each pair."""
    view = await schedule.show(context.core, actor_of(update))
    await say(update, context, *shown.show(view))


async def send_file(update: Update, context: Context) -> None:
    """Send a meeting as a calendar file."""
    view = await meeting_changes.find(context.core, actor_of(update), short(parts(update)[1]))
    await say(update, context, calendar_file(view))


async def ask_call_off(update: Update, context: Context) -> None:
    """Ask whether a meeting shall really be called off."""
    view = await meeting_changes.find(context.core, actor_of(update), short(parts(update)[1]))
    await say(update, context, shown_change.ask_call_off(view))


async def call_off(update: Update, context: Context) -> None:
    """Call a meeting off."""
    view = await meeting_changes.call_off(context.core, actor_of(update), short(parts(update)[1]))
    said, file = shown_change.done(view)
    await change(update, context, said)
    await say(update, context, file)


async def keep(update: Update, context: Context) -> None:
    """Leave a meeting as it is."""
    view = await meeting_changes.find(context.core, actor_of(update), short(parts(update)[1]))
    await change(update, context, shown_change.kept(view.language))


HANDLERS: list[BaseHandler[Any, Context, Any]] = [
    CommandHandler("schedule", show, filters=_OWN),
    CallbackQueryHandler(send_file, pattern=r"^mt\.[0-9a-z]+\.ics$"),
    CallbackQueryHandler(ask_call_off, pattern=r"^mt\.[0-9a-z]+\.off$"),
    CallbackQueryHandler(call_off, pattern=r"^mt\.[0-9a-z]+\.offyes$"),
    CallbackQueryHandler(keep, pattern=r"^mt\.[0-9a-z]+\.keep$"),
]
