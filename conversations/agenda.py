"""The mentee's list: /agenda, typing one thing after another, taking one off, done."""

from collections.abc import Sequence
from typing import Any

from telegram import Update
from telegram.ext import (
    BaseHandler,
    CallbackQueryHandler,
    CommandHandler,
    ConversationHandler,
    MessageHandler,
    filters,
)

from bot.domain.people import Focus
from bot.render import agenda as shown
from bot.render.message import Outgoing
from bot.services.reading import agenda
from bot.services.reading.agenda_views import Closed, SetAside, WhoseAgenda
from handlers.context import Context, actor_of
from handlers.replies import change, parts, say, short

_OWN = filters.UpdateType.MESSAGE & filters.ChatType.PRIVATE
_NOT_WORDS = filters.VOICE | filters.AUDIO | filters.VIDEO_NOTE | filters.PHOTO | filters.VIDEO


async def begin(update: Update, context: Context) -> Focus | int:
    """/agenda: show the list and take what is typed next."""
    view = await agenda.open_list(context.core, actor_of(update))
    if isinstance(view, WhoseAgenda):
        await say(update, context, shown.whose(view))
        return ConversationHandler.END
    await say(update, context, *shown.the_list(view))
    return Focus.AGENDA


async def tapped(update: Update, context: Context) -> Focus | int:
    """A button of the list."""
    _, id_part, verb = parts(update)
    core, actor, row_id = context.core, actor_of(update), short(id_part)
    if verb == "done":
        await change(update, context, shown.closed(await agenda.close(core, actor, row_id)))
        return ConversationHandler.END
    if verb == "rm":
        await _show(update, context, shown.the_list(await agenda.remove(core, actor, row_id)))
        return Focus.AGENDA
    if verb == "put":
        await change(update, context, shown.added(await agenda.put(core, actor, row_id)))
        return Focus.AGENDA
    view = await agenda.open_list(core, actor, row_id)
    assert not isinstance(view, WhoseAgenda)  # the list was named
    picks = verb == "cut" and view.lines
    await _show(update, context, [shown.pick(view)] if picks else shown.the_list(view))
    return Focus.AGENDA


async def typed(update: Update, context: Context) -> Focus | int:
    """One more thing for the list."""
    assert update.message is not None
    view = await agenda.add(context.core, actor_of(update), update.message.text or "")
    if isinstance(view, Closed):
        await say(update, context, shown.not_open(view.language), ends=True)
        return ConversationHandler.END
    if isinstance(view, SetAside):
        await say(update, context, shown.set_aside(view), ends=True)
        return ConversationHandler.END
    await say(update, context, shown.added(view))
    return Focus.AGENDA


async def not_words(update: Update, context: Context) -> Focus | int:
    """A voice note or a picture: the list is kept in words."""
    view = await agenda.look(context.core, actor_of(update))
    if isinstance(view, Closed):
        await say(update, context, shown.not_open(view.language), ends=True)
        return ConversationHandler.END
    await say(update, context, shown.only_words(view.language))
    return Focus.AGENDA


async def _show(update: Update, context: Context, messages: Sequence[Outgoing]) -> None:
    """Change the tapped message where one message is enough."""
    if len(messages) == 1:
        await change(update, context, messages[0])
    else:
        await say(update, context, *messages)


ENTRY_POINTS: list[BaseHandler[Any, Context, Any]] = [
    CommandHandler("agenda", begin, filters=_OWN),
    CallbackQueryHandler(tapped, pattern=r"^ad\.[0-9a-z]+\.(list|cut|rm|put|done)$"),
]
STATES: dict[object, list[BaseHandler[Any, Context, Any]]] = {
    Focus.AGENDA: [
        MessageHandler(_OWN & filters.TEXT & ~filters.COMMAND, typed),
        MessageHandler(_OWN & _NOT_WORDS, not_words),
    ],
}
