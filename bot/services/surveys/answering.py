"""Answering a survey, one question at a time; every answer is stored before the next is asked.

Handled twice, an update changes nothing the second time and shows the same again: what somebody
has begun remembers the last update that moved it. Once it is sent, not even that is kept.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.db.tables import SurveyAnswer
from bot.domain.survey_answers import Given, Problem, read_tap, read_text
from bot.domain.survey_drafts import Draft, Typed
from bot.domain.surveys import SurveyQuestionKind
from bot.services import members
from bot.services.core import Actor, Core
from bot.services.errors import Reason, RefusedError
from bot.services.surveys.answer_views import AnswerView, NotAsked
from bot.services.surveys.handing_in import hand_in
from bot.services.surveys.sealing import open_answer
from bot.services.surveys.showing import no_answer, over, show
from bot.services.surveys.taking import Taking, load, still_open
from bot.services.waiting import waiting_for

# From when a part of a long text was stored to when the next was sent.
_AT_ONCE = timedelta(seconds=5)


async def go_on(core: Core, actor: Actor, recipient_id: int) -> AnswerView:
    """Begin, or go on where it stopped; named answers that were sent can be changed."""
    async with core.db.write() as s:
        taking = await load(s, core, actor, recipient_id)
        if not await still_open(s, taking):
            return await over(s, core, taking)
        if taking.is_sent and taking.survey.anonymous:
            return await show(s, core, taking)
        if taking.is_sent:
            _stand_at(core, actor, taking, 1, await _as_sent(s, core, taking))
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
        _stand_at(core, actor, taking, max(taking.cursor - 1, 1), taking.draft)
        return await show(s, core, taking)


async def send(core: Core, actor: Actor, recipient_id: int) -> AnswerView:
    """Hand in answers of which the last one was typed."""
    async with core.db.write() as s:
        taking = await load(s, core, actor, recipient_id)
        refused = await _cannot(s, core, taking, actor, len(taking.questions) + 1)
        if refused is not None:
            return refused
        await hand_in(s, core, taking)
        return await show(s, core, taking)


async def type_in(
    core: Core, actor: Actor, text: str | None, yes_no: Mapping[str, int]
) -> AnswerView | NotAsked:
    """Take typed words as the answer to the question being asked, or as the rest of the last.

    `text` None is anything that holds no words, such as a voice note. `yes_no` is as in
    `read_text`.
    """
    async with core.db.write() as s:
        try:
            taking = await load(s, core, actor, None)
        except RefusedError as refused:
            if refused.reason is not Reason.NOTHING_OPEN:
                raise
            return await _not_asked(s, core, actor)
        if not await still_open(s, taking):
            return await over(s, core, taking, lost_words=True)
        if taking.is_sent:
            taking.drop_focus()
            return await _not_asked(s, core, actor)
        if taking.recipient.update_id == actor.update_id:
            typed = taking.draft.typed
            return await show(s, core, taking, taken_for=typed.question_id if typed else None)
        return await _type_in(s, core, actor, taking, text, yes_no)


async def _type_in(
    s: AsyncSession,
    core: Core,
    actor: Actor,
    taking: Taking,
    text: str | None,
    yes_no: Mapping[str, int],
) -> AnswerView:
    given = None if taking.is_held or text is None else read_text(taking.question, text, yes_no)
    longer = _longer(core, actor, taking, text, given)
    if longer is not None:
        taking.stand(core, actor, taking.cursor, longer)
        assert longer.typed is not None  # that is what was made longer
        return await show(s, core, taking, added_to=longer.typed.question_id)
    if not isinstance(given, Given) or text is None:
        taking.take_focus(core)
        problem = given if isinstance(given, Problem) else no_answer(taking)
        return await show(s, core, taking, problem=problem)
    asked = taking.question
    typed = Typed(asked.id, core.clock.now(), text)
    _stand_at(
        core, actor, taking, taking.cursor + 1, taking.draft.with_answer(asked.id, given, typed)
    )
    return await show(s, core, taking, taken_for=asked.id)


def _longer(
    core: Core, actor: Actor, taking: Taking, text: str | None, given: Given | Problem | None
) -> Draft | None:
    """The draft with a text that goes on with the one before it; None if it does not."""
    typed, sent_at = taking.draft.typed, actor.sent_at or core.clock.now()
    if text is None or typed is None or sent_at - typed.at > _AT_ONCE:
        return None
    if isinstance(given, Given) and given.kind is not SurveyQuestionKind.TEXT:
        return None
    return taking.draft.goes_on(text, core.clock.now())


async def _next(
    s: AsyncSession, core: Core, actor: Actor, taking: Taking, draft: Draft
) -> AnswerView:
    """Go on to the next question; after the last one, hand the answers in."""
    if taking.cursor < len(taking.questions):
        _stand_at(core, actor, taking, taking.cursor + 1, draft)
    else:
        taking.draft = draft
        await hand_in(s, core, taking)
    return await show(s, core, taking)


def _stand_at(core: Core, actor: Actor, taking: Taking, number: int, draft: Draft) -> None:
    """Move to question `number`, with what was chosen there before ticked."""
    known = taking.questions[number - 1] if number <= len(taking.questions) else None
    given = draft.answers.get(known.id) if known is not None else None
    several = given is not None and given.kind is SurveyQuestionKind.CHOICES
    ticks = given.choices if given is not None and several else ()
    taking.stand(core, actor, number, replace(draft, ticks=ticks))


async def _cannot(
    s: AsyncSession,
    core: Core,
    taking: Taking,
    actor: Actor,
    number: int,
    *,
    late: bool | None = None,
) -> AnswerView | None:
    """What to show instead where a tap on a button of question `number` changes nothing.

    A second hurried tap shows what the first one did; only another button is told to be `late`.
    """
    # Only one person hands in at a time: two that first share a lock would wait for each other.
    if not await still_open(s, taking, to_send=number >= len(taking.questions)):
        return await over(s, core, taking)
    if taking.is_sent or taking.recipient.update_id == actor.update_id:
        return await show(s, core, taking)
    if number == taking.cursor:
        return None
    taking.take_focus(core)
    far = abs(number - taking.cursor) > 1
    return await show(s, core, taking, late=far if late is None else late)


async def _as_sent(s: AsyncSession, core: Core, taking: Taking) -> Draft:
    """The answers that were sent with a name, to be changed."""
    rows = await s.scalars(
        select(SurveyAnswer).where(
            SurveyAnswer.survey_id == taking.survey.id,
            SurveyAnswer.person_id == taking.person.id,
        )
    )
    return Draft({row.question_id: open_answer(core, taking.person, row) for row in rows})


async def _not_asked(s: AsyncSession, core: Core, actor: Actor) -> NotAsked:
    person = await members.require(s, actor)
    return NotAsked(person.language, await waiting_for(s, core, person), person.focus)
