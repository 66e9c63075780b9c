"""Finding entries of the audit, newest first, the changes of settings among them.

What was changed in a programme's settings stands in one place alone, where `/programme` reads it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, false, func, literal, or_, select, union_all
from sqlalchemy.ext.asyncio import AsyncSession

from bot.db.tables import AuditEntry, Person, ProgrammeChange, Relationship
from bot.domain.deeds import KINDS, NOT_OF_ONES_OWN_PAIR, Deed, Kind

Row = AuditEntry | ProgrammeChange
# The id of an entry, and which of the two it is.
Key = tuple[int, int]
_ENTRY, _CHANGE = 0, 1
_TOGETHER = 500


@dataclass(frozen=True)
class Wanted:
    """What is looked for: of one kind, and of one person, who did it or whom it is about."""

    kind: Kind | None = None
    person_id: int | None = None


async def count(s: AsyncSession, me: Person, wanted: Wanted) -> int:
    """How many entries a coordinator may read of these."""
    found = await s.scalar(select(func.count()).select_from(_keys(me, wanted).subquery()))
    return found or 0


async def keys(
    s: AsyncSession, me: Person, wanted: Wanted, first: int = 0, most: int | None = None
) -> list[Key]:
    """Name the entries that a coordinator may read, newest first, at most so many from `first` on.

    Of one and the same instant, what was done with the later update stands first.
    """
    found = _keys(me, wanted).subquery()
    newest = (found.c.at.desc(), found.c.update_id.desc(), found.c.id.desc())
    query = select(found.c.id, found.c.of).order_by(*newest).offset(first)
    named = await s.execute(query.limit(most) if most is not None else query)
    return [(id_, of) for id_, of in named]


async def rows(s: AsyncSession, named: Sequence[Key]) -> list[Row]:
    """Return the entries that were named, in this order."""
    there = {
        _ENTRY: await by_id(s, AuditEntry, [id_ for id_, of in named if of == _ENTRY]),
        _CHANGE: await by_id(s, ProgrammeChange, [id_ for id_, of in named if of == _CHANGE]),
    }
    return [there[of][id_] for id_, of in named if id_ in there[of]]


def _keys(me: Person, wanted: Wanted) -> Select[Any]:
    entries = select(
        AuditEntry.at,
        func.coalesce(AuditEntry.update_id, 0).label("update_id"),
        AuditEntry.id,
        literal(_ENTRY).label("of"),
    ).where(_entries(me, wanted))
    changes = select(
        ProgrammeChange.changed_at,
        ProgrammeChange.update_id,
        ProgrammeChange.id,
        literal(_CHANGE).label("of"),
    ).where(_changes(me, wanted))
    return select(union_all(entries, changes).subquery())


def _entries(me: Person, wanted: Wanted) -> ColumnElement[bool]:
    mine = or_(AuditEntry.programme_id == me.programme_id, AuditEntry.programme_id.is_(None))
    own_pair = and_(
        AuditEntry.deed.in_(NOT_OF_ONES_OWN_PAIR),
        AuditEntry.subject_id.in_(_pairs_of(me.id)),
        or_(AuditEntry.person_id.is_(None), AuditEntry.person_id != me.id),
    )
    found = and_(mine, ~own_pair)
    if wanted.kind is not None:
        found = and_(found, AuditEntry.deed.in_(KINDS[wanted.kind]))
    if wanted.person_id is not None:
        theirs = or_(
            AuditEntry.person_id == wanted.person_id,
            AuditEntry.about_id == wanted.person_id,
            AuditEntry.subject_id.in_(_pairs_of(wanted.person_id)),
        )
        found = and_(found, theirs)
    return found


def _changes(me: Person, wanted: Wanted) -> ColumnElement[bool]:
    if wanted.kind is not None and Deed.SETTING_CHANGED not in KINDS[wanted.kind]:
        return false()
    found: ColumnElement[bool] = ProgrammeChange.programme_id == me.programme_id
    if wanted.person_id is not None:
        found = and_(found, ProgrammeChange.person_id == wanted.person_id)
    return found


def _pairs_of(person_id: int) -> Select[int]:
    return select(Relationship.id).where(
        or_(Relationship.mentor_id == person_id, Relationship.mentee_id == person_id)
    )


async def by_id(s: AsyncSession, table: type[Any], ids: Iterable[int]) -> dict[int, Any]:
    """Return the rows of a table that have these ids, some hundreds in a statement."""
    found: dict[int, Any] = {}
    wanted = sorted(ids)
    for start in range(0, len(wanted), _TOGETHER):
        some = select(table).where(table.id.in_(wanted[start : start + _TOGETHER]))
        found |= {row.id: row for row in await s.scalars(some)}
    return found
