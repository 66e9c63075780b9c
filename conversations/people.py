"""/people: who is in, by role and state; a typed name; one person's card; groups.

/people -> the list -> filters, pages, a typed name -> a card -> groups -> a typed group name.
What is shown stands in the buttons; only what words belong to is kept.
"""

from typing import Any

from telegram import Update
from telegram.ext import BaseHandler, CallbackQueryHandler, CommandHandler, MessageHandler

from bot.domain.people import Focus, Role
from bot.domain.roster import Wanted
from bot.render import people as shown
from bot.render import person_card
from bot.services.languages import language_of
from bot.services.people import card, groups, roster
from handlers.context import Context, actor_of
from handlers.letting_go import lets_go
from handlers.replies import change, parts, say, short
from handlers.speaking import ANYTHING_SAID, PRIVATE, State, state_of, typed


async def begin(update: Update, context: Context) -> State:
    """/people: the list from its beginning."""
    view = await roster.begin(context.core, actor_of(update))
    await say(update, context, shown.page(view))
    return state_of(view.focus)


async def turn(update: Update, context: Context) -> State:
    """Another page, or another filter."""
    role, wanted, number = _where(parts(update)[2:])
    view = await roster.show(context.core, actor_of(update), role, wanted, number)
    await change(update, context, shown.page(view))
    return state_of(view.focus)


async def show_anew(update: Update, context: Context) -> State:
    """The list from its beginning, below what came unasked; that stays as it is."""
    view = await roster.show(context.core, actor_of(update))
    await say(update, context, shown.page(view))
    return state_of(view.focus)


async def choose_filter(update: Update, context: Context) -> None:
    """Whom to show; nobody's names are on this page."""
    role, wanted, _ = _where([*parts(update)[2:], "0"])
    language = await language_of(context.core, actor_of(update).telegram_id, None)
    await change(update, context, shown.filters(language, role, wanted))


async def search(update: Update, context: Context) -> State:
    """A typed name; the next words look for another one."""
    # A group was called so, and then this process was killed before it had said so.
    named = await groups.named_by(context.core, actor_of(update))
    if named is not None:
        await say(update, context, person_card.groups(named))
        return Focus.PEOPLE_SEARCH
    view = await roster.search(context.core, actor_of(update), typed(update))
    await say(update, context, shown.found(view))
    return Focus.PEOPLE_SEARCH


async def show_card(update: Update, context: Context) -> State:
    """One person."""
    _, _, person, *back = parts(update)
    view = await card.show(context.core, actor_of(update), short(person))
    await change(update, context, person_card.card(view, f"pe.l.{'.'.join(back)}"))
    return state_of(view.focus)


async def show_groups(update: Update, context: Context) -> State:
    """The groups that they belong to, and those that they do not."""
    _, _, person, *number = parts(update)
    page = short(number[0]) if number else 0
    view = await groups.show(context.core, actor_of(update), short(person), page)
    await change(update, context, person_card.groups(view))
    return state_of(view.focus)


async def put(update: Update, context: Context) -> State:
    """Into a group, or out of it."""
    _, verb, person, group, number = parts(update)
    view = await groups.put(
        context.core,
        actor_of(update),
        short(person),
        short(group),
        inside=verb == "ga",
        number=short(number),
    )
    await change(update, context, person_card.groups(view))
    return state_of(view.focus)


async def new_group(update: Update, context: Context) -> State:
    """Ask what a new group is called."""
    view = await groups.ask_name(context.core, actor_of(update), short(parts(update)[-1]))
    await change(update, context, person_card.groups(view))
    return state_of(view.focus)


async def name_group(update: Update, context: Context) -> State:
    """The name of the new group."""
    view = await groups.take_name(context.core, actor_of(update), typed(update))
    await say(update, context, person_card.groups(view))
    return state_of(view.focus)


def _where(said: list[str]) -> tuple[Role | None, Wanted, int]:
    role, wanted, number = said
    return None if role == "all" else Role(role), Wanted(wanted), short(number)


_ID = r"[0-9a-z]+"
_FILTER = rf"(all|{'|'.join(Role)})\.({'|'.join(Wanted)})"

ENTRY_POINTS: list[BaseHandler[Any, Context, Any]] = [
    CommandHandler("people", begin, PRIVATE),
    CallbackQueryHandler(show_anew, r"^pe\.show$"),
    CallbackQueryHandler(turn, rf"^pe\.l\.{_FILTER}\.{_ID}$"),
    CallbackQueryHandler(choose_filter, rf"^pe\.f\.{_FILTER}$"),
    CallbackQueryHandler(show_card, rf"^pe\.c\.{_ID}\.{_FILTER}\.{_ID}$"),
    CallbackQueryHandler(show_groups, rf"^pe\.g\.{_ID}(\.{_ID})?$"),
    CallbackQueryHandler(put, rf"^pe\.g[ar]\.{_ID}\.{_ID}\.{_ID}$"),
    CallbackQueryHandler(new_group, rf"^pe\.gn\.{_ID}$"),
]
STATES: dict[object, list[BaseHandler[Any, Context, Any]]] = {
    Focus.PEOPLE_SEARCH: [MessageHandler(ANYTHING_SAID, lets_go(search))],
    Focus.GROUP_NAME: [MessageHandler(ANYTHING_SAID, lets_go(name_group))],
}
