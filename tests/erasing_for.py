"""Asking for somebody to be erased in their place, and what is there of it: shared by its tests."""

from sqlalchemy import select

from bot.db.tables import AuditEntry, DueRow
from bot.domain.deeds import Deed
from bot.domain.queues import DueKind
from bot.services.people import erasing_for
from bot.services.people.erasing_for import Erasure
from tests.resulting import by
from tests.seeding import Member
from tests.world import World


async def ask(world: World, who: Member, whom: Member, update_id: int) -> Erasure:
    """Ask for it in somebody's place, and let everybody hear of it."""
    view = await erasing_for.ask(world.core, by(who, update_id), whom.id)
    await world.settle()
    return view


async def is_planned(world: World) -> bool:
    """Whether anybody is to be erased in their place."""
    async with world.db.read() as s:
        planned = select(DueRow.id).where(
            DueRow.kind == DueKind.ERASE_FOR, DueRow.outcome.is_(None)
        )
        return await s.scalar(planned) is not None


async def deeds(world: World) -> list[Deed]:
    """What is noted of it, by the names of the deeds."""
    async with world.db.read() as s:
        entries = await s.scalars(select(AuditEntry.deed))
        return sorted(each for each in entries if each.startswith("eras"))
