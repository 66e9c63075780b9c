"""What a mentor reads: /digest and its buttons, and /mentees."""

from typing import Any

from telegram import Update
from telegram.ext import BaseHandler, CallbackQueryHandler, CommandHandler, filters

from bot.render import digest as shown
from bot.render.meeting import mentees as the_mentees
from bot.render.message import Outgoing
from bot.services.reading import digests, mentees
from bot.services.reading.digest_views import DigestView, WhoseDigest
from handlers.context import Context, actor_of
from handlers.replies import parts, say, short

_OWN = filters.UpdateType.MESSAGE & filters.ChatType.PRIVATE


async def show(update: Update, context: Context) -> None:
    """/digest: what there is to read before the coming meeting."""
    view = await digests.open_digest(context.core, actor_of(update))
    await say(update, context, *_first(view))


async def show_of(update: Update, context: Context) -> None:
    """The digest of one mentee."""
    _, relationship, _ = parts(update)
    view = await digests.open_digest(context.core, actor_of(update), short(relationship))
    await say(update, context, *_first(view))


async def everything(update: Update, context: Context) -> None:
    """All of a digest: of one meeting, or of a mentee with no meeting planned."""
    _, row_id, verb = parts(update)
    core, actor, number = context.core, actor_of(update), short(row_id)
    if verb == "all":
        view: DigestView | WhoseDigest = await digests.open_for_meeting(core, actor, number)
    else:
        view = await digests.open_digest(core, actor, number)
    assert isinstance(view, DigestView)
    await say(update, context, *shown.everything(view))


async def play(update: Update, context: Context) -> None:
    """A voice note out of a digest."""
    _, answer, _ = parts(update)
    view = await digests.voice(context.core, actor_of(update), short(answer))
    await say(update, context, shown.voice(view))


async def list_mentees(update: Update, context: Context) -> None:
    """/mentees: each of them, when you meet next, and how the last reflection stands."""
    view = await mentees.of_mentor(context.core, actor_of(update))
    await say(update, context, *the_mentees(view))


def _first(view: DigestView | WhoseDigest) -> list[Outgoing]:
    return [shown.whose(view)] if isinstance(view, WhoseDigest) else shown.digest(view)


HANDLERS: list[BaseHandler[Any, Context, Any]] = [
    CommandHandler("digest", show, filters=_OWN),
    CommandHandler("mentees", list_mentees, filters=_OWN),
    CallbackQueryHandler(show_of, pattern=r"^dg\.[0-9a-z]+\.show$"),
    CallbackQueryHandler(everything, pattern=r"^dg\.[0-9a-z]+\.(all|now)$"),
    CallbackQueryHandler(play, pattern=r"^dg\.[0-9a-z]+\.play$"),
]
