"""Which questions a reflection asks: the first-time ones until one reflection has been sent."""

from sqlalchemy import exists, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.db.tables import Answer, Programme, Relationship, Response
from bot.domain.responses import ResponseKind, ResponseState
from bot.services.core import Core

_FIRST, _WEEKLY = ".first", ".weekly"


def is_first_time(questionnaire: str) -> bool:
    """Whether these are the questions that come before the first reflection was sent."""
    return questionnaire.endswith(_FIRST)


async def questionnaire_for(s: AsyncSession, relationship: Relationship) -> str:
    """Which questions come next: the first-time ones until one reflection has been sent."""
    programme = await s.get_one(Programme, relationship.programme_id)
    sent = await s.scalar(
        select(Response.id)
        .where(
            Response.relationship_id == relationship.id,
            Response.kind == ResponseKind.REFLECTION,
            Response.state == ResponseState.SENT,
        )
        .limit(1)
    )
    return f"{programme.question_set}{_FIRST if sent is None else _WEEKLY}"


async def renew(s: AsyncSession, core: Core, relationship: Relationship) -> None:
    """Let reflections that were offered before one was sent ask what comes next by now.

    One with an answer in it keeps its questions.
    """
    chosen = core.library.get(await questionnaire_for(s, relationship))
    unanswered = await s.scalars(
        select(Response).where(
            Response.relationship_id == relationship.id,
            Response.kind == ResponseKind.REFLECTION,
            Response.state != ResponseState.SENT,
            Response.questionnaire != chosen.name,
            ~exists().where(Answer.response_id == Response.id),
        )
    )
    for response in unanswered:
        response.questionnaire, response.version = chosen.name, chosen.version
        response.cursor = chosen.keys[0]
