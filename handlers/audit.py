"""/audit: who did what, for coordinators; of one kind, of one person, or all as a document."""

import asyncio
from typing import Any

from telegram import Update
from telegram.ext import BaseHandler, CallbackQueryHandler, CommandHandler

from bot.domain.deeds import Kind
from bot.render import audit as shown
from bot.render.audit_file import table
from bot.services import audit_pages as audit
from handlers.context import Context, actor_of
from handlers.replies import change, parts, say, short
from handlers.speaking import PRIVATE


async def _begin(update: Update, context: Context) -> None:
    await say(update, context, shown.page(await audit.page(context.core, actor_of(update))))


async def _page(update: Update, context: Context) -> None:
    _, _, kind, person, number = parts(update)
    view = await audit.page(
        context.core, actor_of(update), _kind(kind), short(person) or None, short(number)
    )
    await change(update, context, shown.page(view))


async def _kinds(update: Update, context: Context) -> None:
    language = await audit.kinds(context.core, actor_of(update))
    await change(update, context, shown.kinds(language, short(parts(update)[2]) or None))


async def _whose(update: Update, context: Context) -> None:
    _, _, kind, number = parts(update)
    view = await audit.whose(context.core, actor_of(update), _kind(kind), short(number))
    await change(update, context, shown.whose(view))


async def _file(update: Update, context: Context) -> None:
    view = await audit.everything(context.core, actor_of(update))
    # Years of entries take their time, and nobody else should wait for them.
    await say(update, context, await asyncio.to_thread(table, view))


def _kind(word: str) -> Kind | None:
    return Kind(word) if word in list(Kind) else None


_ID, _KIND = r"[0-9a-z]{1,13}", r"[a-z]{1,12}"

HANDLERS: list[BaseHandler[Any, Context, Any]] = [
    CommandHandler("audit", _begin, PRIVATE),
    CallbackQueryHandler(_page, rf"^au\.l\.{_KIND}\.{_ID}\.{_ID}$"),
    CallbackQueryHandler(_kinds, rf"^au\.k\.{_ID}$"),
    CallbackQueryHandler(_whose, rf"^au\.p\.{_KIND}\.{_ID}$"),
    CallbackQueryHandler(_file, r"^au\.f$"),
]
