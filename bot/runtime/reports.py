"""What is reported of a message that has not gone: whether it goes again, and when."""

from datetime import datetime, timedelta

import structlog

from bot.db.tables import OutboxRow
from bot.db.trouble import is_database_trouble
from bot.delivery.outcomes import Delivery
from bot.delivery.settling import Report, goes_again
from bot.domain.queues import OutboxState, Outcome
from bot.domain.quiet import Wait
from bot.runtime.may_still_go import WAITED_FOR

log = structlog.get_logger()

_MOST_ATTEMPTS = 3
_AGAIN = timedelta(seconds=30)
_LONGEST_WAIT = timedelta(minutes=15)


def waits(row: OutboxRow, wait: Wait) -> Report:
    """It waits for a better moment, which counts as no try."""
    return Report(
        row.id,
        row.fence,
        OutboxState.WAITING,
        not_before=wait.until,
        detail={**row.detail, WAITED_FOR: wait.until.isoformat()},
    )


def kept_back(row: OutboxRow) -> Report:
    """It waits until its person has agreed to today's text, and that is written down already."""
    return Report(row.id, row.fence, OutboxState.WAITING)


def not_sent(row: OutboxRow, delivery: Delivery, went: int, now: datetime) -> Report:
    """Telegram did not take it, or nobody knows, once `went` parts of it had gone."""
    detail = {**row.detail, "sent_parts": went} if went else None
    if delivery.outcome is Outcome.UNREACHABLE:
        return Report(row.id, row.fence, OutboxState.UNREACHABLE, detail=detail)
    if delivery.outcome is Outcome.REJECTED:
        log.error("a message was refused", kind=row.kind, reason=delivery.reason)
        return Report(row.id, row.fence, OutboxState.REJECTED, detail=detail)
    if delivery.outcome is Outcome.UNSURE and not goes_again(row):
        return Report(row.id, row.fence, OutboxState.UNSURE, detail=detail)
    wait = _AGAIN * 2 ** min(row.attempts, 5)
    if delivery.retry_after is not None:
        wait = timedelta(seconds=delivery.retry_after)
    return _again(row, now + min(wait, _LONGEST_WAIT), detail=detail)


def failed(row: OutboxRow, error: Exception, now: datetime) -> Report:
    """It could not be composed; where the database is to blame, that counts as no try."""
    if is_database_trouble(error):
        return _again(row, now + _AGAIN, attempts=0)
    log.error("a message could not be composed", kind=row.kind, error=type(error).__name__)
    if row.attempts + 1 >= _MOST_ATTEMPTS:
        return Report(row.id, row.fence, OutboxState.REJECTED, attempts=1)
    return _again(row, now + _AGAIN)


def _again(
    row: OutboxRow, at: datetime, attempts: int = 1, detail: dict[str, object] | None = None
) -> Report:
    return Report(
        row.id,
        row.fence,
        OutboxState.WAITING,
        not_before=at,
        attempts=attempts,
        detail=detail,
    )
