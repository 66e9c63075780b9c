"""Anonymous answers are written anew in random order, again and again, so that nothing leads back.

Where and in which transaction a database keeps a row says when the row was written. Mixing writes
all rows of a survey at once, sealed anew under new random ids, and wipes what was there before.
"""

import secrets
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import cast

from sqlalchemy import Table, delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.db.tables import AnonymousAnswer, Survey, SurveyRecipient
from bot.db.traces import wipe
from bot.domain.disclosure import may_show, slices
from bot.domain.surveys import Segment, SurveyState
from bot.services.core import Core
from bot.services.surveys.anonymous import COLUMNS, Opened, open_all, seal_all

_TABLES = (AnonymousAnswer.__tablename__, SurveyRecipient.__tablename__)
_RANDOM = secrets.SystemRandom()
_ADD = insert(cast(Table, AnonymousAnswer.__table__))


async def mix(core: Core) -> int:
    """Mix the answers of every survey that has had new ones since; return how many surveys."""
    async with core.db.read() as s:
        found = (await s.execute(select(Survey.id, Survey.state).where(Survey.unmixed))).all()
    if not found:
        return 0
    ids = [survey_id for survey_id, _ in found]
    for survey_id in ids:
        async with core.db.write() as s:
            survey = await s.get_one(Survey, survey_id, with_for_update=True)
            await _write_anew(s, core, survey, await _all(s, core, survey))
            survey.unmixed = False
    is_over = any(state is not SurveyState.OPEN for _, state in found)
    if not await wipe(core.db, *_TABLES, thoroughly=is_over):
        async with core.db.write() as s:
            await s.execute(update(Survey).where(Survey.id.in_(ids)).values(unmixed=True))
    return len(ids)


async def at_close(s: AsyncSession, core: Core, survey: Survey) -> None:
    """Settle the answers of a survey, in the transaction that closes it.

    What somebody had begun and not sent is emptied. Of anonymous answers, what may never be shown
    goes: all answers to a question with too few of them, unseen, and from the others the audience
    wherever it could lead to somebody. Then all are mixed, and once more when `mix` comes, which
    wipes what is gone.
    """
    # Whoever is sending their answers just now comes before this, or is told that it has closed.
    await s.execute(select(Survey.id).where(Survey.id == survey.id).with_for_update())
    await s.execute(
        update(SurveyRecipient)
        .where(SurveyRecipient.survey_id == survey.id)
        .values(draft=None, cursor=None, update_id=None)
    )
    if survey.anonymous:
        answers = await _all(s, core, survey)
        await _write_anew(s, core, survey, _what_may_stay(answers, survey.min_answers))
        await s.execute(update(Survey).where(Survey.id == survey.id).values(unmixed=True))


async def _all(s: AsyncSession, core: Core, survey: Survey) -> list[Opened]:
    rows = await s.execute(select(*COLUMNS).where(AnonymousAnswer.survey_id == survey.id))
    return open_all(core, survey, rows.all())


async def _write_anew(
    s: AsyncSession, core: Core, survey: Survey, answers: Sequence[Opened]
) -> None:
    await s.execute(
        delete(AnonymousAnswer)
        .where(AnonymousAnswer.survey_id == survey.id)
        .execution_options(synchronize_session=False)
    )
    mixed = list(answers)
    _RANDOM.shuffle(mixed)
    if mixed:
        await s.execute(_ADD, seal_all(core, survey, mixed))


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
