"""Moving or adding a single meeting: a day, a time, and a look before it counts."""

from datetime import date, time
from typing import Any

from telegram import Update
from telegram.ext import (
    BaseHandler,
    CallbackQueryHandler,
    ConversationHandler,
    MessageHandler,
)

from bot.domain.people import Focus
from bot.render import meeting_changes as shown
from bot.services.errors import Reason, RefusedError
from bot.services.meeting import meeting_choices
from bot.services.meeting.meeting_changes import ChangeView
from bot.services.relationships.leaving import Left
from handlers.context import Context, actor_of
from handlers.letting_go import lets_go
from handlers.replies import change, parts, say, short
from handlers.speaking import ANYTHING_SAID
from handlers.speaking import typed as words_of


async def begin(update: Update, context: Context) -> Focus:
    """Begin to move a meeting, or to add one."""
    _, row, verb = parts(update)
    choose = meeting_choices.begin_move if verb == "move" else meeting_choices.begin_add
    view = await choose(context.core, actor_of(update), short(row))
    await say(update, context, shown.choice(view))
    return Focus.MEETING_MOVE


async def picked(update: Update, context: Context) -> Focus:
    """A day or a time from a button."""
    _, row, what, value = parts(update)
    core, actor, draft_id = context.core, actor_of(update), short(row)
    if what == "day":
        view = await meeting_choices.pick_day(core, actor, draft_id, _day(value))
    else:
        view = await meeting_choices.pick_time(core, actor, draft_id, _time(value))
    await change(update, context, shown.choice(view))
    return Focus.MEETING_MOVE


async def again(update: Update, context: Context) -> Focus:
    """Begin with the day again."""
    view = await meeting_choices.again(context.core, actor_of(update), short(parts(update)[1]))
    await change(update, context, shown.choice(view))
    return Focus.MEETING_MOVE


async def typed(update: Update, context: Context) -> Focus | int:
    """A typed day, time or both; anything but words is asked for again."""
    view = await meeting_choices.write(context.core, actor_of(update), words_of(update))
    if isinstance(view, Left):
        await say(update, context, shown.choice_gone(view.language), ends=True)
        return view.focus or ConversationHandler.END
    await say(update, context, shown.choice(view))
    return Focus.MEETING_MOVE


async def confirm(update: Update, context: Context) -> Focus | int:
    """Yes: move it, or add it."""
    view = await meeting_choices.confirm(context.core, actor_of(update), short(parts(update)[1]))
    if not isinstance(view, ChangeView):
        await change(update, context, shown.choice(view))
        return Focus.MEETING_MOVE
    said, file = shown.done(view)
    await change(update, context, said)
    await say(update, context, file)
    return view.focus or ConversationHandler.END


async def drop(update: Update, context: Context) -> Focus | int:
    """Leave everything as it is."""
    left = await meeting_choices.drop(context.core, actor_of(update), short(parts(update)[1]))
    await change(update, context, shown.kept(left.language))
    return left.focus or ConversationHandler.END


def _day(value: str) -> date:
    try:
        return date.fromisoformat(value)
    except ValueError as error:
        raise RefusedError(Reason.GONE) from error


def _time(value: str) -> time:
    try:
        return time(int(value[:2]), int(value[2:]))
    except ValueError as error:
        raise RefusedError(Reason.GONE) from error


_ID = r"[0-9a-z]+"

ENTRY_POINTS: list[BaseHandler[Any, Context, Any]] = [
    CallbackQueryHandler(begin, pattern=rf"^mt\.{_ID}\.(move|add)$"),
    CallbackQueryHandler(picked, pattern=rf"^mt\.{_ID}\.(day\.[0-9-]{{10}}|at\.[0-9]{{4}})$"),
    CallbackQueryHandler(again, pattern=rf"^mt\.{_ID}\.again$"),
    CallbackQueryHandler(confirm, pattern=rf"^mt\.{_ID}\.go$"),
    CallbackQueryHandler(drop, pattern=rf"^mt\.{_ID}\.drop$"),
]
STATES: dict[object, list[BaseHandler[Any, Context, Any]]] = {
    Focus.MEETING_MOVE: [
        MessageHandler(ANYTHING_SAID, lets_go(typed)),
    ],
}
