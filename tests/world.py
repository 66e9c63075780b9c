"""A whole small world for tests: the stage of the rehearsal, seeded straight in the tables."""

from datetime import UTC, datetime
from typing import Self

from bot.db.database import Database
from bot.rehearsal.stage import Stage
from bot.rehearsal.times import HurriedTime
from tests.seeding import Seeding

__all__ = ["MASTER_KEY", "START", "HurriedTime", "World"]

# A Monday, eight in the morning in London, well away from every clock change.
START = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)
MASTER_KEY = bytes(range(32))


class World(Stage, Seeding):
    """Start with `await World.begin(db)`, or the fixture `world`."""

    @classmethod
    async def begin(
        cls, db: Database, start: datetime = START, master_key: bytes | None = MASTER_KEY
    ) -> Self:
        """Make a world on an empty database and start its bot."""
        return await super().begin(db, start, master_key)
