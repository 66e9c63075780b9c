"""What a coordinator is about to set: remembered in the database, so that nothing is lost or mixed up."""

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.db.tables import Person, ProgrammeEdit
from bot.domain.ids import new_id
from bot.domain.people import Focus
from bot.domain.programme_settings import Setting
from bot.services import focusing
from bot.services.core import Actor, Core


async def remember(
    s: AsyncSession,
    core: Core,
    actor: Actor,
    me: Person,
    setting: Setting,
    helpline_id: int | None = None,
) -> ProgrammeEdit:
    """Make the coordinator's next text belong to a setting; what was half set is dropped."""
    edit = await edit_of(s, me)
    if edit is None:
        edit = ProgrammeEdit(id=new_id(), person_id=me.id)
        s.add(edit)
    elif edit.update_id != actor.update_id:
        edit.id = new_id()
    edit.setting, edit.helpline_id, edit.update_id = setting, helpline_id, actor.update_id
    edit.label = edit.contact = None
    focusing.take(core, me, Focus.PROGRAMME, edit.id)
    await s.flush()
    return edit


async def edit_of(s: AsyncSession, me: Person) -> ProgrammeEdit | None:
    """Return what a coordinator is, or was, about to set."""
    return await s.scalar(select(ProgrammeEdit).where(ProgrammeEdit.person_id == me.id))


def leave(me: Person) -> None:
    """Settled by a button, a setting waits for no text; any other question goes on waiting."""
    if me.focus is Focus.PROGRAMME:
        focusing.put_aside(me)
