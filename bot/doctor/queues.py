"""Checks of what waits: updates, messages and due rows that got stuck or failed."""

from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.db.tables import DueRow, InboxRow, OutboxRow
from bot.doctor.finding import Finding, good, note, times, trouble
from bot.domain.queues import DueOutcome, InboxState, OutboxState

_STUCK = timedelta(minutes=5)
_LATELY = timedelta(days=7)


async def check(s: AsyncSession, now: datetime) -> list[Finding]:
    """Whatever waits too long, was set aside or failed in the last week."""
    findings = [
        *await _inbox(s, now),
        *await _outbox(s, now),
        *await _due(s, now),
    ]
    return findings or [good("Nothing waits too long, and nothing failed.")]


async def _inbox(s: AsyncSession, now: datetime) -> list[Finding]:
    waiting = await _count(
        s, InboxRow.state == InboxState.WAITING, InboxRow.received_at < now - _STUCK
    )
    aside = await _count(s, InboxRow.state == InboxState.SET_ASIDE)
    findings = []
    if waiting:
        findings.append(
            trouble(
                f"{times(waiting, 'update has', 'updates have')} been waiting for more than five "
                "minutes: look whether the bot is running; starting it takes them up."
            )
        )
    if aside:
        errors = await s.scalars(
            select(InboxRow.error).where(InboxRow.state == InboxState.SET_ASIDE).distinct().limit(3)
        )
        why = ", ".join(sorted(error for error in errors if error)) or "unknown"
        findings.append(
            trouble(
                f"After failing three times, {times(aside, 'update was', 'updates were')} put "
                f"aside ({why}): kept, not lost, but nobody got an answer. `python -m bot setaside` "
                "lists them, and puts them back or drops them."
            )
        )
    return findings


async def _outbox(s: AsyncSession, now: datetime) -> list[Finding]:
    waiting = await _count(
        s, OutboxRow.state == OutboxState.WAITING, OutboxRow.not_before < now - _STUCK
    )
    lately = OutboxRow.finished_at > now - _LATELY
    rejected = await _count(s, OutboxRow.state == OutboxState.REJECTED, lately)
    unsure = await _count(s, OutboxRow.state == OutboxState.UNSURE, lately)
    findings = []
    if waiting:
        findings.append(
            trouble(
                f"{times(waiting, 'message has', 'messages have')} been waiting to go for more "
                "than five minutes: look whether the bot is running and Telegram answers."
            )
        )
    if rejected:
        findings.append(
            trouble(
                f"Telegram rejected {times(rejected, 'message', 'messages')} in the last week: "
                "that is a fault in Plumbline, please report it."
            )
        )
    if unsure:
        findings.append(
            note(
                f"Of {times(unsure, 'message', 'messages')} in the last week nobody knows whether "
                "it arrived: the connection broke in the middle."
            )
        )
    return findings


async def _due(s: AsyncSession, now: datetime) -> list[Finding]:
    overdue = await _count(s, DueRow.outcome.is_(None), DueRow.due_at < now - _STUCK)
    failed = await _count(
        s, DueRow.outcome == DueOutcome.FAILED, DueRow.finished_at > now - _LATELY
    )
    findings = []
    if overdue:
        findings.append(
            trouble(
                f"{times(overdue, 'thing is', 'things are')} overdue by more than five minutes: "
                "look whether the bot is running."
            )
        )
    if failed:
        findings.append(
            trouble(
                f"{times(failed, 'thing', 'things')} that fell due in the last week failed: the "
                "log of the bot says why."
            )
        )
    return findings


async def _count(s: AsyncSession, *where: ColumnElement[bool]) -> int:
    """Count rows of the one table that the conditions speak of."""
    return await s.scalar(select(func.count()).where(*where)) or 0
