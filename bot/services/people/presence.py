"""Telling coordinators that somebody takes part no more for now, or does so again. Never why."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncSession

from bot.db.tables import OutboxRow, Person
from bot.domain.people import PersonState, Role
from bot.domain.queues import MessageKind
from bot.services import members, told
from bot.services.core import Actor, Core
from bot.services.relationships import pairs
from bot.services.telling import tell


@dataclass(frozen=True)
class PresenceNote:
    """Somebody by name, whether they take part, and with whom they go on, for a coordinator."""

    language: str
    name: str
    is_back: bool
    others: tuple[str, ...]


async def tell_gone(
    s: AsyncSession, core: Core, actor: Actor, person: Person, but: Collection[int]
) -> None:
    """Tell the coordinators that somebody has withdrawn, `but` those who know it already.

    So does whoever heard it before, and was about to hear that they are back.
    """
    for coordinator in await members.coordinators_for(s, person):
        rows = await _told(s, coordinator, person)
        thinks_so = bool(rows) and rows[0].kind is MessageKind.PERSON_BACK
        if thinks_so and await told.take_back(s, rows[0], core.clock.now()):
            continue
        if coordinator.id not in but:
            await _tell(s, core, actor, coordinator, MessageKind.PERSON_GONE, person)


async def tell_back(s: AsyncSession, core: Core, actor: Actor, person: Person) -> None:
    """Tell the coordinators who heard otherwise that somebody takes part again."""
    for coordinator in await members.coordinators_for(s, person):
        rows = await _told(s, coordinator, person)
        heard = bool(rows) and rows[0].kind is MessageKind.PERSON_GONE
        if heard and not await told.take_back(s, rows[0], core.clock.now()):
            await _tell(s, core, actor, coordinator, MessageKind.PERSON_BACK, person)


async def note(core: Core, reader: Person, person_id: int, *, back: bool) -> PresenceNote | None:
    """What a coordinator is told when the message goes; None if it is not so, or to anyone else."""
    async with core.db.read() as s:
        person = await s.get(Person, person_id)
        if person is None or person.programme_id != reader.programme_id:
            return None
        if Role.COORDINATOR not in await members.roles_of(s, reader.id):
            return None
        if person.state is not (PersonState.ACTIVE if back else PersonState.WITHDRAWN):
            return None
        name = members.name_of(core.vault, person)
        active = await pairs.all_active(s, core, person) if back else []
        others = tuple(members.name_of(core.vault, each.other) for each in active)
        return PresenceNote(reader.language, name, back, others)


async def _told(s: AsyncSession, coordinator: Person, person: Person) -> list[OutboxRow]:
    kinds = MessageKind.PERSON_GONE, MessageKind.PERSON_BACK
    return await told.newest_first(s, *kinds, reader_id=coordinator.id, subject_id=person.id)


async def _tell(
    s: AsyncSession,
    core: Core,
    actor: Actor,
    coordinator: Person,
    kind: MessageKind,
    person: Person,
) -> None:
    await tell(
        s,
        core,
        coordinator,
        kind,
        actor.cause,
        subject_id=person.id,
        dedupe=f"{kind}:{person.id}:{actor.update_id}:{coordinator.id}",
    )
