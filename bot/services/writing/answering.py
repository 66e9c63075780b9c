"""Answering, one question at a time. Every answer is stored before the next question is asked.

Handled twice, an update changes nothing the second time and shows the same again: the response
remembers the last update that moved it.
"""

from dataclasses import replace
from datetime import timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from bot.db.tables import Response
from bot.domain import flow
from bot.domain.answers import Given, Problem, read_tap, read_text, read_voice
from bot.domain.flow import REVIEW, Stale, step
from bot.domain.people import Focus
from bot.domain.questionnaires import Question
from bot.domain.responses import AnswerKind, ResponseState
from bot.services.core import Actor, Core
from bot.services.errors import Reason, RefusedError
from bot.services.writing.filling import Filling, store
from bot.services.writing.leading import led_from
from bot.services.writing.loading import load
from bot.services.writing.long_answers import lengthen
from bot.services.writing.response_views import AnyView
from bot.services.writing.showing import busy, show, stale

_FILLING = (Focus.ANSWERING, Focus.REVIEWING)
_UNSENT = (ResponseState.OPEN, ResponseState.LAPSED)
# A second tap sooner than this is the same hurried one.
_SAME_TAP = timedelta(seconds=3)


async def begin(core: Core, actor: Actor, response_id: int, *, now: bool = False) -> AnyView:
    """Begin a response, or go on exactly where it stopped.

    If another one is being filled in, ask which, unless `now`: the other then waits where it is.
    `Stale` for a second tap right after the first, since its question has just been asked.
    """
    async with core.db.write() as s:
        filling = await load(s, core, actor, response_id)
        if _just_begun(core, filling) and not _handled(filling, actor):
            return stale(core, filling)
        return await begun(s, core, actor, filling, now=now)


async def begun(
    s: AsyncSession, core: Core, actor: Actor, filling: Filling, *, now: bool = False
) -> AnyView:
    """Do what `begin` promises, inside a transaction."""
    if filling.is_over or filling.response.state is ResponseState.SENT:
        filling.drop_focus()
        return await show(s, core, filling)
    other = None if now else await in_the_middle(s, filling)
    if other is not None:
        return busy(core, filling, other)
    await _open(s, core, actor, filling)
    return await show(s, core, filling)


async def _open(s: AsyncSession, core: Core, actor: Actor, filling: Filling) -> None:
    response, moment = filling.response, core.clock.now()
    progress, _ = step(filling.progress(), flow.Begun())
    if response.closes_at is not None and response.closes_at <= moment:
        # A week skipped, and taken up again when its window has closed, lapses at once.
        progress = replace(progress, state=ResponseState.LAPSED)
    await filling.move(s, progress, actor)
    response.opened_at = response.opened_at or moment
    if progress.state is ResponseState.OPEN:
        response.finished_at = None
    filling.take_focus(core.clock.now())
    filling.person.focus_at = moment


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
        if _handled(filling, actor):
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
        if _handled(filling, actor):
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
    problem = None if _handled(filling, actor) else Problem.NOT_WORDS
    return await show(s, core, filling, problem=problem)


async def in_the_middle(s: AsyncSession, filling: Filling) -> Response | None:
    """Return the other response that the person is filling in just now, if there is one."""
    person = filling.person
    if filling.has_focus or person.focus not in _FILLING or person.focus_id is None:
        return None
    other = await s.get(Response, person.focus_id)
    return other if other is not None and other.state in _UNSENT else None


def _just_begun(core: Core, filling: Filling) -> bool:
    begun_at = filling.person.focus_at
    at_first = filling.progress().cursor == filling.questionnaire.keys[0]
    if not filling.has_focus or not at_first or begun_at is None:
        return False
    return core.clock.now() - begun_at < _SAME_TAP


def _handled(filling: Filling, actor: Actor) -> bool:
    return filling.response.update_id == actor.update_id


def _asked(filling: Filling, actor: Actor) -> Question | None:
    """The question that this update answers; None if nothing is asked, or it was handled before."""
    progress = filling.progress()
    over = progress.state not in _UNSENT or progress.cursor == REVIEW
    if over or _handled(filling, actor):
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
