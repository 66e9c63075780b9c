"""The helplines of a programme: never fewer than one, and nothing of them changes without a yes.

What is typed, first the name and then the number or place, waits in the coordinator's edit until
they have seen how people will see it.
"""

from dataclasses import dataclass, replace

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.db.tables import Helpline, Person, ProgrammeChange, ProgrammeEdit
from bot.domain.people import Focus, Role
from bot.domain.plain import clean
from bot.domain.programme_settings import Problem, Setting
from bot.services import focusing, members
from bot.services.core import Actor, Core
from bot.services.errors import Reason, RefusedError
from bot.services.people import programme_changes
from bot.services.people.programme_changes import Change
from bot.services.people.programme_settings import edit_of, leave, locked, remember
from bot.services.people.programmes import Line

MOST = 6
LONGEST_LABEL, LONGEST_CONTACT = 120, 200


@dataclass(frozen=True)
class HelplinesPage:
    """The helplines by their ids, and where a coordinator is with one of them.

    `one` is the helpline that they opened. `edit_id`, `label` and `contact` are what they are
    typing: the first that is None is asked for; with both there, their yes is. `problem` is what
    was wrong with the last text, `longest` how long it may be. `done` says that something was just
    settled, and `change` what that changed; `gone`, that another coordinator has removed it meanwhile.
    """

    language: str
    lines: tuple[tuple[int, Line], ...]
    focus: Focus | None
    one: int | None = None
    edit_id: int | None = None
    label: str | None = None
    contact: str | None = None
    problem: Problem | None = None
    done: bool = False
    change: Change | None = None
    gone: bool = False

    @property
    def longest(self) -> int:
        """How long what is asked for may be."""
        return LONGEST_LABEL if self.label is None else LONGEST_CONTACT

    def would_be(self) -> tuple[Line, ...]:
        """How people will see the helplines once the coordinator has said yes."""
        new = Line(self.label or "", self.contact or "")
        if self.one is None:
            return (*(line for _, line in self.lines), new)
        return tuple(new if each == self.one else line for each, line in self.lines)


async def show(core: Core, actor: Actor, helpline_id: int | None = None) -> HelplinesPage:
    """Return all helplines, perhaps with one of them opened."""
    async with core.db.write() as s:
        me = await members.require(s, actor, Role.COORDINATOR)
        leave(me)
        if helpline_id is not None:
            await _mine(s, me, helpline_id)
        return await _page(s, me, one=helpline_id)


async def write(core: Core, actor: Actor, helpline_id: int | None) -> HelplinesPage:
    """Begin to write a helpline, a new one or in place of one; the next text is its name."""
    async with core.db.write() as s:
        me = await members.require(s, actor, Role.COORDINATOR)
        if helpline_id is not None:
            await _mine(s, me, helpline_id)
        edit = await remember(s, core, actor, me, Setting.HELPLINE, helpline_id)
        return await _writing(s, me, edit)


async def keep(core: Core, actor: Actor, edit_id: int) -> HelplinesPage:
    """Leave the name, or the number, of a helpline as it is, and go on."""
    async with core.db.write() as s:
        me = await members.require(s, actor, Role.COORDINATOR)
        edit = await edit_of(s, me)
        if edit is None or edit.id != edit_id or edit.helpline_id is None:
            raise RefusedError(Reason.CLOSED)
        if edit.update_id == actor.update_id:
            return await _writing(s, me, edit)
        line = await _mine(s, me, edit.helpline_id)
        kept = line.label if edit.label is None else line.contact
        return await take(s, core, actor, me, edit, kept)


async def take(
    s: AsyncSession, core: Core, actor: Actor, me: Person, edit: ProgrammeEdit, text: str
) -> HelplinesPage:
    """Take a text for the name, or then for the number or place, of the helpline being written."""
    if await _is_gone(s, me, edit):
        return await _gone(s, me)
    if edit.update_id == actor.update_id:
        return await _writing(s, me, edit)
    plain = " ".join(clean(text).split())
    longest = LONGEST_LABEL if edit.label is None else LONGEST_CONTACT
    if not any(each.isalnum() for each in plain):
        return await _writing(s, me, edit, Problem.EMPTY)
    if len(plain) > longest:
        return await _writing(s, me, edit, Problem.LONG)
    edit.update_id = actor.update_id
    if edit.label is None:
        edit.label = plain
        focusing.take(core, me, Focus.PROGRAMME, edit.id)
    else:
        edit.contact = plain
        leave(me)
    return await _writing(s, me, edit)


