"""The next round of a repeated survey: a row of its own, with the same questions."""

from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.db.tables import Programme, Survey, SurveyQuestion
from bot.domain.ids import new_id
from bot.domain.survey_steps import Step
from bot.domain.survey_times import next_round, whole_days
from bot.domain.surveys import SurveyState
from bot.services.core import Core
from bot.services.surveys import draft_rows, sending

# A survey that closes at a fixed hour may do so later on the day when its next round is to open.
_ONLY_JUST = timedelta(days=1)


async def plan_next(s: AsyncSession, core: Core, survey: Survey) -> Survey | None:
    """Make the round after `survey`, waiting for its day; None if it does not come again.

    It opens on the weekday and at the wall time of the first round, as clocks in the programme's
    zone show them: in the same rhythm, but never sooner than half of it after `survey` opened. A
    moment that has come only just now still counts, since a round may be open for as long as the
    rhythm; one longer ago is left out.
    """
    if survey.repeat_weeks is None or survey.opened_at is None:
        return None
    known = await round_after(s, survey)
    if known is not None:
        return known
    first = survey if survey.first_id is None else await s.get_one(Survey, survey.first_id)
    programme = await s.get_one(Programme, survey.programme_id)
    began = first.opens_at or first.opened_at or survey.opened_at
    soonest = survey.opened_at + timedelta(weeks=survey.repeat_weeks) / 2
    after = max(soonest, core.clock.now() - _ONLY_JUST)
    opens_at = next_round(began, survey.repeat_weeks, programme.zone, after)
    following = await copy_of(s, core, survey, survey.created_by)
    following.repeat_weeks = survey.repeat_weeks
    following.first_id, following.round = first.id, survey.round + 1
    await sending.plan_opening(s, following, opens_at)
    return following


async def round_after(s: AsyncSession, survey: Survey) -> Survey | None:
    """Return the round after `survey`, if it has been made; also one that was thrown away."""
    first_id = survey.first_id or survey.id
    return await s.scalar(
        select(Survey).where(Survey.first_id == first_id, Survey.round == survey.round + 1)
    )


async def copy_of(s: AsyncSession, core: Core, survey: Survey, person_id: int) -> Survey:
    """Make a draft with the words of another survey, for the same people, as long, sent by nobody.

    When it goes out and whether it comes again are not copied.
    """
    programme = await s.get_one(Programme, survey.programme_id)
    days = survey.days_open
    if days is None and survey.closes_at is not None:
        began = survey.opened_at or survey.opens_at or survey.created_at
        days = whole_days(began, survey.closes_at, programme.zone)
    survey_id = new_id()
    copied = Survey(
        id=survey_id,
        programme_id=survey.programme_id,
        state=SurveyState.DRAFT,
        title=survey.title,
        anonymous=survey.anonymous,
        audience=survey.audience,
        days_open=days,
        wrapped_key=core.vault.new_key(survey_id),
        step=Step.REVIEW,
        reviewed=True,
        created_by=person_id,
        created_at=core.clock.now(),
    )
    s.add(copied)
    await s.flush()
    for question in await draft_rows.questions_of(s, survey.id):
        s.add(
            SurveyQuestion(
                survey_id=survey_id,
                position=question.position,
                kind=question.kind,
                words=question.words,
                options=list(question.options),
            )
        )
    await s.flush()
    return copied
