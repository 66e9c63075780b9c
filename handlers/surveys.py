"""/survey: the list of surveys, the library, the page of each, and what people will see of it."""

from collections.abc import Awaitable, Callable
from typing import Any

from telegram import Update
from telegram.ext import BaseHandler, CallbackQueryHandler, CommandHandler

from bot.render import survey_list as listed
from bot.render import survey_trial as tried
from bot.services.core import Actor, Core
from bot.services.surveys import library, listing, preview, steering
from bot.services.surveys.listing import SurveyPage
from handlers.context import Context, actor_of
from handlers.replies import change, parts, say, short
from handlers.speaking import PRIVATE

_STEERS: dict[str, Callable[[Core, Actor, int], Awaitable[SurveyPage]]] = {
    "show": listing.page,
    "unplan": steering.take_back,
    "once": steering.once,
    "close": steering.close_now,
    "remind": steering.remind_now,
}


async def _survey(update: Update, context: Context) -> None:
    view = await listing.surveys(context.core, actor_of(update))
    await say(update, context, listed.surveys(view))


async def _turn_list(update: Update, context: Context) -> None:
    _, _, verb, number = parts(update)
    view = await listing.surveys(
        context.core, actor_of(update), int(number), to_copy=verb == "copies"
    )
    await change(update, context, listed.surveys(view))


async def _shelf(update: Update, context: Context) -> None:
    view = await library.shelf(context.core, actor_of(update))
    await change(update, context, listed.library(view))


async def _steer(update: Update, context: Context) -> None:
    _, row, verb, *_ = parts(update)
    view = await _STEERS[verb](context.core, actor_of(update), short(row))
    await change(update, context, listed.page(view))


async def _surely(update: Update, context: Context) -> None:
    _, row, verb = parts(update)
    view = await listing.page(context.core, actor_of(update), short(row))
    await change(update, context, listed.surely(view, verb))


async def _look(update: Update, context: Context) -> None:
    _, row, verb = parts(update)
    survey_id = short(row)
    views = await preview.questions(context.core, actor_of(update), survey_id)
    first = tried.preview(survey_id, views, 1)
    await say(update, context, first if verb == "view" else tried.trial(survey_id, views, 1))


async def _look_on(update: Update, context: Context) -> None:
    _, row, verb, number, *ticked = parts(update)
    survey_id = short(row)
    views = await preview.questions(context.core, actor_of(update), survey_id)
    if verb == "turn":
        await change(update, context, tried.preview(survey_id, views, int(number)))
        return
    shown = tried.trial(survey_id, views, int(number), ticked[0] if ticked else "")
    await change(update, context, shown)


_ID = r"[0-9a-z]+"
_NUMBER = r"[0-9]{1,3}"

HANDLERS: list[BaseHandler[Any, Context, Any]] = [
    CommandHandler("survey", _survey, PRIVATE),
    CallbackQueryHandler(_turn_list, rf"^sv\.-\.(list|copies)\.{_NUMBER}$"),
    CallbackQueryHandler(_shelf, r"^sv\.-\.library$"),
    CallbackQueryHandler(_steer, rf"^sv\.{_ID}\.(show|unplan|(close|remind|once)\.yes)$"),
    CallbackQueryHandler(_surely, rf"^sv\.{_ID}\.(drop|close|remind|once)$"),
    CallbackQueryHandler(_look, rf"^sv\.{_ID}\.(view|try)$"),
    CallbackQueryHandler(_look_on, rf"^sv\.{_ID}\.(turn|try)\.{_NUMBER}(\.[0-9a-z]+)?$"),
]
