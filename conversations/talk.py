"""Somebody to talk to: /talk in any state, asking for a person, and what those do who are asked.

/talk takes the next words away from whatever was open, which stays open. What is typed after it is
neither kept nor passed on; the bot says so, and shows where to turn again. Only once somebody is
about to ask for a person, words go along: they are shown first, and nothing goes without a tap.
"""

from typing import Any

import structlog
from telegram import Update
from telegram.ext import BaseHandler, CallbackQueryHandler, CommandHandler, MessageHandler

from bot.domain.people import Focus
from bot.domain.talking import Wanted
from bot.render import talk as render
from bot.render import talk_asking as render_asking
from bot.render import talk_people as render_people
from bot.services.languages import language_of
from bot.services.talking import asking, receiving, settling, showing
from bot.services.talking.asking_views import Asking
from handlers.context import Context, actor_of
from handlers.numbers_at_least import numbers_at_least
from handlers.replies import change, parts, put_away, say, short
from handlers.speaking import ANYTHING_SAID, PRIVATE, State, spoken, typed

log = structlog.get_logger()


async def begin(update: Update, context: Context) -> State:
    """Show where to turn, at once; the numbers alone if anything else cannot be shown."""
    try:
        view = await showing.talk(context.core, actor_of(update), spoken(update))
        shown = render.helplines(view)
    except Exception as error:
        log.error("/talk could not show all", error=type(error).__name__)
        alone = await showing.numbers(context.core, actor_of(update), spoken(update))
        await say(update, context, render.only_numbers(alone))
        return None  # what is typed next belongs to nothing
    await say(update, context, shown)
    return view.focus


async def never_mind(update: Update, context: Context) -> State:
    """Nothing is sent; where to turn is shown again."""
    await put_away(update, context)
    return await begin(update, context)


@numbers_at_least
async def said(update: Update, context: Context) -> State:
    """Say that nobody reads this, and show where to turn again."""
    view = await showing.talk(context.core, actor_of(update), spoken(update))
    match (render.typed_button(view, typed(update)) or "").split("."):
        case ["tk", "ask"]:
            return await _ask(update, context, Wanted.COORDINATOR)
        case ["tk", "m", mentor]:
            return await _ask(update, context, Wanted.MENTOR, short(mentor))
        case ["tk", "c"]:
            return await _ask(update, context, Wanted.CONCERN)
        case ["tk", "end", request]:
            return await _end(update, context, short(request))
        case ["tk", "lines"]:
            await say(update, context, render.numbers(view))
        case _:
            await say(update, context, render.not_passed_on(view))
    return view.focus


@numbers_at_least
async def add_words(update: Update, context: Context) -> State:
    """Show what would go along now; or do what the button does whose label was typed."""
    language = await language_of(context.core, actor_of(update).telegram_id, spoken(update))
    if render.is_label(typed(update), language, "talk-send"):
        return await _went(update, context, await asking.send(context.core, actor_of(update)))
    if render.is_label(typed(update), language, "button-cancel"):
        return await begin(update, context)
    if render.is_label(typed(update), language, "talk-leave-out"):
        view = await asking.leave_out(context.core, actor_of(update))
    else:
        view = await asking.say(context.core, actor_of(update), typed(update))
    return await said(update, context) if view is None else await _show(update, context, view)


async def numbers(update: Update, context: Context) -> State:
    """Show only the helplines."""
    view = await showing.numbers(context.core, actor_of(update), spoken(update))
    await put_away(update, context)
    await say(update, context, render.numbers(view))
    return view.focus


@numbers_at_least
async def ask_coordinator(update: Update, context: Context) -> State:
    """Show what a coordinator would get."""
    await put_away(update, context)
    return await _ask(update, context, Wanted.COORDINATOR)


@numbers_at_least
async def ask_mentor(update: Update, context: Context) -> State:
    """Show what their mentor would get."""
    await put_away(update, context)
    return await _ask(update, context, Wanted.MENTOR, short(parts(update)[-1]))


