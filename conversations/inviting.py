"""/invite: a coordinator makes a single-use link for somebody, and can take it back."""

from typing import Any

from telegram import Update
from telegram.ext import BaseHandler, CallbackQueryHandler, CommandHandler

from bot.domain.people import Role
from bot.render import coordinating as render
from bot.services.people import invites
from handlers.context import Context, actor_of
from handlers.replies import change, parts, say, short
from handlers.speaking import PRIVATE


async def _invite(update: Update, context: Context) -> None:
    language = await invites.may_invite(context.core, actor_of(update))
    await say(update, context, render.invite_question(language))


async def _make(update: Update, context: Context) -> None:
    role = Role(parts(update)[-1])
    invite = await invites.create_by(context.core, actor_of(update), role)
    await change(update, context, render.invite_made(invite))
    await say(update, context, render.invite_to_forward(invite, context.bot.username))


async def _take_back(update: Update, context: Context) -> None:
    language = await invites.take_back(context.core, actor_of(update), short(parts(update)[-1]))
    await change(update, context, render.invite_taken_back(language))


ENTRY_POINTS: list[BaseHandler[Any, Context, Any]] = [
    CommandHandler("invite", _invite, PRIVATE),
    CallbackQueryHandler(_make, rf"^iv\.({'|'.join(Role)})$"),
    CallbackQueryHandler(_take_back, r"^iv\.x\."),
]
STATES: dict[object, list[BaseHandler[Any, Context, Any]]] = {}
