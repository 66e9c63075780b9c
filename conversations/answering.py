"""Answering questions: begun by a prompt's button, /reflect or /assess, up to the review and Send."""

from collections.abc import Awaitable, Callable
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
from bot.domain.responses import Reader
from bot.render import questions as shown
from bot.render import reflecting as prompts
from bot.render import reviewing as reviewed
from bot.render.talk import helplines
from bot.services import focusing
from bot.services.core import Actor, Core
from bot.services.errors import Reason, RefusedError
from bot.services.languages import language_of
from bot.services.talking import showing
from bot.services.writing import (
    answering,
    assess_later,
    assessments,
    beginning,
    going_on,
    reflecting,
    reviewing,
)
from bot.services.writing.assessments import WhichMentee
from bot.services.writing.going_on import GoOn
from bot.services.writing.response_views import AnyView, Asked, Review, Sent, Stale
from handlers.context import Context, actor_of
from handlers.replies import change, parts, put_away, say, short, toast

_OWN = filters.UpdateType.MESSAGE & filters.ChatType.PRIVATE

Step = Callable[[Core, Actor, int, list[str]], Awaitable[AnyView]]


async def reflect(update: Update, context: Context) -> Focus | int:
    """/reflect: begin, or go on where it stopped."""
    return await show_view(
        update, context, await reflecting.reflect(context.core, actor_of(update))
    )


async def assess(update: Update, context: Context) -> Focus | int:
    """/assess, or the button of a mentee in the mentor's prompt."""
    data = parts(update)
    about = short(data[1]) if data else None
    view = await assessments.assess(context.core, actor_of(update), about)
    if isinstance(view, WhichMentee):
        await say(update, context, prompts.which_mentee(view))
        return ConversationHandler.END
    return await show_view(update, context, view)


async def later(update: Update, context: Context) -> Focus | int:
    """Later today, or tomorrow."""
    _, row, verb = parts(update)
    put_off = reflecting.later if verb == "later" else reflecting.another_day
    view = await put_off(context.core, actor_of(update), short(row))
    await change(update, context, prompts.put_off(view))
    return _end_or(view.focus)


async def put_off_assessment(update: Update, context: Context) -> Focus | int:
    """The mentor's own check-in: later today, or tomorrow."""
    _, row, verb = parts(update)
    core, actor = context.core, actor_of(update)
    view = await assess_later.put_off(core, actor, short(row), today=verb == "alater")
    await change(update, context, prompts.assess_put_off(view))
    return _end_or(view.focus)


async def skip_week(update: Update, context: Context) -> Focus | int:
    """Skip this week."""
    view = await reflecting.skip_week(context.core, actor_of(update), short(parts(update)[1]))
    await change(update, context, prompts.skipped(view))
    return _end_or(view.focus)


async def go_on(update: Update, context: Context) -> Focus | int:
    """After three quiet weeks: how to go on."""
    _, row, choice = parts(update)
    core, actor = context.core, actor_of(update)
    view = await going_on.go_on(core, actor, short(row), GoOn(choice))
    await change(update, context, prompts.gone_on(view))
    if view.choice is GoOn.TALK:
        somebody = await showing.talk(core, actor, view.language)
        await say(update, context, helplines(somebody))
        return _end_or(somebody.focus)
    return _end_or(view.focus)


async def begin(update: Update, context: Context) -> Focus | int:
    """Begin a response that was offered, or go on with it."""
    _, row, verb = parts(update)
    core, actor = context.core, actor_of(update)
    view = await beginning.begin(core, actor, short(row), now=verb == "now")
    await put_away(update, context)
    if isinstance(view, Stale):
        return _end_or(view.focus)
    return await show_view(update, context, view)


async def moved(update: Update, context: Context) -> Focus | int:
    """A button under a question, or Send: what comes next is a new message."""
    return await show_view(update, context, await _step(update, context))


async def turned(update: Update, context: Context) -> Focus | int:
    """A button of the review that shows another side of it, in place."""
    verb = parts(update)[2]
    view = await _step(update, context)
    if not isinstance(view, Review):
        return await show_view(update, context, view)
    sides = {"edit": reviewed.pick, "who": reviewed.who, "share": reviewed.who}
    await change(update, context, sides.get(verb, reviewed.review)(view))
    return _end_or(view.focus)


