"""A human: the helplines at once, and a coordinator who is told that somebody asked for them.

It works in every state, joining and paused included. The person is told what is true: that it was
passed on, and, once a coordinator says so (`talk_requests`), that somebody has seen it.
"""

from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.db.tables import HelpRequest, Person, Programme
from bot.delivery import outbox
from bot.domain.people import Focus, PersonState
from bot.domain.queues import Lane, MessageKind
from bot.services import focusing, members
from bot.services.core import Actor, Core
from bot.services.errors import Reason, RefusedError
from bot.services.people.programmes import Line, helplines_of
from bot.services.waiting import Waiting, waiting_for

# Tapping again in a hurry is one request; later than this it is a new one, and is passed on anew.
SAME_REQUEST = timedelta(minutes=10)


@dataclass(frozen=True)
class TalkView:
    """What somebody who needs to talk is shown; there are no helplines if no programme is known.

    `focus` is what their next text belongs to now, and `was` what it belonged to before.
    `joining` says that they have not finished coming in, `is_known` that a programme has them.
    """

    language: str
    helplines: tuple[Line, ...]
    can_ask: bool = False
    focus: Focus | None = None
    was: Focus | None = None
    waiting: Waiting | None = None
    joining: bool = False
    is_known: bool = False


@dataclass(frozen=True)
class AskedView:
    """What came of asking; `reached` is False if there is nobody it could be passed on to.

    `already` says that it was passed on before, and that nobody has seen it yet.
    """

    language: str
    helplines: tuple[Line, ...]
    reached: bool
    focus: Focus | None
    already: bool = False


async def talk(core: Core, actor: Actor, language: str) -> TalkView:
    """Show where to turn, and take the person's next text away from whatever is open.

    What is open stays open. `language` is for those not known.
    """
    async with core.db.write() as s:
        person = await members.known(s, actor.telegram_id)
        if person is None:
            return TalkView(language, await _helplines_at_the_door(s, core, actor))
        was = person.focus
        _listen(core, person)
        return TalkView(
            language=person.language,
            helplines=await helplines_of(s, person.programme_id),
            can_ask=bool(await _within_reach(s, person)),
            focus=person.focus,
            was=was,
            waiting=await waiting_for(s, core, person),
            joining=person.state is PersonState.JOINING,
            is_known=True,
        )


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
            can_ask=bool(await _within_reach(s, person)),
            focus=person.focus,
            was=person.focus,
            joining=person.state is PersonState.JOINING,
            is_known=True,
        )


async def ask(core: Core, actor: Actor) -> AskedView:
    """Tell every coordinator, ahead of everything else, that this person asks for one of them."""
    async with core.db.write() as s:
        person = await members.known(s, actor.telegram_id)
        if person is None:
            raise RefusedError(Reason.NOT_A_MEMBER)
        _listen(core, person)
        coordinators = await _within_reach(s, person)
        lines = await helplines_of(s, person.programme_id)
        if not coordinators:
            return AskedView(person.language, lines, False, person.focus)
        already = await _passed_on_before(s, core, actor, person)
        if not already:
            await _pass_on(s, core, actor, person, coordinators)
        return AskedView(person.language, lines, True, person.focus, already)


def _listen(core: Core, person: Person) -> None:
    """Let no text be taken for an answer, nor for a name."""
    if person.focus is not Focus.TALK:
        focusing.take(core, person, Focus.TALK, focusing.where_aside(person))


async def _within_reach(s: AsyncSession, person: Person) -> list[Person]:
    found = await members.coordinators_for(s, person)
    return [one for one in found if one.unreachable_since is None]


async def _helplines_at_the_door(s: AsyncSession, core: Core, actor: Actor) -> tuple[Line, ...]:
    """Those of the programme whose invitation a stranger was shown, or of the only programme."""
    invited_to = core.door.programme_of(actor.telegram_id, core.clock.now())
    if invited_to is not None:
        return await helplines_of(s, invited_to)
    programmes = (await s.scalars(select(Programme.id).limit(2))).all()
    return await helplines_of(s, programmes[0]) if len(programmes) == 1 else ()


async def _pass_on(
    s: AsyncSession, core: Core, actor: Actor, person: Person, coordinators: list[Person]
) -> None:
    """Tell the coordinators; the same update again changes nothing."""
    same = await s.scalar(select(HelpRequest.id).where(HelpRequest.update_id == actor.update_id))
    if same is not None:
        return
    now = core.clock.now()
    request = HelpRequest(person_id=person.id, update_id=actor.update_id, created_at=now)
    s.add(request)
    await s.flush()
    for coordinator in coordinators:
        await outbox.enqueue(
            s,
            kind=MessageKind.TALK_REQUEST,
            person_id=coordinator.id,
            now=now,
            dedupe=f"talk:{request.id}:{coordinator.id}",
            cause=actor.cause,
            subject_id=request.id,
            lane=Lane.URGENT,
        )


async def _passed_on_before(s: AsyncSession, core: Core, actor: Actor, person: Person) -> bool:
    """Whether another tap of the same hurried minutes was passed on, and nobody has seen it."""
    open_since = await s.scalar(
        select(HelpRequest.created_at)
        .where(
            HelpRequest.person_id == person.id,
            HelpRequest.seen_at.is_(None),
            HelpRequest.update_id != actor.update_id,
        )
        .order_by(HelpRequest.created_at.desc())
        .limit(1)
    )
    return open_since is not None and core.clock.now() - open_since < SAME_REQUEST
