"""The mentee's list for the next meeting. Their mentor reads it at the head of the digest."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.db.tables import AgendaItem, Person, Response
from bot.db.vault import place
from bot.domain.ids import new_id
from bot.domain.people import Focus
from bot.domain.recurrence import local_date_of
from bot.domain.responses import ResponseKind, ResponseState
from bot.services import focusing, members
from bot.services.core import Actor, Core
from bot.services.errors import Reason, RefusedError
from bot.services.meeting.windows import coming, window_of
from bot.services.reading import news, whose
from bot.services.relationships import pairs
from bot.services.relationships.pairs import Pair


@dataclass(frozen=True)
class Line:
    """One thing on the list, in the mentee's own words."""

    item_id: int
    text: str


@dataclass(frozen=True)
class AgendaView:
    """The list, oldest first, and who will read it before which meeting (None: none planned).

    `reachable` says whether the mentor can be reached just now; `unfinished` that the mentee's
    questions for the week are half answered.
    """

    language: str
    zone: str
    now: datetime
    relationship_id: int
    mentor: str
    meeting_at: datetime | None
    lines: tuple[Line, ...]
    reachable: bool = True
    unfinished: bool = False


@dataclass(frozen=True)
class WhoseAgenda:
    """The mentee has several mentors: the list for which of them, by relationship and name?"""

    language: str
    mentors: tuple[tuple[int, str], ...]


@dataclass(frozen=True)
class SetAside:
    """What they typed came long after they used the list; it can still be put on it."""

    language: str
    mentor: str
    item_id: int


@dataclass(frozen=True)
class Closed:
    """The list is not open any more: they are done with it, or the pair has ended."""

    language: str


async def open_list(
    core: Core, actor: Actor, relationship_id: int | None = None
) -> AgendaView | WhoseAgenda:
    """Show the list and take what the mentee types next as items of it."""
    async with core.db.write() as s:
        person = await members.require(s, actor)
        mine = await whose.mine(s, core, person, whose.AGENDA)
        if relationship_id is None and len(mine) > 1:
            return WhoseAgenda(person.language, whose.names(core, mine))
        pair = mine[0] if relationship_id is None else whose.one_of(mine, relationship_id)
        focusing.take(core, person, Focus.AGENDA, pair.relationship.id)
        return await _view(s, core, pair)


async def look(core: Core, actor: Actor) -> AgendaView | Closed:
    """Show the open list, and change nothing on it."""
    async with core.db.write() as s:
        person = await members.require(s, actor)
        if focusing.is_let_go(core, person):
            person.focus = person.focus_id = None
        pair = await _open_pair(s, person)
        return Closed(person.language) if pair is None else await _view(s, core, pair)


async def add(core: Core, actor: Actor, text: str) -> AgendaView | SetAside | Closed:
    """Put something on the open list. Handled twice, an update adds one item.

    Long after the list was used it is set aside instead: kept, read by nobody, until they say so.
    """
    async with core.db.write() as s:
        person = await members.require(s, actor)
        late = focusing.is_let_go(core, person)
        pair = await _open_pair(s, person)
        if pair is None:
            return Closed(person.language)
        item = await _made_by(s, person, actor)
        if item is None:
            item = _new(core, actor, pair, text)
            item.removed_at = item.created_at if late else None
            s.add(item)
            await s.flush()
            if not late:
                await _tell_mentor(s, core, pair)
        if late:
            person.focus = person.focus_id = None
            return SetAside(person.language, members.name_of(core.vault, pair.mentor), item.id)
        focusing.take(core, person, Focus.AGENDA, pair.relationship.id)
        return await _view(s, core, pair)


async def set_aside_by(core: Core, actor: Actor) -> SetAside | None:
    """Show again what this very update has set aside; None if it has not."""
    async with core.db.read() as s:
        person = await members.find(s, actor.telegram_id)
        item = await _made_by(s, person, actor) if person is not None else None
        if person is None or item is None or item.removed_at is None:
            return None
        pair = await pairs.find(s, person, item.relationship_id)
        if pair is None or not pair.is_active:
            return None
        return SetAside(person.language, members.name_of(core.vault, pair.mentor), item.id)


async def put(core: Core, actor: Actor, item_id: int) -> AgendaView:
    """Put on the list what was set aside, and open the list."""
    async with core.db.write() as s:
        person = await members.require(s, actor)
        item = await _own(s, person, item_id)
        pair = whose.one_of(await whose.mine(s, core, person, whose.AGENDA), item.relationship_id)
        if item.removed_at is not None:
            # It is for the next meeting from now on, however long they thought about it.
            item.removed_at, item.created_at = None, core.clock.now()
            await _tell_mentor(s, core, pair)
        focusing.take(core, person, Focus.AGENDA, pair.relationship.id)
        await s.flush()
        return await _view(s, core, pair)


