"""What a later mentor reads of the time before, where its mentee lets them."""

from collections import defaultdict
from datetime import date

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.db.tables import AgendaItem, OpenedHistory, Person, Relationship, Response
from bot.domain.deeds import Deed
from bot.domain.paging import page_of
from bot.domain.recurrence import local_date_of
from bot.domain.relationships import RelationshipState
from bot.domain.responses import ResponseKind
from bot.domain.viewers import Matter, Standing, Viewer
from bot.domain.visibility import State, may_see
from bot.services import audit, members
from bot.services.core import Actor, Core
from bot.services.errors import Reason, RefusedError
from bot.services.reading import agenda_items
from bot.services.reading.digest_weeks import day_of
from bot.services.reading.history_views import Entry, HistoryView
from bot.services.relationships import pairs
from bot.services.relationships.pairs import Pair
from bot.services.writing import sharing

PAGE_SIZE = 4


async def read(core: Core, actor: Actor, later_id: int, number: int = 0) -> HistoryView:
    """Show the mentor of an active pair a page of what its mentee shared before, if they may."""
    async with core.db.write() as s:
        mentor = await members.require(s, actor)
        pair = await pairs.find(s, mentor, later_id)
        if pair is None or not pair.is_active or not pair.i_am_mentor:
            raise RefusedError(Reason.GONE)
        opened = await _opened_to(s, pair)
        entries = [entry for earlier in opened for entry in await _entries(s, core, pair, earlier)]
        if not entries:
            raise RefusedError(Reason.GONE)
        for earlier in opened:
            await _note(s, core, actor, pair, earlier)
        page = page_of(sorted(entries, key=lambda each: each.on, reverse=True), number, PAGE_SIZE)
        return HistoryView(
            language=mentor.language,
            relationship_id=later_id,
            mentee=members.name_of(core.vault, pair.mentee),
            entries=page.shown,
            number=page.number,
            pages=page.pages,
        )


async def _note(
    s: AsyncSession, core: Core, actor: Actor, pair: Pair, earlier: Relationship
) -> None:
    await audit.note(
        s,
        core,
        pair.me,
        Deed.HISTORY_READ,
        actor.update_id,
        about=pair.mentee.id,
        subject=earlier.id,
        once_in=audit.READING_ON,
    )


async def _opened_to(s: AsyncSession, pair: Pair) -> list[Relationship]:
    rows = await s.scalars(
        select(Relationship)
        .join(OpenedHistory, OpenedHistory.earlier_id == Relationship.id)
        .where(
            OpenedHistory.later_id == pair.relationship.id,
            OpenedHistory.person_id == pair.mentee.id,
            Relationship.mentee_id == pair.mentee.id,
            Relationship.state == RelationshipState.ENDED,
        )
    )
    return list(rows)


async def _entries(s: AsyncSession, core: Core, pair: Pair, earlier: Relationship) -> list[Entry]:
    found = await s.scalars(
        select(Response).where(
            Response.relationship_id == earlier.id,
            Response.person_id == pair.mentee.id,
            Response.kind == ResponseKind.REFLECTION,
        )
    )
    entries = await _lists(s, core, pair.mentee, earlier)
    for row in found:
        seen = await sharing.seen_as(
            s, core, Viewer.LATER_MENTOR, earlier, pair.me.language, row, pair.mentee, opened=True
        )
        if seen is not None and seen.answers:
            entries.append(Entry(day_of(seen, pair.mentee.zone), response=seen))
    return entries


async def _lists(s: AsyncSession, core: Core, mentee: Person, earlier: Relationship) -> list[Entry]:
    state = State(Standing.OPENED, earlier.state, mentee.state)
    if not may_see(Viewer.LATER_MENTOR, Matter.AGENDA, state):
        return []
    rows = await s.scalars(
        select(AgendaItem)
        .where(AgendaItem.relationship_id == earlier.id, AgendaItem.removed_at.is_(None))
        .order_by(AgendaItem.created_at, AgendaItem.update_id)
    )
    days: defaultdict[date, list[str]] = defaultdict(list)
    for item in rows:
        on = local_date_of(item.created_at, mentee.zone)
        days[on].append(agenda_items.opened(core, mentee, item))
    return [Entry(on, items=tuple(items)) for on, items in days.items()]