async def typed(update: Update, context: Context) -> Focus | int:
    """An answer in words, or by voice, or something that is none."""
    message = update.message
    assert message is not None
    core, actor = context.core, actor_of(update)
    try:
        if message.text is not None:
            view = await answering.answer_text(core, actor, message.text)
        elif message.voice is not None:
            # The attribute is between two types, and warns; the plain form is whole seconds.
            seconds = int(message.voice.to_dict()["duration"])
            view = await answering.answer_voice(core, actor, message.voice.file_id, seconds)
        else:
            view = await answering.not_an_answer(core, actor)
    except RefusedError as refused:
        if refused.reason is not Reason.NOTHING_OPEN:
            raise
        language = await language_of(core, actor.telegram_id, None)
        await say(update, context, shown.closed(language), ends=True)
        return ConversationHandler.END
    return await show_view(update, context, view)


async def _step(update: Update, context: Context) -> AnyView:
    _, row, verb, *arguments = parts(update)
    return await _STEPS[verb](context.core, actor_of(update), short(row), arguments)


async def show_view(update: Update, context: Context, view: AnyView) -> Focus | int:
    """Show a response as it stands, and return what words belong to from now on."""
    if isinstance(view, Stale):
        await toast(update, context, shown.stale(view.language))
        await put_away(update, context)
    else:
        await say(update, context, shown.current(view), ends=isinstance(view, Sent))
        if view.focus is not None and not isinstance(view, Asked | Review):
            # Words would go to another question, which is not the one that was just shown.
            await focusing.step_aside(context.core, actor_of(update))
            return ConversationHandler.END
    return _end_or(view.focus)


def _end_or(focus: Focus | None) -> Focus | int:
    return ConversationHandler.END if focus is None else focus


_STEPS: dict[str, Step] = {
    "pick": lambda core, actor, row, a: answering.answer_tap(core, actor, row, int(a[0]), a[1]),
    "skip": lambda core, actor, row, a: answering.skip(core, actor, row, int(a[0])),
    "back": lambda core, actor, row, a: answering.back(core, actor, row, int(a[0])),
    "change": lambda core, actor, row, a: reviewing.change(core, actor, row, int(a[0])),
    "share": lambda core, actor, row, a: reviewing.share(core, actor, row, int(a[0]), Reader(a[1])),
    "send": lambda core, actor, row, a: reviewing.send(core, actor, row),
    "edit": lambda core, actor, row, a: reviewing.look(core, actor, row),
    "who": lambda core, actor, row, a: reviewing.look(core, actor, row),
    "review": lambda core, actor, row, a: reviewing.look(core, actor, row),
}
_ID = "[0-9a-z]+"
_N = "[0-9]{1,2}"

ENTRY_POINTS: list[BaseHandler[Any, Context, Any]] = [
    CommandHandler("reflect", reflect, filters=_OWN),
    CommandHandler("assess", assess, filters=_OWN),
    CallbackQueryHandler(assess, pattern=rf"^rf\.{_ID}\.assess$"),
    CallbackQueryHandler(later, pattern=rf"^rf\.{_ID}\.(later|tomorrow)$"),
    CallbackQueryHandler(put_off_assessment, pattern=rf"^rf\.{_ID}\.(alater|atomorrow)$"),
    CallbackQueryHandler(skip_week, pattern=rf"^rf\.{_ID}\.skip$"),
    CallbackQueryHandler(go_on, pattern=rf"^rf\.{_ID}\.({'|'.join(GoOn)})$"),
    CallbackQueryHandler(begin, pattern=rf"^an\.{_ID}\.(begin|now)$"),
    CallbackQueryHandler(moved, pattern=rf"^an\.{_ID}\.(pick\.{_N}\.[0-9a-z_]+|send)$"),
    CallbackQueryHandler(moved, pattern=rf"^an\.{_ID}\.(skip|back|change)\.{_N}$"),
    CallbackQueryHandler(turned, pattern=rf"^an\.{_ID}\.(edit|who|review)$"),
    CallbackQueryHandler(turned, pattern=rf"^an\.{_ID}\.share\.{_N}\.({'|'.join(Reader)})$"),
]
_ANSWERS = [MessageHandler(_OWN & ~filters.COMMAND & ~filters.StatusUpdate.ALL, typed)]
STATES: dict[object, list[BaseHandler[Any, Context, Any]]] = {
    Focus.ANSWERING: [*_ANSWERS],
    Focus.REVIEWING: [*_ANSWERS],
}
