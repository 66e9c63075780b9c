"""A long answer that Telegram's app cut into several messages stays one answer.

The rest of it was sent before its writer can have read the next question. Only an answer long
enough to have been cut is looked at, so an ordinary one costs no statement more.
"""

from dataclasses import replace

from sqlalchemy.ext.asyncio import AsyncSession

from bot.db.tables import Answer
from bot.domain.answers import Given, joined, read_text
from bot.domain.flow import REVIEW
from bot.domain.parts import LEAST_UNITS, came_at_once, following, was_cut
from bot.domain.questionnaires import Question, QuestionKind
from bot.domain.responses import AnswerKind, ResponseState
from bot.services.core import Actor, Core
from bot.services.writing.filling import Filling, Kept
from bot.services.writing.sealing import seal, unseal

_UNSENT = (ResponseState.OPEN, ResponseState.LAPSED)


async def lengthen(
    s: AsyncSession, core: Core, actor: Actor, filling: Filling, text: str
) -> Question | None:
    """Put a text that goes on with the answer before it to that answer, and return its question.

    None if it does not. Handled again, nothing is added and the same is returned.
    """
    key = _newest(filling)
    if key is None or not _may_go_on(filling, filling.answers[key], text):
        return None
    question, kept = filling.questionnaire.question(key), filling.answers[key]
    answer = await s.get_one(Answer, kept.id)
    given = unseal(core, filling.person, answer)
    if answer.update_id == actor.update_id:
        return question if given.parts else None
    # Anything done since, such as a tap, was done by somebody who has read on.
    if filling.response.update_id != answer.update_id:
        return None
    parts = given.in_parts(answer.message_id)
    sent_at = actor.sent_at or core.clock.now()
    at_once = came_at_once(kept.at, parts[-1].message_id, sent_at, actor.message_id)
    if not at_once or not was_cut(parts[-1].text):
        return None
    whole = joined((*parts, following(parts[-1], actor.message_id, text)))
    now = core.clock.now()
    answer.sealed = seal(core, filling.person, answer.id, whole)
    answer.update_id, answer.answered_at = actor.update_id, now
    filling.answers[key] = replace(kept, at=now, size=len(answer.sealed))
    await filling.move(s, filling.progress(), actor)
    return question


def _newest(filling: Filling) -> str | None:
    """The question answered last; of several at one instant, the one that stands last."""
    answered = [key for key in reversed(filling.questionnaire.keys) if key in filling.answers]
    return max(answered, key=lambda key: filling.answers[key].at, default=None)


def _may_go_on(filling: Filling, kept: Kept, text: str) -> bool:
    if kept.kind is not AnswerKind.TEXT or kept.size < LEAST_UNITS:
        return False
    if filling.is_over or filling.response.state not in _UNSENT:
        return False
    return not _answers_otherwise(filling, text)


def _answers_otherwise(filling: Filling, text: str) -> bool:
    """Whether a number or an option is being asked for, and this is one."""
    cursor = filling.progress().cursor
    if cursor == REVIEW:
        return False
    asked = filling.questionnaire.question(cursor)
    if asked.kind is QuestionKind.TEXT:
        return False
    return isinstance(read_text(asked, filling.person.language, text), Given)
