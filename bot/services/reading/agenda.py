"""The mentee's list for the next meeting. Their mentor reads it at the head of the digest."""

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.db.tables import Person, Response
from bot.domain.people import Focus
from bot.domain.recurrence import local_date_of
from bot.domain.responses import ResponseKind, ResponseState
from bot.services import focusing, members
from bot.services.core import Actor, Core
from bot.services.meeting.windows import coming, window_of
from bot.services.reading import agenda_items, news, whose
from bot.services.reading.agenda_views import AgendaView, Closed, Line, SetAside, WhoseAgenda
from bot.services.relationships import pairs
from bot.services.relationships.pairs import Pair


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
        item = await agenda_items.made_by(s, person, actor)
        if item is None:
            item = agenda_items.new(core, actor, pair, text)
            item.removed_at = item.created_at if late else None
            s.add(item)
            await s.flush()
            if not late:
                await _tell_mentor(s, core, actor, pair)
        if late:
            person.focus = person.focus_id = None
            return SetAside(person.language, members.name_of(core.vault, pair.mentor), item.id)
        focusing.take(core, person, Focus.AGENDA, pair.relationship.id)
        return await _view(s, core, pair)


async def set_aside_by(core: Core, actor: Actor) -> SetAside | None:
    """Show again what this very update has set aside; None if it has not."""
    async with core.db.read() as s:
        person = await members.find(s, actor.telegram_id)
        item = await agenda_items.made_by(s, person, actor) if person is not None else None
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
        item = await agenda_items.own(s, person, item_id)
        pair = whose.one_of(await whose.mine(s, core, person, whose.AGENDA), item.relationship_id)
        if item.removed_at is not None:
            # It is for the next meeting from now on, however long they thought about it.
            item.removed_at, item.created_at = None, core.clock.now()
            await _tell_mentor(s, core, actor, pair)
        focusing.take(core, person, Focus.AGENDA, pair.relationship.id)
        await s.flush()
        return await _view(s, core, pair)


async def remove(core: Core, actor: Actor, item_id: int) -> AgendaView:
    """Take one of the mentee's own items off the list, and keep the list open."""
    async with core.db.write() as s:
        person = await members.require(s, actor)
        item = await agenda_items.own(s, person, item_id)
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
        item = await agenda_items.sent_in(s, person, actor.message_id)
        pair = await pairs.find(s, person, item.relationship_id) if item else None
        if item is None or pair is None or not pair.is_active:
            return None
        if item.id not in {line.item_id for line in (await _view(s, core, pair)).lines}:
            return None
        agenda_items.rewrite(core, person, item, text)
        await s.flush()
        return await _view(s, core, pair)


async def _tell_mentor(s: AsyncSession, core: Core, actor: Actor, pair: Pair) -> None:
    """Say that there is something on the list, once a day: more may follow in no time."""
    today = local_date_of(core.clock.now(), pair.mentor.zone)
    what = f"agenda:{pair.relationship.id}:{today}"
    await news.tell_mentor(s, core, actor, pair.relationship, what)


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
    found = await agenda_items.since(s, pair.relationship.id, window.since)
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
        lines=tuple(Line(item.id, agenda_items.opened(core, person, item)) for item in found),
        reachable=pair.mentor.unreachable_since is None,
        unfinished=unfinished is not None,
    )
