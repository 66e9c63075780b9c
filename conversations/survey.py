"""/survey: the list of surveys, the page of each, and writing one step by step.

Words belong to a survey only while its author is asked for some; any command leaves it where it is.
"""

from collections.abc import Awaitable, Callable
from typing import Any

from telegram import Update
from telegram.ext import (
    BaseHandler,
    CallbackQueryHandler,
    CommandHandler,
    MessageHandler,
)

from bot.domain.people import Focus
from bot.domain.survey_steps import Step
from bot.render import survey_list as listed
from bot.render import survey_sending as told
from bot.render import survey_trial as tried
from bot.render.survey_steps import step as shown_step
from bot.services.core import Actor, Core
from bot.services.errors import Reason, RefusedError
from bot.services.relationships.leaving import Left
from bot.services.surveys import drafts, library, listing, preview, sending, steering
from bot.services.surveys.draft_views import TakenView, WritingView
from bot.services.surveys.listing import SurveyPage
from handlers.context import Context, actor_of
from handlers.letting_go import lets_go
from handlers.replies import change, parts, say, short
from handlers.speaking import ANYTHING_SAID, PRIVATE, State, state_of
from handlers.speaking import typed as words_of

_STEERS: dict[str, Callable[[Core, Actor, int], Awaitable[SurveyPage]]] = {
    "show": listing.page,
    "unplan": steering.take_back,
    "once": steering.once,
    "close": steering.close_now,
    "remind": steering.remind_now,
}
_MOST_PAGES = 10_000


async def begin(update: Update, context: Context) -> None:
    """/survey: all surveys, and what can be begun."""
    view = await listing.surveys(context.core, actor_of(update))
    await say(update, context, listed.surveys(view))


async def turn_list(update: Update, context: Context) -> None:
    """Another page of the surveys, or of those to copy."""
    _, _, verb, number = parts(update)
    view = await listing.surveys(
        context.core, actor_of(update), int(number) % _MOST_PAGES, to_copy=verb == "copies"
    )
    await change(update, context, listed.surveys(view))


async def shelf(update: Update, context: Context) -> None:
    """The library."""
    view = await library.shelf(context.core, actor_of(update))
    await change(update, context, listed.library(view))


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
    _, row, _, step, verb, *value = parts(update)
    view = await drafts.tap(
        context.core, actor_of(update), short(row), _step(step), verb, value[0] if value else ""
    )
    return await _writing(update, context, view)


async def back(update: Update, context: Context) -> State:
    """To the step before."""
    _, row, _, step = parts(update)
    view = await drafts.back(context.core, actor_of(update), short(row), _step(step))
    return await _writing(update, context, view)


async def typed(update: Update, context: Context) -> State:
    """Words for the step at hand."""
    view = await drafts.write(context.core, actor_of(update), words_of(update))
    if isinstance(view, Left):
        await say(update, context, told.gone(view.language), ends=True)
        return state_of(view.focus)
    if isinstance(view, TakenView):
        await say(update, context, *told.taken(view), ends=True)
    else:
        await say(update, context, shown_step(view))
    return Focus.SURVEY_WRITING


async def send(update: Update, context: Context) -> State:
    """Send it, or let it wait for its day."""
    view = await sending.send(context.core, actor_of(update), short(parts(update)[1]))
    if not isinstance(view, sending.SentView):
        return await _writing(update, context, view)
    await change(update, context, told.sent(view))
    return state_of(view.focus)


async def steer(update: Update, context: Context) -> None:
    """Show the page of a survey, after doing what was tapped on it."""
    _, row, verb, *_ = parts(update)
    view = await _STEERS[verb](context.core, actor_of(update), short(row))
    await change(update, context, listed.page(view))


async def later(update: Update, context: Context) -> State:
    """Leave a draft for later; anybody may go on with it."""
    view, left = await steering.leave_for_later(
        context.core, actor_of(update), short(parts(update)[1])
    )
    await change(update, context, listed.page(view))
    return state_of(left.focus)


