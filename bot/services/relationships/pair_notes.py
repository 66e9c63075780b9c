"""What is told of a pair that goes on, or that one of the two has ended; looked up when it goes."""

from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncSession

from bot.db.tables import Person, Relationship
from bot.domain.people import PersonState, Role
from bot.domain.relationships import RelationshipState
from bot.services import members
from bot.services.core import Core
from bot.services.meeting import meeting_views
from bot.services.meeting.meeting_views import MeetingView
from bot.services.relationships import pairs
from bot.services.relationships.pairs import Pair


@dataclass(frozen=True)
class EndedNote:
    """That one of the two has ended their pair, for a coordinator.

    The other hears of it later, who is `away`, having withdrawn, or `unreachable` for now.
    """

    language: str
    relationship_id: int
    by: str
    other: str
    away: bool
    unreachable: bool


@dataclass(frozen=True)
class GoesOn:
    """That a pair goes on, with the next meetings."""

    language: str
    zone: str
    other: str
    meetings: tuple[MeetingView, ...]


async def ended_note(core: Core, reader: Person, relationship_id: int, by: int) -> EndedNote | None:
    """Say to a coordinator of their programme who has ended a pair; None to anyone else."""
    async with core.db.read() as s:
        relationship = await s.get(Relationship, relationship_id)
        if relationship is None or relationship.programme_id != reader.programme_id:
            return None
        if Role.COORDINATOR not in await members.roles_of(s, reader.id):
            return None
        pair = await pairs.find(s, await s.get_one(Person, by), relationship_id)
        if pair is None or relationship.state is not RelationshipState.ENDED:
            return None
        by_whom, other = [members.name_of(core.vault, each) for each in (pair.me, pair.other)]
        return EndedNote(
            language=reader.language,
            relationship_id=relationship_id,
            by=by_whom,
            other=other,
            away=pair.other.state is PersonState.WITHDRAWN,
            unreachable=pair.other.unreachable_since is not None,
        )


async def goes_on(core: Core, person_id: int, relationship_id: int) -> GoesOn | None:
    """What one side is told of a pair that goes on; None if it does not any more."""
    async with core.db.read() as s:
        person = await s.get_one(Person, person_id)
        pair = await pairs.find(s, person, relationship_id)
        return None if pair is None or not pair.is_active else await going_on(s, core, pair)


async def going_on(s: AsyncSession, core: Core, pair: Pair) -> GoesOn:
    """Return a pair that goes on, as one of the two sees it."""
    other = members.name_of(core.vault, pair.other)
    ahead = await meeting_views.ahead(s, core, pair)
    return GoesOn(pair.me.language, pair.me.zone, other, ahead)
