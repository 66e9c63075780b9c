"""Scores of pulses for the pairs of a programme: the number alone, never a word beside it."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, and_, exists, func, not_, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.db.tables import Answer, OutboxRow, Response
from bot.domain.health import Pulse
from bot.domain.health_rules import scores_that_count
from bot.domain.pulse import GOING
from bot.domain.queues import MessageKind, OutboxState
from bot.domain.responses import ResponseKind, ResponseState
from bot.domain.viewers import Matter, Sight
from bot.domain.visibility import coordinators_learn
from bot.services.core import Core
from bot.services.health.pair_rows import Moments, Someone, fetch, newest_first
from bot.services.writing.sealing import open_given

_ENDED = (ResponseState.SENT, ResponseState.SKIPPED, ResponseState.LAPSED)


async def pulses(
    s: AsyncSession,
    core: Core,
    ids: Select[int],
    people: Mapping[int, Someone],
    mentors: Mapping[int, int],
    newest: int,
    moments: Moments,
) -> Mapping[int, tuple[Pulse, ...]]:
    """The newest pulses of each side, answered and not, oldest first; only numbers are opened.

    A number counts from the tap on, also while a line to it or more answers are being written.
    What no rule looks at, at any of the moments, is left out unopened.
    """
    if not coordinators_learn(Matter.PULSE, Sight.NUMBER):
        return {}
    found: defaultdict[int, list[Row[Any]]] = defaultdict(list)
    for row in await fetch(s, _with_scores(ids, newest)):
        found[row.relationship_id].append(row)
    return {
        pair: tuple(_opened(core, people, mentors[pair], rows, moments))
        for pair, rows in found.items()
    }


def _opened(
    core: Core,
    people: Mapping[int, Someone],
    mentor_id: int,
    rows: Sequence[Row[Any]],
    moments: Moments,
) -> Iterator[Pulse]:
    sealed = [_pulse(row, mentor_id) for row in rows]
    count: set[str] = set()
    for at in moments:
        count |= scores_that_count([each for each in sealed if each.ended_at <= at])
    for row, each in zip(rows, sealed, strict=True):
        if each.number is None:
            yield each
        elif each.key in count:
            given = open_given(core, people[row.person_id], row.answer_id, row.kind, row.sealed)
            yield replace(each, number=given.number)


def _pulse(row: Row[Any], mentor_id: int) -> Pulse:
    """A pulse whose number is still sealed; 0 stands for it."""
    return Pulse(
        f"{row.id:x}",
        row.person_id == mentor_id,
        date.fromisoformat(row.occasion),
        row.offered_at,
        row.ended_at,
        None if row.answer_id is None else 0,
    )


def _with_scores(ids: Select[int], newest: int) -> Select[*tuple[Any, ...]]:
    is_answered = Answer.id.is_not(None)
    of_one_kind = (Response.relationship_id, Response.person_id, is_answered)
    ranked = (
        select(
            Response.id,
            Response.relationship_id,
            Response.person_id,
            Response.occasion,
            Response.offered_at,
            func.coalesce(Answer.answered_at, Response.finished_at).label("ended_at"),
            Answer.id.label("answer_id"),
            Answer.kind,
            Answer.sealed,
            newest_first(*of_one_kind, by=Response.offered_at),
        )
        .outerjoin(Answer, and_(Answer.response_id == Response.id, Answer.question == GOING))
        .where(
            Response.relationship_id.in_(ids),
            Response.kind == ResponseKind.PULSE,
            or_(is_answered, _went_by()),
        )
        .subquery()
    )
    return select(ranked).where(ranked.c.rank <= newest).order_by(ranked.c.offered_at, ranked.c.id)


def _went_by() -> ColumnElement[bool]:
    """Its time is over without a number; what never reached anybody is not held against them."""
    never_came = select(OutboxRow.id).where(
        OutboxRow.subject_id == Response.id,
        OutboxRow.kind == MessageKind.PULSE_ASK,
        OutboxRow.state != OutboxState.SENT,
    )
    return and_(
        Response.state.in_(_ENDED), Response.finished_at.is_not(None), not_(exists(never_came))
    )
