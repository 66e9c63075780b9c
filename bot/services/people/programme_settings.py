"""/programme: what a programme has settled, and changing it; coordinators only.

Two coordinators at once take turns at the programme's row: the last one wins, and is told the
value that theirs replaced.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncSession

from bot.db.tables import Person, ProgrammeChange
from bot.domain import programme_settings as domain
from bot.domain.people import Focus, Role
from bot.domain.programme_settings import Problem, Setting
from bot.services import focusing, members
from bot.services.core import Actor, Core
from bot.services.errors import Reason, RefusedError
from bot.services.people import programme_changes
from bot.services.people.programme_changes import Change
from bot.services.people.programme_edits import leave, remember
from bot.services.people.programme_values import locked, values_of, write
from bot.services.people.programmes import Line, helplines_of, is_taken


@dataclass(frozen=True)
class ProgrammePage:
    """Every setting with its value.

    `done` is the setting that was just set; `change` says what that changed, None if it was set so
    already, and `previous` who had set the value that it replaced.
    """

    language: str
    zone: str
    values: Mapping[Setting, str]
    helplines: tuple[Line, ...]
    focus: Focus | None
    done: Setting | None = None
    change: Change | None = None
    previous: Change | None = None


@dataclass(frozen=True)
class SettingPage:
    """One setting, who changed it last, and what was wrong with the last text.

    `sets` are the question sets that there are.
    """

    language: str
    zone: str
    setting: Setting
    value: str
    sets: tuple[str, ...]
    focus: Focus | None
    last: Change | None = None
    problem: Problem | None = None


async def begin(core: Core, actor: Actor) -> ProgrammePage:
    """Return all settings; whatever words belonged to, they belong to nothing now."""
    async with core.db.write() as s:
        me = await members.require(s, actor, Role.COORDINATOR)
        focusing.put_aside(me)
        return await page(s, me)


async def show(core: Core, actor: Actor) -> ProgrammePage:
    """Return all settings; a value that was asked for is waited for no longer."""
    async with core.db.write() as s:
        me = await members.require(s, actor, Role.COORDINATOR)
        leave(me)
        return await page(s, me)


async def open_setting(core: Core, actor: Actor, setting: Setting) -> SettingPage:
    """Return one setting, and make the coordinator's next text its new value."""
    async with core.db.write() as s:
        me = await members.require(s, actor, Role.COORDINATOR)
        await remember(s, core, actor, me, setting)
        return await _setting(s, core, me, setting)


async def choose(
    core: Core, actor: Actor, setting: Setting, value: str
) -> ProgrammePage | SettingPage:
    """Set a value that was tapped."""
    async with core.db.write() as s:
        me = await members.require(s, actor, Role.COORDINATOR)
        return await put(s, core, actor, me, setting, value)


async def put(
    s: AsyncSession, core: Core, actor: Actor, me: Person, setting: Setting, text: str
) -> ProgrammePage | SettingPage:
    """Set what a text says, and show everything; or say why it will not do, and change nothing."""
    done = await programme_changes.made_with(s, actor, me)
    if done is not None:
        return await after(s, core, me, setting, done)
    value = await _read(s, core, me, setting, text)
    if isinstance(value, Problem):
        return await _setting(s, core, me, setting, value)
    leave(me)
    programme = await locked(s, me)
    before = values_of(programme)[setting]
    if value == before:
        return await after(s, core, me, setting, None)
    await write(s, core, programme, setting, value)
    change = await programme_changes.note(s, core, actor, me, setting, before, value)
    return await after(s, core, me, setting, change)


async def _read(
    s: AsyncSession, core: Core, me: Person, setting: Setting, text: str
) -> str | Problem:
    value = domain.read(setting, text, core.library.sets())
    if setting is Setting.NAME and not isinstance(value, Problem):
        return Problem.TAKEN if await is_taken(s, value, but=me.programme_id) else value
    return value


async def after(
    s: AsyncSession, core: Core, me: Person, setting: Setting, row: ProgrammeChange | None
) -> ProgrammePage:
    """Return all settings after one of them was set; `row` is None if it was set so already."""
    if row is None:
        return await page(s, me, setting)
    previous = await programme_changes.last_of(s, core, me.programme_id, setting, before=row)
    change = await programme_changes.view_of(s, core, row)
    return await page(s, me, setting, change, previous)


async def page(
    s: AsyncSession,
    me: Person,
    done: Setting | None = None,
    change: Change | None = None,
    previous: Change | None = None,
) -> ProgrammePage:
    """Return all settings."""
    return ProgrammePage(
        language=me.language,
        zone=me.zone,
        values=values_of(await members.programme_of(s, me)),
        helplines=await helplines_of(s, me.programme_id),
        focus=me.focus,
        done=done,
        change=change,
        previous=previous,
    )


async def _setting(
    s: AsyncSession, core: Core, me: Person, setting: Setting, problem: Problem | None = None
) -> SettingPage:
    values = values_of(await members.programme_of(s, me))
    if setting not in values:
        raise RefusedError(Reason.GONE)
    return SettingPage(
        language=me.language,
        zone=me.zone,
        setting=setting,
        value=values[setting],
        sets=core.library.sets(),
        focus=me.focus,
        last=await programme_changes.last_of(s, core, me.programme_id, setting),
        problem=problem,
    )
