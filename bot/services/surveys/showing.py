"""A survey as it stands for somebody: the question being asked, or what there is to say instead."""

from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from bot.domain.survey_answers import Problem
from bot.domain.surveys import HAS_OPTIONS, SCALES, SurveyQuestionKind
from bot.services.core import Core
from bot.services.surveys.answer_views import (
    AnswerView,
    HeldView,
    OverView,
    QuestionView,
    ThanksView,
)
from bot.services.surveys.taking import Taking
from bot.services.waiting import waiting_for


async def show(
    s: AsyncSession,
    core: Core,
    taking: Taking,
    *,
    taken_for: int | None = None,
    added_to: int | None = None,
    problem: Problem | None = None,
    late: bool = False,
) -> AnswerView:
    """Return what to show for a survey that is open, with what became of the last tap or words."""
    if taking.is_sent:
        waiting = await waiting_for(s, core, taking.person)
        return ThanksView(
            **_survey(core, taking), recipient_id=taking.recipient.id, waiting=waiting
        )
    said = {
        "taken_for": taking.words_of(taken_for) if taken_for else "",
        "added_to": taking.words_of(added_to) if added_to else "",
    }
    if taking.is_held:
        return held_view(core, taking, **said, unclear=problem is not None)
    return question_view(core, taking, **said, problem=problem, late=late)


def question_view(core: Core, taking: Taking, **said: Any) -> QuestionView:
    """Return the question being asked; `said` is any of the view's remarks."""
    asked, recipient = taking.question, taking.recipient
    return QuestionView(
        **_survey(core, taking),
        recipient_id=recipient.id,
        question_id=asked.id,
        number=taking.cursor,
        of=len(taking.questions),
        kind=asked.kind,
        words=asked.words,
        options=tuple(asked.options),
        intro=not taking.draft.answers and taking.cursor == 1,
        ready=taking.has_focus,
        given=taking.draft.answers.get(asked.id),
        chosen=taking.draft.ticks,
        answered=len(taking.draft.answers),
        **said,
    )


def held_view(core: Core, taking: Taking, **said: Any) -> HeldView:
    """Return that all is answered and waits to be sent; `said` is any of the view's remarks."""
    return HeldView(
        **_survey(core, taking),
        recipient_id=taking.recipient.id,
        number=taking.cursor,
        **said,
    )


async def over(
    s: AsyncSession, core: Core, taking: Taking, *, lost_words: bool = False
) -> OverView:
    """Return that it has closed, and leave the person free."""
    taking.drop_focus()
    return OverView(
        **_survey(core, taking),
        sent=taking.recipient.answered,
        lost_words=lost_words,
        waiting=await waiting_for(s, core, taking.person),
    )


def no_answer(taking: Taking) -> Problem:
    """Why something that holds no words is no answer to what is being asked."""
    if taking.is_held:
        return Problem.NOT_WORDS
    kind = taking.question.kind
    if kind in SCALES:
        return Problem.NOT_A_NUMBER
    if kind in HAS_OPTIONS:
        return Problem.NOT_AN_OPTION
    return Problem.NOT_WORDS if kind is SurveyQuestionKind.TEXT else Problem.NOT_YES_OR_NO


def _survey(core: Core, taking: Taking) -> dict[str, Any]:
    person, survey = taking.person, taking.survey
    return {
        "language": person.language,
        "zone": person.zone,
        "now": core.clock.now(),
        "title": survey.title or "",
        "programme": taking.programme,
        "anonymous": bool(survey.anonymous),
        "min_answers": survey.min_answers,
        "closes_at": survey.closes_at,
        "focus": person.focus,
        "changing": taking.is_changing,
    }
