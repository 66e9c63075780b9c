"""The things on a mentee's list, as rows: each is sealed by the one who wrote it."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.db.tables import AgendaItem, Person
from bot.db.vault import place
from bot.domain.ids import new_id
from bot.services.core import Actor, Core
from bot.services.errors import Reason, RefusedError
from bot.services.relationships.pairs import Pair


async def since(
    s: AsyncSession, relationship_id: int, start: datetime, until: datetime | None = None
) -> list[AgendaItem]:
    """The items put on a relationship's list in a stretch of time, oldest first."""
    query = select(AgendaItem).where(
        AgendaItem.relationship_id == relationship_id,
        AgendaItem.removed_at.is_(None),
        AgendaItem.created_at >= start,
    )
    if until is not None:
        query = query.where(AgendaItem.created_at < until)
    return list(await s.scalars(query.order_by(AgendaItem.created_at, AgendaItem.update_id)))


def opened(core: Core, writer: Person, item: AgendaItem) -> str:
    """Open the text of an item; whoever asks must have made sure that its reader may read it."""
    return core.vault.open(writer, _place(item.id), item.sealed)


async def sent_in(s: AsyncSession, person: Person, message_id: int | None) -> AgendaItem | None:
    """Return the item on the list that came in this message of theirs."""
    return await s.scalar(
        select(AgendaItem).where(
            AgendaItem.person_id == person.id,
            AgendaItem.message_id == message_id,
            AgendaItem.removed_at.is_(None),
        )
    )


def rewrite(core: Core, writer: Person, item: AgendaItem, text: str) -> None:
    """Put other words in place of an item's own."""
    item.sealed = core.vault.seal(writer, _place(item.id), text)
    item.edited_at = core.clock.now()


async def own(s: AsyncSession, person: Person, item_id: int) -> AgendaItem:
    """Return an item of this person; refuse any other."""
    item = await s.get(AgendaItem, item_id)
    if item is None or item.person_id != person.id:
        raise RefusedError(Reason.GONE)
    return item


async def made_by(s: AsyncSession, person: Person, actor: Actor) -> AgendaItem | None:
    """Return the item that this very update has made."""
    return await s.scalar(
        select(AgendaItem).where(
            AgendaItem.update_id == actor.update_id, AgendaItem.person_id == person.id
        )
    )


def new(core: Core, actor: Actor, pair: Pair, text: str) -> AgendaItem:
    """Make an item out of what the reader of `pair` typed; it is not stored yet."""
    item_id = new_id()
    return AgendaItem(
        id=item_id,
        relationship_id=pair.relationship.id,
        person_id=pair.me.id,
        sealed=core.vault.seal(pair.me, _place(item_id), text),
        message_id=actor.message_id,
        update_id=actor.update_id,
        created_at=core.clock.now(),
    )


def _place(item_id: int) -> bytes:
    return place("agenda_items", "sealed", item_id)
