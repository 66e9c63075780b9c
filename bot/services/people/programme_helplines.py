"""The helplines of a programme: never fewer than one, and nothing of them changes without a yes.

What is typed, first the name and then the number or place, waits in the coordinator's edit until
they have seen how people will see it.
"""

from sqlalchemy.ext.asyncio import AsyncSession

from bot.db.tables import Helpline, Person, ProgrammeChange, ProgrammeEdit
from bot.domain.people import Focus, Role
from bot.domain.plain import clean
from bot.domain.programme_settings import Problem, Setting
from bot.services import focusing, members
from bot.services.core import Actor, Core
from bot.services.errors import Reason, RefusedError
from bot.services.people import programme_changes
from bot.services.people import programme_helpline_views as views
from bot.services.people.programme_edits import edit_of, leave, remember
from bot.services.people.programme_helpline_views import HelplinesPage
from bot.services.people.programme_values import locked
from bot.services.people.programmes import Line

MOST = 6


async def show(core: Core, actor: Actor, helpline_id: int | None = None) -> HelplinesPage:
    """Return all helplines, perhaps with one of them opened."""
    async with core.db.write() as s:
        me = await members.require(s, actor, Role.COORDINATOR)
        leave(me)
        if helpline_id is not None:
            await views.mine(s, me, helpline_id)
        return await views.page(s, me, one=helpline_id)


async def write(core: Core, actor: Actor, helpline_id: int | None) -> HelplinesPage:
    """Begin to write a helpline, in place of one or, unless there are enough, a new one.

    The next text is its name.
    """
    async with core.db.write() as s:
        me = await members.require(s, actor, Role.COORDINATOR)
        if helpline_id is not None:
            await views.mine(s, me, helpline_id)
        elif len(await views.lines_of(s, me)) >= MOST:
            leave(me)
            return await views.page(s, me)
        edit = await remember(s, core, actor, me, Setting.HELPLINE, helpline_id)
        return await views.writing(s, me, edit)


async def keep(core: Core, actor: Actor, edit_id: int) -> HelplinesPage:
    """Leave the name, or the number, of a helpline as it is, and go on."""
    async with core.db.write() as s:
        me = await members.require(s, actor, Role.COORDINATOR)
        edit = await edit_of(s, me)
        if edit is None or edit.id != edit_id or edit.helpline_id is None:
            raise RefusedError(Reason.CLOSED)
        if edit.update_id == actor.update_id:
            return await views.writing(s, me, edit)
        line = await views.mine(s, me, edit.helpline_id)
        kept = line.label if edit.label is None else line.contact
        return await take(s, core, actor, me, edit, kept)


async def take(
    s: AsyncSession, core: Core, actor: Actor, me: Person, edit: ProgrammeEdit, text: str
) -> HelplinesPage:
    """Take a text for the name, or then for the number or place, of the helpline being written."""
    if await views.is_gone(s, me, edit):
        return await views.gone(s, me)
    if edit.update_id == actor.update_id:
        return await views.writing(s, me, edit)
    plain = " ".join(clean(text).split())
    longest = views.LONGEST_LABEL if edit.label is None else views.LONGEST_CONTACT
    if not any(each.isalnum() for each in plain):
        return await views.writing(s, me, edit, Problem.EMPTY)
    if len(plain) > longest:
        return await views.writing(s, me, edit, Problem.LONG)
    edit.update_id = actor.update_id
    if edit.label is None:
        edit.label = plain
        focusing.take(core, me, Focus.PROGRAMME, edit.id)
    else:
        edit.contact = plain
        leave(me)
    return await views.writing(s, me, edit)


async def confirm(core: Core, actor: Actor, edit_id: int) -> HelplinesPage:
    """Take over what was written: from now on people see it. Once for each edit."""
    async with core.db.write() as s:
        me = await members.require(s, actor, Role.COORDINATOR)
        row = await programme_changes.made_with(s, actor, me)
        edit = await edit_of(s, me)
        if row is not None or (edit is not None and edit.update_id == actor.update_id):
            return await views.done(s, core, me, row)
        if edit is None or edit.id != edit_id or edit.label is None or edit.contact is None:
            raise RefusedError(Reason.CLOSED)
        await locked(s, me)
        if await views.is_gone(s, me, edit):
            return await views.gone(s, me)
        new = Line(edit.label, edit.contact)
        leave(me)
        row = await _put(s, core, actor, me, edit.helpline_id, new)
        edit.label = edit.contact = None
        edit.update_id = actor.update_id
        return await views.done(s, core, me, row)


async def remove(core: Core, actor: Actor, helpline_id: int) -> HelplinesPage:
    """Remove a helpline, unless it is the only one."""
    async with core.db.write() as s:
        me = await members.require(s, actor, Role.COORDINATOR)
        leave(me)
        row = await programme_changes.made_with(s, actor, me)
        if row is None:
            await locked(s, me)
            line = await views.mine(s, me, helpline_id)
            if len(await views.lines_of(s, me)) == 1:
                return await views.page(s, me, one=helpline_id)
            before = views.value_of(Line(line.label, line.contact))
            await s.delete(line)
            row = await programme_changes.note(
                s, core, actor, me, Setting.HELPLINE, before, None, helpline_id
            )
        return await views.done(s, core, me, row)


async def _put(
    s: AsyncSession, core: Core, actor: Actor, me: Person, helpline_id: int | None, new: Line
) -> ProgrammeChange | None:
    """Write a helpline; None if it was there like that already."""
    before: str | None = None
    if helpline_id is None:
        lines = await views.lines_of(s, me)
        if len(lines) >= MOST or any(views.line_of(each) == new for each in lines):
            return None
        last = max((each.position for each in lines), default=0)
        line = Helpline(programme_id=me.programme_id, position=last + 1)
        s.add(line)
    else:
        line = await views.mine(s, me, helpline_id)
        before = views.value_of(views.line_of(line))
    line.label, line.contact = new.label, new.contact
    line.confirmed_at, line.confirmed_by = core.clock.now(), me.id
    await s.flush()
    if before == views.value_of(new):
        return None
    return await programme_changes.note(
        s, core, actor, me, Setting.HELPLINE, before, views.value_of(new), line.id
    )
