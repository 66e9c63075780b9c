"""The helplines as a coordinator arranges them: pages of them, and the rows behind."""

from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.db.tables import Helpline, Person, ProgrammeChange, ProgrammeEdit
from bot.domain.people import Focus
from bot.domain.programme_settings import Problem
from bot.services.core import Core
from bot.services.errors import Reason, RefusedError
from bot.services.people import programme_changes
from bot.services.people.helpline_checks import confirmed_since, fingerprint_of
from bot.services.people.programme_changes import Change
from bot.services.people.programme_edits import leave
from bot.services.people.programmes import Line

LONGEST_LABEL, LONGEST_CONTACT = 120, 200


@dataclass(frozen=True)
class HelplinesPage:
    """The helplines by their ids, and where a coordinator is with one of them.

    `one` is the helpline that they opened. `edit_id`, `label` and `contact` are what they are
    typing: the first that is None is asked for; with both there, their yes is. `problem` is what
    was wrong with the last text, `longest` how long it may be. `done` says that something was just
    settled, and `change` what that changed; `gone`, that another coordinator has removed it meanwhile.
    `since` is when all of them were last confirmed, None if one never was; `fingerprint` tells
    whether they are still the same.
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
    since: datetime | None = None
    zone: str = "UTC"
    fingerprint: int = 0

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


async def page(s: AsyncSession, me: Person, one: int | None = None) -> HelplinesPage:
    """Return all helplines, perhaps with one of them opened."""
    rows = await lines_of(s, me)
    return HelplinesPage(
        language=me.language,
        lines=tuple((each.id, line_of(each)) for each in rows),
        focus=me.focus,
        one=one,
        since=confirmed_since(rows),
        zone=me.zone,
        fingerprint=fingerprint_of(rows),
    )


async def writing(
    s: AsyncSession, me: Person, edit: ProgrammeEdit, problem: Problem | None = None
) -> HelplinesPage:
    """Return the helpline being written, with what was wrong with the last text."""
    shown = await page(s, me, one=edit.helpline_id)
    return replace(shown, edit_id=edit.id, label=edit.label, contact=edit.contact, problem=problem)


async def done(
    s: AsyncSession, core: Core, me: Person, row: ProgrammeChange | None
) -> HelplinesPage:
    """Return all helplines after one was settled; `row` is None if nothing had to change."""
    change = None if row is None else await programme_changes.view_of(s, core, row)
    return replace(await page(s, me), done=True, change=change)


async def gone(s: AsyncSession, me: Person) -> HelplinesPage:
    """Return all helplines, saying that somebody has removed the one being changed."""
    leave(me)
    return replace(await page(s, me), gone=True)


async def is_gone(s: AsyncSession, me: Person, edit: ProgrammeEdit) -> bool:
    """Whether the helpline that is being changed is there no longer."""
    if edit.helpline_id is None:
        return False
    return edit.helpline_id not in {line.id for line in await lines_of(s, me)}


async def lines_of(s: AsyncSession, me: Person) -> list[Helpline]:
    """Return the rows, in the order in which people see them."""
    rows = await s.scalars(
        select(Helpline)
        .where(Helpline.programme_id == me.programme_id)
        .order_by(Helpline.position, Helpline.id)
    )
    return list(rows)


async def mine(s: AsyncSession, me: Person, helpline_id: int) -> Helpline:
    """Return a row of the coordinator's own programme; refuse any other."""
    line = await s.get(Helpline, helpline_id)
    if line is None or line.programme_id != me.programme_id:
        raise RefusedError(Reason.GONE)
    return line


def line_of(row: Helpline) -> Line:
    """Return a row as people see it."""
    return Line(row.label, row.contact)


def value_of(line: Line) -> str:
    """Return a helpline as changes of it are written down."""
    return f"{line.label}\n{line.contact}"
