"""Applying a programme's retention time, every night and a little at a time.

What goes by its own age is said in `bot/db/inventory`: each table that has an `old` column. What
hangs on a row goes with it.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, Table, and_, delete, exists, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.db.inventory import INVENTORY
from bot.db.tables import (
    AuditEntry,
    Base,
    Invite,
    Person,
    Programme,
    ProgrammeChange,
    Refusals,
    Relationship,
)
from bot.db.traces import wipe
from bot.domain.deeds import KEPT_FOR
from bot.domain.patience import FORGOTTEN, LONGEST_WAIT
from bot.domain.people import PersonState
from bot.domain.programme_settings import Setting
from bot.domain.relationships import RelationshipState
from bot.domain.retention import SHORTER_COUNTS_AFTER, months_before, months_in_force
from bot.domain.rules import Rules
from bot.services import audit
from bot.services.core import Core

_TOGETHER = 200
_STONE = timedelta(days=2)


async def apply(core: Core) -> int:
    """Delete what is older than its programme keeps it; return how many rows that were.

    Each some rows in a transaction of their own: stopped anywhere, the next night goes on.
    """
    gone = 0
    for programme_id, before in (await _cutoffs(core)).items():
        for table in _by_age():
            gone += await _clear(core, table, _old(table, programme_id, before))
    gone += await _clear(core, _table(AuditEntry), await _audit_is_old(core))
    gone += await _clear(core, _table(ProgrammeChange), _change_is_old(core.clock.now()))
    gone += await _clear(core, _table(Refusals), _is_forgotten(core.clock.now()))
    gone += await _clear(core, _table(Person), _nothing_hangs_on(core.clock.now()))
    if gone:
        await wipe(core.db, *Base.metadata.tables, thoroughly=False)
    return gone


async def cutoff(s: AsyncSession, programme: Programme, now: datetime) -> datetime:
    """Return the moment before which nothing of a programme is kept."""
    changes = await s.execute(
        select(ProgrammeChange.changed_at, ProgrammeChange.before).where(
            ProgrammeChange.programme_id == programme.id,
            ProgrammeChange.setting == Setting.KEEP,
            ProgrammeChange.changed_at > now - SHORTER_COUNTS_AFTER,
        )
    )
    earlier = [(at, int(before)) for at, before in changes if before is not None]
    months = months_in_force(now, Rules.from_json(programme.rules).keep_months, earlier)
    return months_before(now, months)


async def _cutoffs(core: Core) -> dict[int, datetime]:
    now = core.clock.now()
    async with core.db.read() as s:
        programmes = (await s.scalars(select(Programme).order_by(Programme.id))).all()
        return {each.id: await cutoff(s, each, now) for each in programmes}


def _by_age() -> list[Table]:
    """What goes by its age, what hangs on others first."""
    tables = reversed(Base.metadata.sorted_tables)
    return [table for table in tables if INVENTORY[table.name].old is not None]


def _old(table: Table, programme_id: int, before: datetime) -> ColumnElement[bool]:
    at = table.c[INVENTORY[table.name].old or ""]
    is_old = at < before
    if table.name == Relationship.__tablename__:
        # One that was never begun never ends either.
        declined = table.c.state == RelationshipState.DECLINED
        is_old = or_(is_old, and_(declined, table.c.created_at < before))
    if table.name == Invite.__tablename__:
        # By those that were used, somebody who is there is known again in a file of people.
        is_old = and_(is_old, table.c.used_by.is_(None))
    return and_(_of_programme(table, programme_id), is_old)


def _of_programme(table: Table, programme_id: int) -> ColumnElement[bool]:
    if "programme_id" in table.c:
        return table.c.programme_id == programme_id
    if "relationship_id" in table.c:
        pairs = select(Relationship.id).where(Relationship.programme_id == programme_id)
        return table.c.relationship_id.in_(pairs)
    people = select(Person.id).where(Person.programme_id == programme_id)
    return or_(*(table.c[who].in_(people) for who in INVENTORY[table.name].people()[:1]))


async def _audit_is_old(core: Core) -> ColumnElement[bool]:
    async with core.db.read() as s:
        return AuditEntry.at < await audit.goes_before(s, core.clock.now())


def _change_is_old(now: datetime) -> ColumnElement[bool]:
    return ProgrammeChange.changed_at < now - KEPT_FOR


def _is_forgotten(now: datetime) -> ColumnElement[bool]:
    """Attempts that slow nobody down any more; counting begins anew with each wait."""
    return Refusals.since < now - FORGOTTEN - LONGEST_WAIT


def _nothing_hangs_on(now: datetime) -> ColumnElement[bool]:
    """Rows that are left of people who were erased, once nothing of others' needs them.

    Such a row says by its beginning when that was, and answers the same update for a while.
    """
    free = [
        ~exists().where(key.parent == Person.id)
        for table in Base.metadata.sorted_tables
        for key in table.foreign_keys
        if key.column.table.name == Person.__tablename__
    ]
    return and_(Person.state == PersonState.LEFT, Person.created_at < now - _STONE, *free)


async def _clear(core: Core, table: Table, old: ColumnElement[bool]) -> int:
    """Delete the rows that are old, some at a time, with whatever hangs on them."""
    (row_id,) = table.primary_key.columns
    gone = 0
    while True:
        async with core.db.write() as s:
            ids = (await s.scalars(select(row_id).where(old).limit(_TOGETHER))).all()
            await _delete(s, table, ids)
        gone += len(ids)
        if len(ids) < _TOGETHER:
            return gone


async def _delete(s: AsyncSession, table: Table, ids: Sequence[Any]) -> None:
    if not ids:
        return
    (row_id,) = table.primary_key.columns
    for other, column in _hanging_on(table):
        if len(other.primary_key.columns) == 1:
            (own,) = other.primary_key.columns
            hanging: Select[Any] = select(own).where(column.in_(ids))
            await _delete(s, other, (await s.scalars(hanging)).all())
        else:
            await s.execute(delete(other).where(column.in_(ids)))
    await s.execute(delete(table).where(row_id.in_(ids)))


def _hanging_on(table: Table) -> list[tuple[Table, ColumnElement[Any]]]:
    return [
        (other, key.parent)
        for other in Base.metadata.sorted_tables
        for key in other.foreign_keys
        if key.column.table is table
    ]


def _table(mapped: type[Base]) -> Table:
    return Base.metadata.tables[mapped.__tablename__]
