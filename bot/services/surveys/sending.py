"""Sending a survey: from a draft to everybody whom it is for, at once or on its day."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from typing import cast

from sqlalchemy import Table, insert
from sqlalchemy.ext.asyncio import AsyncSession

from bot.db.tables import Broadcast, Person, Programme, Survey, SurveyRecipient
from bot.domain.audiences import Audience
from bot.domain.broadcasts import BroadcastKind
from bot.domain.deeds import Deed
from bot.domain.disclosure import may_tell
from bot.domain.people import Focus
from bot.domain.queues import Cause, DueKind
from bot.domain.rules import Rules
from bot.domain.survey_steps import Step
from bot.domain.survey_times import after_days, reminds_at
from bot.domain.surveys import SurveyState
from bot.services import audience, audit, due, members
from bot.services.broadcasts import making
from bot.services.core import Actor, Core
from bot.services.errors import Reason, RefusedError
from bot.services.relationships.leaving import leave
from bot.services.surveys import draft_rows, draft_steps, drafts, question_steps
from bot.services.surveys.draft_views import TakenView, WritingView, taken, view
from bot.services.surveys.response_rates import everybody, rates

_ADD = insert(cast(Table, SurveyRecipient.__table__))


@dataclass(frozen=True)
class SentView:
    """A survey that is on its way to so many people, or waits for its day (`opens_at`).

    `focus` is what the coordinator's next words belong to.
    """

    language: str
    survey_id: int
    title: str
    opens_at: datetime | None
    closes_at: datetime | None
    people: int
    zone: str
    now: datetime
    focus: Focus | None


async def send(core: Core, actor: Actor, survey_id: int) -> SentView | WritingView | TakenView:
    """Send a draft, or plan it for its day; one that is sent already is only shown.

    Whatever keeps it from going is said, and it stays a draft.
    """
    async with core.db.write() as s:
        me = await draft_rows.coordinator(s, actor)
        survey = await draft_rows.find(s, me, survey_id)
        draft = await draft_rows.load(s, core, me, survey)
        if survey.state is SurveyState.DRAFT:
            if not drafts.is_mine(draft):
                return await taken(draft)
            problems = await draft_steps.missing(draft)
            if problems or draft.stand.step is not Step.SEND:
                draft_rows.hold(draft)
                return await view(draft, *problems)
            question_steps.settle(draft)
            await _release(s, core, actor, me, survey)
        elif survey.state is SurveyState.CLOSED:
            raise RefusedError(Reason.CLOSED)
        return SentView(
            language=me.language,
            survey_id=survey.id,
            title=survey.title or "",
            opens_at=survey.opens_at if survey.state is SurveyState.SCHEDULED else None,
            closes_at=survey.closes_at,
            people=await _people(s, survey),
            zone=me.zone,
            now=core.clock.now(),
            focus=leave(me, Focus.SURVEY_WRITING, survey.id).focus,
        )


async def _people(s: AsyncSession, survey: Survey) -> int:
    """How many were asked; before it opens, how many fit by now."""
    if survey.state is SurveyState.OPEN:
        return everybody(await rates(s, survey)).asked
    return await audience.size(s, survey.programme_id, Audience.from_json(survey.audience or {}))


async def _release(s: AsyncSession, core: Core, actor: Actor, me: Person, survey: Survey) -> None:
    """Let a complete draft go: now, or on its day. From now on it is theirs who sent it."""
    survey.update_id, survey.created_by = actor.update_id, me.id
    survey.editor_id = survey.edited_at = None
    survey.step = Step.REVIEW
    await audit.note(s, core, me, Deed.SURVEY_SENT, actor.update_id, subject=survey.id)
    if survey.opens_at is None:
        await open_survey(s, core, survey, actor.cause, actor.update_id)
    else:
        await plan_opening(s, survey, survey.opens_at)


async def plan_opening(s: AsyncSession, survey: Survey, opens_at: datetime) -> None:
    """Let a survey wait for the moment when it opens by itself."""
    survey.state, survey.opens_at = SurveyState.SCHEDULED, opens_at
    await due.plan(
        s,
        DueKind.SURVEY_OPEN,
        person_id=survey.created_by,
        subject_id=survey.id,
        occurrence=opens_at.isoformat(timespec="minutes")[:32],
        due_at=opens_at,
    )


async def open_survey(
    s: AsyncSession, core: Core, survey: Survey, cause: Cause, update_id: int | None
) -> Broadcast:
    """Open a survey in the caller's transaction: who is asked is settled now, and they are asked.

    How few answers may be shown, and whether by audience, is settled too. Its reminder and its end
    are planned. `RefusedError` if there is nobody to ask; then nothing has changed.
    """
    programme = await s.get_one(Programme, survey.programme_id)
    wanted = Audience.from_json(survey.audience or {})
    asked = await audience.resolve(s, programme.id, wanted) if survey.audience else []
    if not asked:
        raise RefusedError(Reason.NOBODY_TO_ASK)
    now = core.clock.now()
    closes_at = closes(survey, now, programme.zone)
    survey.min_answers = Rules.from_json(programme.rules).min_answers
    survey.by_audience = may_tell(Counter(each.segment for each in asked), survey.min_answers)
    survey.state, survey.opened_at, survey.closes_at = SurveyState.OPEN, now, closes_at
    await s.flush()
    await s.execute(
        _ADD,
        [
            {"survey_id": survey.id, "person_id": member.person_id, "segment": member.segment}
            for member in asked
        ],
    )
    broadcast = await making.start(
        s,
        core,
        kind=BroadcastKind.SURVEY,
        author=await author_of(s, survey),
        members=asked,
        survey_id=survey.id,
        update_id=update_id,
        cause=cause,
        until=closes_at,
    )
    await _plan_the_rest(s, survey, now, closes_at)
    return broadcast


async def author_of(s: AsyncSession, survey: Survey) -> Person:
    """Return who is shown how far a survey is: who sent it, or another once they are gone."""
    there = await members.answerable(s, survey.created_by, survey.programme_id)
    return there[0] if there else await s.get_one(Person, survey.created_by)


def closes(survey: Survey, opens: datetime, zone: str) -> datetime:
    """When a survey closes that opens at `opens`."""
    if survey.days_open is None and survey.closes_at is not None:
        return survey.closes_at
    return after_days(opens, survey.days_open or 1, zone)


async def _plan_the_rest(
    s: AsyncSession, survey: Survey, opened: datetime, closes_at: datetime
) -> None:
    planned = {
        DueKind.SURVEY_REMINDER: reminds_at(opened, closes_at),
        DueKind.SURVEY_CLOSE: closes_at,
    }
    for kind, moment in planned.items():
        if moment is not None:
            await due.plan(
                s,
                kind,
                person_id=survey.created_by,
                subject_id=survey.id,
                occurrence="once",
                due_at=moment,
            )
