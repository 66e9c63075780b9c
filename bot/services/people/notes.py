"""What a coordinator, or the other side of a pair, is told about a person: facts, no reasons."""

from dataclasses import dataclass
from datetime import date

from bot.db.tables import Person, Relationship
from bot.domain.people import PersonState, Role
from bot.domain.recurrence import local_date_of
from bot.domain.viewers import Matter, viewer_in
from bot.domain.visibility import State, may_see
from bot.services import members
from bot.services.core import Core


@dataclass(frozen=True)
class PersonNote:
    """A person by name, for a coordinator."""

    language: str
    name: str
    reachable: bool


@dataclass(frozen=True)
class PauseNote:
    """That the other side of a pair pauses `until` a date, or is back (None).

    `by_mentee` says which side it is; `until` is a date in that side's own zone.
    """

    language: str
    name: str
    until: date | None
    by_mentee: bool


async def person_note(core: Core, reader: Person, person_id: int) -> PersonNote | None:
    """Name a person to a coordinator of their programme; None to anyone else."""
    async with core.db.read() as s:
        if Role.COORDINATOR not in await members.roles_of(s, reader.id):
            return None
        person = await s.get(Person, person_id)
        if person is None or person.programme_id != reader.programme_id:
            return None
        if person.state is not PersonState.ACTIVE:
            return None
        return PersonNote(
            language=reader.language,
            name=members.name_of(core.vault, person),
            reachable=person.unreachable_since is None,
        )


async def pause_note(
    core: Core, reader: Person, pair_id: int, by: int, until: date | None
) -> PauseNote | None:
    """Say that `by` pauses or is back; None if that is not so any more, or to anyone else."""
    async with core.db.read() as s:
        pair = await s.get(Relationship, pair_id)
        if pair is None or {reader.id, by} != {pair.mentor_id, pair.mentee_id}:
            return None
        person = await s.get_one(Person, by)
        viewer = viewer_in(reader.id, by, pair.mentor_id, pair.mentee_id)
        if not may_see(viewer, Matter.BREAK, State(pair=pair.state, writer=person.state)):
            return None
        paused = person.paused_until
        paused_now = paused is not None and paused > core.clock.now()
        stands = local_date_of(paused, person.zone) if paused is not None and paused_now else None
        if stands != until:
            return None
        name = members.name_of(core.vault, person)
        return PauseNote(reader.language, name, until, by_mentee=by == pair.mentee_id)


async def roles_of(core: Core, person: Person) -> frozenset[Role]:
    """The roles of a person, for a message to themselves."""
    async with core.db.read() as s:
        return await members.roles_of(s, person.id)
