"""One pair: a coordinator looks at it and changes how it stands; one of the two ends their own."""

from collections.abc import Awaitable, Callable
from typing import Any

from telegram import Update
from telegram.ext import BaseHandler, CallbackQueryHandler

from bot.render import closing as shown_closing
from bot.render import pair_page as shown
from bot.services.core import Actor, Core
from bot.services.relationships import ending, pair_page, proposals
from bot.services.relationships.pair_page import PairPage
from handlers.context import Context, actor_of
from handlers.replies import change, parts, say, short

_Does = Callable[[Core, Actor, int], Awaitable[PairPage]]
_DOES: dict[str, _Does] = {
    "pauseyes": ending.pause,
    "goyes": ending.go_on,
    "endyes": ending.end,
    "againyes": proposals.ask_again,
    "backyes": proposals.withdraw,
}


async def look(update: Update, context: Context) -> None:
    """Show a pair, from somebody's card or from how the pairs are doing."""
    view = await pair_page.show(context.core, actor_of(update), short(parts(update)[1]))
    await say(update, context, shown.page(view))


async def ask(update: Update, context: Context) -> None:
    """Ask whether to pause it, let it go on or end it; or to ask again, or take the question back."""
    _, row, what = parts(update)
    view = await pair_page.show(context.core, actor_of(update), short(row))
    await change(update, context, shown.ask(view, what))


async def do(update: Update, context: Context) -> None:
    """Do what was asked about."""
    _, row, what = parts(update)
    view = await _DOES[what](context.core, actor_of(update), short(row))
    await change(update, context, shown.page(view))


async def keep(update: Update, context: Context) -> None:
    """Leave it as it is."""
    view = await pair_page.show(context.core, actor_of(update), short(parts(update)[1]))
    await change(update, context, shown.page(view))


async def ask_mine(update: Update, context: Context) -> None:
    """Ask whether somebody really wants to end their own pair."""
    view = await ending.ask_mine(context.core, actor_of(update), short(parts(update)[1]))
    await change(update, context, shown_closing.ask_mine(view))


async def end_mine(update: Update, context: Context) -> None:
    """End one's own pair."""
    view = await ending.end_mine(context.core, actor_of(update), short(parts(update)[1]))
    told, *files = shown_closing.told(view)
    await change(update, context, told)
    if files:
        await say(update, context, *files)


async def keep_mine(update: Update, context: Context) -> None:
    """Leave one's own pair as it is."""
    view = await ending.ask_mine(context.core, actor_of(update), short(parts(update)[1]))
    await change(update, context, shown_closing.kept(view.language))


_ID = "[0-9a-z]+"

HANDLERS: list[BaseHandler[Any, Context, Any]] = [
    CallbackQueryHandler(look, rf"^cl\.{_ID}$"),
    CallbackQueryHandler(ask, rf"^cl\.{_ID}\.(pause|go|end|again|back)$"),
    CallbackQueryHandler(do, rf"^cl\.{_ID}\.({'|'.join(_DOES)})$"),
    CallbackQueryHandler(keep, rf"^cl\.{_ID}\.keep$"),
    CallbackQueryHandler(ask_mine, rf"^cl\.{_ID}\.mine$"),
    CallbackQueryHandler(end_mine, rf"^cl\.{_ID}\.mineyes$"),
    CallbackQueryHandler(keep_mine, rf"^cl\.{_ID}\.minekeep$"),
]
