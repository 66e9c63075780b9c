"""/pair: a coordinator picks a mentor and a mentee; each of them is asked.

Nothing is kept between the steps: what was picked so far stands in the buttons.
"""

from typing import Any

from telegram import Update
from telegram.ext import (
    BaseHandler,
    CallbackQueryHandler,
    CommandHandler,
    ConversationHandler,
    filters,
)

from bot.render import pairing as shown
from bot.services.languages import language_of
from bot.services.relationships import pair_answers, pair_choices, pairing
from handlers.context import Context, actor_of
from handlers.replies import change, parts, say, short

_OWN = filters.UpdateType.MESSAGE & filters.ChatType.PRIVATE


async def begin(update: Update, context: Context) -> int:
    """/pair: pick a mentor."""
    view = await pair_choices.mentors(context.core, actor_of(update), 0)
    await say(update, context, shown.mentors(view))
    return ConversationHandler.END


async def list_mentors(update: Update, context: Context) -> None:
    """Another page of mentors."""
    _, _, number = parts(update)
    view = await pair_choices.mentors(context.core, actor_of(update), short(number))
    await change(update, context, shown.mentors(view))


async def list_mentees(update: Update, context: Context) -> None:
    """A mentor was picked: a page of mentees for them."""
    _, _, mentor, *number = parts(update)
    page = short(number[0]) if number else 0
    view = await pair_choices.mentees(context.core, actor_of(update), short(mentor), page)
    await change(update, context, shown.mentees(view))


async def list_mentors_for(update: Update, context: Context) -> None:
    """From a mentee's card: a page of mentors for them."""
    _, _, mentee, *number = parts(update)
    page = short(number[0]) if number else 0
    view = await pair_choices.mentors_for(context.core, actor_of(update), short(mentee), page)
    await change(update, context, shown.mentors_for(view))


async def consider(update: Update, context: Context) -> None:
    """Both were picked: look once more."""
    _, _, mentor, mentee = parts(update)
    view = await pairing.consider(context.core, actor_of(update), short(mentor), short(mentee))
    await change(update, context, shown.suggestion(view))


async def propose(update: Update, context: Context) -> None:
    """Ask both of them."""
    _, _, mentor, mentee, knowing, times_asked = parts(update)
    view = await pairing.propose(
        context.core,
        actor_of(update),
        short(mentor),
        short(mentee),
        knowing=short(knowing),
        times_asked=short(times_asked),
    )
    await change(update, context, shown.suggestion(view))


async def drop(update: Update, context: Context) -> None:
    """Ask nobody."""
    actor = actor_of(update)
    language = await language_of(context.core, actor.telegram_id, None)
    await change(update, context, shown.dropped(language))


async def answer(update: Update, context: Context) -> None:
    """One of the two who were asked says yes or no."""
    _, said, relationship = parts(update)
    view = await pair_answers.answer(
        context.core, actor_of(update), short(relationship), yes=said == "yes"
    )
    await change(update, context, shown.answered(view))


_ID = r"[0-9a-z]+"

ENTRY_POINTS: list[BaseHandler[Any, Context, Any]] = [
    CommandHandler("pair", begin, filters=_OWN),
    CallbackQueryHandler(list_mentors, pattern=rf"^pr\.list\.{_ID}$"),
    CallbackQueryHandler(list_mentees, pattern=rf"^pr\.with\.{_ID}(\.{_ID})?$"),
    CallbackQueryHandler(list_mentors_for, pattern=rf"^pr\.for\.{_ID}(\.{_ID})?$"),
    CallbackQueryHandler(consider, pattern=rf"^pr\.ask\.{_ID}\.{_ID}$"),
    CallbackQueryHandler(propose, pattern=rf"^pr\.go\.{_ID}\.{_ID}\.{_ID}\.{_ID}$"),
    CallbackQueryHandler(drop, pattern=r"^pr\.drop$"),
    CallbackQueryHandler(answer, pattern=rf"^pr\.(yes|no)\.{_ID}$"),
]
STATES: dict[object, list[BaseHandler[Any, Context, Any]]] = {}
