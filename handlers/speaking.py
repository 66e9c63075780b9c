"""What an update says: typed words, and what Telegram tells about somebody we do not know yet."""

from telegram import Update
from telegram.ext import ConversationHandler, filters

from bot.domain.people import Focus
from bot.render.joining import Hints
from bot.render.texts import languages

PRIVATE = filters.UpdateType.MESSAGE & filters.ChatType.PRIVATE
ANYTHING_SAID = PRIVATE & ~filters.COMMAND & ~filters.StatusUpdate.ALL

# What a conversation's step returns: the state it leads to, its end, or None for no change.
State = Focus | int | None


def typed(update: Update) -> str:
    """The text of a message; empty for anything else that was sent."""
    return update.message.text or "" if update.message else ""


def state_of(focus: Focus | None) -> State:
    """What a conversation's step returns when a person's focus is `focus`."""
    return ConversationHandler.END if focus is None else focus


def spoken(update: Update) -> str:
    """The language of their app, if it is one that we have; empty otherwise."""
    code = hints(update).language_code.lower()
    return next((found for found in (code, code.partition("-")[0]) if found in languages()), "")


def hints(update: Update) -> Hints:
    """Their first name and the language code of their app, to suggest and nothing more."""
    user = update.effective_user
    assert user is not None  # handlers only take updates with one
    return Hints(user.first_name, user.language_code or "")
