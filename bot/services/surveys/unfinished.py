"""Surveys that somebody was asked and has not sent: new ones, begun ones, and changes to sent ones.

Only what has come to them is named, so that nobody hears of a survey before its own message. That
is looked up in the outbox, where it stands anyway: nothing more is kept of who was asked when.
"""

from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import String, and_, bindparam, cast, exists, literal, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.db.tables import Broadcast, OutboxRow, Person, Survey, SurveyRecipient
from bot.domain.queues import OutboxState
from bot.domain.surveys import SurveyState

# Whoever could not be reached and is back has missed it, and is shown the way to it.
_CAME = (OutboxState.SENT, OutboxState.UNSURE, OutboxState.UNREACHABLE)
# What `broadcasts.making` calls each message: found in one step, however many were asked.
_ITS_MESSAGE = (
    literal("broadcast:")
    + cast(Broadcast.id, String)
    + literal(":")
    + cast(SurveyRecipient.person_id, String)
)
_BEGUN = SurveyRecipient.cursor.is_not(None)
_HAS_COME = exists().where(
    Broadcast.survey_id == Survey.id,
    OutboxRow.dedupe == _ITS_MESSAGE,
    OutboxRow.state.in_(_CAME),
)
# Made once: every menu asks it.
_UNFINISHED = (
    select(SurveyRecipient.id, Survey.title, SurveyRecipient.answered, _BEGUN)
    .join(Survey, Survey.id == SurveyRecipient.survey_id)
    .where(
        SurveyRecipient.person_id == bindparam("person_id"),
        Survey.state == SurveyState.OPEN,
        or_(_BEGUN, and_(SurveyRecipient.answered.is_(False), _HAS_COME)),
    )
    .order_by(Survey.opened_at.desc(), Survey.id)
)


class Stage(StrEnum):
    """How far somebody is: asked, begun, or changing by name what they have sent."""

    NEW = "new"
    BEGUN = "begun"
    CHANGING = "changing"


@dataclass(frozen=True)
class OpenSurvey:
    """A survey that takes this person's answers, and where they are with it."""

    recipient_id: int
    title: str
    stage: Stage


async def unfinished(s: AsyncSession, person: Person) -> tuple[OpenSurvey, ...]:
    """Return the open surveys that wait for this person, the latest first, in one statement."""
    rows = await s.execute(_UNFINISHED, {"person_id": person.id})
    return tuple(
        OpenSurvey(recipient_id, title or "", _stage(answered, is_begun))
        for recipient_id, title, answered, is_begun in rows
    )


def _stage(answered: bool, begun: bool) -> Stage:
    if answered:
        return Stage.CHANGING
    return Stage.BEGUN if begun else Stage.NEW
