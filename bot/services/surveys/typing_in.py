"""Words typed in the middle of a survey: an answer, the rest of a long one, or nothing of it."""

from collections.abc import Mapping

from sqlalchemy.ext.asyncio import AsyncSession

from bot.domain.parts import came_at_once
from bot.domain.survey_answers import Given, Problem, read_text
from bot.domain.survey_drafts import Draft, Typed
from bot.domain.surveys import SurveyQuestionKind
from bot.services import members
from bot.services.core import Actor, Core
from bot.services.errors import Reason, RefusedError
from bot.services.surveys.answer_views import AnswerView, NotAsked
from bot.services.surveys.showing import no_answer, over, show
from bot.services.surveys.taking import Taking, load, still_open
from bot.services.waiting import waiting_for


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
            return await _typed(s, core, taking)
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
        return await _typed(s, core, taking)
    if not isinstance(given, Given) or text is None:
        taking.take_focus(core)
        problem = given if isinstance(given, Problem) else no_answer(taking)
        return await show(s, core, taking, problem=problem)
    asked = taking.question
    typed = _typed_by(core, actor, asked.id, text)
    taking.ask(core, actor, taking.cursor + 1, taking.draft.with_answer(asked.id, given, typed))
    return await _typed(s, core, taking)


async def _typed(s: AsyncSession, core: Core, taking: Taking) -> AnswerView:
    """Show where they are, and what the words just typed were taken for."""
    typed = taking.draft.typed
    if typed is None:
        return await show(s, core, taking)
    if typed.more:
        return await show(s, core, taking, added_to=typed.question_id)
    return await show(s, core, taking, taken_for=typed.question_id)


def _longer(
    core: Core, actor: Actor, taking: Taking, text: str | None, given: Given | Problem | None
) -> Draft | None:
    """The draft with a text that goes on with the one before it; None if it does not."""
    before, sent_at = taking.draft.typed, actor.sent_at or core.clock.now()
    if text is None or before is None or before.update_id != taking.recipient.update_id:
        return None
    if not came_at_once(before.at, before.message_id, sent_at, actor.message_id):
        return None
    if isinstance(given, Given) and given.kind is not SurveyQuestionKind.TEXT:
        return None
    return taking.draft.goes_on(_typed_by(core, actor, before.question_id, text))


def _typed_by(core: Core, actor: Actor, question_id: int, text: str) -> Typed:
    return Typed(
        question_id,
        core.clock.now(),
        text,
        message_id=actor.message_id,
        update_id=actor.update_id,
    )


async def _not_asked(s: AsyncSession, core: Core, actor: Actor) -> NotAsked:
    person = await members.require(s, actor)
    return NotAsked(person.language, await waiting_for(s, core, person), person.focus)
