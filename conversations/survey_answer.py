"""Answering a survey: every tap changes the message to the next question; words come as messages."""

from collections.abc import Awaitable, Callable
from typing import Any

from telegram import Update
from telegram.ext import BaseHandler, CallbackQueryHandler, ConversationHandler, MessageHandler

from bot.domain.people import Focus
from bot.render import survey_answers as shown
from bot.render.survey_questions import yes_no
from bot.services.core import Actor, Core
from bot.services.languages import language_of
from bot.services.surveys import answering, typing_in
from bot.services.surveys.answer_views import AnswerView, NotAsked
from handlers.context import Context, actor_of
from handlers.letting_go import lets_go
from handlers.replies import change, parts, put_away, say, short, toast
from handlers.speaking import ANYTHING_SAID, State, state_of

Step = Callable[[Core, Actor, int, list[str]], Awaitable[AnswerView]]


async def opened(update: Update, context: Context) -> State:
    """A survey that waits: its question comes as a new message."""
    view = await answering.go_on(context.core, actor_of(update), short(parts(update)[1]))
    await put_away(update, context)
    await say(update, context, shown.current(view))
    return state_of(view.focus)


async def tapped(update: Update, context: Context) -> State:
    """A button under a question: the next question takes its place."""
    _, row, verb, *arguments = parts(update)
    step = _STEPS[verb]
    view = await step(context.core, actor_of(update), short(row), arguments)
    await change(update, context, shown.current(view))
    return state_of(view.focus)


async def typed(update: Update, context: Context) -> State:
    """An answer in words, or something that holds none."""
    text = update.message.text if update.message else None
    view = await typing_in.type_in(context.core, actor_of(update), text, yes_no())
    if isinstance(view, NotAsked):
        await say(update, context, shown.not_asked(view), ends=True)
        return ConversationHandler.END
    await say(update, context, shown.current(view))
    return state_of(view.focus)


async def tried(update: Update, context: Context) -> State:
    """A button of a survey that somebody only tries out."""
    actor = actor_of(update)
    language = await language_of(context.core, actor.telegram_id, None)
    await toast(update, context, shown.trial(language))
    return None


def _ticked(part: str) -> tuple[int, ...]:
    return () if part == "none" else tuple(int(digit) for digit in part)


_STEPS: dict[str, Step] = {
    "pick": lambda core, actor, row, a: answering.tap(core, actor, row, int(a[0]), a[1]),
    "tick": lambda core, actor, row, a: answering.tick(core, actor, row, int(a[0]), _ticked(a[1])),
    "done": lambda core, actor, row, a: answering.done(core, actor, row, int(a[0])),
    "skip": lambda core, actor, row, a: answering.skip(core, actor, row, int(a[0])),
    "back": lambda core, actor, row, a: answering.back(core, actor, row, int(a[0])),
    "send": lambda core, actor, row, a: answering.send(core, actor, row),
    "leave": lambda core, actor, row, a: answering.leave(core, actor, row),
    "write": lambda core, actor, row, a: answering.go_on(core, actor, row),
    "change": lambda core, actor, row, a: answering.go_on(core, actor, row),
}
_ID = "[0-9a-z]{1,13}"
_N = "[0-9]{1,2}"

ENTRY_POINTS: list[BaseHandler[Any, Context, Any]] = [
    CallbackQueryHandler(tried, pattern=r"^sa\.trial\."),
    CallbackQueryHandler(opened, pattern=rf"^sa\.{_ID}\.open$"),
    CallbackQueryHandler(tapped, pattern=rf"^sa\.{_ID}\.pick\.{_N}\.{_N}$"),
    CallbackQueryHandler(tapped, pattern=rf"^sa\.{_ID}\.tick\.{_N}\.([0-9]{{1,10}}|none)$"),
    CallbackQueryHandler(tapped, pattern=rf"^sa\.{_ID}\.(done|skip|back|send|write)\.{_N}$"),
    CallbackQueryHandler(tapped, pattern=rf"^sa\.{_ID}\.(change|leave)$"),
]
STATES: dict[object, list[BaseHandler[Any, Context, Any]]] = {
    Focus.SURVEY_ANSWER: [MessageHandler(ANYTHING_SAID, lets_go(typed))],
}
