"""Multi-step dialogues, one file each, behind a single router.

Each file names its `ENTRY_POINTS` (commands, and buttons, which work whatever else is going on)
and its `STATES` (what a text or a voice note means while a person is there). One router means
that a person's text can only ever belong to one conversation: the one with the focus.
"""

from telegram.ext import ConversationHandler

from conversations import (
    agenda,
    agreement,
    answering,
    joining,
    meeting,
    pairing,
    pause,
    returning,
    settings,
    talk,
)
from handlers.context import Context

NAME = "router"
# A human comes first, ahead of everything and in every state.
_DIALOGUES = (
    talk,
    joining,
    settings,
    pairing,
    agreement,
    meeting,
    answering,
    agenda,
    pause,
    returning,
)


def router() -> ConversationHandler[Context]:
    """Build the one conversation router out of every dialogue."""
    return ConversationHandler(
        entry_points=[entry for dialogue in _DIALOGUES for entry in dialogue.ENTRY_POINTS],
        states={
            state: found for dialogue in _DIALOGUES for state, found in dialogue.STATES.items()
        },
        fallbacks=[],
        allow_reentry=True,
        persistent=True,
        name=NAME,
    )
