"""Taking in all answers of one person at once, by name or by nobody, and emptying the draft."""

import secrets
from typing import cast

from sqlalchemy import Table, delete, insert, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.db.tables import AnonymousAnswer, Survey, SurveyAnswer
from bot.domain.ids import new_id
from bot.services.core import Core
from bot.services.surveys.anonymous import Opened, seal_all
from bot.services.surveys.sealing import seal_answer
from bot.services.surveys.taking import Taking

_RANDOM = secrets.SystemRandom()
_ADD_ANONYMOUS = insert(cast(Table, AnonymousAnswer.__table__))


async def hand_in(s: AsyncSession, core: Core, taking: Taking) -> None:
    """Store the answers in the draft; of an anonymous survey nothing but `answered` stays of it.

    `still_open` must have been asked before, in the same transaction.
    """
    if taking.survey.anonymous:
        await _by_nobody(s, core, taking)
    else:
        await _by_name(s, core, taking)
    taking.recipient.answered = True
    taking.put_down()


async def _by_nobody(s: AsyncSession, core: Core, taking: Taking) -> None:
    survey = taking.survey
    segment = taking.recipient.segment if survey.by_audience else None
    answers = [Opened(each, segment, given) for each, given in taking.draft.answers.items()]
    _RANDOM.shuffle(answers)
    if answers:
        await s.execute(_ADD_ANONYMOUS, seal_all(core, survey, answers))
    # As a statement of its own: whether it was set when we read it says nothing about now.
    await s.execute(update(Survey).where(Survey.id == survey.id).values(unmixed=True))


async def _by_name(s: AsyncSession, core: Core, taking: Taking) -> None:
    survey_id, person = taking.survey.id, taking.person
    await s.execute(
        delete(SurveyAnswer).where(
            SurveyAnswer.survey_id == survey_id, SurveyAnswer.person_id == person.id
        )
    )
    now = core.clock.now()
    for question_id, given in taking.draft.answers.items():
        answer_id = new_id()
        s.add(
            SurveyAnswer(
                id=answer_id,
                survey_id=survey_id,
                question_id=question_id,
                person_id=person.id,
                sealed=seal_answer(core, person, answer_id, given),
                answered_at=now,
            )
        )
