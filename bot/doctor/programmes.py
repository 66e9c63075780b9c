"""Checks that every programme has a human behind it."""

from sqlalchemy import ColumnElement, exists, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.db.tables import Helpline, Person, PersonRole, Programme
from bot.doctor.finding import Finding, note, trouble
from bot.domain.people import PersonState, Role


async def check(s: AsyncSession) -> list[Finding]:
    """A programme needs a helpline and a coordinator."""
    if await s.scalar(select(Programme.id).limit(1)) is None:
        return [note("There is no programme yet: `python -m bot programme create` makes one.")]
    return [
        *[
            trouble(f"The programme “{name}” has no helpline, so /talk has nobody to name.")
            for name in await _without(s, exists().where(Helpline.programme_id == Programme.id))
        ],
        *[
            note(
                f"No coordinator has confirmed the helplines of the programme “{name}” yet, so "
                "nobody but coordinators can come in: the bot asks them to."
            )
            for name in await _without(s, ~_unconfirmed())
        ],
        *[
            note(
                f"The programme “{name}” has no coordinator yet: `python -m bot invite --role "
                "coordinator` makes a link for one."
            )
            for name in await _without(s, _coordinator())
        ],
    ]


async def _without(s: AsyncSession, what: ColumnElement[bool]) -> list[str]:
    return list(await s.scalars(select(Programme.name).where(~what).order_by(Programme.name)))


def _unconfirmed() -> ColumnElement[bool]:
    return exists().where(Helpline.programme_id == Programme.id, Helpline.confirmed_at.is_(None))


def _coordinator() -> ColumnElement[bool]:
    return exists().where(
        Person.programme_id == Programme.id,
        Person.state == PersonState.ACTIVE,
        PersonRole.person_id == Person.id,
        PersonRole.role == Role.COORDINATOR,
    )
