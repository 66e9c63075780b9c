"""What was shared with an earlier mentor: a mentee opens or closes it, a later mentor reads it."""

from typing import Any

from telegram import Update
from telegram.ext import BaseHandler, CallbackQueryHandler

from bot.render import histories as shown
from bot.services.reading import histories, history_reading
from handlers.context import Context, actor_of
from handlers.replies import change, parts, say, short


async def ask(update: Update, context: Context) -> None:
    """Ask a mentee whether a later mentor shall read it, or shall any more."""
    earlier, later = _pairs(update)
    view = await histories.ask(context.core, actor_of(update), earlier, later)
    await say(update, context, shown.ask(view))


async def let_read(update: Update, context: Context) -> None:
    """Let the later mentor read it."""
    earlier, later = _pairs(update)
    view = await histories.let_read(context.core, actor_of(update), earlier, later)
    await change(update, context, shown.settled(view))


async def keep_closed(update: Update, context: Context) -> None:
    """Leave it closed, or close it again."""
    earlier, later = _pairs(update)
    view = await histories.keep_closed(context.core, actor_of(update), earlier, later)
    await change(update, context, shown.settled(view))


async def read(update: Update, context: Context) -> None:
    """Show the later mentor a page of it."""
    later, number = _pairs(update)
    view = await history_reading.read(context.core, actor_of(update), later, number)
    await say(update, context, *shown.history(view))


def _pairs(update: Update) -> tuple[int, int]:
    _, first, second, _ = parts(update)
    return short(first), short(second)


_IDS = r"[0-9a-z]+\.[0-9a-z]+"

HANDLERS: list[BaseHandler[Any, Context, Any]] = [
    CallbackQueryHandler(ask, rf"^hi\.{_IDS}\.ask$"),
    CallbackQueryHandler(let_read, rf"^hi\.{_IDS}\.open$"),
    CallbackQueryHandler(keep_closed, rf"^hi\.{_IDS}\.close$"),
    CallbackQueryHandler(read, rf"^hi\.{_IDS}\.read$"),
]
