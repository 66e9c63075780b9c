"""Groups of a programme, and who belongs to them; only its coordinators arrange them."""

from dataclasses import dataclass

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.db.tables import Group, GroupMember, Person, Programme
from bot.domain.deeds import Deed
from bot.domain.ids import new_id
from bot.domain.names import NameProblem, tidy_name
from bot.domain.paging import page_of
from bot.domain.people import Focus, Role
from bot.services import audit, focusing, members
from bot.services.core import Actor, Core
from bot.services.errors import Reason, RefusedError
from bot.services.people.card import of_mine
from bot.services.people.roster import look_for_names

PAGE_SIZE = 8


@dataclass(frozen=True)
class GroupLine:
    """A group, and whether the person belongs to it."""

    group_id: int
    name: str
    is_in: bool


@dataclass(frozen=True)
class Groups:
    """A page of the groups there are, from page 0 on, for one person.

    `focus` is what the reader's next text belongs to, such as the name of a new one; `problem` is
    what was wrong with the last.
    """

    language: str
    person_id: int
    name: str
    lines: tuple[GroupLine, ...]
    number: int
    has_more: bool
    focus: Focus | None
    problem: NameProblem | None = None


async def show(core: Core, actor: Actor, person_id: int, number: int = 0) -> Groups:
    """Return a page of groups to put somebody into, or to take them out of."""
    async with core.db.write() as s:
        me = await members.require(s, actor, Role.COORDINATOR)
        look_for_names(core, me)
        return await _view(s, core, me, await of_mine(s, me, person_id), number)


async def put(
    core: Core, actor: Actor, person_id: int, group_id: int, *, inside: bool, number: int = 0
) -> Groups:
    """Put somebody into a group, or take them out; done already, nothing changes."""
    async with core.db.write() as s:
        me = await members.require(s, actor, Role.COORDINATOR)
        person = await of_mine(s, me, person_id)
        look_for_names(core, me)
        group = await s.get(Group, group_id)
        if group is None or group.programme_id != me.programme_id:
            raise RefusedError(Reason.GONE)
        changed = await (join if inside else _leave)(s, group.id, person.id)
        if changed:
            deed = Deed.GROUP_JOINED if inside else Deed.GROUP_LEFT
            await _note(s, core, actor, me, deed, group, person)
        return await _view(s, core, me, person, number)


async def ask_name(core: Core, actor: Actor, person_id: int) -> Groups:
    """Make the coordinator's next text the name of a new group, with this person in it."""
    async with core.db.write() as s:
        me = await members.require(s, actor, Role.COORDINATOR)
        person = await of_mine(s, me, person_id)
        focusing.take(core, me, Focus.GROUP_NAME, person.id)
        return await _view(s, core, me, person, 0)


async def take_name(core: Core, actor: Actor, text: str) -> Groups:
    """Make the group that was typed, unless there is one of that name, and put the person in."""
    async with core.db.write() as s:
        me = await members.require(s, actor, Role.COORDINATOR)
        if me.focus is not Focus.GROUP_NAME or me.focus_id is None:
            raise RefusedError(Reason.CLOSED)
        person = await of_mine(s, me, me.focus_id)
        name = _group_name(text)
        if isinstance(name, NameProblem):
            return await _view(s, core, me, person, 0, name)
        group = (await named(s, me.programme_id, [name], core))[name]
        if await join(s, group.id, person.id):
            await _note(s, core, actor, me, Deed.GROUP_JOINED, group, person)
        focusing.take(core, me, Focus.PEOPLE_SEARCH, person.id)
        me.update_id = actor.update_id
        return await _view(s, core, me, person, 0)


async def named_by(core: Core, actor: Actor) -> Groups | None:
    """Show again what came of a name, if this very update was one; None for any other words."""
    async with core.db.read() as s:
        me = await members.require(s, actor, Role.COORDINATOR)
        if me.update_id != actor.update_id or me.focus_id is None:
            return None
        return await _view(s, core, me, await of_mine(s, me, me.focus_id), 0)


def _group_name(text: str) -> str | NameProblem:
    name = tidy_name(text)
    if isinstance(name, NameProblem) or any(c.isalnum() for c in name):
        return name
    return NameProblem.EMPTY


async def named(
    s: AsyncSession, programme_id: int, names: list[str], core: Core
) -> dict[str, Group]:
    """Return the groups of these names, by name, making those that are missing.

    Names that differ only in case are the same group. The programme's row is locked, so that two
    coordinators at once do not make one twice.
    """
    await s.execute(select(Programme.id).where(Programme.id == programme_id).with_for_update())
    known = await s.scalars(select(Group).where(Group.programme_id == programme_id))
    by_form = {group.name.casefold(): group for group in known}
    for name in names:
        if name.casefold() not in by_form:
            group = Group(
                id=new_id(), programme_id=programme_id, name=name, created_at=core.clock.now()
            )
            s.add(group)
            by_form[name.casefold()] = group
    await s.flush()
    return {name: by_form[name.casefold()] for name in names}


async def join(s: AsyncSession, group_id: int, person_id: int) -> bool:
    """Make somebody a member of a group; False if they are one already."""
    if await s.get(GroupMember, (group_id, person_id)) is not None:
        return False
    s.add(GroupMember(group_id=group_id, person_id=person_id))
    await s.flush()
    return True


async def _leave(s: AsyncSession, group_id: int, person_id: int) -> bool:
    gone = await s.scalars(
        delete(GroupMember)
        .where(GroupMember.group_id == group_id, GroupMember.person_id == person_id)
        .returning(GroupMember.person_id)
    )
    return bool(gone.all())


async def _note(
    s: AsyncSession, core: Core, actor: Actor, me: Person, deed: Deed, group: Group, person: Person
) -> None:
    about, subject = person.id, group.id
    await audit.note(s, core, me, deed, actor.update_id, about=about, subject=subject)


async def all_of(s: AsyncSession, programme_id: int) -> list[Group]:
    """Return every group of a programme, by name."""
    rows = await s.scalars(select(Group).where(Group.programme_id == programme_id))
    return sorted(rows, key=lambda group: (group.name.casefold(), group.id))


async def _view(
    s: AsyncSession,
    core: Core,
    me: Person,
    person: Person,
    number: int,
    problem: NameProblem | None = None,
) -> Groups:
    groups = await all_of(s, me.programme_id)
    inside = set(
        await s.scalars(select(GroupMember.group_id).where(GroupMember.person_id == person.id))
    )
    page = page_of(groups, number, PAGE_SIZE)
    return Groups(
        language=me.language,
        person_id=person.id,
        name=members.name_of(core.vault, person),
        lines=tuple(GroupLine(group.id, group.name, group.id in inside) for group in page.shown),
        number=page.number,
        has_more=page.has_more,
        focus=me.focus,
        problem=problem,
    )