async def confirm(core: Core, actor: Actor, edit_id: int) -> HelplinesPage:
    """Take over what was written: from now on people see it. Once for each edit."""
    async with core.db.write() as s:
        me = await members.require(s, actor, Role.COORDINATOR)
        row = await programme_changes.made_with(s, actor, me)
        edit = await edit_of(s, me)
        if row is not None or (edit is not None and edit.update_id == actor.update_id):
            return await _done(s, core, me, row)
        if edit is None or edit.id != edit_id or edit.label is None or edit.contact is None:
            raise RefusedError(Reason.CLOSED)
        await locked(s, me)
        if await _is_gone(s, me, edit):
            return await _gone(s, me)
        new = Line(edit.label, edit.contact)
        leave(me)
        row = await _put(s, core, actor, me, edit.helpline_id, new)
        edit.label = edit.contact = None
        edit.update_id = actor.update_id
        return await _done(s, core, me, row)


async def remove(core: Core, actor: Actor, helpline_id: int) -> HelplinesPage:
    """Remove a helpline, unless it is the only one."""
    async with core.db.write() as s:
        me = await members.require(s, actor, Role.COORDINATOR)
        leave(me)
        row = await programme_changes.made_with(s, actor, me)
        if row is None:
            await locked(s, me)
            line = await _mine(s, me, helpline_id)
            if len(await _lines(s, me)) == 1:
                return await _page(s, me, one=helpline_id)
            before = _value(Line(line.label, line.contact))
            await s.delete(line)
            row = await programme_changes.note(
                s, core, actor, me, Setting.HELPLINE, before, None, helpline_id
            )
        return await _done(s, core, me, row)


async def _put(
    s: AsyncSession, core: Core, actor: Actor, me: Person, helpline_id: int | None, new: Line
) -> ProgrammeChange | None:
    """Write a helpline; None if it was there like that already."""
    before: str | None = None
    if helpline_id is None:
        lines = await _lines(s, me)
        if len(lines) >= MOST or any(_line(each) == new for each in lines):
            return None
        last = max((each.position for each in lines), default=0)
        line = Helpline(programme_id=me.programme_id, position=last + 1)
        s.add(line)
    else:
        line = await _mine(s, me, helpline_id)
        before = _value(_line(line))
    line.label, line.contact, line.confirmed_at = new.label, new.contact, core.clock.now()
    await s.flush()
    if before == _value(new):
        return None
    return await programme_changes.note(
        s, core, actor, me, Setting.HELPLINE, before, _value(new), line.id
    )


async def _is_gone(s: AsyncSession, me: Person, edit: ProgrammeEdit) -> bool:
    """Whether the helpline that is being changed is there no longer."""
    if edit.helpline_id is None:
        return False
    return edit.helpline_id not in {line.id for line in await _lines(s, me)}


async def _gone(s: AsyncSession, me: Person) -> HelplinesPage:
    leave(me)
    return replace(await _page(s, me), gone=True)


async def _done(
    s: AsyncSession, core: Core, me: Person, row: ProgrammeChange | None
) -> HelplinesPage:
    change = None if row is None else await programme_changes.view_of(s, core, row)
    return replace(await _page(s, me), done=True, change=change)


async def _writing(
    s: AsyncSession, me: Person, edit: ProgrammeEdit, problem: Problem | None = None
) -> HelplinesPage:
    shown = await _page(s, me, one=edit.helpline_id)
    return replace(shown, edit_id=edit.id, label=edit.label, contact=edit.contact, problem=problem)


async def _page(s: AsyncSession, me: Person, one: int | None = None) -> HelplinesPage:
    lines = tuple((each.id, _line(each)) for each in await _lines(s, me))
    return HelplinesPage(me.language, lines, me.focus, one)


async def _lines(s: AsyncSession, me: Person) -> list[Helpline]:
    rows = await s.scalars(
        select(Helpline)
        .where(Helpline.programme_id == me.programme_id)
        .order_by(Helpline.position, Helpline.id)
    )
    return list(rows)


async def _mine(s: AsyncSession, me: Person, helpline_id: int) -> Helpline:
    line = await s.get(Helpline, helpline_id)
    if line is None or line.programme_id != me.programme_id:
        raise RefusedError(Reason.GONE)
    return line


def _line(row: Helpline) -> Line:
    return Line(row.label, row.contact)


def _value(line: Line) -> str:
    return f"{line.label}\n{line.contact}"
