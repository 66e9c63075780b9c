"""Multi-step dialogues, one file each, behind a single router; every command goes through it.

Each file names its `ENTRY_POINTS` (commands, and buttons, which work whatever else is going on)
and its `STATES` (what a text or a voice note means while a person is there). One router means
that a person's text can only ever belong to one conversation: the one with the focus. So the
commands that are answered at once are entry points too: what they show takes the focus away.
"""

from collections.abc import Iterator
from typing import Any

from telegram.ext import BaseHandler, ChatMemberHandler, CommandHandler, ConversationHandler

from conversations import (
    agenda,
    agreeing,
    agreement,
    announcement,
    answering,
    health,
    importing,
    inviting,
    joining,
    meeting,
    pairing,
    pause,
    people,
    programme,
    pulse,
    returning,
    settings,
    survey,
    survey_answer,
    survey_heard,
    talk,
)
from handlers import (
    audit,
    broadcasts,
    digest,
    erasing,
    fallback,
    forget,
    help,
    histories,
    mydata,
    pair,
    privacy,
    results,
    schedule,
    surveys,
)
from handlers.context import Context
from handlers.letting_go import guarded

NAME = "router"
# A human comes first, ahead of everything and in every state.
_DIALOGUES = (
    talk,
    agreeing,
    joining,
    settings,
    people,
    programme,
    inviting,
    importing,
    pairing,
    survey,
    announcement,
    health,
    agreement,
    meeting,
    answering,
    pulse,
    survey_answer,
    survey_heard,
    agenda,
    pause,
    returning,
)
_AT_ONCE = (
    help,
    audit,
    privacy,
    mydata,
    forget,
    erasing,
    schedule,
    digest,
    histories,
    pair,
    broadcasts,
    surveys,
    results,
)


def router() -> ConversationHandler[Context]:
    """Build the one conversation router out of every dialogue."""
    return ConversationHandler(
        entry_points=list(_entry_points()),
        states={
            state: found for dialogue in _DIALOGUES for state, found in dialogue.STATES.items()
        },
        fallbacks=[],
        allow_reentry=True,
        persistent=True,
        name=NAME,
    )


def _entry_points() -> Iterator[BaseHandler[Any, Context, Any]]:
    for dialogue in _DIALOGUES:
        for entry in dialogue.ENTRY_POINTS:
            # Its own buttons say themselves what words belong to; these are many, and must be fast.
            asks = dialogue in (answering, pulse)
            of_a_question = asks and not isinstance(entry, CommandHandler)
            plain = of_a_question or isinstance(entry, ChatMemberHandler)
            yield entry if plain else guarded(entry)
    for found in _AT_ONCE:
        yield from map(guarded, found.HANDLERS)
    yield from map(guarded, fallback.COMMANDS)
