"""The audit says who did what, to those who may know, and nobody can take anything out of it."""

from datetime import timedelta

import pytest
from sqlalchemy import delete, func, select, text
from sqlalchemy.exc import DBAPIError

from bot.db.database import Database
from bot.db.only_added import REFUSAL
from bot.db.tables import AuditEntry
from bot.domain.deeds import KEPT_FOR, Deed
from bot.services import audit
from tests.world import START

_STATEMENTS = (
    "UPDATE audit_entries SET person_id = NULL",
    "UPDATE audit_entries SET at = '1999-01-01 00:00:00'",
    "DELETE FROM audit_entries",
)
_ON_SQLITE = ("INSERT OR REPLACE INTO audit_entries (id, at, deed) VALUES (1, '1999-01-01', 'x')",)
_ON_POSTGRESQL = ("TRUNCATE audit_entries",)


async def test_the_database_itself_keeps_what_is_in_the_audit(db: Database) -> None:
    """Nothing changes an entry, or takes it out before its time, whoever asks the database."""
    now = START.replace(year=2100)  # young by any clock
    async with db.write() as s:
        s.add(AuditEntry(id=1, at=now, deed=Deed.INVITED, person_id=7))
    for statement in (*_STATEMENTS, *(_ON_SQLITE if db.is_sqlite else _ON_POSTGRESQL)):
        with pytest.raises(DBAPIError, match=REFUSAL):
            async with db.write() as s:
                await s.execute(text(statement))
    async with db.read() as s:
        left = await s.get_one(AuditEntry, 1)
        assert (left.at, left.deed, left.person_id) == (now, Deed.INVITED, 7)


async def test_what_is_older_than_its_time_can_be_taken_out(db: Database) -> None:
    """By the database's own clock, or by that of the newest entry, whichever is later."""
    moments = (START - KEPT_FOR - timedelta(days=300), START, START + 2 * KEPT_FOR)
    async with db.write() as s:
        for number, at in enumerate(moments):
            s.add(AuditEntry(id=number, at=at, deed=Deed.INVITED))
    for moved, left in ((START, 2), (START + 3 * KEPT_FOR, 1)):
        async with db.write() as s:
            before = await audit.goes_before(s, moved)
            await s.execute(delete(AuditEntry).where(AuditEntry.at < before))
            assert await s.scalar(select(func.count()).select_from(AuditEntry)) == left
