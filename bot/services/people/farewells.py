"""Telling others that somebody has left and is erased: one sentence each, without a name or a why.

Who it was is not known any more when the message goes. So the other side is told by what stays:
since when the two were a pair, and with whom they go on.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.db.tables import Person, Relationship
from bot.domain.people import PersonState, Role
from bot.domain.queues import Cause, MessageKind
from bot.domain.relationships import RelationshipKind, RelationshipState
from bot.services import members, telling
from bot.services.core import Core
from bot.services.relationships import pairs


@dataclass(frozen=True)
class Ended:
    """A pair that ends because one of the two is erased, how it stood, and when they were to meet."""

    relationship: Relationship
    was: RelationshipState
    next_meeting: datetime | None

    @property
    def were_a_pair(self) -> bool:
        """Whether both had said yes."""
        return self.was is not RelationshipState.PROPOSED


@dataclass(frozen=True)
class LeftPair:
    """That the other one of a pair has left, for the one who is still there.

    `began` is when the two became a pair; None if they never did. `others` are the names of those
    they go on with, in order.
    """

    language: str
    zone: str
    now: datetime
    kind: RelationshipKind
    i_am_mentor: bool
    began: datetime | None
    others: tuple[str, ...]
    known: bool


@dataclass(frozen=True)
class LeftProgramme:
    """That somebody has left, for a coordinator: as what, and whom they were paired with.

    `partners` have been told; `away` are told when they come back, since they have withdrawn;
    `asked` are those with whom they were to be paired. `by_itself` if they had long been gone.
    """

    language: str
    roles: frozenset[Role]
    partners: tuple[str, ...]
    away: tuple[str, ...]
    asked: tuple[str, ...]
    by_itself: bool


async def tell(
    s: AsyncSession,
    core: Core,
    person: Person,
    roles: Collection[Role],
    ended: Sequence[Ended],
    cause: Cause,
    by_itself: bool,
) -> None:
    """Tell the other sides of the pairs that end, and the coordinators, in the caller's transaction."""
    told = {person.id}
    for each in ended:
        told.update(await _tell_partner(s, core, person, each, cause))
    detail = {
        "roles": sorted(role.value for role in roles),
        "pairs": [each.relationship.id for each in ended if each.were_a_pair],
        "asked": [each.relationship.id for each in ended if not each.were_a_pair],
        "by_itself": by_itself,
    }
    for coordinator in await members.coordinators(s, person.programme_id):
        if coordinator.id not in told:
            await telling.tell(
                s,
                core,
                coordinator,
                MessageKind.LEFT_PROGRAMME,
                cause,
                subject_id=person.id,
                dedupe=f"left_programme:{person.id}:{coordinator.id}",
                detail=detail,
            )


async def for_partner(core: Core, reader_id: int, relationship_id: int) -> LeftPair | None:
    """What the other side is told when the message goes; None to anyone else."""
    async with core.db.read() as s:
        return await left_pair(s, core, await s.get_one(Person, reader_id), relationship_id)


async def left_pair(
    s: AsyncSession, core: Core, reader: Person, relationship_id: int
) -> LeftPair | None:
    """What the other side is told; None if nobody has left them."""
    pair = await pairs.find(s, reader, relationship_id)
    if pair is None or pair.other.state is not PersonState.LEFT:
        return None
    relationship = pair.relationship
    both = relationship.mentor_said_yes_at and relationship.mentee_said_yes_at
    still = await pairs.all_active(s, core, reader)
    return LeftPair(
        language=reader.language,
        zone=reader.zone,
        now=core.clock.now(),
        kind=relationship.kind,
        i_am_mentor=pair.i_am_mentor,
        began=pairs.began(relationship) if both else None,
        others=tuple(members.name_of(core.vault, each.other) for each in still),
        known=bool(await members.coordinators_for(s, reader)),
    )


async def for_coordinator(
    core: Core, reader: Person, detail: Mapping[str, Any]
) -> LeftProgramme | None:
    """What a coordinator is told, of what `tell` noted, when it goes; None to anyone else."""
    async with core.db.read() as s:
        if Role.COORDINATOR not in await members.roles_of(s, reader.id):
            return None
        were = await _who_stay(s, core, reader, detail["pairs"])
        return LeftProgramme(
            language=reader.language,
            roles=frozenset(map(Role, detail["roles"])),
            partners=_names(core, [each for each in were if not _is_away(each)]),
            away=_names(core, [each for each in were if _is_away(each)]),
            asked=_names(core, await _who_stay(s, core, reader, detail.get("asked", ()))),
            by_itself=bool(detail["by_itself"]),
        )


async def _tell_partner(
    s: AsyncSession, core: Core, person: Person, ended: Ended, cause: Cause
) -> tuple[int, ...]:
    """Tell the other side of a pair, and return whom that was; a proposal they may not know of."""
    relationship = ended.relationship
    i_was_mentor = relationship.mentor_id == person.id
    other_id = relationship.mentee_id if i_was_mentor else relationship.mentor_id
    said = relationship.mentee_said_yes_at if i_was_mentor else relationship.mentor_said_yes_at
    # Whoever was only asked finds that it comes to nothing when they answer.
    if ended.was is RelationshipState.PROPOSED and said is None:
        return ()
    await telling.tell(
        s,
        core,
        await s.get_one(Person, other_id),
        MessageKind.LEFT_PAIR,
        cause,
        subject_id=relationship.id,
        dedupe=f"left_pair:{relationship.id}:{other_id}",
        before=ended.next_meeting,
    )
    return (other_id,)


async def _who_stay(
    s: AsyncSession, core: Core, reader: Person, pair_ids: Collection[int]
) -> list[Person]:
    """The other sides of these pairs, unless they have left too, in order."""
    rows = await s.scalars(
        select(Relationship).where(
            Relationship.id.in_(pair_ids), Relationship.programme_id == reader.programme_id
        )
    )
    ids = {each for row in rows.all() for each in (row.mentor_id, row.mentee_id)}
    there = [await s.get_one(Person, each) for each in ids]
    stay = (each for each in there if each.state is not PersonState.LEFT)
    return sorted(stay, key=lambda person: pairs.by_name(core.vault, person))


def _is_away(person: Person) -> bool:
    return person.state is PersonState.WITHDRAWN


def _names(core: Core, people: Sequence[Person]) -> tuple[str, ...]:
    return tuple(members.name_of(core.vault, each) for each in people)
