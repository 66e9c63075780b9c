"""Setting up a programme, and what it has settled. Used by the command line."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.db.tables import Helpline, Programme
from bot.domain.quiet import QuietHours
from bot.domain.zones import is_zone
from bot.services.core import Core


class SetupError(Exception):
    """A programme cannot be set up like this. The message is a plain sentence for a person."""


@dataclass(frozen=True)
class Line:
    """A helpline as people see it: what it is, and the number or place."""

    label: str
    contact: str


@dataclass(frozen=True)
class ProgrammeView:
    """What a programme has settled."""

    id: int
    name: str
    question_set: str
    zone: str
    language: str
    quiet: QuietHours
    helplines: tuple[Line, ...]


async def create_programme(
    core: Core,
    name: str,
    question_set: str,
    zone: str,
    language: str,
    helplines: Sequence[Line],
    *,
    confirmed: bool = False,
) -> ProgrammeView:
    """Set up a programme; `SetupError` if something is missing, above all a helpline.

    `confirmed` is for helplines that nobody has to look at: those of a rehearsal, which are
    nobody's. Otherwise its first coordinator does, before anybody else comes in.
    """
    name = " ".join(name.split())
    _check(name, zone, helplines)
    async with core.db.write() as s:
        if await is_taken(s, name):
            raise SetupError(f"There is a programme “{name}” already; please give it another name.")
        now = core.clock.now()
        programme = Programme(
            name=name, question_set=question_set, zone=zone, language=language, created_at=now
        )
        s.add(programme)
        await s.flush()
        for position, line in enumerate(helplines):
            s.add(
                Helpline(
                    programme_id=programme.id,
                    position=position,
                    label=line.label.strip(),
                    contact=line.contact.strip(),
                    confirmed_at=now if confirmed else None,
                )
            )
        await s.flush()
        return await _view(s, programme)


async def all_programmes(core: Core) -> tuple[ProgrammeView, ...]:
    """Every programme, oldest first."""
    async with core.db.read() as s:
        found = await s.scalars(select(Programme).order_by(Programme.created_at, Programme.id))
        return tuple([await _view(s, programme) for programme in found.all()])


async def is_taken(s: AsyncSession, name: str, *, but: int | None = None) -> bool:
    """Whether a programme, `but` for one, has this name: by it the command line tells them apart."""
    rows = await s.execute(select(Programme.id, Programme.name))
    return any(found.casefold() == name.casefold() for row_id, found in rows if row_id != but)


async def helplines_of(s: AsyncSession, programme_id: int) -> tuple[Line, ...]:
    """The helplines of a programme, in their order."""
    rows = await s.scalars(
        select(Helpline).where(Helpline.programme_id == programme_id).order_by(Helpline.position)
    )
    return tuple(Line(row.label, row.contact) for row in rows)


def quiet_hours(programme: Programme) -> QuietHours:
    """When a programme keeps quiet, in each person's own zone."""
    return QuietHours(programme.quiet_from, programme.quiet_to)


def _check(name: str, zone: str, helplines: Sequence[Line]) -> None:
    if not 1 <= len(name) <= 120:
        raise SetupError("A programme needs a name of at most 120 characters.")
    if not is_zone(zone):
        raise SetupError(f"{zone!r} is not a time zone; they look like Europe/Berlin.")
    if not helplines:
        raise SetupError(
            "A programme needs at least one helpline: a number or place that people can turn to "
            "at any hour. Without one it cannot start."
        )
    for line in helplines:
        if not 1 <= len(line.label.strip()) <= 120 or not 1 <= len(line.contact.strip()) <= 200:
            raise SetupError(
                "A helpline needs a name (at most 120 characters) and a number or address "
                "(at most 200)."
            )


async def _view(s: AsyncSession, programme: Programme) -> ProgrammeView:
    return ProgrammeView(
        id=programme.id,
        name=programme.name,
        question_set=programme.question_set,
        zone=programme.zone,
        language=programme.language,
        quiet=quiet_hours(programme),
        helplines=await helplines_of(s, programme.id),
    )