async def remove(core: Core, actor: Actor, item_id: int) -> AgendaView:
    """Take one of the mentee's own items off the list, and keep the list open."""
    async with core.db.write() as s:
        person = await members.require(s, actor)
        item = await _own(s, person, item_id)
        pair = whose.one_of(await whose.mine(s, core, person, whose.AGENDA), item.relationship_id)
        item.removed_at = item.removed_at or core.clock.now()
        focusing.take(core, person, Focus.AGENDA, pair.relationship.id)
        await s.flush()
        return await _view(s, core, pair)


async def close(core: Core, actor: Actor, relationship_id: int) -> AgendaView:
    """Stop taking what the mentee types as items; show what is on the list."""
    async with core.db.write() as s:
        person = await members.require(s, actor)
        pair = whose.one_of(await whose.mine(s, core, person, whose.AGENDA), relationship_id)
        if person.focus is Focus.AGENDA:
            person.focus = person.focus_id = None
        return await _view(s, core, pair)


async def edit(core: Core, actor: Actor, text: str) -> AgendaView | None:
    """Change the item that came in the edited message; None if none did, or it is off the list."""
    async with core.db.write() as s:
        person = await members.require(s, actor)
        item = await s.scalar(
            select(AgendaItem).where(
                AgendaItem.person_id == person.id,
                AgendaItem.message_id == actor.message_id,
                AgendaItem.removed_at.is_(None),
            )
        )
        pair = await pairs.find(s, person, item.relationship_id) if item else None
        if item is None or pair is None or not pair.is_active:
            return None
        if item.id not in {line.item_id for line in (await _view(s, core, pair)).lines}:
            return None
        item.sealed = core.vault.seal(person, _place(item.id), text)
        item.edited_at = core.clock.now()
        await s.flush()
        return await _view(s, core, pair)


async def items_since(
    s: AsyncSession, relationship_id: int, since: datetime, until: datetime | None = None
) -> list[AgendaItem]:
    """The items put on a relationship's list in a stretch of time, oldest first."""
    query = select(AgendaItem).where(
        AgendaItem.relationship_id == relationship_id,
        AgendaItem.removed_at.is_(None),
        AgendaItem.created_at >= since,
    )
    if until is not None:
        query = query.where(AgendaItem.created_at < until)
    return list(await s.scalars(query.order_by(AgendaItem.created_at, AgendaItem.update_id)))


def open_item(core: Core, writer: Person, item: AgendaItem) -> str:
    """Open the text of an item; whoever asks must have made sure that its reader may read it."""
    return core.vault.open(writer, _place(item.id), item.sealed)


async def _own(s: AsyncSession, person: Person, item_id: int) -> AgendaItem:
    item = await s.get(AgendaItem, item_id)
    if item is None or item.person_id != person.id:
        raise RefusedError(Reason.GONE)
    return item


async def _made_by(s: AsyncSession, person: Person, actor: Actor) -> AgendaItem | None:
    return await s.scalar(
        select(AgendaItem).where(
            AgendaItem.update_id == actor.update_id, AgendaItem.person_id == person.id
        )
    )


async def _tell_mentor(s: AsyncSession, core: Core, pair: Pair) -> None:
    """Say that there is something on the list, once a day: more may follow in no time."""
    today = local_date_of(core.clock.now(), pair.mentor.zone)
    await news.tell_mentor(s, core, pair.relationship, f"agenda:{pair.relationship.id}:{today}")


def _new(core: Core, actor: Actor, pair: Pair, text: str) -> AgendaItem:
    item_id = new_id()
    return AgendaItem(
        id=item_id,
        relationship_id=pair.relationship.id,
        person_id=pair.me.id,
        sealed=core.vault.seal(pair.me, _place(item_id), text),
        message_id=actor.message_id,
        update_id=actor.update_id,
        created_at=core.clock.now(),
    )


async def _open_pair(s: AsyncSession, person: Person) -> Pair | None:
    """The pair whose list is open; where the pair is over, so is the list."""
    if person.focus is not Focus.AGENDA or person.focus_id is None:
        return None
    pair = await pairs.find(s, person, person.focus_id)
    if pair is None or not pair.is_active:
        person.focus = person.focus_id = None
        return None
    return pair


async def _view(s: AsyncSession, core: Core, pair: Pair) -> AgendaView:
    person, now = pair.me, core.clock.now()
    meeting = await coming(s, pair.relationship, now)
    window = await window_of(s, core, pair.relationship, meeting)
    found = await items_since(s, pair.relationship.id, window.since)
    unfinished = await s.scalar(
        select(Response.id)
        .where(
            Response.person_id == person.id,
            Response.kind == ResponseKind.REFLECTION,
            Response.state == ResponseState.OPEN,
        )
        .limit(1)
    )
    return AgendaView(
        language=person.language,
        zone=person.zone,
        now=now,
        relationship_id=pair.relationship.id,
        mentor=members.name_of(core.vault, pair.mentor),
        meeting_at=meeting.starts_at if meeting else None,
        lines=tuple(Line(item.id, open_item(core, person, item)) for item in found),
        reachable=pair.mentor.unreachable_since is None,
        unfinished=unfinished is not None,
    )


def _place(item_id: int) -> bytes:
    return place("agenda_items", "sealed", item_id)
