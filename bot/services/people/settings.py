"""What people can settle for themselves: name, time zone, language."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.db.tables import Person
from bot.domain.names import NameProblem, tidy_name
from bot.domain.people import Focus
from bot.domain.roster import plain_form
from bot.domain.zones import is_zone
from bot.services import focusing, members
from bot.services.core import Actor, Core
from bot.services.errors import Reason, RefusedError
from bot.services.people import rescheduling
from bot.services.people.pauses import is_paused
from bot.services.waiting import Waiting, waiting_for


@dataclass(frozen=True)
class SettingsView:
    """A person's settings, what their next text belongs to, and what was wrong with the last.

    `pairs` are those they are in, by the relationship and what the other one is called.
    """

    language: str
    name: str
    zone: str
    now: datetime
    paused_until: datetime | None
    focus: Focus | None
    waiting: Waiting | None
    problem: NameProblem | None = None
    pairs: tuple[tuple[int, str], ...] = ()


async def show(core: Core, actor: Actor) -> SettingsView:
    """Show a person their settings."""
    async with core.db.read() as s:
        return await _view(s, core, await members.require(s, actor))


async def open_page(core: Core, actor: Actor) -> SettingsView:
    """Show a person their settings, to be changed by buttons; no text is waited for."""
    async with core.db.write() as s:
        person = await members.require(s, actor)
        focusing.put_aside(person)
        return await _view(s, core, person)


async def ask(core: Core, actor: Actor, focus: Focus) -> SettingsView:
    """Make the person's next text their new name, or a city for the time zone."""
    async with core.db.write() as s:
        person = await members.require(s, actor)
        focusing.take(core, person, focus)
        return await _view(s, core, person)


async def change_name(core: Core, actor: Actor, text: str) -> SettingsView:
    """Change what a person is called; the view says if the text will not do."""
    async with core.db.write() as s:
        person = await members.require(s, actor)
        if person.update_id == actor.update_id:
            return await _view(s, core, person)
        if person.focus is not Focus.SETTINGS_NAME:
            raise RefusedError(Reason.CLOSED)
        name = tidy_name(text)
        if isinstance(name, NameProblem):
            return await _view(s, core, person, name)
        person.name = members.seal_name(core.vault, person, name)
        person.focus, person.update_id = None, actor.update_id
        return await _view(s, core, person)


async def change_zone(core: Core, actor: Actor, zone: str) -> SettingsView:
    """Change a person's time zone, and move what is planned by its wall times."""
    if not is_zone(zone):
        raise RefusedError(Reason.GONE)
    async with core.db.write() as s:
        person = await members.require(s, actor)
        if person.update_id != actor.update_id:
            _leave(person, Focus.SETTINGS_ZONE)
            moved = person.zone != zone
            person.zone, person.update_id = zone, actor.update_id
            if moved:
                await s.flush()
                await rescheduling.zone_changed(s, core, actor, person)
        return await _view(s, core, person)


async def change_language(
    core: Core, actor: Actor, language: str, languages: tuple[str, ...]
) -> SettingsView:
    """Change a person's language to one of `languages`."""
    if language not in languages:
        raise RefusedError(Reason.GONE)
    async with core.db.write() as s:
        person = await members.require(s, actor)
        person.language, person.update_id = language, actor.update_id
        return await _view(s, core, person)


async def never_mind(core: Core, actor: Actor) -> SettingsView:
    """Leave everything as it is; text that was asked for is waited for no longer."""
    async with core.db.write() as s:
        person = await members.require(s, actor)
        _leave(person, Focus.SETTINGS_NAME)
        _leave(person, Focus.SETTINGS_ZONE)
        return await _view(s, core, person)


def _leave(person: Person, focus: Focus) -> None:
    """Settled by a button, a question no longer waits for text; any other one goes on waiting."""
    if person.focus is focus:
        person.focus = person.focus_id = None


async def _view(
    s: AsyncSession, core: Core, person: Person, problem: NameProblem | None = None
) -> SettingsView:
    now = core.clock.now()
    return SettingsView(
        language=person.language,
        name=members.name_of(core.vault, person),
        zone=person.zone,
        now=now,
        paused_until=person.paused_until if is_paused(person, now) else None,
        focus=person.focus,
        waiting=await waiting_for(s, core, person),
        problem=problem,
        pairs=await _pairs(s, core, person),
    )


async def _pairs(s: AsyncSession, core: Core, person: Person) -> tuple[tuple[int, str], ...]:
    """The pairs of a person by the name of the other one, the same order each time."""
    others = {
        pair.id: pair.mentee_id if pair.mentor_id == person.id else pair.mentor_id
        for pair in await rescheduling.pairs_of(s, person)
    }
    rows = await s.scalars(select(Person).where(Person.id.in_(others.values())))
    names = {other.id: members.name_of(core.vault, other) for other in rows}
    found = [(pair_id, names[other_id]) for pair_id, other_id in others.items()]
    return tuple(sorted(found, key=lambda each: (plain_form(each[1]), each[0])))
