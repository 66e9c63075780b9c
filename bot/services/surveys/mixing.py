"""Anonymous answers are written anew in random order, again and again, so that nothing leads back.

Where and in which transaction a database keeps a row says when the row was written. Mixing writes
all rows of a survey anew, sealed anew under new random ids, and wipes what was there before. It
does so some at a time, so that nobody waits for it; which ones go together is left to chance.
"""

import asyncio
import secrets
from collections import Counter
from collections.abc import AsyncIterator, Sequence
from dataclasses import replace
from typing import Any, cast

from sqlalchemy import Table, delete, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.db.tables import AnonymousAnswer, Survey, SurveyRecipient
from bot.db.traces import wipe
from bot.domain.disclosure import may_show, slices
from bot.domain.surveys import Segment, SurveyState
from bot.services.core import Core
from bot.services.surveys.anonymous import COLUMNS, Opened, Row, open_all, seal_all, seal_anew

_TABLES = (AnonymousAnswer.__tablename__, SurveyRecipient.__tablename__)
_TOGETHER = 500
_RANDOM = secrets.SystemRandom()
_ANSWERS = cast(Table, AnonymousAnswer.__table__)
_UNMIXED = select(Survey).where(Survey.unmixed)


async def mix(core: Core) -> int:
    """Mix the answers of every survey that has had new ones since; return how many surveys.

    A survey counts as mixed once what was there before is wiped, and not sooner: killed in between,
    it is done again.
    """
    async with core.db.read() as s:
        surveys = list(await s.scalars(_UNMIXED))
    found = [(each, await _mix(core, each)) for each in surveys]
    mixed = [(survey, answered) for survey, answered in found if answered is not None]
    if not mixed:
        return 0
    is_over = any(survey.state is not SurveyState.OPEN for survey, _ in mixed)
    if await wipe(core.db, *_TABLES, thoroughly=is_over):
        for survey, answered in mixed:
            await _note(core, survey, answered)
    return len(mixed)


async def at_close(s: AsyncSession, core: Core, survey: Survey) -> None:
    """Settle the answers of a survey, in the transaction that closes it.

    What somebody had begun and not sent is emptied. Of anonymous answers, what may never be shown
    goes: all answers to a question with too few of them, unseen, and from the others the audience
    wherever it could lead to somebody. What is left is written anew, and once more when `mix`
    comes, which wipes what is gone.
    """
    # Whoever is sending their answers just now comes before this, or is told that it has closed.
    await _hold(s, survey)
    await s.execute(
        update(SurveyRecipient)
        .where(SurveyRecipient.survey_id == survey.id)
        .values(draft=None, cursor=None, update_id=None)
    )
    if survey.anonymous:
        rows = await _rows(s, survey)
        answers = [each async for some in _some(rows) for each in open_all(core, survey, some)]
        stay = _what_may_stay(answers, survey.min_answers)
        _RANDOM.shuffle(stay)
        await s.execute(delete(_ANSWERS).where(_ANSWERS.c.survey_id == survey.id))
        async for some in _some(stay):
            await s.execute(insert(_ANSWERS), seal_all(core, survey, some))
        await s.execute(update(Survey).where(Survey.id == survey.id).values(unmixed=True))


async def _mix(core: Core, survey: Survey) -> int | None:
    """Write every row of a survey anew; return how many had answered when that began.

    None if it was closed or mixed by somebody meanwhile.
    """
    async with core.db.read() as s:
        answered = await _answered(s, survey)
        rows = list(await _rows(s, survey))
    _RANDOM.shuffle(rows)
    async for some in _some(rows):
        fresh = seal_anew(core, survey, some)
        async with core.db.write() as s:
            await _hold(s, survey)
            if not await _replaced(s, some, fresh):
                return None
    return answered


async def _note(core: Core, survey: Survey, answered: int) -> None:
    """Note that a survey is mixed, unless somebody answered or closed it while that went on."""
    async with core.db.write() as s:
        state = await _hold(s, survey)
        if state is survey.state and await _answered(s, survey) == answered:
            await s.execute(update(Survey).where(Survey.id == survey.id).values(unmixed=False))


async def _answered(s: AsyncSession, survey: Survey) -> int:
    found = await s.scalar(
        select(func.count()).where(
            SurveyRecipient.survey_id == survey.id, SurveyRecipient.answered.is_(True)
        )
    )
    return found or 0


async def _replaced(s: AsyncSession, some: Sequence[Row], fresh: list[dict[str, Any]]) -> bool:
    """Put `fresh` in the place of `some`, unless any of those is gone."""
    ids = [row.id for row in some]
    found = await s.scalars(select(_ANSWERS.c.id).where(_ANSWERS.c.id.in_(ids)))
    if len(found.all()) < len(ids):
        return False
    await s.execute(delete(_ANSWERS).where(_ANSWERS.c.id.in_(ids)))
    await s.execute(insert(_ANSWERS), fresh)
    return True


async def _hold(s: AsyncSession, survey: Survey) -> SurveyState | None:
    """Let nobody else close the survey or send answers to it until this transaction ends.

    Return how it stands.
    """
    return await s.scalar(select(Survey.state).where(Survey.id == survey.id).with_for_update())


async def _rows(s: AsyncSession, survey: Survey) -> Sequence[Row]:
    found = await s.execute(select(*COLUMNS).where(AnonymousAnswer.survey_id == survey.id))
    return found.all()


async def _some(everything: Sequence[Any]) -> AsyncIterator[Sequence[Any]]:
    """Give some at a time, and let others do something in between."""
    for start in range(0, len(everything), _TOGETHER):
        yield everything[start : start + _TOGETHER]
        await asyncio.sleep(0)


def _what_may_stay(answers: Sequence[Opened], fewest: int) -> list[Opened]:
    counts: dict[int, Counter[Segment | None]] = {}
    for answer in answers:
        counts.setdefault(answer.question_id, Counter())[answer.segment] += 1
    enough = {each for each, counted in counts.items() if may_show(counted.total(), fewest)}
    apart = {each: slices(counts[each], fewest) for each in enough}
    return [
        each if each.segment in apart[each.question_id] else replace(each, segment=None)
        for each in answers
        if each.question_id in enough
    ]
