"""Erasing somebody, and all that there is afterwards: shared by the tests of it."""

from typing import Any

from sqlalchemy import select

from bot.db.tables import Base, Person
from bot.domain.queues import Cause
from bot.services.people import forgetting
from tests.world import World


async def erase(world: World, name: str) -> None:
    """Erase somebody, whoever asked for it."""
    async with world.db.write() as s:
        person = await s.get_one(Person, (await row_of(world, name)).id)
        await forgetting.erase(s, world.core, person, Cause())


async def row_of(world: World, name: str) -> Person:
    """The row of somebody who is there."""
    user_id = world.person(name).user_id
    async with world.db.read() as s:
        found = await s.scalar(select(Person).where(Person.telegram_id == user_id))
    assert found is not None
    return found


async def everything(world: World) -> dict[str, list[dict[str, Any]]]:
    """Every row of every table."""
    found = {}
    async with world.db.read() as s:
        for table in Base.metadata.sorted_tables:
            rows = await s.execute(select(table))
            found[table.name] = [dict(row) for row in rows.mappings()]
    return found
