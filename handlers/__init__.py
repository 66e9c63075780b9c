"""Commands and buttons. `register` is one list, in the order in which updates are offered.

The order matters: the first handler that takes an update is the only one.
"""

from typing import Any

from telegram.ext import Application, BaseHandler

from handlers import edits, fallback, groups
from handlers.context import Context


def register(
    application: Application[Any, Context, Any, Any, Any, Any],
    router: BaseHandler[Any, Context, Any],
) -> None:
    """Add every handler to `application`; `router` is the one conversation router."""
    ordered = (
        *groups.HANDLERS,  # everything that is not a private chat, answered once and kindly
        *edits.HANDLERS,  # an edited message changes the stored answer, never the conversation
        router,  # /talk ahead of everything, every command and conversation, blocking, coming back
        *fallback.HANDLERS,  # whatever nobody took: stale buttons, stickers, text out of the blue
    )
    for handler in ordered:
        application.add_handler(handler)
