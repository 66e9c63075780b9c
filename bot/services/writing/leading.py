"""Where an option led: the way back goes past what it made pointless, as the way on did."""

from sqlalchemy.ext.asyncio import AsyncSession

from bot.db.tables import Answer
from bot.services.core import Core
from bot.services.writing.filling import Filling
from bot.services.writing.sealing import unseal


async def led_from(s: AsyncSession, core: Core, filling: Filling, key: str) -> str | None:
    """Return the question whose chosen option led straight to `key`; None if none did."""
    for question in filling.questionnaire.questions:
        kept = filling.answers.get(question.key)
        if kept is None or not question.leads:
            continue
        given = unseal(core, filling.person, await s.get_one(Answer, kept.id))
        if question.leads.get(given.choice) == key:
            return question.key
    return None
