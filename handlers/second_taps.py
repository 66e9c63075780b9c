"""A button tapped twice in a hurry answers once, where the answer is a new message."""

from typing import Any

from telegram import Update
from telegram.ext import BaseHandler

from bot.delivery.taps import Taps
from handlers.context import Context
from handlers.replies import tap_of, toast


class SecondTap(BaseHandler[Update, Context, None]):
    """Takes the second tap on a button whose new message has only just come."""

    def __init__(self, taps: Taps) -> None:
        super().__init__(_nothing_more)
        self._taps = taps

    def check_update(self, update: object) -> bool:
        """Tell whether the update is such a tap."""
        if not isinstance(update, Update) or update.effective_chat is None:
            return False
        tap = tap_of(update)
        return tap is not None and self._taps.is_second(update.effective_chat.id, tap)


async def _nothing_more(update: Update, context: Context) -> Any:
    await toast(update, context)
