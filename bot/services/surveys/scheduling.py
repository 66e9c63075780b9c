"""What a survey does by itself: it opens on its day, reminds once, and closes."""

from sqlalchemy import func, not_, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.db.tables import DueRow, Person, Survey, SurveyRecipient
from bot.domain.broadcasts import BroadcastKind
from bot.domain.queues import Cause, DueKind, DueOutcome, MessageKind
from bot.domain.survey_steps import Step
from bot.domain.surveys import SurveyState
from bot.services import due, members
from bot.services.audience import Member
from bot.services.broadcasts import calling_off, making
from bot.services.core import Core
from bot.services.due import Done, Verdict
from bot.services.errors import RefusedError
from bot.services.surveys import mixing, rounds, sending
from bot.services.surveys.reach import fates, taking_part
from bot.services.telling import tell


async def on_open(s: AsyncSession, core: Core, row: DueRow, _person: Person) -> Verdict:
    """Open a survey on its day; with nobody to ask, or too late, it becomes a draft again.

    Then its author is told, or the others once its author is gone.
    """
    survey = await _locked(s, row.subject_id)
    if survey is None or survey.state is not SurveyState.SCHEDULED:
        return Done(DueOutcome.CANCELLED)
    cause = Cause(due_id=row.id)
    if survey.closes_at is None or survey.closes_at > core.clock.now():
        try:
            await sending.open_survey(s, core, survey, cause, None)
        except RefusedError:
            pass
        else:
            return Done()
    survey.state, survey.step = SurveyState.DRAFT, Step.REVIEW
    for person in await members.answerable(s, survey.created_by, survey.programme_id):
        await tell(
            s,
            core,
            person,
            MessageKind.SURVEY_UNSENT,
            cause,
            subject_id=survey.id,
            dedupe=f"survey:{survey.id}:unsent:{row.id}:{person.id}",
        )
    return Done(DueOutcome.MISSED)


async def on_reminder(s: AsyncSession, core: Core, row: DueRow, _person: Person) -> Verdict:
    """Remind those who have not answered yet, if nobody has had them reminded before."""
    survey = await _locked(s, row.subject_id)
    if survey is None or survey.state is not SurveyState.OPEN or survey.reminded_at is not None:
        return Done(DueOutcome.CANCELLED)
    await remind(s, core, survey, Cause(due_id=row.id), None)
    return Done()


async def on_close(s: AsyncSession, core: Core, row: DueRow, _person: Person) -> Verdict:
    """Close a survey when its time is over."""
    survey = await _locked(s, row.subject_id)
    if survey is None or survey.state is not SurveyState.OPEN:
        return Done(DueOutcome.CANCELLED)
    await close(s, core, survey, Cause(due_id=row.id))
    return Done()


async def remind(
    s: AsyncSession,
    core: Core,
    survey: Survey,
    cause: Cause,
    update_id: int | None,
    author: Person | None = None,
) -> int:
    """Remind everybody who was asked and has not answered; return how many. It happens once.

    `author` is shown how far it is: who asked for it, or else whose survey it is.
    """
    waiting = await unanswered(s, survey)
    survey.reminded_at = core.clock.now()
    await due.call_off(s, core.clock.now(), DueKind.SURVEY_REMINDER, subject_id=survey.id)
    if waiting:
        if author is None:
            author = await sending.author_of(s, survey)
        await making.start(
            s,
            core,
            kind=BroadcastKind.REMINDER,
            author=author,
            members=waiting,
            survey_id=survey.id,
            update_id=update_id,
            cause=cause,
            until=survey.closes_at,
        )
    return len(waiting)


async def unanswered(s: AsyncSession, survey: Survey) -> list[Member]:
    """Return who was asked, still takes part, and has not answered.

    Not those whom it did not get to because it was stopped: nobody meant to ask them any more.
    """
    fate = fates(survey.id)
    was_stopped = func.coalesce(fate.c.stopped, 0) == 1
    silent = SurveyRecipient.answered.is_(False)
    return await taking_part(s, survey, fate, silent, not_(was_stopped))


async def close(
    s: AsyncSession, core: Core, survey: Survey, cause: Cause, closed_by: Person | None = None
) -> None:
    """Close a survey: settle its answers, tell the coordinators, and plan its next round.

    Whoever closes it (`closed_by`) sees so at once, and is not told.
    """
    now = core.clock.now()
    survey.state, survey.closed_at = SurveyState.CLOSED, now
    await mixing.at_close(s, core, survey)
    await due.call_off(s, now, DueKind.SURVEY_REMINDER, DueKind.SURVEY_CLOSE, subject_id=survey.id)
    await calling_off.call_off(s, survey.id, now)
    for person in await members.coordinators(s, survey.programme_id):
        if closed_by is not None and person.id == closed_by.id:
            continue
        await tell(
            s,
            core,
            person,
            MessageKind.SURVEY_CLOSED,
            cause,
            subject_id=survey.id,
            dedupe=f"survey:{survey.id}:closed:{person.id}",
        )
    await rounds.plan_next(s, core, survey)


async def _locked(s: AsyncSession, survey_id: int) -> Survey | None:
    return await s.scalar(select(Survey).where(Survey.id == survey_id).with_for_update())
