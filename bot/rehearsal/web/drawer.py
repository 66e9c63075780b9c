"""What the system holds: the inbox, the outbox, due rows and responses, never anybody's words."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import InstrumentedAttribute

from bot.db.tables import Answer, DueRow, InboxRow, OutboxRow, Person, Response
from bot.domain.ids import to_short
from bot.domain.queues import DueOutcome, InboxState, Lane, OutboxState
from bot.domain.responses import ResponseState
from bot.library.questionnaires import Library
from bot.rehearsal.refusal import Json
from bot.rehearsal.stage import Stage
from bot.rehearsal.web.drawer_words import (
    DUES,
    INBOX,
    LANES,
    MESSAGES,
    OUTBOX,
    OUTCOMES,
    RESPONSES,
    WRITING,
)
from bot.rehearsal.web.shapes import instant
from bot.services.due import IN_TURN

MOST = 200
_ON_THE_WAY = (OutboxState.WAITING, OutboxState.SENDING)
_TO_COME = "to_come"


async def drawer(stage: Stage) -> Json:
    """The newest 200 of each, newest first, and how many there are in each state.

    `words` say in plain words what `state` or `outcome` names. Ids of due rows and responses are
    short texts, since they are too long for a browser's numbers.
    """
    async with stage.db.read() as s:
        return {
            "inbox": await _inbox(s),
            "outbox": await _outbox(s),
            "due": await _due(s),
            "responses": await _responses(s, stage.core.library),
            "counts": await _counts(s),
        }


async def _inbox(s: AsyncSession) -> list[Json]:
    rows = await s.scalars(select(InboxRow).order_by(InboxRow.update_id.desc()).limit(MOST))
    return [
        {
            "number": row.update_id,
            "state": row.state.value,
            "words": INBOX[row.state],
            "person": row.chat_id,
            "attempts": row.attempts,
            "at": instant(row.received_at),
        }
        for row in rows
    ]


async def _outbox(s: AsyncSession) -> list[Json]:
    rows = await s.execute(
        select(OutboxRow, Person.telegram_id)
        .join(Person, Person.id == OutboxRow.person_id)
        .order_by(OutboxRow.id.desc())
        .limit(MOST)
    )
    return [_message(row, telegram_id) for row, telegram_id in rows]


def _message(row: OutboxRow, telegram_id: int) -> Json:
    return {
        "id": row.id,
        "lane": LANES[Lane(row.lane)],
        "kind": row.kind.value,
        "what": MESSAGES[row.kind],
        "person": telegram_id,
        "state": row.state.value,
        "words": OUTBOX[row.state],
        "outcome": None if row.state in _ON_THE_WAY else row.state.value,
        "attempts": row.attempts,
        "not_before": instant(row.not_before),
        "finished": None if row.finished_at is None else instant(row.finished_at),
        "message": row.message_id,
        "due": None if row.due_id is None else to_short(row.due_id),
        "update": row.update_id,
    }


async def _due(s: AsyncSession) -> list[Json]:
    rows = await s.execute(
        select(DueRow, Person.telegram_id)
        .join(Person, Person.id == DueRow.person_id)
        .order_by(*(each.desc() for each in IN_TURN))
        .limit(MOST)
    )
    return [
        {
            "id": to_short(row.id),
            "kind": row.kind.value,
            "what": DUES[row.kind],
            "person": telegram_id,
            "at": instant(row.due_at),
            "outcome": None if row.outcome is None else row.outcome.value,
            "words": OUTCOMES[row.outcome],
            "finished": None if row.finished_at is None else instant(row.finished_at),
        }
        for row, telegram_id in rows
    ]


async def _responses(s: AsyncSession, library: Library) -> list[Json]:
    answered = (
        select(func.count())
        .where(Answer.response_id == Response.id)
        .correlate(Response)
        .scalar_subquery()
    )
    rows = await s.execute(
        select(Response, Person.telegram_id, answered)
        .join(Person, Person.id == Response.person_id)
        .order_by(Response.offered_at.desc(), Response.id)
        .limit(MOST)
    )
    return [
        {
            "id": to_short(row.id),
            "kind": row.kind.value,
            "what": RESPONSES[row.kind],
            "person": telegram_id,
            "state": row.state.value,
            "words": WRITING[row.state],
            "cursor": row.cursor,
            "answered": count,
            "of": len(library.get(row.questionnaire, row.version).questions),
        }
        for row, telegram_id, count in rows
    ]


async def _counts(s: AsyncSession) -> Json:
    due = await _count(s, DueRow.outcome, DueOutcome)
    return {
        "inbox": await _count(s, InboxRow.state, InboxState),
        "outbox": await _count(s, OutboxRow.state, OutboxState),
        "due": {_TO_COME: due.pop(None, 0), **due},
        "responses": await _count(s, Response.state, ResponseState),
    }


async def _count(
    s: AsyncSession, column: InstrumentedAttribute[Any], states: Iterable[str]
) -> dict[Any, int]:
    counted: dict[Any, int] = dict.fromkeys(map(str, states), 0)
    for state, number in await s.execute(select(column, func.count()).group_by(column)):
        counted[state] = number
    return counted
