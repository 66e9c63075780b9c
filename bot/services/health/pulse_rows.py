"""Scores of pulses for the pairs of a programme: the number alone, never a word beside it."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import Select, and_, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.db.tables import Answer, Response
from bot.domain.health import Pulse
from bot.domain.pulse import GOING
from bot.domain.responses import ResponseKind, ResponseState
from bot.domain.visibility import Learned, Matter, may_learn
from bot.services.core import Core
from bot.services.health.pair_rows import Someone, fetch, newest_first
from bot.services.writing.sealing import open_given

_ENDED = (ResponseState.SENT, ResponseState.SKIPPED, ResponseState.LAPSED)


async def pulses(
    s: AsyncSession,
    core: Core,
    ids: Select[int],
    people: Mapping[int, Someone],
    mentors: Mapping[int, int],
    newest: int,
) -> Mapping[int, tuple[Pulse, ...]]:
    """The newest pulses of each side, answered and not, oldest first; only numbers are opened."""
    if not may_learn(Matter.PULSE, Learned.NUMBER):
        return {}
    found: defaultdict[int, list[Pulse]] = defaultdict(list)
    for row in await fetch(s, _with_scores(ids, newest)):
        found[row.relationship_id].append(
            Pulse(
                f"{row.id:x}",
                row.person_id == mentors[row.relationship_id],
                date.fromisoformat(row.occasion),
                row.offered_at,
                row.finished_at,
                _score(core, people[row.person_id], row),
            )
        )
    return {key: tuple(each) for key, each in found.items()}


def _score(core: Core, writer: Someone, row: Any) -> int | None:
    if row.answer_id is None:
        return None
    return open_given(core, writer, row.answer_id, row.kind, row.sealed).number


def _with_scores(ids: Select[int], newest: int) -> Select[*tuple[Any, ...]]:
    side_and_state = (Response.relationship_id, Response.person_id, Response.state)
    ranked = (
        select(
            Response.id,
            Response.relationship_id,
            Response.person_id,
            Response.occasion,
            Response.offered_at,
            Response.finished_at,
            newest_first(*side_and_state, by=Response.offered_at),
        )
        .where(
            Response.relationship_id.in_(ids),
            Response.kind == ResponseKind.PULSE,
            Response.state.in_(_ENDED),
            Response.finished_at.is_not(None),
        )
        .subquery()
    )
    return (
        select(ranked, Answer.id.label("answer_id"), Answer.kind, Answer.sealed)
        .outerjoin(Answer, and_(Answer.response_id == ranked.c.id, Answer.question == GOING))
        .where(ranked.c.rank <= newest)
        .order_by(ranked.c.offered_at, ranked.c.id)
    )
