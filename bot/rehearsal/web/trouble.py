"""Saying that something went wrong that should not have."""

import re
import traceback

import structlog

from bot.config import SettingError

log = structlog.get_logger()


def report(what: str, error: BaseException) -> str:
    """Log where it happened, and return a sentence for the page; neither holds what it was about.

    `what` is the beginning of the sentence: "The bot failed". A setting that is wrong speaks for
    itself.
    """
    if isinstance(error, SettingError):
        return str(error)
    kind = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", type(error).__name__).lower()
    log.error(what, kind=kind, where="".join(traceback.format_tb(error.__traceback__)))
    return f"{what} ({kind}). The terminal where this was started says more."
