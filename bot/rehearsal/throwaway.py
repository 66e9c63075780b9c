"""A stage for an hour: its database is gone at the end."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import event

from bot.db.database import Database
from bot.db.tables import Base
from bot.rehearsal.stage import Stage
from bot.rehearsal.times import HurriedTime, RealTime


@asynccontextmanager
async def throw_away(
    start: datetime, time: HurriedTime | RealTime | None = None
) -> AsyncIterator[Stage]:
    """A stage on an empty SQLite database that is gone at the end."""
    with TemporaryDirectory(prefix="plumbline-") as folder:
        db = Database(f"sqlite:///{Path(folder) / 'rehearsal.db'}")
        # Nothing here outlives the process, so nothing need wait for the disk.
        event.listen(db.engine.sync_engine, "connect", _hurry)
        async with db.engine.begin() as connection:
            await connection.run_sync(Base.metadata.create_all)
        async with play_on(db, start, time) as stage:
            yield stage


@asynccontextmanager
async def play_on(
    db: Database, start: datetime, time: HurriedTime | RealTime | None = None
) -> AsyncIterator[Stage]:
    """A stage on an empty database, which is closed at the end."""
    stage = Stage(db, start, time=time)
    await stage.start()
    try:
        yield stage
    finally:
        await stage.end()
        await db.close()


def _hurry(connection: object, _record: object) -> None:
    cursor = connection.cursor()  # type: ignore[attr-defined]  # the driver's own connection
    cursor.execute("PRAGMA synchronous = OFF")
    cursor.close()
