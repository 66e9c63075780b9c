"""Commands and buttons. `register` is one list, in the order in which updates are offered.

The order matters: the first handler that takes an update is the only one.
"""

from typing import Any

from telegram.ext import Application, BaseHandler

from bot.delivery.taps import Taps
from handlers import edits, fallback
from handlers.context import Context
from handlers.groups import GroupHandler
from handlers.nobodys import NobodysHandler
from handlers.second_taps import SecondTap


def register(
    application: Application[Any, Context, Any, Any, Any, Any],
    router: BaseHandler[Any, Context, Any],
    taps: Taps,
) -> None:
    """Add every handler to `application`; `router` is the one conversation router.

    `taps` knows which tap brought a new message last.
    """
    ordered = (
        GroupHandler(),  # everything that is not a private chat, answered once and kindly
        NobodysHandler(),  # other bots, and whoever is not in their own chat: never answered
        fallback.NEVER_OURS,  # taps that only a forged app sends
        *edits.HANDLERS,  # an edited message changes the stored answer, never the conversation
        SecondTap(taps),  # tapped twice in a hurry: what it asked for is there already
        router,  # /talk ahead of everything, every command and conversation, blocking, coming back
        *fallback.HANDLERS,  # whatever nobody took: stale buttons, stickers, text out of the blue
    )
    for handler in ordered:
        application.add_handler(handler)
