"""An announcement: whom it is for, its words, a look at it as people see it, and sending it.

While its author is at it, what they type are its words, at every step; any command leaves it as
it is, and /survey leads back.
"""

from typing import Any

from telegram import Update
from telegram.ext import BaseHandler, CallbackQueryHandler, MessageHandler

from bot.domain.people import Focus
from bot.render import announcing as render
from bot.services.broadcasts import announcing
from bot.services.broadcasts.announcing_views import DraftView, SentView
from bot.services.errors import Reason, RefusedError
from handlers.context import Context, actor_of
from handlers.letting_go import lets_go
from handlers.replies import change, parts, put_away, say, short
from handlers.speaking import ANYTHING_SAID, State, state_of, typed


async def begin(update: Update, context: Context) -> State:
    """Begin, or go on with the draft there is."""
    view = await announcing.begin(context.core, actor_of(update))
    await say(update, context, *render.draft(view))
    return Focus.ANNOUNCEMENT


async def who(update: Update, context: Context) -> State:
    """Ask whom it is for, or show a page of the groups."""
    page = parts(update)[3:]
    number = int(page[0]) if page else None
    return await _shown(
        update,
        context,
        await announcing.ask_who(context.core, actor_of(update), _id(update), number),
    )


async def choose(update: Update, context: Context) -> State:
    """Take an audience."""
    verb, value = parts(update)[2:]
    group = short(value) if verb == "group" else None
    view = await announcing.choose(context.core, actor_of(update), _id(update), value, group)
    return await _shown(update, context, view)


async def write(update: Update, context: Context) -> State:
    """Take what they typed as its words."""
    assert update.message is not None  # it is something that was said
    if update.message.text is None:
        view = await announcing.only_words(context.core, actor_of(update))
    else:
        view = await announcing.write(context.core, actor_of(update), typed(update))
    await say(update, context, *render.draft(view))
    return Focus.ANNOUNCEMENT


async def send(update: Update, context: Context) -> State:
    """Send it."""
    view = await announcing.send(context.core, actor_of(update), _id(update))
    if isinstance(view, SentView):
        await change(update, context, render.sent(view))
        return state_of(view.focus)
    return await _shown(update, context, view)


async def drop(update: Update, context: Context) -> State:
    """Throw it away."""
    left = await announcing.drop(context.core, actor_of(update), _id(update))
    await change(update, context, render.dropped(left))
    return state_of(left.focus)


async def _shown(update: Update, context: Context, view: DraftView) -> State:
    messages = render.draft(view)
    if len(messages) == 1:
        await change(update, context, messages[0])
    else:
        await put_away(update, context)
        await say(update, context, *messages)
    return Focus.ANNOUNCEMENT


def _id(update: Update) -> int:
    found = parts(update)
    if len(found) < 3:
        raise RefusedError(Reason.GONE)
    return short(found[1])


_ROW = r"^ac\.[0-9a-z]+\."
ENTRY_POINTS: list[BaseHandler[Any, Context, Any]] = [
    CallbackQueryHandler(begin, r"^ac\.new$"),
    CallbackQueryHandler(who, _ROW + r"(who|page\.\d{1,3})$"),
    CallbackQueryHandler(choose, _ROW + r"(for\.[a-z]+|group\.[0-9a-z]+)$"),
    CallbackQueryHandler(send, _ROW + "send$"),
    CallbackQueryHandler(drop, _ROW + "drop$"),
]
STATES: dict[object, list[BaseHandler[Any, Context, Any]]] = {
    Focus.ANNOUNCEMENT: [MessageHandler(ANYTHING_SAID, lets_go(write))],
}
