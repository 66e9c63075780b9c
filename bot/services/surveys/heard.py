"""What we heard, what we changed: a coordinator's words back to everybody who was asked.

They are written as one message, looked at, and sent once. Until then they are kept with the survey.
"""

import zlib
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.db.tables import Person, Survey, SurveyRecipient
from bot.domain.broadcasts import BroadcastKind
from bot.domain.ids import to_short
from bot.domain.people import Focus, PersonState, Role
from bot.domain.plain import clean
from bot.domain.surveys import SurveyState
from bot.services import focusing, members
from bot.services.audience import Member
from bot.services.broadcasts import making
from bot.services.core import Actor, Core
from bot.services.errors import Reason, RefusedError
from bot.services.relationships.leaving import Left, leave
from bot.services.surveys import draft_rows

# With the words around it, it must fit into one message.
LONGEST = 3000


class Wrong(StrEnum):
    """Why something typed will not do, or cannot be sent."""

    EMPTY = "empty"
    LONG = "long"
    NOBODY = "nobody"
    CHANGED = "changed"
    SENT = "sent"


@dataclass(frozen=True)
class HeardView:
    """What is to be said about a survey, for its coordinators.

    `words` is None until something has been written. `people` is how many it goes to, `mark`
    stands for the words as they are, and `sent_at` is when they went. `count` goes with LONG.
    """

    language: str
    survey_id: int
    title: str
    words: str | None
    mark: str
    people: int
    sent_at: datetime | None
    wrong: Wrong | None
    count: int
    focus: Focus | None
    zone: str
    now: datetime


async def begin(core: Core, actor: Actor, survey_id: int) -> HeardView:
    """Take the coordinator's next words for this survey, unless it has been told already."""
    async with core.db.write() as s:
        me, survey = await _find(s, actor, survey_id)
        if survey.heard_at is None:
            focusing.take(core, me, Focus.SURVEY_HEARD, survey.id)
        return await _view(s, core, me, survey)


async def write(core: Core, actor: Actor, text: str) -> HeardView | Left:
    """Keep typed words in place of those before; what will not do changes nothing.

    Where there is nothing to write any more, leave.
    """
    async with core.db.write() as s:
        me = await members.require(s, actor)
        survey = await _written_by(s, me)
        if survey is None:
            return leave(me, Focus.SURVEY_HEARD)
        words = clean(text).strip()
        if survey.heard_at is not None:
            leave(me, Focus.SURVEY_HEARD)
            return await _view(s, core, me, survey, Wrong.SENT)
        if not words:
            return await _view(s, core, me, survey, Wrong.EMPTY)
        if len(words) > LONGEST:
            return await _view(s, core, me, survey, Wrong.LONG, len(words))
        survey.heard, survey.update_id = words, actor.update_id
        focusing.take(core, me, Focus.SURVEY_HEARD, survey.id)
        return await _view(s, core, me, survey)


async def send(core: Core, actor: Actor, survey_id: int, mark: str) -> HeardView:
    """Send the words to everybody who was asked and still takes part, once.

    If they are other words by now than those that were looked at, they are only shown.
    """
    async with core.db.write() as s:
        me, survey = await _find(s, actor, survey_id)
        if survey.heard_at is not None:
            leave(me, Focus.SURVEY_HEARD, survey.id)
            return await _view(s, core, me, survey)
        if survey.heard is None or mark_of(survey.heard) != mark:
            return await _view(s, core, me, survey, Wrong.CHANGED)
        asked = await _asked(s, survey)
        if not asked:
            return await _view(s, core, me, survey, Wrong.NOBODY)
        survey.heard_at, survey.update_id = core.clock.now(), actor.update_id
        await making.start(
            s,
            core,
            kind=BroadcastKind.HEARD,
            author=me,
            members=asked,
            survey_id=survey.id,
            update_id=actor.update_id,
            cause=actor.cause,
        )
        leave(me, Focus.SURVEY_HEARD, survey.id)
        return await _view(s, core, me, survey)


async def later(core: Core, actor: Actor) -> Left:
    """Leave it for later; what is written is kept."""
    async with core.db.write() as s:
        me = await draft_rows.coordinator(s, actor)
        return leave(me, Focus.SURVEY_HEARD)


def mark_of(words: str) -> str:
    """Return a few letters that stand for these words."""
    return to_short(zlib.crc32(words.encode()))


async def _find(s: AsyncSession, actor: Actor, survey_id: int) -> tuple[Person, Survey]:
    me = await draft_rows.coordinator(s, actor)
    survey = await draft_rows.find(s, me, survey_id)
    if survey.state is not SurveyState.CLOSED:
        raise RefusedError(Reason.NOT_YET)
    return me, survey


async def _written_by(s: AsyncSession, me: Person) -> Survey | None:
    """The survey that somebody's words belong to, if it is still theirs to write about."""
    if me.focus is not Focus.SURVEY_HEARD or me.focus_id is None:
        return None
    if Role.COORDINATOR not in await members.roles_of(s, me.id):
        return None
    try:
        return await draft_rows.find(s, me, me.focus_id)
    except RefusedError:
        return None


async def _asked(s: AsyncSession, survey: Survey) -> list[Member]:
    rows = await s.execute(
        select(Person.id, Person.zone, SurveyRecipient.segment)
        .join(SurveyRecipient, SurveyRecipient.person_id == Person.id)
        .where(SurveyRecipient.survey_id == survey.id, Person.state == PersonState.ACTIVE)
        .order_by(Person.id)
    )
    return [Member(person_id, zone, segment) for person_id, zone, segment in rows]


async def _view(
    s: AsyncSession,
    core: Core,
    me: Person,
    survey: Survey,
    wrong: Wrong | None = None,
    count: int = 0,
) -> HeardView:
    return HeardView(
        language=me.language,
        survey_id=survey.id,
        title=survey.title or "",
        words=survey.heard,
        mark=mark_of(survey.heard or ""),
        people=len(await _asked(s, survey)),
        sent_at=survey.heard_at,
        wrong=wrong,
        count=count,
        focus=me.focus,
        zone=me.zone,
        now=core.clock.now(),
    )
