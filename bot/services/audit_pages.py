"""Who did what, for coordinators: page by page, or all of it as one document."""

import asyncio
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot.db.tables import Person
from bot.domain.deeds import Deed, Detail, Kind
from bot.domain.paging import page_of, within
from bot.domain.people import Role
from bot.domain.viewers import Matter, Viewer
from bot.domain.visibility import may_see
from bot.services import audit, audit_rows, members
from bot.services.audit_rows import Wanted
from bot.services.audit_views import Entry, entries_of
from bot.services.core import Actor, Core
from bot.services.errors import Reason, RefusedError
from bot.services.people.roster_facts import Entry as Somebody
from bot.services.people.roster_facts import named

PAGE_SIZE = 12
PEOPLE_SIZE = 8
_TOGETHER = 500


@dataclass(frozen=True)
class AuditPage:
    """A page of entries, newest first, from page 0 on; `person` is what the one wanted is called."""

    language: str
    zone: str
    now: datetime
    entries: tuple[Entry, ...]
    kind: Kind | None
    person_id: int | None
    person: str | None
    number: int
    pages: int


@dataclass(frozen=True)
class WhoseAudit:
    """A page of people to choose from, by name; `kind` is what is looked at already."""

    language: str
    kind: Kind | None
    people: tuple[Somebody, ...]
    number: int
    has_more: bool


@dataclass(frozen=True)
class WholeAudit:
    """Every entry that a coordinator may read, newest first, for a document."""

    language: str
    zone: str
    entries: tuple[Entry, ...]


async def page(
    core: Core,
    actor: Actor,
    kind: Kind | None = None,
    person_id: int | None = None,
    number: int = 0,
) -> AuditPage:
    """Return a page; a number beyond the end gives the last one."""
    async with core.db.read() as s:
        me = await _reader(s, actor)
        wanted = Wanted(kind, person_id)
        person = None
        if person_id is not None:
            person = members.name_of(core.vault, await _somebody(s, me, person_id))
        total = await audit_rows.count(s, me, wanted)
        number, pages = within(number, total, PAGE_SIZE)
        keys = await audit_rows.keys(s, me, wanted, number * PAGE_SIZE, PAGE_SIZE)
        rows = await audit_rows.rows(s, keys)
        return AuditPage(
            language=me.language,
            zone=me.zone,
            now=core.clock.now(),
            entries=await entries_of(s, core, rows),
            kind=kind,
            person_id=person_id,
            person=person,
            number=number,
            pages=pages,
        )


async def kinds(core: Core, actor: Actor) -> str:
    """Return the language of a coordinator who chooses of which kind entries are to be."""
    async with core.db.read() as s:
        return (await _reader(s, actor)).language


async def whose(core: Core, actor: Actor, kind: Kind | None, number: int) -> WhoseAudit:
    """Return a page of people whose entries can be looked at by themselves."""
    async with core.db.read() as s:
        me = await _reader(s, actor)
        shown = page_of(await named(s, core, me.programme_id), number, PEOPLE_SIZE)
        return WhoseAudit(me.language, kind, shown.shown, shown.number, shown.has_more)


async def everything(core: Core, actor: Actor) -> WholeAudit:
    """Return all of it, and note that it was taken.

    It is read some hundreds at a time, so that years of it hold up nobody else.
    """
    async with core.db.write() as s:
        me = await _reader(s, actor)
        await audit.note(s, core, me, Deed.EXPORTED, actor.update_id, detail=Detail.AUDIT)
    async with core.db.read() as s:
        found = await audit_rows.keys(s, me, Wanted())
    entries: list[Entry] = []
    for start in range(0, len(found), _TOGETHER):
        async with core.db.read() as s:
            rows = await audit_rows.rows(s, found[start : start + _TOGETHER])
            entries += await entries_of(s, core, rows)
        await asyncio.sleep(0)
    return WholeAudit(me.language, me.zone, tuple(entries))


async def _reader(s: AsyncSession, actor: Actor) -> Person:
    me = await members.require(s, actor, Role.COORDINATOR)
    if not may_see(Viewer.COORDINATOR, Matter.AUDIT):
        raise RefusedError(Reason.NOT_ALLOWED)
    return me


async def _somebody(s: AsyncSession, me: Person, person_id: int) -> Person:
    person = await s.get(Person, person_id)
    if person is None or person.programme_id != me.programme_id:
        raise RefusedError(Reason.GONE)
    return person