@numbers_at_least
async def concern(update: Update, context: Context) -> State:
    """Show what a coordinator would get of a concern; or ask about which mentor it is."""
    _, _, *one = parts(update)
    await put_away(update, context)
    return await _ask(update, context, Wanted.CONCERN, short(one[0]) if one else None)


@numbers_at_least
async def leave_out(update: Update, context: Context) -> State:
    """Nothing goes along."""
    view = await asking.leave_out(context.core, actor_of(update), short(parts(update)[-1]))
    if view is None:
        return await _nothing_sent(update, context)
    await change(update, context, render_asking.asking(view))
    return view.focus


@numbers_at_least
async def send(update: Update, context: Context) -> State:
    """Send what was shown."""
    view = await asking.send(context.core, actor_of(update), short(parts(update)[-1]))
    await put_away(update, context)
    return await _went(update, context, view)


@numbers_at_least
async def end(update: Update, context: Context) -> State:
    """It is taken back, or settled."""
    return await _end(update, context, short(parts(update)[-1]))


async def seen(update: Update, context: Context) -> State:
    """Somebody who is asked for has seen it."""
    view = await receiving.seen(context.core, actor_of(update), short(parts(update)[-1]))
    await change(update, context, render_people.request(view))
    return None


async def been_in_touch(update: Update, context: Context) -> State:
    """Whoever had seen it has been in touch."""
    view = await receiving.settled(context.core, actor_of(update), short(parts(update)[-1]))
    await change(update, context, render_people.request(view))
    return None


async def _end(update: Update, context: Context, request_id: int) -> State:
    view = await settling.end(context.core, actor_of(update), request_id)
    await put_away(update, context)
    if view is None:
        return await begin(update, context)
    await say(update, context, render_asking.ended(view))
    return None


async def _ask(
    update: Update, context: Context, wanted: Wanted, mentor_id: int | None = None
) -> State:
    view = await asking.begin(context.core, actor_of(update), wanted, mentor_id)
    return await _show(update, context, view)


async def _went(update: Update, context: Context, view: Asking | None) -> State:
    if view is None:
        return await _nothing_sent(update, context)
    return await _show(update, context, view)


async def _nothing_sent(update: Update, context: Context) -> State:
    view = await showing.talk(context.core, actor_of(update), spoken(update))
    await say(update, context, render.nothing_sent(view))
    return view.focus


async def _show(update: Update, context: Context, view: Asking) -> State:
    await say(update, context, render_asking.asking(view))
    return view.focus


_ID = r"[0-9a-z]+"

ENTRY_POINTS: list[BaseHandler[Any, Context, Any]] = [
    CommandHandler("talk", begin, PRIVATE),
    CallbackQueryHandler(begin, r"^tk\.open$"),
    CallbackQueryHandler(never_mind, r"^tk\.no$"),
    CallbackQueryHandler(numbers, r"^tk\.lines$"),
    CallbackQueryHandler(ask_coordinator, r"^tk\.ask$"),
    CallbackQueryHandler(ask_mentor, rf"^tk\.m\.{_ID}$"),
    CallbackQueryHandler(concern, rf"^tk\.c(\.{_ID})?$"),
    CallbackQueryHandler(leave_out, rf"^tk\.out\.{_ID}$"),
    CallbackQueryHandler(send, rf"^tk\.go\.{_ID}$"),
    CallbackQueryHandler(end, rf"^tk\.end\.{_ID}$"),
    CallbackQueryHandler(seen, rf"^tk\.seen\.{_ID}$"),
    CallbackQueryHandler(been_in_touch, rf"^tk\.done\.{_ID}$"),
]
STATES: dict[object, list[BaseHandler[Any, Context, Any]]] = {
    Focus.TALK: [MessageHandler(ANYTHING_SAID, said)],
    Focus.TALK_WORDS: [MessageHandler(ANYTHING_SAID, add_words)],
}
