"""/invite: a coordinator makes single-use links for one or many, and can take them back.

/invite -> the role -> how many, tapped or typed -> a group, if there are any -> the links.
"""

from typing import Any

from telegram import Update
from telegram.ext import (
    BaseHandler,
    CallbackQueryHandler,
    CommandHandler,
    MessageHandler,
)

from bot.domain.people import Focus, Role
from bot.render import inviting as render
from bot.services.people import invites, invites_taken_back, many_invites
from handlers.context import Context, actor_of
from handlers.letting_go import lets_go
from handlers.replies import change, parts, say, short
from handlers.speaking import ANYTHING_SAID, PRIVATE, State, state_of, typed


async def begin(update: Update, context: Context) -> None:
    """/invite: ask for the role."""
    language = await many_invites.begin(context.core, actor_of(update))
    await say(update, context, render.question(language))


async def ask_count(update: Update, context: Context) -> State:
    """The role is chosen: how many?"""
    role = Role(parts(update)[-1])
    view = await many_invites.ask_count(context.core, actor_of(update), role)
    await change(update, context, render.offer(view))
    return Focus.INVITE_COUNT


async def type_count(update: Update, context: Context) -> State:
    """How many, in words of their own; another number may follow."""
    view = await many_invites.take_count(context.core, actor_of(update), typed(update))
    await say(update, context, render.offer(view))
    return Focus.INVITE_COUNT


async def choose_group(update: Update, context: Context) -> None:
    """How many is tapped, or another page of groups."""
    _, _, role, count, page = parts(update)
    view = await many_invites.into_group(
        context.core, actor_of(update), Role(role), short(count), short(page)
    )
    await change(update, context, render.offer(view))


async def choose_form(update: Update, context: Context) -> None:
    """As messages, or as one file?"""
    _, _, role, group, count = parts(update)
    view = await many_invites.ask_form(context.core, actor_of(update), Role(role))
    question = render.how(view.language, Role(role), short(group), short(count), view.made)
    await change(update, context, question)


async def make(update: Update, context: Context) -> State:
    """Make the links, and hand them over."""
    _, _, role, group, count, form, made_before = parts(update)
    made = await invites.create_several(
        context.core,
        actor_of(update),
        Role(role),
        short(count),
        short(group) or None,
        short(made_before),
    )
    await change(update, context, render.made(made))
    username = context.bot.username
    if form == render.AS_FILE:
        await say(update, context, render.as_file(made, username))
    else:
        await say(update, context, *(render.to_forward(it, username) for it in made.invites))
    return state_of(made.focus)


async def take_back(update: Update, context: Context) -> None:
    """One link shall work no longer."""
    language = await invites_taken_back.take_back(
        context.core, actor_of(update), short(parts(update)[-1])
    )
    await change(update, context, render.taken_back(language))


async def take_all_back(update: Update, context: Context) -> None:
    """All links that were made together shall work no longer."""
    update_id = short(parts(update)[-1])
    view = await invites_taken_back.take_all_back(context.core, actor_of(update), update_id)
    await change(update, context, render.all_taken_back(view))


async def never_mind(update: Update, context: Context) -> State:
    """Invite nobody."""
    left = await many_invites.never_mind(context.core, actor_of(update))
    await change(update, context, render.dropped(left.language))
    return state_of(left.focus)


_ID = r"[0-9a-z]+"
_ROLE = rf"({'|'.join(Role)})"

ENTRY_POINTS: list[BaseHandler[Any, Context, Any]] = [
    CommandHandler("invite", begin, PRIVATE),
    CallbackQueryHandler(ask_count, rf"^iv\.{_ROLE}$"),
    CallbackQueryHandler(choose_group, rf"^iv\.n\.{_ROLE}\.{_ID}\.{_ID}$"),
    CallbackQueryHandler(choose_form, rf"^iv\.h\.{_ROLE}\.{_ID}\.{_ID}$"),
    CallbackQueryHandler(make, rf"^iv\.go\.{_ROLE}\.{_ID}\.{_ID}\.[mf]\.{_ID}$"),
    CallbackQueryHandler(take_back, rf"^iv\.x\.{_ID}$"),
    CallbackQueryHandler(take_all_back, rf"^iv\.xx\.{_ID}$"),
    CallbackQueryHandler(never_mind, r"^iv\.no$"),
]
STATES: dict[object, list[BaseHandler[Any, Context, Any]]] = {
    Focus.INVITE_COUNT: [MessageHandler(ANYTHING_SAID, lets_go(type_count))],
}
