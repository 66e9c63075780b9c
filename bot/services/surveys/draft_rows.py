"""A survey being written: its rows, and finding them for the one who writes."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import exists, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.db.tables import Person, Programme, Survey, SurveyQuestion
from bot.domain.audiences import Audience
from bot.domain.ids import new_id
from bot.domain.people import Focus, Role
from bot.domain.survey_steps import Stand, Step
from bot.domain.surveys import HAS_OPTIONS, SurveyState
from bot.services import focusing, members
from bot.services.core import Actor, Core
from bot.services.errors import Reason, RefusedError


@dataclass
class Draft:
    """A survey with its questions in order, in the hands of the coordinator who writes it."""

    s: AsyncSession
    core: Core
    me: Person
    survey: Survey
    questions: list[SurveyQuestion]

    @property
    def stand(self) -> Stand:
        """Where its author stands."""
        return Stand.read(self.survey.step)

    @property
    def audience(self) -> Audience | None:
        """Whom it is for; None until that has been said."""
        data = self.survey.audience
        return None if data is None else Audience.from_json(data)

    def go(self, step: Step, about: int | None = None) -> None:
        """Stand at another step from now on."""
        self.survey.step = str(Stand(step, about))
        self.survey.reviewed = self.survey.reviewed or step is Step.REVIEW

    def question(self, question_id: int | None = None) -> SurveyQuestion | None:
        """Return one of its questions; the one that its author stands at, unless said."""
        wanted = self.stand.about if question_id is None else question_id
        return next((each for each in self.questions if each.id == wanted), None)


async def coordinator(s: AsyncSession, actor: Actor) -> Person:
    """Return the coordinator behind `actor`; refuse anybody else."""
    return await members.require(s, actor, Role.COORDINATOR)


async def find(s: AsyncSession, me: Person, survey_id: int, *, lock: bool = True) -> Survey:
    """Return a survey of the coordinator's programme, locked for changing it; refuse any other."""
    query = select(Survey).where(Survey.id == survey_id, Survey.programme_id == me.programme_id)
    survey = await s.scalar(query.with_for_update() if lock else query)
    if survey is None or survey.state is SurveyState.CANCELLED:
        raise RefusedError(Reason.GONE)
    return survey


async def questions_of(s: AsyncSession, survey_id: int) -> list[SurveyQuestion]:
    """Return the questions of a survey in their order."""
    rows = await s.scalars(
        select(SurveyQuestion)
        .where(SurveyQuestion.survey_id == survey_id)
        .order_by(SurveyQuestion.position, SurveyQuestion.id)
    )
    return list(rows)


def choices_of(question: SurveyQuestion) -> tuple[str, ...]:
    """Return the choices of a question, as it is answered now."""
    return tuple(question.options) if question.kind in HAS_OPTIONS else ()


async def load(s: AsyncSession, core: Core, me: Person, survey: Survey) -> Draft:
    """Return a survey with its questions."""
    return Draft(s, core, me, survey, await questions_of(s, survey.id))


def hold(draft: Draft, actor: Actor | None = None) -> None:
    """Make `draft` what the coordinator writes now: their words belong to it, and it is theirs.

    With `actor`, the update that they did it with is noted as the last to change it.
    """
    focusing.take(draft.core, draft.me, Focus.SURVEY_WRITING, draft.survey.id)
    draft.survey.editor_id = draft.me.id
    draft.survey.edited_at = draft.core.clock.now()
    if actor is not None:
        draft.survey.update_id = actor.update_id


async def made_by(s: AsyncSession, me: Person, actor: Actor) -> Survey | None:
    """Return the survey that this same update has made before, if it was handled already."""
    return await s.scalar(
        select(Survey).where(Survey.created_by == me.id, Survey.update_id == actor.update_id)
    )


async def untouched(s: AsyncSession, me: Person) -> Survey | None:
    """Return a draft that the coordinator has begun, and nobody has put anything into yet."""
    has_questions = exists().where(SurveyQuestion.survey_id == Survey.id)
    return await s.scalar(
        select(Survey)
        .where(
            Survey.created_by == me.id,
            Survey.editor_id == me.id,
            Survey.state == SurveyState.DRAFT,
            Survey.title.is_(None),
            ~has_questions,
        )
        .limit(1)
    )


async def make(s: AsyncSession, core: Core, me: Person, **said: Any) -> Draft:
    """Make a draft of the coordinator's, with what is said already."""
    survey_id = new_id()
    survey = Survey(
        id=survey_id,
        programme_id=me.programme_id,
        state=SurveyState.DRAFT,
        wrapped_key=core.vault.new_key(survey_id),
        created_by=me.id,
        created_at=core.clock.now(),
        **said,
    )
    s.add(survey)
    await s.flush()
    return Draft(s, core, me, survey, [])


async def zone_of(draft: Draft) -> str:
    """The zone of the programme, whose clocks a survey goes by."""
    programme = await draft.s.get_one(Programme, draft.survey.programme_id)
    return programme.zone


async def opens_first(draft: Draft) -> datetime:
    """When a draft would open: as planned, or now."""
    return draft.survey.opens_at or draft.core.clock.now()
