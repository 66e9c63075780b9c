"""A coordinator sends a file of people: it is checked as a whole, and then brought in if they say so.

a file with a table -> what is wrong with it, or what it would do -> done, and a file with the links.
"""

from typing import Any

from telegram import Update
from telegram.ext import BaseHandler, CallbackQueryHandler, MessageHandler, filters

from bot.domain.people_files import LARGEST, Bad, PeopleFile, Problem
from bot.domain.reading_people import read
from bot.render import importing as render
from bot.services.languages import language_of
from bot.services.people import import_file, importing
from handlers.context import Context, actor_of
from handlers.replies import change, parts, say, short, toast
from handlers.speaking import PRIVATE, State, spoken, state_of

# Larger ones take a moment to fetch and to look through.
_SLOW = 100_000


async def check(update: Update, context: Context) -> State:
    """Say what is wrong with a file, or what bringing it in would do."""
    core, actor = context.core, actor_of(update)
    sender = await import_file.who_sent(core, actor, spoken(update))
    if not sender.may_import:
        await say(update, context, render.not_yours(sender.language))
        return state_of(sender.focus)
    assert update.message is not None
    assert update.message.document is not None
    document = update.message.document
    size = document.file_size or 0
    if size > LARGEST:
        await say(update, context, render.wrong(sender.language, [Bad(Problem.LARGE)]))
        return None
    if size > _SLOW:
        await say(update, context, render.checking(sender.language))
    file = await _fetch(update, context, document.file_id, sender.language)
    if file is not None:
        plan = await importing.check(core, actor, file, document.file_id)
        await say(update, context, render.plan(plan))
    return None


async def carry_out(update: Update, context: Context) -> None:
    """Bring them in, and hand the links over."""
    _, verb, row = parts(update)
    core, actor = context.core, actor_of(update)
    await toast(update, context)
    file_id = await import_file.find(core, actor, short(row))
    file = await _fetch(update, context, file_id, await language_of(core, actor.telegram_id, None))
    if file is None:
        return
    view = await importing.carry_out(core, actor, short(row), file, new_links=verb == "in")
    await change(update, context, render.done(view))
    if view.has_links:
        await say(update, context, render.links(view, context.bot.username))


async def _fetch(
    update: Update, context: Context, file_id: str, language: str
) -> PeopleFile | None:
    """Fetch a file and read it; None once it was said why that cannot be done."""
    content = await context.gateway.fetch(file_id)
    if content is None:
        await say(update, context, render.not_fetched(language))
        return None
    found = read(content)
    if isinstance(found, PeopleFile):
        return found
    await say(update, context, render.wrong(language, found))
    return None


# A table may come under another name. Whoever sends a spreadsheet hears how to save it as a table.
_TABLE = (
    filters.Document.FileExtension("csv")
    | filters.Document.FileExtension("txt")
    | filters.Document.FileExtension(None)
    | filters.Document.FileExtension("xlsx")
    | filters.Document.FileExtension("xls")
    | filters.Document.FileExtension("ods")
)

ENTRY_POINTS: list[BaseHandler[Any, Context, Any]] = [
    MessageHandler(PRIVATE & _TABLE, check),
    CallbackQueryHandler(carry_out, r"^iv\.i[mn]\.[0-9a-z]+$"),
]
STATES: dict[object, list[BaseHandler[Any, Context, Any]]] = {}
