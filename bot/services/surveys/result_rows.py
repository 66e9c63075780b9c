"""Reading what people answered, in as many statements for ten thousand people as for ten."""

import asyncio
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import exists, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.db.tables import (
    AnonymousAnswer,
    Person,
    Survey,
    SurveyAnswer,
    SurveyQuestion,
    SurveyRecipient,
)
from bot.domain.survey_answers import Given
from bot.domain.surveys import Segment, SurveyState
from bot.domain.viewers import Matter, Viewer
from bot.domain.visibility import writers_seen
from bot.services.core import Core
from bot.services.members import name_of
from bot.services.surveys.anonymous import COLUMNS, open_all
from bot.services.surveys.result_views import Answered
from bot.services.surveys.sealing import open_answer

# A row of a statement, with its columns by name.
Found = Any
_AT_A_TIME = 500
_MOST_ROUNDS = 12


@dataclass(frozen=True)
class Said:
    """One answer, and by whom of the audience; the person is known only where it bears a name."""

    question_id: int
    segment: Segment | None
    given: Given
    person_id: int | None = None


@dataclass(frozen=True)
class Sealed:
    """Rows of answers by survey, still sealed, and of who gave those that bear names."""

    named: Mapping[int, Sequence[Found]]
    writers: Mapping[int, Mapping[int, Found]]
    anonymous: Mapping[int, Sequence[Found]]


async def rounds(s: AsyncSession, survey: Survey) -> list[Survey]:
    """Return the rounds before this one that have closed, the latest last, a dozen at most."""
    if survey.first_id is None:
        return []
    found = await s.scalars(
        select(Survey)
        .where(
            or_(Survey.first_id == survey.first_id, Survey.id == survey.first_id),
            Survey.round < survey.round,
            Survey.state == SurveyState.CLOSED,
        )
        .order_by(Survey.round.desc())
        .limit(_MOST_ROUNDS)
    )
    return list(found)[::-1]


async def questions(
    s: AsyncSession, survey_ids: Collection[int]
) -> dict[int, list[SurveyQuestion]]:
    """Return the questions of surveys, each in their order."""
    rows = await s.scalars(
        select(SurveyQuestion)
        .where(SurveyQuestion.survey_id.in_(survey_ids))
        .order_by(SurveyQuestion.position, SurveyQuestion.id)
    )
    found: dict[int, list[SurveyQuestion]] = defaultdict(list)
    for row in rows:
        found[row.survey_id].append(row)
    return found


async def has_any(s: AsyncSession, survey: Survey) -> bool:
    """Whether any answer to a survey is kept."""
    kept = AnonymousAnswer if survey.anonymous else SurveyAnswer
    return bool(await s.scalar(select(exists().where(kept.survey_id == survey.id))))


async def sealed(
    s: AsyncSession, survey_ids: Collection[int], question_ids: Collection[int]
) -> Sealed:
    """Return the answers to these questions of surveys.

    Anonymous ones come in the order of ids drawn by lot.
    """
    named = await s.execute(
        select(
            SurveyAnswer.survey_id,
            SurveyAnswer.id,
            SurveyAnswer.question_id,
            SurveyAnswer.person_id,
            SurveyAnswer.sealed,
        ).where(SurveyAnswer.question_id.in_(question_ids))
    )
    by = await s.execute(
        select(
            SurveyRecipient.survey_id,
            SurveyRecipient.segment,
            Person.id,
            Person.wrapped_key,
            Person.name,
        )
        .join(Person, Person.id == SurveyRecipient.person_id)
        .join(Survey, Survey.id == SurveyRecipient.survey_id)
        .where(
            SurveyRecipient.survey_id.in_(survey_ids),
            SurveyRecipient.answered,
            Survey.anonymous.is_(False),
            Person.state.in_(writers_seen(Viewer.COORDINATOR, Matter.SURVEY)),
        )
    )
    nobody = await s.execute(
        select(AnonymousAnswer.survey_id, *COLUMNS)
        .where(
            AnonymousAnswer.survey_id.in_(survey_ids), AnonymousAnswer.question_id.in_(question_ids)
        )
        .order_by(AnonymousAnswer.id)
    )
    writers: dict[int, dict[int, Found]] = defaultdict(dict)
    for row in by:
        writers[row.survey_id][row.id] = row
    return Sealed(_by_survey(named), writers, _by_survey(nobody))


async def opened(core: Core, survey: Survey, found: Sealed) -> list[Said]:
    """Open the answers to one survey; whoever asks must have made sure that they may read them.

    Now and then it lets others have their turn: this may be many thousands.
    """
    rows = (found.anonymous if survey.anonymous else found.named).get(survey.id, ())
    said: list[Said] = []
    for at in range(0, len(rows), _AT_A_TIME):
        some = rows[at : at + _AT_A_TIME]
        if survey.anonymous:
            said += [
                Said(each.question_id, each.segment, each.given)
                for each in open_all(core, survey, some)
            ]
        else:
            said += _by_name(core, found.writers[survey.id], some)
        await asyncio.sleep(0)
    return said


def people(core: Core, survey: Survey, found: Sealed, said: Iterable[Said]) -> list[Answered]:
    """Return who said what, in the order of their names; nobody of an anonymous survey."""
    answers: dict[int, dict[int, Given]] = defaultdict(dict)
    for each in said:
        if each.person_id is not None:
            answers[each.person_id][each.question_id] = each.given
    each_one = [
        Answered(person_id, name_of(core.vault, row), row.segment, answers[person_id])
        for person_id, row in found.writers.get(survey.id, {}).items()
    ]
    return sorted(each_one, key=lambda one: (one.name.casefold(), one.person_id))


def _by_name(core: Core, writers: Mapping[int, Found], rows: Sequence[Found]) -> list[Said]:
    return [
        Said(
            row.question_id,
            writers[row.person_id].segment,
            open_answer(core, writers[row.person_id], row),
            row.person_id,
        )
        for row in rows
        if row.person_id in writers
    ]


def _by_survey(rows: Iterable[Found]) -> dict[int, list[Found]]:
    found: dict[int, list[Found]] = defaultdict(list)
    for row in rows:
        found[row.survey_id].append(row)
    return found
