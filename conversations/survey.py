"""Writing a survey step by step, from nothing, the library or a copy, up to sending it.

`handlers/surveys.py` has the list and the page of each. Words belong to a survey only while its
author is asked for some; any command leaves it where it is.
"""

from typing import Any

from telegram import Update
from telegram.ext import (
    BaseHandler,
    CallbackQueryHandler,
    MessageHandler,
)

from bot.domain.people import Focus
from bot.domain.survey_steps import Stand
from bot.render import survey_list as listed
from bot.render import survey_sending as told
from bot.render.survey_steps import step as shown_step
from bot.services.errors import Reason, RefusedError
from bot.services.relationships.leaving import Left
from bot.services.surveys import drafts, library, sending, steering
from bot.services.surveys.draft_views import TakenView, WritingView
from handlers.context import Context, actor_of
from handlers.letting_go import lets_go
from handlers.replies import change, parts, say, short
from handlers.speaking import ANYTHING_SAID, State, state_of
from handlers.speaking import typed as words_of


async def new(update: Update, context: Context) -> State:
    """Begin a survey from nothing."""
    return await _writing(update, context, await drafts.new(context.core, actor_of(update)))


async def from_library(update: Update, context: Context) -> State:
    """Begin with a survey of the library."""
    view = await library.begin(context.core, actor_of(update), parts(update)[3])
    return await _writing(update, context, view)


async def copy(update: Update, context: Context) -> State:
    """Begin with a copy of another survey."""
    view = await steering.copy(context.core, actor_of(update), short(parts(update)[1]))
    return await _writing(update, context, view)


async def write_on(update: Update, context: Context) -> State:
    """Go on with a draft, or take it over."""
    _, row, verb = parts(update)
    view = await drafts.write_on(
        context.core, actor_of(update), short(row), take_over=verb == "take"
    )
    return await _writing(update, context, view)


async def tap(update: Update, context: Context) -> State:
    """A button of a step."""
    _, row, _, at, verb, *value = parts(update)
    view = await drafts.tap(
        context.core, actor_of(update), short(row), _stand(at), verb, value[0] if value else ""
    )
    return await _writing(update, context, view)


async def back(update: Update, context: Context) -> State:
    """To the step before."""
    _, row, _, at = parts(update)
    view = await drafts.back(context.core, actor_of(update), short(row), _stand(at))
    return await _writing(update, context, view)


async def typed(update: Update, context: Context) -> State:
    """Words for the step at hand."""
    view = await drafts.write(context.core, actor_of(update), words_of(update))
    if isinstance(view, Left):
        await say(update, context, told.gone(view.language), ends=True)
        return state_of(view.focus)
    if isinstance(view, TakenView):
        await say(update, context, *told.taken(view), ends=True)
        return state_of(view.focus)
    await say(update, context, shown_step(view))
    return Focus.SURVEY_WRITING


async def send(update: Update, context: Context) -> State:
    """Send it, or let it wait for its day."""
    view = await sending.send(context.core, actor_of(update), short(parts(update)[1]))
    if not isinstance(view, sending.SentView):
        return await _writing(update, context, view)
    await change(update, context, told.sent(view))
    return state_of(view.focus)


async def later(update: Update, context: Context) -> State:
    """Leave a draft for later; anybody may go on with it."""
    view, left = await steering.leave_for_later(
        context.core, actor_of(update), short(parts(update)[1])
    )
    await change(update, context, listed.page(view))
    return state_of(left.focus)


async def drop(update: Update, context: Context) -> State:
    """Throw a draft away, unless somebody else is writing it."""
    view = await steering.throw_away(context.core, actor_of(update), short(parts(update)[1]))
    if isinstance(view, TakenView):
        return await _writing(update, context, view)
    await change(update, context, listed.dropped(view.language))
    return state_of(view.focus)


async def _writing(update: Update, context: Context, view: WritingView | TakenView) -> State:
    """Show where a draft stands in place of what was tapped, or who writes it now."""
    if isinstance(view, TakenView):
        (told_taken,) = told.taken(view)
        await change(update, context, told_taken)
        return None
    await change(update, context, shown_step(view))
    return Focus.SURVEY_WRITING


def _stand(part: str) -> Stand:
    try:
        return Stand.read(part)
    except ValueError as error:
        raise RefusedError(Reason.GONE) from error


_ID = r"[0-9a-z]+"
_AT = r"[a-z]+(_[0-9a-z]+)?"

ENTRY_POINTS: list[BaseHandler[Any, Context, Any]] = [
    CallbackQueryHandler(new, r"^sv\.-\.new$"),
    CallbackQueryHandler(from_library, r"^sv\.-\.begin\.[a-z_]+$"),
    CallbackQueryHandler(copy, rf"^sv\.{_ID}\.copy$"),
    CallbackQueryHandler(write_on, rf"^sv\.{_ID}\.(write|take)$"),
    CallbackQueryHandler(tap, rf"^sv\.{_ID}\.do\.{_AT}\.[a-z]+(\.[0-9a-z_+-]+)?$"),
    CallbackQueryHandler(back, rf"^sv\.{_ID}\.back\.{_AT}$"),
    CallbackQueryHandler(send, rf"^sv\.{_ID}\.send$"),
    CallbackQueryHandler(later, rf"^sv\.{_ID}\.later$"),
    CallbackQueryHandler(drop, rf"^sv\.{_ID}\.drop\.yes$"),
]
STATES: dict[object, list[BaseHandler[Any, Context, Any]]] = {
    Focus.SURVEY_WRITING: [
        MessageHandler(ANYTHING_SAID, lets_go(typed)),
    ],
}
