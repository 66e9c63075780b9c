"""Bringing in everybody from a file: what it would do, and doing it.

A line is known again by a mark that is made of programme, name and role under the master key, so
that doing it twice changes nothing and no name is kept of somebody who has not agreed.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.db.tables import Invite, Person, PersonRole, Programme
from bot.domain.deeds import Deed
from bot.domain.people import PersonState, Role
from bot.domain.people_files import PeopleFile, Row
from bot.domain.queues import Cause
from bot.services import audit, members
from bot.services.core import Actor, Core
from bot.services.people import helpline_checks, import_file
from bot.services.people.import_marks import mark_of, marks_of, sides_of
from bot.services.people.import_rows import Came, Done, Import, Known, Link
from bot.services.people.invites import LIFETIME
from bot.services.relationships import planned_pairs


class NoCoordinatorError(Exception):
    """Pairs are asked about in a coordinator's name, and there is none yet."""


@dataclass(frozen=True)
class Imported:
    """What was done; or, as a plan with a `row_id` to find the file by, what would be.

    There is a link for each person and role. `pairs` and `groups` count those that are new, `moved`
    those who were brought in before and are put into a group now.
    """

    language: str
    programme: str
    people: int
    links: tuple[Link, ...]
    pairs: int
    groups: int
    moved: int
    expires_at: datetime
    zone: str
    row_id: int | None = None

    def count(self, came: Came) -> int:
        """How many links came to this."""
        return sum(link.came is came for link in self.links)

    @property
    def has_links(self) -> bool:
        """Whether any link was made."""
        return any(link.token for link in self.links)

    @property
    def changes_nothing(self) -> bool:
        """Whether all of it was there before."""
        new = self.count(Came.NEW) + self.count(Came.RENEWED)
        return not (new or self.pairs or self.groups or self.moved)


async def check(core: Core, actor: Actor, file: PeopleFile, file_id: str) -> Imported:
    """Say what bringing this file in would do, and remember where Telegram keeps it."""
    async with core.db.write() as s:
        me = await members.require(s, actor, Role.COORDINATOR)
        await helpline_checks.require_ready(s, me.programme_id)
        programme = await members.programme_of(s, me)
        known = await Known.of(s, programme.id)
        links = [
            Link(row.name, role, _came(known, mark_of(core, programme.id, row.name, role)))
            for row in file.rows
            for role in row.roles
        ]
        names = {row.group.casefold() for row in file.rows if row.group}
        plan = Done(
            links=links,
            pairs=len(set(sides_of(core, programme.id, file)) - known.pairs),
            groups=len(names - known.groups.keys()),
            moved=sum(_is_moved(core, programme, known, row) for row in file.rows),
        )
        row_id = await import_file.keep(s, core, actor, me, file_id)
        return _view(core, programme, file, plan, (me.language, me.zone), row_id)


async def carry_out(
    core: Core, actor: Actor, row_id: int, file: PeopleFile, *, new_links: bool = False
) -> Imported:
    """Bring everybody in from the file that a coordinator sent last, once.

    The same update again only makes the tokens anew. With `new_links`, those who have a link and
    have not used it get another one.
    """
    async with core.db.write() as s:
        me = await members.require(s, actor, Role.COORDINATOR)
        await helpline_checks.require_ready(s, me.programme_id)
        row = await import_file.to_do(s, actor, me, row_id)
        row.done_update_id = actor.update_id
        programme = await members.programme_of(s, me)
        done = await Import(core, programme, me, actor.cause, new_links).run(s, file)
        await audit.note(s, core, me, Deed.IMPORTED, actor.update_id, count=len(file.rows))
        await planned_pairs.ask_ready(s, core, actor.cause, programme_id=programme.id)
        return _view(core, programme, file, done, (me.language, me.zone))


async def carry_out_for(
    core: Core, programme_id: int, file: PeopleFile, *, new_links: bool = False
) -> Imported:
    """Bring everybody in from the command line, in the name of the programme's first coordinator.

    Raises NoCoordinatorError where there is none and the file has pairs.
    """
    async with core.db.write() as s:
        programme = await s.get_one(Programme, programme_id)
        first = await _first_coordinator(s, programme.id)
        if first is None and any(row.mentor for row in file.rows):
            raise NoCoordinatorError
        done = await Import(core, programme, first, Cause(), new_links).run(s, file)
        now, count = core.clock.now(), len(file.rows)
        audit.note_operator(s, now, programme.id, Deed.IMPORTED, count=count)
        await planned_pairs.ask_ready(s, core, Cause(), programme_id=programme.id)
        return _view(core, programme, file, done, (programme.language, programme.zone))


def _came(known: Known, mark: bytes) -> Came:
    invite: Invite | None = known.invites.get(mark)
    if invite is None:
        return Came.NEW
    return Came.WAITING if invite.used_at is None else Came.JOINED


def _is_moved(core: Core, programme: Programme, known: Known, row: Row) -> bool:
    group_id = known.groups.get(row.group.casefold())
    return bool(row.group and known.elsewhere(marks_of(core, programme.id, row), group_id))


async def _first_coordinator(s: AsyncSession, programme_id: int) -> Person | None:
    return await s.scalar(
        select(Person)
        .join(PersonRole, PersonRole.person_id == Person.id)
        .where(
            Person.programme_id == programme_id,
            Person.state == PersonState.ACTIVE,
            PersonRole.role == Role.COORDINATOR,
        )
        .order_by(PersonRole.given_at, Person.id)
        .limit(1)
    )


def _view(
    core: Core,
    programme: Programme,
    file: PeopleFile,
    done: Done,
    reader: tuple[str, str],
    row_id: int | None = None,
) -> Imported:
    language, zone = reader
    return Imported(
        language=language,
        programme=programme.name,
        people=len(file.rows),
        links=tuple(done.links),
        pairs=done.pairs,
        groups=done.groups,
        moved=done.moved,
        expires_at=core.clock.now() + LIFETIME,
        zone=zone,
        row_id=row_id,
    )
