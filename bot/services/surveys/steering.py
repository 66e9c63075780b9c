"""What a coordinator does from the page of a survey: each is done once, however often it is tapped."""

from sqlalchemy.ext.asyncio import AsyncSession

from bot.db.tables import Person, Survey
from bot.domain.deeds import Deed
from bot.domain.people import Focus
from bot.domain.queues import DueKind
from bot.domain.survey_steps import Step
from bot.domain.surveys import SurveyState
from bot.services import audit, due
from bot.services.core import Actor, Core
from bot.services.errors import Reason, RefusedError
from bot.services.relationships.leaving import Left, leave
from bot.services.surveys import draft_rows, drafts, rounds, scheduling
from bot.services.surveys.draft_views import TakenView, WritingView, taken, view
from bot.services.surveys.listing import SurveyPage, may_remind, page_of

_ITS_OWN = (DueKind.SURVEY_OPEN, DueKind.SURVEY_REMINDER, DueKind.SURVEY_CLOSE)


async def take_back(core: Core, actor: Actor, survey_id: int) -> SurveyPage:
    """Take a survey back that waits for its day: it is a draft again, and goes to nobody."""
    async with core.db.write() as s:
        me, survey = await _found(s, actor, survey_id)
        if survey.state is SurveyState.SCHEDULED:
            survey.state, survey.step = SurveyState.DRAFT, Step.REVIEW
            survey.reviewed, survey.update_id = True, actor.update_id
            await due.call_off(s, core.clock.now(), DueKind.SURVEY_OPEN, subject_id=survey.id)
        return await page_of(s, core, me, survey)


async def close_now(core: Core, actor: Actor, survey_id: int) -> SurveyPage:
    """Close an open survey before its time."""
    async with core.db.write() as s:
        me, survey = await _found(s, actor, survey_id)
        if survey.state is SurveyState.OPEN:
            survey.update_id = actor.update_id
            await scheduling.close(s, core, survey, actor.cause, me)
            await audit.note(s, core, me, Deed.SURVEY_CLOSED, actor.update_id, subject=survey.id)
        return await page_of(s, core, me, survey)


async def remind_now(core: Core, actor: Actor, survey_id: int) -> SurveyPage:
    """Send the one reminder of an open survey now, unless it has gone."""
    async with core.db.write() as s:
        me, survey = await _found(s, actor, survey_id)
        if survey.state is SurveyState.OPEN and survey.reminded_at is None:
            if not may_remind(survey, core.clock.now()):
                raise RefusedError(Reason.NOT_YET)
            survey.update_id = actor.update_id
            await scheduling.remind(s, core, survey, actor.cause, actor.update_id, me)
            await audit.note(s, core, me, Deed.SURVEY_REMINDED, actor.update_id, subject=survey.id)
        return await page_of(s, core, me, survey)


async def once(core: Core, actor: Actor, survey_id: int) -> SurveyPage:
    """Let a survey come no more after this round."""
    async with core.db.write() as s:
        me, survey = await _found(s, actor, survey_id)
        if survey.state in (SurveyState.SCHEDULED, SurveyState.OPEN):
            survey.repeat_weeks, survey.update_id = None, actor.update_id
        return await page_of(s, core, me, survey)


async def throw_away(core: Core, actor: Actor, survey_id: int) -> Left | TakenView:
    """Throw a draft away, unless somebody else is writing it; one already gone is no error."""
    async with core.db.write() as s:
        me = await draft_rows.coordinator(s, actor)
        survey = await s.get(Survey, survey_id, with_for_update=True)
        if survey is not None and survey.state is not SurveyState.CANCELLED:
            draft = await drafts.own(s, core, actor, survey_id)
            if not drafts.is_mine(draft):
                return await taken(draft)
            survey.state, survey.update_id = SurveyState.CANCELLED, actor.update_id
        return leave(me, Focus.SURVEY_WRITING, survey_id)


async def copy(core: Core, actor: Actor, survey_id: int) -> WritingView:
    """Make a draft out of another survey of the programme, and look through it."""
    async with core.db.write() as s:
        me, survey = await _found(s, actor, survey_id)
        made = await draft_rows.made_by(s, me, actor)
        if made is None:
            made = await rounds.copy_of(s, core, survey, me.id)
            await audit.note(s, core, me, Deed.SURVEY_MADE, actor.update_id, subject=made.id)
        draft = await draft_rows.load(s, core, me, made)
        draft_rows.hold(draft, actor)
        return await view(draft)


async def _found(s: AsyncSession, actor: Actor, survey_id: int) -> tuple[Person, Survey]:
    me = await draft_rows.coordinator(s, actor)
    await due.hold(s, *_ITS_OWN, subject_id=survey_id)
    return me, await draft_rows.find(s, me, survey_id)


async def leave_for_later(core: Core, actor: Actor, survey_id: int) -> tuple[SurveyPage, Left]:
    """Put a draft out of hand: nobody writes it now, and anybody may go on with it."""
    async with core.db.write() as s:
        me, survey = await _found(s, actor, survey_id)
        if survey.editor_id == me.id:
            survey.editor_id = None
        left = leave(me, Focus.SURVEY_WRITING, survey_id)
        return await page_of(s, core, me, survey), left
