"""What a coordinator types while they set something: a value, or a part of a helpline."""

from bot.domain.people import Focus, Role
from bot.domain.programme_settings import Setting
from bot.services import members
from bot.services.core import Actor, Core
from bot.services.errors import Reason, RefusedError
from bot.services.people import programme_helplines, programme_settings
from bot.services.people.programme_changes import made_with
from bot.services.people.programme_edits import edit_of
from bot.services.people.programme_helpline_views import HelplinesPage
from bot.services.people.programme_settings import ProgrammePage, SettingPage

Shown = ProgrammePage | SettingPage | HelplinesPage


async def take(core: Core, actor: Actor, text: str) -> Shown:
    """Take a text for what was asked for; the page that is returned says what came of it."""
    async with core.db.write() as s:
        me = await members.require(s, actor, Role.COORDINATOR)
        edit = await edit_of(s, me)
        if edit is None:
            raise RefusedError(Reason.CLOSED)
        again = edit.update_id == actor.update_id
        if me.focus is not Focus.PROGRAMME and not again:
            raise RefusedError(Reason.CLOSED)
        me.update_id = actor.update_id
        if edit.setting is Setting.HELPLINE:
            return await programme_helplines.take(s, core, actor, me, edit, text)
        if again:
            done = await made_with(s, actor, me)
            return await programme_settings.after(s, core, me, edit.setting, done)
        page = await programme_settings.put(s, core, actor, me, edit.setting, text)
        if isinstance(page, ProgrammePage):
            edit.update_id = actor.update_id
        return page
