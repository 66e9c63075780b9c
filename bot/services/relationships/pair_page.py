"""One pair, as a coordinator sees it: who and since when, and what is planned; nothing written."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot.db.tables import Person, Relationship
from bot.domain.people import PersonState, Role
from bot.domain.relationships import RelationshipKind, RelationshipState
from bot.services import members
from bot.services.core import Actor, Core
from bot.services.errors import Reason, RefusedError
from bot.services.meeting.windows import coming
from bot.services.relationships import pairs, terms


@dataclass(frozen=True)
class PairPage:
    """A pair; `since` is when it became one, or was proposed, and `ended_at` when it ended.

    `done` says that the reader has just changed how it stands; `rests` that one of the two has
    withdrawn, so that it cannot go on for now, and `paused` that it had a break before that.
    """

    language: str
    zone: str
    now: datetime
    relationship_id: int
    kind: RelationshipKind
    state: RelationshipState
    mentor: str
    mentee: str
    since: datetime
    ended_at: datetime | None
    agreed: bool
    next_meeting: datetime | None
    done: bool = False
    rests: bool = False
    paused: bool = False


async def show(core: Core, actor: Actor, relationship_id: int) -> PairPage:
    """Show a coordinator a pair of their own programme."""
    async with core.db.read() as s:
        me = await members.require(s, actor, Role.COORDINATOR)
        relationship = await s.get(Relationship, relationship_id)
        if relationship is None or relationship.programme_id != me.programme_id:
            raise RefusedError(Reason.GONE)
        return await view_of(s, core, me, relationship)


async def view_of(
    s: AsyncSession,
    core: Core,
    reader: Person,
    relationship: Relationship,
    actor: Actor | None = None,
) -> PairPage:
    """Return a pair as its coordinator sees it; whoever asks has made sure that they are one.

    `actor` is the reader with the update that may have changed it, if there is one.
    """
    mentor = await s.get_one(Person, relationship.mentor_id)
    mentee = await s.get_one(Person, relationship.mentee_id)
    now = core.clock.now()
    meeting = None
    if relationship.state is RelationshipState.ACTIVE:
        meeting = await coming(s, relationship, now)
    return PairPage(
        language=reader.language,
        zone=reader.zone,
        now=now,
        relationship_id=relationship.id,
        kind=relationship.kind,
        state=relationship.state,
        mentor=members.name_of(core.vault, mentor),
        mentee=members.name_of(core.vault, mentee),
        since=pairs.began(relationship),
        ended_at=relationship.ended_at,
        agreed=await terms.standing(s, relationship.id) is not None,
        next_meeting=meeting.starts_at if meeting is not None else None,
        rests=PersonState.WITHDRAWN in (mentor.state, mentee.state),
        paused=relationship.state is RelationshipState.PAUSED and relationship.held_at is None,
        done=actor is not None and relationship.update_id == actor.update_id,
    )
