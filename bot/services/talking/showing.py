"""Where to turn: the programme's own helplines at once, and what else there is to do.

It works in every state. Whoever is not known is shown the helplines too, if it is known which.
"""

from dataclasses import dataclass

import structlog
from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.db.tables import HelpRequest, Person, Programme
from bot.db.trouble import is_database_trouble
from bot.domain.people import Focus, PersonState, Role
from bot.domain.talking import Wanted
from bot.services import focusing, members
from bot.services.core import Actor, Core
from bot.services.people.programmes import Line, helplines_of
from bot.services.talking import rows
from bot.services.talking.mentors import Mentor, mentors_ever, mentors_of
from bot.services.talking.rows import Standing
from bot.services.waiting import Waiting, waiting_for

log = structlog.get_logger()


@dataclass(frozen=True)
class TalkView:
    """What somebody who needs to talk is shown; there are no helplines if no programme is known.

    `can_ask` says that a coordinator can be told, `coordinates` that they are one themselves.
    `mentors` can be asked; with `had_mentor`, a concern can be raised. `standing` is what they have
    asked for. `focus` is what their next text belongs to now, and `was` what it belonged to before.
    `is_known` says that a programme has them, `joining` that they have not finished coming in.
    """

    language: str
    helplines: tuple[Line, ...]
    can_ask: bool = False
    coordinates: bool = False
    mentors: tuple[Mentor, ...] = ()
    had_mentor: bool = False
    standing: tuple[Standing, ...] = ()
    focus: Focus | None = None
    was: Focus | None = None
    waiting: Waiting | None = None
    joining: bool = False
    is_known: bool = False


async def talk(core: Core, actor: Actor, language: str) -> TalkView:
    """Show where to turn, and take the person's next text away from whatever is open.

    What is open stays open; only what they were about to ask for, and had not sent, is dropped.
    Words of somebody who has to agree first are kept nowhere, so nothing is to be taken away.
    `language` is for those not known.
    """
    async with core.db.write() as s:
        person = await members.known(s, actor.telegram_id)
        if person is None:
            return TalkView(language, await _helplines_at_the_door(s, core, actor))
        was = person.focus
        if members.agrees(person):
            listen(core, person)
        await drop_draft(s, person)
        return await _view(s, core, person, was)


async def there(core: Core, actor: Actor, language: str) -> TalkView:
    """Say who is there for somebody who has not asked; what is open goes on taking their text.

    Nothing is stored but that something came between. `language` is for those not known.
    """
    async with core.db.write() as s:
        person = await members.known(s, actor.telegram_id)
        if person is None:
            return TalkView(language, await _helplines_at_the_door(s, core, actor))
        await focusing.note_between(s, actor.telegram_id)
        return TalkView(
            language=person.language,
            helplines=await helplines_of(s, person.programme_id),
            can_ask=await _can_ask(s, core, person),
            focus=person.focus,
            was=person.focus,
            joining=person.state is PersonState.JOINING,
            is_known=True,
        )


async def numbers(core: Core, actor: Actor, language: str) -> TalkView:
    """The helplines and nothing else, from as little as possible, so that little can fail."""
    async with core.db.read() as s:
        person = await members.known(s, actor.telegram_id)
        if person is None:
            return TalkView(language, await _helplines_at_the_door(s, core, actor))
        lines = await helplines_of(s, person.programme_id)
        return TalkView(person.language, lines, focus=person.focus, is_known=True)


async def numbers_instead(core: Core, actor: Actor, language: str, error: Exception) -> TalkView:
    """The same, in place of what failed by `error`: nobody shall find nothing at all.

    Trouble with the database is raised: the update waits for its end, and nothing of it is lost.
    """
    if is_database_trouble(error):
        raise error
    log.error("somebody to talk to: a step failed", error=type(error).__name__)
    return await numbers(core, actor, language)


async def _view(s: AsyncSession, core: Core, person: Person, was: Focus | None) -> TalkView:
    requests = await rows.open_of(s, person)
    return TalkView(
        language=person.language,
        helplines=await helplines_of(s, person.programme_id),
        can_ask=await _can_ask(s, core, person),
        coordinates=Role.COORDINATOR in await members.roles_of(s, person.id),
        mentors=await mentors_of(s, core, person),
        had_mentor=bool(await mentors_ever(s, core, person)),
        standing=tuple([await rows.standing_of(s, core, person, each) for each in requests]),
        focus=person.focus,
        was=was,
        waiting=await _waiting(s, core, person),
        joining=person.state is PersonState.JOINING,
        is_known=True,
    )


async def _waiting(s: AsyncSession, core: Core, person: Person) -> Waiting | None:
    """What somebody is in the middle of; if that cannot be told, all the rest is shown without."""
    if not members.agrees(person):
        return None
    try:
        return await waiting_for(s, core, person)
    except Exception as error:
        if is_database_trouble(error):
            raise
        log.error("what is open cannot be shown", error=type(error).__name__)
        return None


def listen(core: Core, person: Person) -> None:
    """Let no text be taken for an answer, nor for a name."""
    if person.focus is not Focus.TALK:
        focusing.take(core, person, Focus.TALK, focusing.where_aside(person))


async def drop_draft(s: AsyncSession, person: Person) -> None:
    """Forget what somebody was about to ask for and did not send."""
    await s.execute(
        delete(HelpRequest).where(HelpRequest.person_id == person.id, HelpRequest.sent_at.is_(None))
    )


async def _can_ask(s: AsyncSession, core: Core, person: Person) -> bool:
    return bool(await rows.recipients(s, core, person, Wanted.COORDINATOR, None))


async def _helplines_at_the_door(s: AsyncSession, core: Core, actor: Actor) -> tuple[Line, ...]:
    """Those of the programme whose invitation a stranger was shown, or of the only programme."""
    invited_to = core.door.programme_of(actor.telegram_id, core.clock.now())
    if invited_to is not None:
        return await helplines_of(s, invited_to)
    programmes = (await s.scalars(select(Programme.id).limit(2))).all()
    return await helplines_of(s, programmes[0]) if len(programmes) == 1 else ()
