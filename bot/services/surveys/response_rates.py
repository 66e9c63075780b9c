"""How many people a survey was meant for, has reached, and has heard from. Numbers only."""

from sqlalchemy import case, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.db.tables import Broadcast, OutboxRow, SurveyRecipient
from bot.domain.broadcasts import BroadcastKind
from bot.domain.queues import OutboxState
from bot.domain.surveys import Segment
from bot.services.surveys.result_views import Rate

# Nobody knows of an unsure one; most of them have arrived.
_ARRIVED = (OutboxState.SENT, OutboxState.UNSURE)


async def rates(s: AsyncSession, survey_id: int) -> list[Rate]:
    """Return of each audience how many were asked and have answered."""
    answered = func.sum(case((SurveyRecipient.answered, 1), else_=0))
    rows = await s.execute(
        select(SurveyRecipient.segment, func.count(), answered)
        .where(SurveyRecipient.survey_id == survey_id)
        .group_by(SurveyRecipient.segment)
    )
    found = [Rate(segment, asked, int(done)) for segment, asked, done in rows]
    return sorted(found, key=lambda each: list(Segment).index(each.segment))


async def reached(s: AsyncSession, survey_id: int) -> int:
    """Return how many of those who were asked the question has arrived at so far."""
    sent = await s.execute(
        select(Broadcast.id, Broadcast.counts).where(
            Broadcast.survey_id == survey_id, Broadcast.kind == BroadcastKind.SURVEY
        )
    )
    known = sent.all()
    settled = [counts for _, counts in known if counts]
    waiting = [broadcast_id for broadcast_id, counts in known if not counts]
    arrived = await s.scalar(
        select(func.count()).where(OutboxRow.subject_id.in_(waiting), OutboxRow.state.in_(_ARRIVED))
    )
    return (arrived or 0) + sum(
        int(counts.get(state, 0)) for counts in settled for state in _ARRIVED
    )