async def surely(update: Update, context: Context) -> None:
    """Ask once more before something that cannot be taken back."""
    _, row, verb = parts(update)
    view = await listing.page(context.core, actor_of(update), short(row))
    await change(update, context, listed.surely(view, verb))


async def drop(update: Update, context: Context) -> State:
    """Throw a draft away."""
    left = await steering.throw_away(context.core, actor_of(update), short(parts(update)[1]))
    await change(update, context, listed.dropped(left.language))
    return state_of(left.focus)


async def look(update: Update, context: Context) -> None:
    """The preview, or a test: the first question in a message of its own."""
    _, row, verb = parts(update)
    survey_id = short(row)
    views = await preview.questions(context.core, actor_of(update), survey_id)
    first = tried.preview(survey_id, views, 1)
    await say(update, context, first if verb == "view" else tried.trial(survey_id, views, 1))


async def look_on(update: Update, context: Context) -> None:
    """Another question of the preview, or of the test."""
    _, row, verb, number, *ticked = parts(update)
    survey_id = short(row)
    views = await preview.questions(context.core, actor_of(update), survey_id)
    if verb == "turn":
        await change(update, context, tried.preview(survey_id, views, int(number)))
        return
    shown = tried.trial(survey_id, views, int(number), ticked[0] if ticked else "")
    await change(update, context, shown)


async def _writing(update: Update, context: Context, view: WritingView | TakenView) -> State:
    """Show where a draft stands in place of what was tapped, or who writes it now."""
    if isinstance(view, TakenView):
        (told_taken,) = told.taken(view)
        await change(update, context, told_taken)
        return None
    await change(update, context, shown_step(view))
    return Focus.SURVEY_WRITING


def _step(part: str) -> Step:
    try:
        return Step(part)
    except ValueError as error:
        raise RefusedError(Reason.GONE) from error


_ID = r"[0-9a-z]+"
_NUMBER = r"[0-9]{1,3}"

ENTRY_POINTS: list[BaseHandler[Any, Context, Any]] = [
    CommandHandler("survey", begin, PRIVATE),
    CallbackQueryHandler(turn_list, rf"^sv\.-\.(list|copies)\.{_NUMBER}$"),
    CallbackQueryHandler(shelf, r"^sv\.-\.library$"),
    CallbackQueryHandler(new, r"^sv\.-\.new$"),
    CallbackQueryHandler(from_library, r"^sv\.-\.begin\.[a-z_]+$"),
    CallbackQueryHandler(copy, rf"^sv\.{_ID}\.copy$"),
    CallbackQueryHandler(write_on, rf"^sv\.{_ID}\.(write|take)$"),
    CallbackQueryHandler(tap, rf"^sv\.{_ID}\.do\.[a-z]+\.[a-z]+(\.[0-9a-z_+-]+)?$"),
    CallbackQueryHandler(back, rf"^sv\.{_ID}\.back\.[a-z]+$"),
    CallbackQueryHandler(send, rf"^sv\.{_ID}\.send$"),
    CallbackQueryHandler(steer, rf"^sv\.{_ID}\.(show|unplan|once|(close|remind)\.yes)$"),
    CallbackQueryHandler(later, rf"^sv\.{_ID}\.later$"),
    CallbackQueryHandler(surely, rf"^sv\.{_ID}\.(drop|close|remind)$"),
    CallbackQueryHandler(drop, rf"^sv\.{_ID}\.drop\.yes$"),
    CallbackQueryHandler(look, rf"^sv\.{_ID}\.(view|try)$"),
    CallbackQueryHandler(look_on, rf"^sv\.{_ID}\.(turn|try)\.{_NUMBER}(\.[0-9a-z]+)?$"),
]
STATES: dict[object, list[BaseHandler[Any, Context, Any]]] = {
    Focus.SURVEY_WRITING: [
        MessageHandler(ANYTHING_SAID, lets_go(typed)),
    ],
}
