"""An announcement as those see it whom it is for."""

from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncSession

from bot.db.tables import Broadcast, Person, Programme
from bot.db.vault import place
from bot.domain.people import PersonState
from bot.services.core import Core
from bot.services.members import name_of


@dataclass(frozen=True)
class AnnouncementView:
    """What one person gets: who says it, for which programme, and the words."""

    language: str
    author: str
    programme: str
    words: str


async def for_reader(core: Core, person_id: int, broadcast_id: int) -> AnnouncementView | None:
    """Return an announcement for one of those it is for; None if its author has left."""
    async with core.db.read() as s:
        reader = await s.get_one(Person, person_id)
        row = await s.get(Broadcast, broadcast_id)
        if row is None or row.programme_id != reader.programme_id:
            return None
        return await shown_to(s, core, reader, row)


async def shown_to(
    s: AsyncSession, core: Core, reader: Person, row: Broadcast
) -> AnnouncementView | None:
    """Return an announcement as `reader` sees it, or would see it."""
    author = await s.get_one(Person, row.created_by)
    if author.state is not PersonState.ACTIVE or row.sealed is None:
        return None
    programme = await s.get_one(Programme, row.programme_id)
    return AnnouncementView(
        language=reader.language,
        author=name_of(core.vault, author),
        programme=programme.name,
        words=words_of(core, author, row),
    )


def words_of(core: Core, author: Person, row: Broadcast) -> str:
    """Open the words of an announcement."""
    assert row.sealed is not None
    return core.vault.open(author, place("broadcasts", "sealed", row.id), row.sealed)
