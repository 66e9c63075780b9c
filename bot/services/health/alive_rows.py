"""When the two of a pair last did something, for the pairs of a programme; never what."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, or_, select, union_all
from sqlalchemy.ext.asyncio import AsyncSession

from bot.db.tables import AgendaItem, Agreement, Answer, Digest, Meeting, OutboxRow, Response
from bot.domain.queues import MessageKind
from bot.domain.responses import ResponseKind, ResponseState
from bot.services.health.pair_rows import Moments, fetch, known, latest

_BY_HAND = (ResponseState.SENT, ResponseState.SKIPPED)
_NOT_SENT = (ResponseState.OPEN, ResponseState.LAPSED)


@dataclass(frozen=True)
class Written:
    """When a pair last did something before each moment: anything, or with a reflection."""

    alive: frozenset[datetime]
    sent: frozenset[datetime]
    skipped: frozenset[datetime]


NOTHING = Written(frozenset(), frozenset(), frozenset())


async def written(s: AsyncSession, ids: Select[int], moments: Moments) -> Mapping[int, Written]:
    """When either of the two last did something; never what was only closed. Two statements."""
    reflection = Response.kind == ResponseKind.REFLECTION
    rows = await fetch(
        s,
        select(
            Response.relationship_id,
            *latest(Response.opened_at, moments),
            *latest(Response.finished_at, moments, _ended_by_hand()),
            *latest(
                Response.finished_at, moments, reflection, Response.state == ResponseState.SENT
            ),
            *latest(
                Response.finished_at, moments, reflection, Response.state == ResponseState.SKIPPED
            ),
        )
        .where(Response.relationship_id.in_(ids))
        .group_by(Response.relationship_id),
    )
    count = len(moments)
    found = {
        row[0]: Written(
            known(row[1 : 1 + 2 * count]),
            known(row[1 + 2 * count : 1 + 3 * count]),
            known(row[1 + 3 * count :]),
        )
        for row in rows
    }
    looked = union_all(
        _last(AgendaItem.relationship_id, AgendaItem.created_at, ids, moments),
        _last(Agreement.relationship_id, Agreement.proposed_at, ids, moments),
        _last(Agreement.relationship_id, Agreement.answered_at, ids, moments),
        _last(Digest.relationship_id, Digest.opened_at, ids, moments),
        _last_answer(Answer.answered_at, _is_open(), ids, moments),
        _last_answer(Answer.edited_at, Answer.edited_at.is_not(None), ids, moments),
        _last_change(ids, moments),
    )
    for row in await fetch(s, looked):
        before = found.get(row[0], NOTHING)
        found[row[0]] = replace(before, alive=before.alive | known(row[1:]))
    return found


def _last(of: Any, column: Any, ids: Select[int], moments: Moments) -> Select[Any]:
    return select(of, *latest(column, moments)).where(of.in_(ids)).group_by(of)


def _ended_by_hand() -> ColumnElement[bool]:
    # How it is going is kept as sent when its time is over, though nobody does anything then.
    return and_(Response.state.in_(_BY_HAND), Response.kind != ResponseKind.PULSE)


def _is_open() -> ColumnElement[bool]:
    """Whether nothing later than its answers says when somebody last wrote in a response."""
    return or_(Response.state.in_(_NOT_SENT), Response.kind == ResponseKind.PULSE)


def _last_answer(
    column: Any, where: ColumnElement[bool], ids: Select[int], moments: Moments
) -> Select[Any]:
    return (
        _last(Response.relationship_id, column, ids, moments)
        .join(Answer, Answer.response_id == Response.id)
        .where(where)
    )


def _last_change(ids: Select[int], moments: Moments) -> Select[Any]:
    """When somebody last moved, added or called off a meeting, which the other is told each time."""
    return (
        _last(Meeting.relationship_id, OutboxRow.created_at, ids, moments)
        .join(OutboxRow, OutboxRow.subject_id == Meeting.id)
        .where(OutboxRow.kind == MessageKind.MEETING_CHANGED)
    )
