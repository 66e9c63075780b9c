"""What we heard, what we changed: a coordinator writes back to everybody who was asked.

The button under the results -> one message -> how it will look -> one tap sends it, once.
"""

from typing import Any

from telegram import Update
from telegram.ext import BaseHandler, CallbackQueryHandler, MessageHandler

from bot.domain.people import Focus
from bot.render import survey_heard as shown
from bot.render.survey_sending import gone
from bot.services.relationships.leaving import Left
from bot.services.surveys import heard
from handlers.context import Context, actor_of
from handlers.letting_go import lets_go
from handlers.replies import change, parts, put_away, say, short
from handlers.speaking import ANYTHING_SAID, State, state_of
from handlers.speaking import typed as words_of


async def begin(update: Update, context: Context) -> State:
    """Ask for the words, or show those that are there."""
    view = await heard.begin(context.core, actor_of(update), short(parts(update)[1]))
    await say(update, context, *shown.writing(view))
    return state_of(view.focus)


async def typed(update: Update, context: Context) -> State:
    """The words."""
    view = await heard.write(context.core, actor_of(update), words_of(update))
    if isinstance(view, Left):
        await say(update, context, gone(view.language), ends=True)
    else:
        await say(update, context, *shown.writing(view), ends=view.sent_at is not None)
    return state_of(view.focus)


async def send(update: Update, context: Context) -> State:
    """Send them to everybody who was asked."""
    _, row, _, mark = parts(update)
    view = await heard.send(context.core, actor_of(update), short(row), mark)
    messages = shown.writing(view)
    if len(messages) == 1:
        await change(update, context, messages[0])
    else:
        await put_away(update, context)
        await say(update, context, *messages)
    return state_of(view.focus)


async def later(update: Update, context: Context) -> State:
    """Leave them for later."""
    left = await heard.later(context.core, actor_of(update))
    await change(update, context, shown.left(left.language, short(parts(update)[1])))
    return state_of(left.focus)


_ID = r"[0-9a-z]{1,13}"

ENTRY_POINTS: list[BaseHandler[Any, Context, Any]] = [
    CallbackQueryHandler(begin, rf"^sr\.{_ID}\.heard$"),
    CallbackQueryHandler(send, rf"^sr\.{_ID}\.tell\.{_ID}$"),
    CallbackQueryHandler(later, rf"^sr\.{_ID}\.later$"),
]
STATES: dict[object, list[BaseHandler[Any, Context, Any]]] = {
    Focus.SURVEY_HEARD: [MessageHandler(ANYTHING_SAID, lets_go(typed))],
}
