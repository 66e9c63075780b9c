"""What a person's next text belongs to, and for how long.

A question that would take any text for its answer lets go by itself: what somebody types hours
later is meant for something else, and may be a cry for help. Answers to a reflection are not let
go of: they are welcome days later, and the bot says which question it took them for.

A command shows something else, so from then on words belong to that, or to nothing: `step_aside`.
What comes by itself takes no words away, but it may be what somebody has in mind when they write
next: `came_between`. Either way nothing is lost, and no words are silently taken for an answer.
"""

from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import bindparam, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.db.tables import Person
from bot.domain.people import Focus, PersonState
from bot.services import members
from bot.services.core import Actor, Core
from bot.services.waiting import Waiting, waiting_for

LETS_GO_AFTER = timedelta(minutes=30)
_LETS_GO = frozenset(
    {
        Focus.AGENDA,
        Focus.SETTINGS_NAME,
        Focus.SETTINGS_ZONE,
        Focus.PAUSE,
        Focus.AGREEMENT,
        Focus.MEETING_MOVE,
        Focus.PEOPLE_SEARCH,
        Focus.GROUP_NAME,
        Focus.INVITE_COUNT,
        Focus.PROGRAMME,
        Focus.SURVEY_WRITING,
        Focus.SURVEY_ANSWER,
        Focus.ANNOUNCEMENT,
        Focus.SURVEY_HEARD,
        Focus.HEALTH_NOTE,
    }
)

# The questions of joining. Somebody who leaves one for something else has its number as focus id.
_JOINING = (Focus.JOIN_NAME, Focus.JOIN_ZONE, Focus.JOIN_LANGUAGE)

_CAME_BETWEEN = (
    update(Person)
    .where(Person.telegram_id == bindparam("who"), Person.focus == Focus.ANSWERING)
    .values(focus_at=None)
    .execution_options(synchronize_session=False)
)


@dataclass(frozen=True)
class LetGo:
    """What a person was in the middle of, long before they wrote again.

    `waiting` is there where only a button leads back.
    """

    language: str
    was: Focus
    waiting: Waiting | None = None


def take(core: Core, person: Person, focus: Focus, focus_id: int | None = None) -> None:
    """Make a person's next text belong to `focus`, as of now."""
    person.focus, person.focus_id, person.focus_at = focus, focus_id, core.clock.now()


def put_aside(person: Person) -> None:
    """Let a person's next text belong to nothing: what they opened now is answered by buttons.

    What they were in the middle of stays open.
    """
    person.focus, person.focus_id = None, where_aside(person)


def where_aside(person: Person) -> int | None:
    """What to keep as focus id while something else takes a person's words; None for nothing."""
    return _JOINING.index(joins_at(person)) if person.state is PersonState.JOINING else None


def joins_at(person: Person) -> Focus:
    """The question where somebody who is joining stands, also while it takes no words."""
    if person.focus in _JOINING:
        return person.focus
    return _JOINING[person.focus_id or 0]


async def step_aside(core: Core, actor: Actor) -> None:
    """Put aside whatever would take this person's next text; a stranger has nothing open.

    What somebody is in the middle of who has to agree first is there again once they have.
    """
    async with core.db.write() as s:
        person = await members.known(s, actor.telegram_id)
        if person is not None and members.agrees(person) and person.focus is not None:
            put_aside(person)


async def came_between(core: Core, telegram_id: int) -> None:
    """Note that somebody in the middle of a question was shown something else.

    Their next words still answer the question, and the reply names it: without the time since
    when it has been asked, it counts as asked long ago.
    """
    async with core.db.write() as s:
        await note_between(s, telegram_id)


async def note_between(s: AsyncSession, telegram_id: int) -> None:
    """The same, as part of something else."""
    await s.execute(_CAME_BETWEEN, {"who": telegram_id})


def is_let_go(core: Core, person: Person) -> bool:
    """Whether what a person was in the middle of takes their text no longer."""
    if person.focus not in _LETS_GO or person.focus_at is None:
        return False
    return core.clock.now() - person.focus_at > LETS_GO_AFTER


async def let_go(core: Core, actor: Actor) -> LetGo | None:
    """Leave what a person was in the middle of, if that is long ago; None if it is not."""
    async with core.db.write() as s:
        person = await members.require(s, actor)
        was = person.focus
        if was is None or not is_let_go(core, person):
            return None
        person.focus = person.focus_id = None
        by_button = was is Focus.SURVEY_ANSWER
        waiting = await waiting_for(s, core, person) if by_button else None
        return LetGo(person.language, was, waiting)
