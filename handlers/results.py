"""The results of a survey: the page, and pictures, words and tables made when they are asked for."""

import asyncio
from collections.abc import Callable
from typing import Any

from telegram import Update
from telegram.ext import BaseHandler, CallbackQueryHandler

from bot.domain.deeds import Detail
from bot.render import result_files as files
from bot.render import result_notices as notices
from bot.render import survey_results as shown
from bot.render.charts import charts
from bot.render.message import Outgoing
from bot.services.surveys import results
from bot.services.surveys.result_views import ResultsView
from handlers.context import Context, actor_of
from handlers.replies import change, parts, say, short, toast

_MAKES: dict[Detail, Callable[[ResultsView], Outgoing]] = {
    Detail.WORDS: files.words_file,
    Detail.CSV: files.csv_file,
    Detail.XLSX: files.xlsx_file,
}


async def _page(update: Update, context: Context) -> None:
    _, row, *rest = parts(update)
    view = await results.results(context.core, actor_of(update), short(row))
    await change(update, context, shown.page(view, int(rest[1]) if rest else 0))


async def _chart(update: Update, context: Context) -> None:
    view = await _asked(update, context, Detail.CHART)
    if view.has_numbers:
        await say(update, context, *await charts(view))
    else:
        await say(update, context, notices.nothing(view.language))


async def _file(update: Update, context: Context) -> None:
    kind = Detail(parts(update)[2])
    make = _MAKES[kind]
    view = await _asked(update, context, kind)
    is_there = view.has_words if make is files.words_file else view.has_answers
    if is_there:
        # A large one takes its time, and nobody else should wait for it.
        await say(update, context, await asyncio.to_thread(make, view))
    else:
        await say(update, context, notices.nothing(view.language))


async def _asked(update: Update, context: Context, file: Detail) -> ResultsView:
    """Read the results once the tap has been answered, since what comes now may take a while."""
    view = await results.results(context.core, actor_of(update), short(parts(update)[1]), file)
    await toast(update, context, notices.making(view.language))
    return view


_ID = r"[0-9a-z]{1,13}"

HANDLERS: list[BaseHandler[Any, Context, Any]] = [
    CallbackQueryHandler(_page, rf"^sr\.{_ID}(\.page\.[0-9]{{1,2}})?$"),
    CallbackQueryHandler(_chart, rf"^sr\.{_ID}\.chart$"),
    CallbackQueryHandler(_file, rf"^sr\.{_ID}\.(words|csv|xlsx)$"),
]
