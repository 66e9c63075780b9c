"""Answering, one question at a time. Every answer is stored before the next question is asked.

Handled twice, an update changes nothing the second time and shows the same again: the response
remembers the last update that moved it.
"""

from sqlalchemy.ext.asyncio import AsyncSession

from bot.domain import flow
from bot.domain.answers import Given, Problem, read_tap, read_text, read_voice
from bot.domain.flow import REVIEW, Stale, step
from bot.domain.questionnaires import Question
from bot.domain.responses import AnswerKind, ResponseState
from bot.services.core import Actor, Core
from bot.services.errors import Reason, RefusedError
from bot.services.writing.filling import Filling, store
from bot.services.writing.leading import led_from
from bot.services.writing.loading import load
from bot.services.writing.long_answers import lengthen
from bot.services.writing.response_views import AnyView
from bot.services.writing.showing import show, stale

_UNSENT = (ResponseState.OPEN, ResponseState.LAPSED)


async def answer_text(core: Core, actor: Actor, text: str) -> AnyView:
    """Take a typed message as the answer to the question being asked, or the rest of the last."""
    async with core.db.write() as s:
        filling = await load(s, core, actor)
        lengthened = await lengthen(s, core, actor, filling, text)
        if lengthened is not None:
            return await show(s, core, filling, lengthened=lengthened)
        question = _asked(filling, actor)
        if question is None:
            return await _as_it_is(s, core, actor, filling)
        given = read_text(question, filling.person.language, text)
        return await _take(s, core, actor, filling, question, given)


async def answer_voice(core: Core, actor: Actor, file_id: str, seconds: int) -> AnyView:
    """Take a voice note, by Telegram's file id, as the answer to the question being asked."""
    async with core.db.write() as s:
        filling = await load(s, core, actor)
        question = _asked(filling, actor)
        if question is None:
            return await _as_it_is(s, core, actor, filling)
        given = read_voice(question, file_id, seconds)
        return await _take(s, core, actor, filling, question, given)


async def answer_tap(
    core: Core, actor: Actor, response_id: int, number: int, value: str
) -> AnyView:
    """Take a tapped number or option as the answer to question `number` (from 1)."""
    async with core.db.write() as s:
        filling = await load(s, core, actor, response_id)
        question = _question(filling, number)
        given = read_tap(question, value)
        if given is None:
            raise RefusedError(Reason.GONE)
        said = _in_words(question, given, filling.person.language)
        if filling.handled(actor):
            return await show(s, core, filling, noted=said)
        return await _take(s, core, actor, filling, question, given, noted=said)


async def skip(core: Core, actor: Actor, response_id: int, number: int) -> AnyView:
    """Pass over question `number`; an answer given to it before stays."""
    return await _move(core, actor, response_id, number, flow.Skipped)


async def back(core: Core, actor: Actor, response_id: int, number: int) -> AnyView:
    """Go back from question `number`, or from the review where it is one past the last."""
    return await _move(core, actor, response_id, number, flow.Back)


async def not_an_answer(core: Core, actor: Actor) -> AnyView:
    """Ask again after something that cannot be an answer, such as a picture or a sticker."""
    async with core.db.read() as s:
        filling = await load(s, core, actor)
        return await show(s, core, filling, problem=Problem.NOT_WORDS)


async def _take(
    s: AsyncSession,
    core: Core,
    actor: Actor,
    filling: Filling,
    question: Question,
    given: Given | Problem,
    noted: str = "",
) -> AnyView:
    if isinstance(given, Problem):
        return await show(s, core, filling, problem=given)
    leads_to = question.leads.get(given.choice) if given.kind is AnswerKind.CHOICE else None
    event = flow.Answered(question.key, question.reader, leads_to)
    progress, effects = step(filling.progress(), event)
    if Stale() in effects or filling.is_over:
        return await _as_it_is(s, core, actor, filling, tapped=bool(noted))
    left = not noted and filling.was_left(core.clock.now())
    reader = progress.readers[question.key]
    await store(s, core, actor, filling, question.key, given, reader)
    await filling.move(s, progress, actor)
    filling.take_focus(core.clock.now())
    return await show(s, core, filling, noted=noted, answered=question if left else None)


async def _move(
    core: Core,
    actor: Actor,
    response_id: int,
    number: int,
    event: type[flow.Skipped] | type[flow.Back],
) -> AnyView:
    async with core.db.write() as s:
        filling = await load(s, core, actor, response_id)
        if filling.handled(actor):
            return await show(s, core, filling)
        keys = filling.questionnaire.keys
        key = REVIEW if number == len(keys) + 1 else _question(filling, number).key
        happened: flow.Event = event(key)
        if isinstance(happened, flow.Back):
            happened = flow.Back(key, await led_from(s, core, filling, key))
        progress, effects = step(filling.progress(), happened)
        if Stale() in effects:
            return stale(core, filling)
        await filling.move(s, progress, actor)
        filling.take_focus(core.clock.now())
        return await show(s, core, filling)


async def _as_it_is(
    s: AsyncSession, core: Core, actor: Actor, filling: Filling, *, tapped: bool = False
) -> AnyView:
    """Show where things stand; a response that can take nothing any more loses the focus."""
    if filling.is_over or filling.response.state not in _UNSENT:
        filling.drop_focus()
    elif tapped:
        return stale(core, filling)
    problem = None if filling.handled(actor) else Problem.NOT_WORDS
    return await show(s, core, filling, problem=problem)


def _asked(filling: Filling, actor: Actor) -> Question | None:
    """The question that this update answers; None if nothing is asked, or it was handled before."""
    progress = filling.progress()
    over = progress.state not in _UNSENT or progress.cursor == REVIEW
    if over or filling.handled(actor):
        return None
    return filling.questionnaire.question(progress.cursor)


def _question(filling: Filling, number: int) -> Question:
    questions = filling.questionnaire.questions
    if not 1 <= number <= len(questions):
        raise RefusedError(Reason.GONE)
    return questions[number - 1]


def _in_words(question: Question, given: Given, language: str) -> str:
    if given.kind is AnswerKind.CHOICE:
        return question.label(given.choice, language)
    return str(given.number)
