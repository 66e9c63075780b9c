"""An edited message edits what it became: an answer, or an item of the list for a meeting."""

from typing import Any

from telegram import Update
from telegram.ext import BaseHandler, MessageHandler, filters

from bot.render import agenda as list_shown
from bot.render import reflecting as shown
from bot.render import survey_edits
from bot.services.reading import agenda
from bot.services.surveys import edited as surveys
from bot.services.writing import late_edits
from handlers.context import Context, actor_of
from handlers.replies import say


async def edited(update: Update, context: Context) -> None:
    """Change what is stored, and say so; say so too when it is too late, or was nothing of ours."""
    message = update.edited_message
    assert message is not None
    core, actor = context.core, actor_of(update)
    # Something edited that holds no words, such as a caption, edits nothing.
    answer = await late_edits.edit(core, actor, message.text or "")
    if answer is not None:
        await say(update, context, shown.edited(answer))
        return
    item = await agenda.edit(core, actor, message.text) if message.text else None
    if item is not None:
        await say(update, context, list_shown.changed(item))
        return
    await say(update, context, survey_edits.edited(await surveys.perhaps_answered(core, actor)))


HANDLERS: list[BaseHandler[Any, Context, Any]] = [
    MessageHandler(filters.UpdateType.EDITED_MESSAGE & filters.ChatType.PRIVATE, edited),
]
