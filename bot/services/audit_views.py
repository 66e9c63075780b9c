"""Entries of the audit as coordinators read them: names are looked up when they are shown."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot.db.tables import (
    AuditEntry,
    Broadcast,
    Group,
    Person,
    ProgrammeChange,
    Relationship,
    Survey,
)
from bot.domain.deeds import OF_A_BROADCAST, OF_A_GROUP, OF_A_PAIR, OF_A_SURVEY, Deed, Detail
from bot.domain.names import GONE
from bot.domain.programme_settings import Setting
from bot.services import members
from bot.services.audit_rows import Row, by_id
from bot.services.core import Core


@dataclass(frozen=True)
class Changed:
    """Which setting, from what to what; None stands for no helpline."""

    setting: Setting
    before: str | None
    after: str | None


@dataclass(frozen=True)
class Entry:
    """One entry. A name is empty while somebody has given none, None where it is nobody.

    `who` did it; nobody is whoever runs the server. `about` is whom it was done to or for,
    `mentor` and `mentee` the pair it is about; `what` is a survey's title or a group's name.
    """

    at: datetime
    deed: Deed
    who: str | None
    about: str | None = None
    mentor: str | None = None
    mentee: str | None = None
    what: str | None = None
    count: int | None = None
    detail: Detail | None = None
    changed: Changed | None = None


@dataclass
class _Known:
    """What entries speak of, by id."""

    names: Mapping[int, str]
    pairs: Mapping[int, Relationship]
    whats: Mapping[int, str | None]

    def name(self, person_id: int | None) -> str | None:
        return None if person_id is None else self.names.get(person_id, GONE)


async def entries_of(s: AsyncSession, core: Core, rows: Sequence[Row]) -> tuple[Entry, ...]:
    """Return entries with what is called something by its name, in a few statements."""
    found = [row for row in rows if isinstance(row, AuditEntry)]
    pairs = await by_id(s, Relationship, _subjects(found, OF_A_PAIR))
    people = {row.person_id for row in rows} | {row.about_id for row in found}
    people |= {each for pair in pairs.values() for each in (pair.mentor_id, pair.mentee_id)}
    known = _Known(await _names(s, core, people), pairs, await _whats(s, found))
    return tuple(_entry(row, known) for row in rows)


def _entry(row: Row, known: _Known) -> Entry:
    who = known.name(row.person_id)
    if isinstance(row, ProgrammeChange):
        changed = Changed(row.setting, row.before, row.after)
        return Entry(row.changed_at, Deed.SETTING_CHANGED, who, changed=changed)
    pair = known.pairs.get(row.subject_id or 0) if row.deed in OF_A_PAIR else None
    return Entry(
        at=row.at,
        deed=row.deed,
        who=who,
        about=known.name(row.about_id),
        mentor=known.name(pair.mentor_id) if pair else None,
        mentee=known.name(pair.mentee_id) if pair else None,
        what=known.whats.get(row.subject_id or 0),
        count=row.count,
        detail=row.detail,
    )


async def _names(s: AsyncSession, core: Core, ids: Iterable[int | None]) -> dict[int, str]:
    people = await by_id(s, Person, {each for each in ids if each is not None})
    return {each.id: members.name_of(core.vault, each) for each in people.values()}


async def _whats(s: AsyncSession, found: Sequence[AuditEntry]) -> dict[int, str | None]:
    """What is called something besides people: surveys, what they were sent with, and groups."""
    sent = await by_id(s, Broadcast, _subjects(found, OF_A_BROADCAST))
    ids = _subjects(found, OF_A_SURVEY)
    surveys = await by_id(s, Survey, ids | {each.survey_id or 0 for each in sent.values()})
    groups = await by_id(s, Group, _subjects(found, OF_A_GROUP))
    whats: dict[int, str | None] = {each.id: each.title or "" for each in surveys.values()}
    for each in sent.values():
        if each.survey_id is not None:
            whats[each.id] = whats.get(each.survey_id)
    return whats | {each.id: each.name for each in groups.values()}


def _subjects(found: Sequence[AuditEntry], deeds: Iterable[Deed]) -> set[int]:
    wanted = frozenset(deeds)
    return {row.subject_id for row in found if row.subject_id is not None and row.deed in wanted}
