"""Agreeing on a schedule: making a proposal step by step, and answering the other side's."""

from typing import Any

from telegram import Update
from telegram.ext import (
    BaseHandler,
    CallbackQueryHandler,
    ConversationHandler,
    MessageHandler,
)

from bot.domain.agreements import Step
from bot.domain.people import Focus
from bot.render import agreement as shown
from bot.render.agreement_steps import step as shown_step
from bot.render.schedule import show as schedule
from bot.services.errors import Reason, RefusedError
from bot.services.relationships import agreements, drafts
from bot.services.relationships.leaving import Left
from bot.services.relationships.schedule import ScheduleView
from handlers.context import Context, actor_of
from handlers.letting_go import lets_go
from handlers.replies import change, parts, put_away, say, short
from handlers.speaking import ANYTHING_SAID
from handlers.speaking import typed as words_of


async def begin(update: Update, context: Context) -> Focus | None:
    """Begin a proposal, or go on with the one begun; an old button may only show what stands."""
    _, row, verb = parts(update)
    core, actor = context.core, actor_of(update)
    view = await drafts.start(core, actor, short(row), first=verb == "first")
    if isinstance(view, ScheduleView):
        await put_away(update, context)
        await say(update, context, *schedule(view))
        return None
    await say(update, context, shown_step(view))
    return Focus.AGREEMENT


async def counter(update: Update, context: Context) -> Focus:
    """Suggest something else, beginning with what the other side proposed."""
    view = await drafts.counter(context.core, actor_of(update), short(parts(update)[1]))
    await say(update, context, shown_step(view))
    return Focus.AGREEMENT


async def choose(update: Update, context: Context) -> Focus:
    """A button of a question, or to keep what was said."""
    _, row, verb, step, *value = parts(update)
    view = await drafts.choose(
        context.core, actor_of(update), short(row), _step(step), value[0] if verb == "set" else None
    )
    await change(update, context, shown_step(view))
    return Focus.AGREEMENT


async def back(update: Update, context: Context) -> Focus:
    """To the question before."""
    _, row, _, step = parts(update)
    view = await drafts.back(context.core, actor_of(update), short(row), _step(step))
    await change(update, context, shown_step(view))
    return Focus.AGREEMENT


async def change_part(update: Update, context: Context) -> Focus:
    """From the review to one part of it."""
    _, row, _, section = parts(update)
    view = await drafts.change(context.core, actor_of(update), short(row), short(section))
    await change(update, context, shown_step(view))
    return Focus.AGREEMENT


async def typed(update: Update, context: Context) -> Focus | int:
    """A typed answer to the question at hand; anything but words is asked for again."""
    view = await drafts.write(context.core, actor_of(update), words_of(update))
    if isinstance(view, Left):
        await say(update, context, shown.gone(view.language), ends=True)
        return view.focus or ConversationHandler.END
    await say(update, context, shown_step(view))
    return Focus.AGREEMENT


async def drop(update: Update, context: Context) -> Focus | int:
    """Put the draft away."""
    left = await drafts.drop(context.core, actor_of(update), short(parts(update)[1]))
    await change(update, context, shown.dropped(left.language))
    return left.focus or ConversationHandler.END


async def propose(update: Update, context: Context) -> Focus | int:
    """Send the draft to the other side."""
    view = await agreements.propose(context.core, actor_of(update), short(parts(update)[1]))
    await change(update, context, shown.sent(view))
    return view.focus or ConversationHandler.END


async def answer(update: Update, context: Context) -> None:
    """Yes or no to the other side's proposal. It leaves alone what else is going on."""
    _, row, said = parts(update)
    decide = agreements.accept if said == "yes" else agreements.decline
    view = await decide(context.core, actor_of(update), short(row))
    first, *files = shown.outcome(view)
    await change(update, context, first)
    await say(update, context, *files)


def _step(part: str) -> Step:
    try:
        return Step(part)
    except ValueError as error:
        raise RefusedError(Reason.GONE) from error


_ID = r"[0-9a-z]+"

ENTRY_POINTS: list[BaseHandler[Any, Context, Any]] = [
    CallbackQueryHandler(begin, pattern=rf"^ag\.{_ID}\.(new|first)$"),
    CallbackQueryHandler(counter, pattern=rf"^ag\.{_ID}\.other$"),
    CallbackQueryHandler(choose, pattern=rf"^ag\.{_ID}\.(set\.[a-z]+\.[0-9a-z-]*|keep\.[a-z]+)$"),
    CallbackQueryHandler(back, pattern=rf"^ag\.{_ID}\.back\.[a-z]+$"),
    CallbackQueryHandler(change_part, pattern=rf"^ag\.{_ID}\.part\.[0-9]$"),
    CallbackQueryHandler(drop, pattern=rf"^ag\.{_ID}\.drop$"),
    CallbackQueryHandler(propose, pattern=rf"^ag\.{_ID}\.send$"),
    CallbackQueryHandler(answer, pattern=rf"^ag\.{_ID}\.(yes|no)$"),
]
STATES: dict[object, list[BaseHandler[Any, Context, Any]]] = {
    Focus.AGREEMENT: [
        MessageHandler(ANYTHING_SAID, lets_go(typed)),
    ],
}
