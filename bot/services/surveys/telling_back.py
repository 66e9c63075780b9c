"""What came of a survey, as those who were asked are told."""

from dataclasses import dataclass

from sqlalchemy import select

from bot.db.tables import Broadcast, Person, Programme, Survey, SurveyRecipient
from bot.services.core import Core


@dataclass(frozen=True)
class ToldView:
    """What came of a survey, for somebody who was asked."""

    language: str
    programme: str
    title: str
    words: str


async def told(core: Core, person_id: int, broadcast_id: int) -> ToldView | None:
    """Return what came of a survey, for one who was asked; None for anybody else."""
    async with core.db.read() as s:
        row = await s.execute(
            select(Survey.title, Survey.heard, Programme.name, Person.language)
            .join(Broadcast, Broadcast.survey_id == Survey.id)
            .join(Programme, Programme.id == Survey.programme_id)
            .join(SurveyRecipient, SurveyRecipient.survey_id == Survey.id)
            .join(Person, Person.id == SurveyRecipient.person_id)
            .where(Broadcast.id == broadcast_id, Person.id == person_id)
        )
        found = row.one_or_none()
    if found is None or found.heard is None:
        return None
    return ToldView(found.language, found.name, found.title or "", found.heard)
