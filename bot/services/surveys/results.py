"""The results of a survey, for the coordinators of its programme.

Answers that bear names are shown from the first one on. Anonymous ones only once it has closed,
only where enough people answered, and by audience only where nobody can be found by subtraction.
However many people there are, it takes the same few statements.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from bot.db.tables import Person, Survey, SurveyQuestion
from bot.domain.deeds import Deed, Detail
from bot.domain.disclosure import may_show, slices
from bot.domain.people import Role
from bot.domain.surveys import SCALES, SurveyState
from bot.domain.viewers import Matter, Viewer
from bot.domain.visibility import may_see
from bot.services import audit, members
from bot.services.core import Actor, Core
from bot.services.errors import Reason, RefusedError
from bot.services.surveys import draft_rows, result_rows
from bot.services.surveys.question_results import Round, results_of, round_of
from bot.services.surveys.response_rates import everybody, rates
from bot.services.surveys.result_rows import Sealed
from bot.services.surveys.result_views import (
    Answered,
    QuestionResult,
    Rate,
    ResultsView,
    Standing,
)


@dataclass(frozen=True)
class ClosedView:
    """That a survey has closed, for one of its coordinators. `is_enough`: there is a result."""

    language: str
    survey_id: int
    title: str
    rate: Rate
    is_enough: bool


@dataclass(frozen=True)
class _Read:
    """The rows that results are made of, read at one moment; no answers that must not be seen."""

    standing: Standing
    rates: Sequence[Rate]
    surveys: Sequence[Survey]
    questions: dict[int, list[SurveyQuestion]]
    sealed: Sealed


async def results(
    core: Core, actor: Actor, survey_id: int, file: Detail | None = None
) -> ResultsView:
    """Return the results of a survey as far as this coordinator may see them.

    That they looked, or took a `file`, is noted before anything is opened.

    `RefusedError`: not a coordinator; GONE for a survey of another programme.
    """
    async with core.db.read() as s:
        me = await draft_rows.coordinator(s, actor)
        survey = await draft_rows.find(s, me, survey_id, lock=False)
        read = await _read(s, survey)
    if read.standing is Standing.SHOWN:
        await _note(core, actor, me, survey, file)
    questions, people = await _answers(core, survey, read)
    return ResultsView(
        language=me.language,
        survey_id=survey.id,
        title=survey.title or "",
        anonymous=bool(survey.anonymous),
        state=survey.state,
        standing=read.standing,
        fewest=survey.min_answers,
        round=survey.round,
        opened_at=survey.opened_at,
        ends_at=survey.closed_at or survey.closes_at,
        rate=everybody(read.rates),
        rates=_rates(survey, read.rates),
        questions=questions,
        people=people,
        heard=survey.heard_at is not None,
        zone=me.zone,
        now=core.clock.now(),
    )


async def _note(core: Core, actor: Actor, me: Person, survey: Survey, file: Detail | None) -> None:
    deed, once_in = Deed.EXPORTED, timedelta(0)
    if file is None:
        deed, once_in = Deed.RESULTS_READ, audit.READING_ON
    number, subject = actor.update_id, survey.id
    async with core.db.write() as s:
        await audit.note(s, core, me, deed, number, subject=subject, detail=file, once_in=once_in)


async def closed(core: Core, person_id: int, survey_id: int) -> ClosedView | None:
    """Return what to tell a coordinator of a survey that has closed; None if they are none."""
    async with core.db.read() as s:
        person = await s.get_one(Person, person_id)
        survey = await s.get(Survey, survey_id)
        if survey is None or survey.state is not SurveyState.CLOSED:
            return None
        if survey.programme_id != person.programme_id:
            return None
        if Role.COORDINATOR not in await members.roles_of(s, person.id):
            return None
        rate = everybody(await rates(s, survey))
        is_kept = await result_rows.has_any(s, survey)
    return ClosedView(
        language=person.language,
        survey_id=survey.id,
        title=survey.title or "",
        rate=rate,
        is_enough=is_kept and _standing(survey, rate.answered) is Standing.SHOWN,
    )


async def _read(s: AsyncSession, survey: Survey) -> _Read:
    found = await rates(s, survey)
    standing = _standing(survey, everybody(found).answered)
    is_shown = standing is Standing.SHOWN
    surveys = [*await result_rows.rounds(s, survey), survey] if is_shown else []
    ids = [each.id for each in surveys]
    questions = await result_rows.questions(s, ids)
    return _Read(
        standing=standing,
        rates=found,
        surveys=surveys,
        questions=questions,
        sealed=await result_rows.sealed(s, ids, _wanted(survey, questions)),
    )


def _wanted(survey: Survey, questions: Mapping[int, Sequence[SurveyQuestion]]) -> list[int]:
    """The questions whose answers are looked at: all of this round, and scales of earlier ones."""
    return [
        each.id
        for survey_id, found in questions.items()
        for each in found
        if survey_id == survey.id or each.kind in SCALES
    ]


def _standing(survey: Survey, answered: int) -> Standing:
    if survey.state not in (SurveyState.OPEN, SurveyState.CLOSED):
        return Standing.NOT_OUT
    if not survey.anonymous:
        return Standing.SHOWN
    if survey.state is SurveyState.OPEN:
        return Standing.OPEN
    return Standing.SHOWN if may_show(answered, survey.min_answers) else Standing.TOO_FEW


def _rates(survey: Survey, found: Sequence[Rate]) -> tuple[Rate, ...]:
    """By audience; not where that could say of somebody that they are among those who answered."""
    if len(found) < 2:
        return ()
    if not survey.anonymous:
        return tuple(found)
    apart = slices({each.segment: each.answered for each in found}, survey.min_answers)
    is_whole = survey.state is SurveyState.CLOSED and len(apart) == len(found)
    return tuple(found) if is_whole else ()


async def _answers(
    core: Core, survey: Survey, read: _Read
) -> tuple[tuple[QuestionResult, ...], tuple[Answered, ...]]:
    """What was said to each question, and by whom if that may be known."""
    if read.standing is not Standing.SHOWN:
        return (), ()
    rounds: list[Round] = []
    for each in read.surveys:
        _must_be_readable(each)
        said = await result_rows.opened(core, each, read.sealed)
        rounds.append(round_of(each, read.questions.get(each.id, ()), said))
    people = result_rows.people(core, survey, read.sealed, rounds[-1].all_said)
    return results_of(rounds[-1], rounds[:-1]), tuple(people)


def _must_be_readable(survey: Survey) -> None:
    if not survey.anonymous and not may_see(Viewer.COORDINATOR, Matter.SURVEY):
        raise RefusedError(Reason.NOT_ALLOWED)
