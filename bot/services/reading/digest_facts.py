"""What a digest was made of, without any text, so that a change in it can be told."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.db.tables import AgendaItem, Answer, Response
from bot.domain.responses import ResponseState
from bot.services.meeting.windows import Window
from bot.services.relationships.pairs import Pair
from bot.services.writing.sharing import SharedResponse

Fact = tuple[str, int, datetime | None]


async def facts_of(
    s: AsyncSession,
    pair: Pair,
    window: Window,
    shared: list[SharedResponse],
    items: list[AgendaItem],
) -> list[Fact]:
    """Everything that the mentee gave to a digest: what kind of thing, its id, when it changed."""
    return [
        *[("agenda", item.id, item.edited_at) for item in items],
        *[("reflection", r.response_id, r.finished_at) for r in shared if _is_sent(r)],
        *await _answers(s, [answer.answer_id for r in shared for answer in r.answers]),
        *await _checkins(s, pair, window),
    ]


async def _answers(s: AsyncSession, ids: list[int]) -> list[Fact]:
    rows = await s.execute(
        select(Answer.id, Answer.answered_at, Answer.edited_at).where(Answer.id.in_(ids))
    )
    return [("answer", id, edited_at or answered_at) for id, answered_at, edited_at in rows]


async def _checkins(s: AsyncSession, pair: Pair, window: Window) -> list[Fact]:
    if window.last is None:
        return []
    rows = await s.execute(
        select(Response.id, Response.finished_at).where(
            Response.meeting_id == window.last.id,
            Response.person_id == pair.mentee.id,
            Response.state == ResponseState.SENT,
        )
    )
    return [("checkin", id, finished_at) for id, finished_at in rows]


def _is_sent(response: SharedResponse) -> bool:
    return response.state is ResponseState.SENT
