"""When somebody last did something, and what kind of thing it was; never what they wrote.

It is read from rows that exist anyway. Of surveys only those count that bear a name: the others
keep no moment, so that nobody can be found by it.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import ColumnElement, Select, and_, func, literal, select, union_all
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import InstrumentedAttribute

from bot.db.tables import (
    AgendaItem,
    Agreement,
    Answer,
    Digest,
    HelpRequest,
    MeetingDraft,
    Person,
    Relationship,
    SurveyAnswer,
)
from bot.domain.talking import Wanted


class Did(StrEnum):
    """What somebody did last."""

    JOINED = "joined"
    SAID_YES = "said_yes"
    SCHEDULE = "schedule"
    MEETING = "meeting"
    ANSWERED = "answered"
    AGENDA = "agenda"
    DIGEST = "digest"
    SURVEY = "survey"
    TALK = "talk"


@dataclass(frozen=True)
class Last:
    """What somebody did last, and when."""

    did: Did
    at: datetime


async def last_activity(s: AsyncSession, person: Person) -> Last:
    """Return what a person did last, in one statement; at least that they joined."""
    me = person.id
    looked = union_all(
        _newest(Did.SAID_YES, Relationship.mentor_said_yes_at, Relationship.mentor_id == me),
        _newest(Did.SAID_YES, Relationship.mentee_said_yes_at, Relationship.mentee_id == me),
        _newest(Did.SCHEDULE, Agreement.proposed_at, Agreement.proposed_by == me),
        _newest(Did.MEETING, MeetingDraft.done_at, MeetingDraft.person_id == me),
        _newest(Did.ANSWERED, Answer.answered_at, Answer.person_id == me),
        _newest(Did.ANSWERED, Answer.edited_at, Answer.person_id == me),
        _newest(Did.AGENDA, AgendaItem.created_at, AgendaItem.person_id == me),
        _newest(Did.DIGEST, Digest.opened_at, Relationship.mentor_id == me).join(
            Relationship, Relationship.id == Digest.relationship_id
        ),
        _newest(Did.SURVEY, SurveyAnswer.answered_at, SurveyAnswer.person_id == me),
        # Nothing of a concern: the mentor whom it is about may be the coordinator who looks.
        _newest(
            Did.TALK,
            HelpRequest.sent_at,
            and_(HelpRequest.person_id == me, HelpRequest.wanted == Wanted.COORDINATOR),
        ),
    )
    rows = await s.execute(looked)
    found = [Last(Did(row[0]), row[1]) for row in rows if row[1] is not None]
    return max([Last(Did.JOINED, person.created_at), *found], key=lambda last: last.at)


def _newest(
    did: Did,
    column: InstrumentedAttribute[datetime] | InstrumentedAttribute[datetime | None],
    whose: ColumnElement[bool],
) -> Select[str, datetime | None]:
    return select(literal(did.value), func.max(column)).where(whose)
