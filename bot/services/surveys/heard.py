"""What we heard, what we changed: a coordinator's words back to everybody whom a survey reached.

They are written as one message, looked at, and sent once. Several coordinators may write: each
keeps their own words and sees those of the others, and the first to send settles it.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy.ext.asyncio import AsyncSession

from bot.db.tables import Person, Survey
from bot.domain.broadcasts import BroadcastKind
from bot.domain.deeds import Deed
from bot.domain.people import Focus, Role
from bot.domain.plain import clean
from bot.domain.surveys import SurveyState
from bot.services import audit, focusing, members
from bot.services.audience import Member
from bot.services.broadcasts import cut_words, making
from bot.services.core import Actor, Core
from bot.services.errors import Reason, RefusedError
from bot.services.relationships.leaving import Left, leave
from bot.services.surveys import draft_rows, heard_drafts
from bot.services.surveys.heard_drafts import Words
from bot.services.surveys.reach import fates, has_reached, taking_part

# With the words around it, it must fit into one message.
LONGEST = 3000


class Wrong(StrEnum):
    """Why something typed will not do, or cannot be sent."""

    EMPTY = "empty"
    LONG = "long"
    REST = "rest"
    NOBODY = "nobody"
    CHANGED = "changed"
    SENT = "sent"


@dataclass(frozen=True)
class HeardView:
    """What is to be said about a survey, for its coordinators.

    `mine` is what this one has written, `others` what the others have; `sent` is what went out, at
    `sent_at`. `people` is how many it goes to, and `count` goes with LONG.
    """

    language: str
    survey_id: int
    title: str
    mine: Words | None
    others: tuple[Words, ...]
    sent: str | None
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
    """Keep typed words in place of one's own before; what will not do changes nothing.

    Where there is nothing to write any more, leave.
    """
    async with core.db.write() as s:
        me = await members.require(s, actor)
        survey = await _written_by(s, me)
        if survey is None:
            return leave(me, Focus.SURVEY_HEARD)
        if survey.heard_at is not None:
            leave(me, Focus.SURVEY_HEARD)
            return await _view(s, core, me, survey, Wrong.SENT)
        focusing.take(core, me, Focus.SURVEY_HEARD, survey.id)
        draft = await heard_drafts.own(s, core, me, survey)
        if draft.update_id == actor.update_id:
            return await _view(s, core, me, survey)
        words = clean(text).strip()
        wrong = Wrong.REST if cut_words.is_rest(core, actor, draft) else _wrong_with(words)
        draft.update_id = actor.update_id
        cut_words.note(core, actor, draft, text)
        if wrong is None:
            await heard_drafts.keep(s, core, me, draft, words)
        return await _view(s, core, me, survey, wrong, len(words))


async def send(core: Core, actor: Actor, survey_id: int, mark: str) -> HeardView:
    """Send the words that `mark` stands for to everybody whom the survey reached, once.

    Whoever of them still takes part. If these words are gone by now, those there are are shown.
    """
    async with core.db.write() as s:
        me, survey = await _find(s, actor, survey_id)
        if survey.heard_at is not None:
            leave(me, Focus.SURVEY_HEARD, survey.id)
            return await _view(s, core, me, survey)
        found = [each for each in await heard_drafts.written(s, core, survey) if each.mark == mark]
        if not found:
            return await _view(s, core, me, survey, Wrong.CHANGED)
        reached = await _reached(s, survey)
        if not reached:
            return await _view(s, core, me, survey, Wrong.NOBODY)
        survey.heard, survey.heard_at = found[0].text, core.clock.now()
        survey.update_id = actor.update_id
        await heard_drafts.drop_all(s, survey)
        await making.start(
            s,
            core,
            kind=BroadcastKind.HEARD,
            author=me,
            members=reached,
            survey_id=survey.id,
            update_id=actor.update_id,
            cause=actor.cause,
        )
        await audit.note(s, core, me, Deed.HEARD_SENT, actor.update_id, subject=survey.id)
        leave(me, Focus.SURVEY_HEARD, survey.id)
        return await _view(s, core, me, survey)


async def later(core: Core, actor: Actor) -> Left:
    """Leave it for later; what is written is kept."""
    async with core.db.write() as s:
        me = await draft_rows.coordinator(s, actor)
        return leave(me, Focus.SURVEY_HEARD)


def _wrong_with(words: str) -> Wrong | None:
    if not words:
        return Wrong.EMPTY
    return Wrong.LONG if len(words) > LONGEST else None


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


async def _reached(s: AsyncSession, survey: Survey) -> list[Member]:
    """Those whom the survey reached and who take part, whether they answered or not."""
    fate = fates(survey.id)
    return await taking_part(s, survey, fate, has_reached(survey, fate))


async def _view(
    s: AsyncSession,
    core: Core,
    me: Person,
    survey: Survey,
    wrong: Wrong | None = None,
    count: int = 0,
) -> HeardView:
    written = await heard_drafts.written(s, core, survey)
    return HeardView(
        language=me.language,
        survey_id=survey.id,
        title=survey.title or "",
        mine=next((each for each in written if each.author_id == me.id), None),
        others=tuple(each for each in written if each.author_id != me.id),
        sent=survey.heard,
        people=len(await _reached(s, survey)),
        sent_at=survey.heard_at,
        wrong=wrong,
        count=count,
        focus=me.focus,
        zone=me.zone,
        now=core.clock.now(),
    )
