"""What the author of a survey is told that could not go out on its day."""

from dataclasses import dataclass

from bot.db.tables import Person, Survey
from bot.domain.people import Role
from bot.domain.surveys import SurveyState
from bot.services.core import Core
from bot.services.members import roles_of


@dataclass(frozen=True)
class UnsentView:
    """A survey that was to go out and is a draft again."""

    language: str
    title: str | None


async def unsent(core: Core, person_id: int, survey_id: int) -> UnsentView | None:
    """Return what to tell; None if it is no draft any more, or they coordinate no longer."""
    async with core.db.read() as s:
        person = await s.get_one(Person, person_id)
        survey = await s.get(Survey, survey_id)
        if survey is None or survey.state is not SurveyState.DRAFT:
            return None
        if Role.COORDINATOR not in await roles_of(s, person.id):
            return None
        return UnsentView(person.language, survey.title)
