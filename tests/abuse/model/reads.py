"""What somebody gets to see, whatever they ask for: the marks that stand in it."""

from collections.abc import Awaitable, Callable, Sequence
from functools import partial

from sqlalchemy import select

from bot.db.tables import AgendaItem, Answer, Person
from bot.db.vault import place
from bot.services.core import Actor, Core
from bot.services.errors import RefusedError
from bot.services.health import overview
from bot.services.reading import digests, history_reading, mentees
from tests.abuse.model.system import MENTORS, System, marks_in

Ask = Callable[[Core, Actor], Awaitable[object]]


async def shown_to(system: System, name: str, pairs: Sequence[int]) -> set[str]:
    """The marks that anything shows somebody of what others wrote, in these pairs or at all."""
    asks: list[Ask] = [mentees.of_mentor if name in MENTORS else overview.show]
    for pair in pairs:
        asks += [partial(_digest, pair), partial(_history, pair)]
    return set().union(*[await _marks(system, name, ask) for ask in asks])


async def _digest(pair: int, core: Core, actor: Actor) -> object:
    return await digests.open_digest(core, actor, pair)


async def _history(pair: int, core: Core, actor: Actor) -> object:
    return await history_reading.read(core, actor, pair)


async def _marks(system: System, name: str, ask: Ask) -> set[str]:
    try:
        return marks_in(await ask(system.core, system.by(name)))
    except RefusedError:
        return set()


async def stored(system: System) -> list[str]:
    """Every mark in what people wrote, as often as it stands there, opened with its writer's key."""
    found: list[str] = []
    async with system.db.read() as s:
        for table, name in ((Answer, "answers"), (AgendaItem, "agenda_items")):
            rows = await s.execute(
                select(table.id, table.sealed, Person).join(Person, Person.id == table.person_id)
            )
            for row_id, sealed, writer in rows:
                where = place(name, "sealed", row_id)
                found += marks_in(system.core.vault.open(writer, where, sealed))
    return sorted(found)


async def words_left(system: System, person_id: int) -> int:
    """How many rows there are with something that somebody wrote."""
    async with system.db.read() as s:
        found = [
            await s.scalars(select(table.id).where(table.person_id == person_id))
            for table in (Answer, AgendaItem)
        ]
        return sum(len(rows.all()) for rows in found)
