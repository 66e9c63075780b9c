"""The surveys of a programme, for its coordinators: a list, and the page of each."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import case, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.db.tables import Person, Survey
from bot.domain.paging import within
from bot.domain.survey_times import SETTLE
from bot.domain.surveys import SurveyState
from bot.services.audience import Reach
from bot.services.core import Actor, Core
from bot.services.members import name_of
from bot.services.surveys import draft_rows, rounds
from bot.services.surveys.draft_views import reach
from bot.services.surveys.response_rates import everybody, rates
from bot.services.surveys.result_views import Rate

PAGE_SIZE = 6
_LISTED = (SurveyState.DRAFT, SurveyState.SCHEDULED, SurveyState.OPEN, SurveyState.CLOSED)


@dataclass(frozen=True)
class Entry:
    """One survey in a list; `when` is what its state makes of it: its opening, or its close."""

    survey_id: int
    title: str | None
    state: SurveyState
    when: datetime | None


@dataclass(frozen=True)
class ListView:
    """A page of surveys, from page 0 on. `to_copy` says that picking one makes a copy of it."""

    language: str
    entries: tuple[Entry, ...]
    number: int
    has_more: bool
    zone: str
    now: datetime
    to_copy: bool


@dataclass(frozen=True)
class NextRound:
    """The round after one that has closed; `opens_at` is when it goes out, if it waits for that."""

    survey_id: int
    state: SurveyState
    opens_at: datetime | None


@dataclass(frozen=True)
class SurveyPage:
    """One survey as its coordinators see it. Counts only: never who, and never what.

    `editor` is who writes the draft, if it is somebody else; `since` when they last changed it.
    """

    language: str
    survey_id: int
    title: str | None
    state: SurveyState
    questions: int
    anonymous: bool | None
    reach: Reach
    opens_at: datetime | None
    opened_at: datetime | None
    closes_at: datetime | None
    closed_at: datetime | None
    days_open: int | None
    reminded_at: datetime | None
    may_remind: bool
    repeat_weeks: int | None
    round: int
    following: NextRound | None
    rate: Rate
    min_answers: int
    editor: str
    since: datetime | None
    zone: str
    now: datetime

    @property
    def would_be_deleted(self) -> bool:
        """Whether closing it now deletes what people said, since too few have answered so far."""
        return bool(self.anonymous) and 0 < self.rate.answered < self.min_answers


async def surveys(core: Core, actor: Actor, number: int = 0, *, to_copy: bool = False) -> ListView:
    """Return a page of the surveys: drafts, scheduled, open, and the last ones closed first.

    With `to_copy` only those that hold something to copy. A number beyond the end gives the last.
    """
    async with core.db.read() as s:
        me = await draft_rows.coordinator(s, actor)
        fits = [Survey.programme_id == me.programme_id, Survey.state.in_(_LISTED)]
        if to_copy:
            fits.append(Survey.state != SurveyState.DRAFT)
        total = await s.scalar(select(func.count()).where(*fits)) or 0
        number, pages = within(number, total, PAGE_SIZE)
        turn = case({state: at for at, state in enumerate(_LISTED)}, value=Survey.state)
        latest = func.coalesce(
            Survey.closed_at, Survey.opened_at, Survey.edited_at, Survey.created_at
        )
        rows = await s.scalars(
            select(Survey)
            .where(*fits)
            .order_by(turn, latest.desc(), Survey.id)
            .offset(number * PAGE_SIZE)
            .limit(PAGE_SIZE)
        )
        return ListView(
            language=me.language,
            entries=tuple(_entry(survey) for survey in rows),
            number=number,
            has_more=number + 1 < pages,
            zone=me.zone,
            now=core.clock.now(),
            to_copy=to_copy,
        )


async def page(core: Core, actor: Actor, survey_id: int) -> SurveyPage:
    """Return the page of one survey."""
    async with core.db.read() as s:
        me = await draft_rows.coordinator(s, actor)
        survey = await draft_rows.find(s, me, survey_id, lock=False)
        return await page_of(s, core, me, survey)


async def page_of(s: AsyncSession, core: Core, me: Person, survey: Survey) -> SurveyPage:
    """Return the page of one survey, in the transaction that found it."""
    draft = await draft_rows.load(s, core, me, survey)
    rate = everybody(await rates(s, survey))
    other = survey.editor_id if survey.editor_id != me.id else None
    editor = None if other is None else await s.get(Person, other)
    return SurveyPage(
        language=me.language,
        survey_id=survey.id,
        title=survey.title,
        state=survey.state,
        questions=len(draft.questions),
        anonymous=survey.anonymous,
        reach=await reach(draft),
        opens_at=survey.opens_at,
        opened_at=survey.opened_at,
        closes_at=survey.closes_at,
        closed_at=survey.closed_at,
        days_open=survey.days_open,
        reminded_at=survey.reminded_at,
        may_remind=rate.silent > 0 and may_remind(survey, core.clock.now()),
        repeat_weeks=survey.repeat_weeks,
        round=survey.round,
        following=await _following(s, survey),
        rate=rate,
        min_answers=survey.min_answers,
        editor="" if editor is None else name_of(core.vault, editor),
        since=survey.edited_at,
        zone=me.zone,
        now=core.clock.now(),
    )


async def _following(s: AsyncSession, survey: Survey) -> NextRound | None:
    if survey.state is not SurveyState.CLOSED:
        return None
    found = await rounds.round_after(s, survey)
    if found is None or found.state is SurveyState.CANCELLED:
        return None
    return NextRound(found.id, found.state, found.opens_at)


def may_remind(survey: Survey, now: datetime) -> bool:
    """Whether the one reminder may go now: it has not gone, and nobody was asked only just now."""
    return (
        survey.state is SurveyState.OPEN
        and survey.reminded_at is None
        and survey.opened_at is not None
        and now >= survey.opened_at + SETTLE
    )


def _entry(survey: Survey) -> Entry:
    when = {
        SurveyState.SCHEDULED: survey.opens_at,
        SurveyState.OPEN: survey.closes_at,
        SurveyState.CLOSED: survey.closed_at,
    }
    return Entry(survey.id, survey.title, survey.state, when.get(survey.state))
