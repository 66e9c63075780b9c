"""What a call to Telegram came to: its errors, turned into a closed set of outcomes."""

from dataclasses import dataclass
from datetime import timedelta

import httpx
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Forbidden,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)

from bot.delivery.transport import NotConnectedError
from bot.domain.queues import Outcome

_NOTHING_SENT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout)


@dataclass(frozen=True)
class Delivery:
    """What became of one try. `retry_after` (seconds) is Telegram's, `reason` its wording."""

    outcome: Outcome
    message_id: int | None = None
    retry_after: float | None = None
    reason: str = ""


def judge(error: TelegramError) -> Delivery:
    """Say what an error means. They inherit from each other, so they are matched in this order."""
    reason = f"{type(error).__name__}: {error.message}"
    if isinstance(error, RetryAfter):
        after = error.retry_after
        seconds = after.total_seconds() if isinstance(after, timedelta) else float(after)
        return Delivery(Outcome.RETRY, retry_after=seconds, reason=reason)
    if isinstance(error, ChatMigrated):
        return Delivery(Outcome.REJECTED, reason=reason)
    if isinstance(error, Forbidden):
        return Delivery(Outcome.UNREACHABLE, reason=reason)
    if isinstance(error, BadRequest):
        unchanged = "not modified" in error.message.lower()
        return Delivery(Outcome.SENT if unchanged else Outcome.REJECTED, reason=reason)
    if isinstance(error, NotConnectedError) or isinstance(error.__cause__, _NOTHING_SENT):
        return Delivery(Outcome.RETRY, reason=reason)
    if isinstance(error, TimedOut | NetworkError):
        return Delivery(Outcome.UNSURE, reason=reason)
    # A token that no longer works, or another copy of the bot: nothing was sent.
    return Delivery(Outcome.RETRY, reason=type(error).__name__)
