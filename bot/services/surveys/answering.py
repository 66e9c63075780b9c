"""Answering a survey, one question at a time; every answer is stored before the next is asked.

Handled twice, an update changes nothing the second time and shows the same again: what somebody
has begun remembers the last update that moved it. Once it is sent, not even that is kept.
"""

from dataclasses import replace

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.db.tables import SurveyAnswer
from bot.domain.survey_answers import Given, read_tap
from bot.domain.survey_drafts import Draft
from bot.domain.surveys import SurveyQuestionKind
from bot.services.core import Actor, Core
from bot.services.errors import Reason, RefusedError
from bot.services.surveys.answer_views import AnswerView
from bot.services.surveys.handing_in import hand_in
from bot.services.surveys.sealing import open_answer
from bot.services.surveys.showing import no_answer, over, show
from bot.services.surveys.taking import Taking, load, still_open


async def go_on(core: Core, actor: Actor, recipient_id: int) -> AnswerView:
    """Begin, or go on where it stopped; named answers that were sent can be changed."""
    async with core.db.write() as s:
        taking = await load(s, core, actor, recipient_id)
        if not await still_open(s, taking):
            return await over(s, core, taking)
        if taking.is_sent and taking.survey.anonymous:
            return await show(s, core, taking)
        if taking.is_sent:
            taking.ask(core, actor, 1, await _as_sent(s, core, taking))
        taking.take_focus(core)
        return await show(s, core, taking)


async def tap(core: Core, actor: Actor, recipient_id: int, number: int, value: str) -> AnswerView:
    """Take a tapped number, option, or yes or no as the answer to question `number` (from 1)."""
    async with core.db.write() as s:
        taking = await load(s, core, actor, recipient_id)
        if not 1 <= number <= len(taking.questions):
            raise RefusedError(Reason.GONE)
        asked = taking.questions[number - 1]
        given = read_tap(asked, value)
        if given is None:
            raise RefusedError(Reason.GONE)
        same = taking.draft.answers.get(asked.id) == given
        refused = await _cannot(s, core, taking, actor, number, late=not same)
        if refused is not None:
            return refused
        return await _next(s, core, actor, taking, taking.draft.with_answer(asked.id, given))


async def tick(
    core: Core, actor: Actor, recipient_id: int, number: int, chosen: tuple[int, ...]
) -> AnswerView:
    """Keep what is ticked now of several choices; nothing is answered before Done."""
    async with core.db.write() as s:
        taking = await load(s, core, actor, recipient_id)
        refused = await _cannot(s, core, taking, actor, number)
        if refused is not None:
            return refused
        asked = taking.question
        known = range(len(asked.options))
        if asked.kind is not SurveyQuestionKind.CHOICES or not {*chosen} <= {*known}:
            raise RefusedError(Reason.GONE)
        ticks = tuple(sorted({*chosen}))
        taking.stand(core, actor, taking.cursor, replace(taking.draft, ticks=ticks))
        return await show(s, core, taking)


async def done(core: Core, actor: Actor, recipient_id: int, number: int) -> AnswerView:
    """Take what is ticked as the answer to a question with several choices."""
    async with core.db.write() as s:
        taking = await load(s, core, actor, recipient_id)
        refused = await _cannot(s, core, taking, actor, number)
        if refused is not None:
            return refused
        asked, ticks = taking.question, taking.draft.ticks
        if asked.kind is not SurveyQuestionKind.CHOICES or not ticks:
            return await show(s, core, taking, problem=no_answer(taking))
        given = Given(asked.kind, choices=ticks)
        return await _next(s, core, actor, taking, taking.draft.with_answer(asked.id, given))


async def skip(core: Core, actor: Actor, recipient_id: int, number: int) -> AnswerView:
    """Pass over question `number`; an answer given to it before stays."""
    async with core.db.write() as s:
        taking = await load(s, core, actor, recipient_id)
        refused = await _cannot(s, core, taking, actor, number)
        if refused is not None:
            return refused
        return await _next(s, core, actor, taking, taking.draft)


async def back(core: Core, actor: Actor, recipient_id: int, number: int) -> AnswerView:
    """Go back to the question before `number`."""
    async with core.db.write() as s:
        taking = await load(s, core, actor, recipient_id)
        refused = await _cannot(s, core, taking, actor, number)
        if refused is not None:
            return refused
        taking.ask(core, actor, max(taking.cursor - 1, 1), taking.draft)
        return await show(s, core, taking)


async def send(core: Core, actor: Actor, recipient_id: int) -> AnswerView:
    """Hand in answers of which the last one was typed; what was changed, from any question."""
    async with core.db.write() as s:
        taking = await load(s, core, actor, recipient_id)
        number = taking.cursor if taking.is_changing else len(taking.questions) + 1
        refused = await _cannot(s, core, taking, actor, number, sends=True)
        if refused is not None:
            return refused
        taking.draft = _with_ticks(taking)
        await hand_in(s, core, taking)
        return await show(s, core, taking)


async def leave(core: Core, actor: Actor, recipient_id: int) -> AnswerView:
    """Give up changes that have not been sent: the answers that were sent stay as they are."""
    async with core.db.write() as s:
        taking = await load(s, core, actor, recipient_id)
        if not await still_open(s, taking):
            return await over(s, core, taking)
        if taking.is_changing:
            taking.put_down()
        return await show(s, core, taking)


async def _next(
    s: AsyncSession, core: Core, actor: Actor, taking: Taking, draft: Draft
) -> AnswerView:
    """Go on to the next question; after the last one, hand the answers in."""
    if taking.cursor < len(taking.questions):
        taking.ask(core, actor, taking.cursor + 1, draft)
    else:
        taking.draft = draft
        await hand_in(s, core, taking)
    return await show(s, core, taking)


async def _cannot(
    s: AsyncSession,
    core: Core,
    taking: Taking,
    actor: Actor,
    number: int,
    *,
    late: bool | None = None,
    sends: bool = False,
) -> AnswerView | None:
    """What to show instead where a tap on a button of question `number` changes nothing.

    A second hurried tap shows what the first one did; only another button is told to be `late`.
    """
    # Only one person hands in at a time: two that first share a lock would wait for each other.
    to_send = sends or number >= len(taking.questions)
    if not await still_open(s, taking, to_send=to_send):
        return await over(s, core, taking)
    if taking.is_sent or taking.recipient.update_id == actor.update_id:
        return await show(s, core, taking)
    if number == taking.cursor:
        return None
    taking.take_focus(core)
    far = abs(number - taking.cursor) > 1
    return await show(s, core, taking, late=far if late is None else late)


def _with_ticks(taking: Taking) -> Draft:
    """The draft, with what is ticked just now of several choices as their answer."""
    draft = taking.draft
    if taking.is_held or not draft.ticks:
        return draft
    asked = taking.question
    return draft.with_answer(asked.id, Given(asked.kind, choices=draft.ticks))


async def _as_sent(s: AsyncSession, core: Core, taking: Taking) -> Draft:
    """The answers that were sent with a name, to be changed."""
    rows = await s.scalars(
        select(SurveyAnswer).where(
            SurveyAnswer.survey_id == taking.survey.id,
            SurveyAnswer.person_id == taking.person.id,
        )
    )
    return Draft({row.question_id: open_answer(core, taking.person, row) for row in rows})
