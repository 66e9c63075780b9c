"""Looking up how to speak to somebody, where no service has done so."""

from sqlalchemy import select

from bot.db.tables import Person
from bot.services.core import Actor, Core


async def language_of(core: Core, telegram_id: int, otherwise: str | None) -> str:
    """Return the language a person chose; for a stranger the language of their app."""
    async with core.db.read() as s:
        chosen = await s.scalar(select(Person.language).where(Person.telegram_id == telegram_id))
    return chosen or otherwise or "en"


async def taken_before(core: Core, actor: Actor) -> str | None:
    """Return somebody's language if this very update has changed something of theirs already.

    So it was handled before, and its reply was lost. None for any other, and for strangers.
    """
    async with core.db.read() as s:
        return await s.scalar(
            select(Person.language).where(
                Person.telegram_id == actor.telegram_id, Person.update_id == actor.update_id
            )
        )
