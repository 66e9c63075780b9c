"""Questions that somebody has begun and not finished, and surveys that they have not sent.

They wait, whatever else is going on.
"""

from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import bindparam, case, or_, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from bot.db.tables import Meeting, Person, Relationship, Response
from bot.domain.people import PersonState
from bot.domain.recurrence import local_date_of
from bot.domain.relationships import RelationshipState
from bot.domain.responses import ResponseKind, ResponseState
from bot.services import members
from bot.services.core import Actor, Core
from bot.services.surveys.unfinished import OpenSurvey, Stage, unfinished

_Partner = aliased(Person)
_UNSENT = (ResponseState.OPEN, ResponseState.LAPSED)
# Once their time is over, these cannot be gone on with.
_ABOUT_THE_TWO = (ResponseKind.PULSE, ResponseKind.CLOSING)
# Somebody's responses with the other side and the meeting, where there is one. Made once: building
# this costs more than asking it.
_THEIRS = (
    select(Response, _Partner, Meeting)
    .join(Relationship, Relationship.id == Response.relationship_id)
    .join(
        _Partner,
        _Partner.id
        == case(
            (Relationship.mentor_id == bindparam("person_id"), Relationship.mentee_id),
            else_=Relationship.mentor_id,
        ),
    )
    .outerjoin(Meeting, Meeting.id == Response.meeting_id)
    .where(
        Response.person_id == bindparam("person_id"),
        # Looking back is asked of a pair because it has ended, or pauses.
        or_(Relationship.state == RelationshipState.ACTIVE, Response.kind == ResponseKind.CLOSING),
        or_(Response.state != ResponseState.LAPSED, Response.kind.not_in(_ABOUT_THE_TWO)),
    )
)
_OPEN = _THEIRS.where(Response.state == ResponseState.OPEN).order_by(
    Response.opened_at.desc(), Response.offered_at.desc(), Response.kind
)
_THIS_ONE = _THEIRS.where(Response.id == bindparam("response_id"), Response.state.in_(_UNSENT))


@dataclass(frozen=True)
class Begun:
    """A response that can be gone on with: which questions, with whom, and for which day.

    `day` is that of the reflection, or of the meeting in the person's zone; where it is about the
    two themselves, the day on which it was asked. `lapsed` says that its time is over, though it
    can still be sent.
    """

    response_id: int
    kind: ResponseKind
    partner: str
    day: date
    lapsed: bool


@dataclass(frozen=True)
class Waiting:
    """Every response that a person has begun and not finished, the latest first, and every survey.

    There is at least one of them.
    """

    begun: tuple[Begun, ...]
    surveys: tuple[OpenSurvey, ...] = ()

    def without_surveys(self) -> "Waiting | None":
        """Return the responses alone; None if there are none."""
        return replace(self, surveys=()) if self.begun else None

    def only_begun(self) -> "Waiting | None":
        """Return the same without surveys that are only asked; None if nothing is left."""
        begun = tuple(each for each in self.surveys if each.stage is not Stage.NEW)
        return replace(self, surveys=begun) if self.begun or begun else None


async def waiting_for(s: AsyncSession, core: Core, person: Person) -> Waiting | None:
    """Return what a person has begun and not finished, or was asked; None without anything."""
    rows = await s.execute(_OPEN, {"person_id": person.id})
    found = tuple(_begun(core, person, *row) for row in rows)
    surveys = await unfinished(s, person)
    return Waiting(found, surveys) if found or surveys else None


async def begun_by(
    s: AsyncSession, core: Core, person: Person, response_id: int | None
) -> Begun | None:
    """Return this response if the person can go on with it, lapsed or not; None otherwise."""
    rows = await s.execute(_THIS_ONE, {"person_id": person.id, "response_id": response_id})
    row = rows.first()
    return None if row is None else _begun(core, person, *row)


async def waiting_of(core: Core, actor: Actor) -> Waiting | None:
    """Return what waits for whoever writes; None for somebody who does not take part."""
    async with core.db.read() as s:
        person = await members.known(s, actor.telegram_id)
        if person is None or person.state is PersonState.JOINING or not members.agrees(person):
            return None
        return await waiting_for(s, core, person)


def _begun(
    core: Core, person: Person, response: Response, partner: Person, meeting: Meeting | None
) -> Begun:
    if meeting is not None:
        day = local_date_of(meeting.starts_at, person.zone)
    elif response.kind in _ABOUT_THE_TWO:
        day = local_date_of(response.offered_at, person.zone)
    else:
        day = date.fromisoformat(response.occasion)
    return Begun(
        response_id=response.id,
        kind=response.kind,
        partner=members.name_of(core.vault, partner),
        day=day,
        lapsed=response.state is ResponseState.LAPSED,
    )
