"""Whom a survey has reached: those at whom the message that asks, or its reminder, has arrived.

That somebody was reached says nothing of whether they answered: it is read from what was sent.
"""

from sqlalchemy import ColumnElement, Subquery, and_, case, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.db.tables import Broadcast, OutboxRow, Person, Survey, SurveyRecipient
from bot.domain.broadcasts import ASKS, BroadcastState
from bot.domain.people import PersonState
from bot.domain.queues import Lane, OutboxState
from bot.services.audience import Member

# Nobody knows of an unsure one; most of them have arrived.
_ARRIVED = (OutboxState.SENT, OutboxState.UNSURE)
_AHEAD = (OutboxState.WAITING, OutboxState.SENDING)


def fates(survey_id: int) -> Subquery:
    """One row for each `person_id` who has or had a message that asks, with 0 or 1 in each column.

    One has `arrived`; one is still to `come`; one was `stopped` by a coordinator on its way.
    """
    state = OutboxRow.state
    was_stopped = and_(
        Broadcast.state == BroadcastState.STOPPED,
        state == OutboxState.DROPPED,
        OutboxRow.finished_at >= Broadcast.finished_at,
    )
    return (
        select(
            OutboxRow.person_id,
            _any(state.in_(_ARRIVED)).label("arrived"),
            _any(state.in_(_AHEAD)).label("come"),
            _any(was_stopped).label("stopped"),
        )
        .join(Broadcast, Broadcast.id == OutboxRow.subject_id)
        .where(
            Broadcast.survey_id == survey_id,
            Broadcast.kind.in_(ASKS),
            OutboxRow.lane == Lane.BROADCAST,
        )
        .group_by(OutboxRow.person_id)
        .subquery()
    )


def has_reached(survey: Survey, fate: Subquery) -> ColumnElement[bool]:
    """Whether a survey has reached a recipient, for a statement that joins `fates` outside.

    An answer with a name shows it too. An anonymous one must not: it would say whose it is.
    """
    arrived = func.coalesce(fate.c.arrived, 0) == 1
    return arrived if survey.anonymous else or_(arrived, SurveyRecipient.answered.is_(True))


async def taking_part(
    s: AsyncSession, survey: Survey, fate: Subquery, *only: ColumnElement[bool]
) -> list[Member]:
    """Return the recipients of a survey who take part still and fit; `fate` is from `fates`."""
    rows = await s.execute(
        select(Person.id, Person.zone, SurveyRecipient.segment)
        .join(SurveyRecipient, SurveyRecipient.person_id == Person.id)
        .outerjoin(fate, fate.c.person_id == Person.id)
        .where(SurveyRecipient.survey_id == survey.id, Person.state == PersonState.ACTIVE, *only)
        .order_by(Person.id)
    )
    return [Member(person_id, zone, segment) for person_id, zone, segment in rows]


def _any(condition: ColumnElement[bool]) -> ColumnElement[int]:
    return func.max(case((condition, 1), else_=0))
