"""The file of people that a coordinator has sent to the bot: where Telegram keeps it."""

from dataclasses import dataclass

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.db.tables import PeopleFile, Person
from bot.domain.ids import new_id
from bot.domain.people import Focus, PersonState, Role
from bot.services import members
from bot.services.core import Actor, Core
from bot.services.errors import Reason, RefusedError


@dataclass(frozen=True)
class Sender:
    """Who sent a file: whether they may bring people in; where their next text belongs."""

    language: str
    may_import: bool
    focus: Focus | None


async def who_sent(core: Core, actor: Actor, language: str) -> Sender:
    """Say whether whoever sent a file may bring people in; `language` is for strangers."""
    async with core.db.read() as s:
        person = await members.find(s, actor.telegram_id)
        if person is None:
            return Sender(language, may_import=False, focus=None)
        coordinates = Role.COORDINATOR in await members.roles_of(s, person.id)
        allowed = coordinates and person.state is PersonState.ACTIVE
        return Sender(person.language, allowed, person.focus)


async def keep(s: AsyncSession, core: Core, actor: Actor, me: Person, file_id: str) -> int:
    """Remember where this file is, in place of the one before; return the id to find it by."""
    await s.execute(delete(PeopleFile).where(PeopleFile.person_id == me.id))
    row = PeopleFile(
        id=new_id(),
        person_id=me.id,
        file_id=file_id,
        update_id=actor.update_id,
        created_at=core.clock.now(),
    )
    s.add(row)
    await s.flush()
    return row.id


async def find(core: Core, actor: Actor, row_id: int) -> str:
    """Return where Telegram keeps a file to be carried out; refuse where `to_do` does."""
    async with core.db.read() as s:
        return (
            await to_do(s, actor, await members.require(s, actor, Role.COORDINATOR), row_id)
        ).file_id


async def to_do(s: AsyncSession, actor: Actor, me: Person, row_id: int) -> PeopleFile:
    """Return the file that somebody sent last, locked; refuse any other.

    One that was carried out is refused too, unless that was by this very update: a second tap
    must not put new links in the place of those that were just handed over.
    """
    row = await s.scalar(
        select(PeopleFile)
        .where(PeopleFile.id == row_id, PeopleFile.person_id == me.id)
        .with_for_update()
    )
    if row is None:
        raise RefusedError(Reason.GONE)
    if row.done_update_id not in (None, actor.update_id):
        raise RefusedError(Reason.CLOSED)
    return row
