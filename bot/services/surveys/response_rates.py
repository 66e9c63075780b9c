"""How many people a survey was meant for, has reached, and has heard from. Numbers only."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, and_, case, func, not_, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.db.tables import Survey, SurveyRecipient
from bot.domain.surveys import Segment
from bot.services.surveys.reach import fates, has_reached
from bot.services.surveys.result_views import Rate


async def rates(s: AsyncSession, survey: Survey) -> list[Rate]:
    """Return of each audience how many were asked, were reached, and have answered."""
    fate = fates(survey.id)
    reached = has_reached(survey, fate)
    missing = not_(reached)
    rows = await s.execute(
        select(
            SurveyRecipient.segment,
            func.count(),
            _number(reached),
            _number(SurveyRecipient.answered.is_(True)),
            _number(and_(missing, fate.c.come == 1)),
            _number(and_(missing, fate.c.come == 0, fate.c.stopped == 1)),
        )
        .outerjoin(fate, fate.c.person_id == SurveyRecipient.person_id)
        .where(SurveyRecipient.survey_id == survey.id)
        .group_by(SurveyRecipient.segment)
    )
    found = [Rate(segment, *map(int, numbers)) for segment, *numbers in rows]
    return sorted(found, key=lambda each: list(Segment).index(each.segment or Segment.OTHER))


def everybody(rates: Sequence[Rate]) -> Rate:
    """Return all audiences as one."""
    return Rate(
        None,
        asked=sum(each.asked for each in rates),
        arrived=sum(each.arrived for each in rates),
        answered=sum(each.answered for each in rates),
        to_come=sum(each.to_come for each in rates),
        stopped=sum(each.stopped for each in rates),
    )


def _number(condition: ColumnElement[bool]) -> ColumnElement[int]:
    return func.sum(case((condition, 1), else_=0))
