"""A human: the helplines at once, and a coordinator who is told that somebody asked for them.

It works in every state, joining and paused included. The person is told what is true: that it was
passed on, and, once a coordinator says so, that somebody has seen it.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.db.tables import HelpRequest, Person
from bot.delivery import outbox
from bot.domain.people import Focus, PersonState, Role
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
    """What somebody who needs to talk is shown; without a programme there are no helplines.

    `focus` is what their next text belongs to now, and `was` what it belonged to before.
    `joining` says that they have not finished coming in.
    """

    language: str
    helplines: tuple[Line, ...]
    is_member: bool = False
    can_ask: bool = False
    focus: Focus | None = None
    was: Focus | None = None
    waiting: Waiting | None = None
    joining: bool = False


@dataclass(frozen=True)
class AskedView:
    """What came of asking; `reached` is False if there is nobody it could be passed on to."""

    language: str
    helplines: tuple[Line, ...]
    reached: bool
    focus: Focus | None


@dataclass(frozen=True)
class RequestView:
    """A request as a coordinator sees it: who, since when, and who has seen it already."""

    language: str
    zone: str
    now: datetime
    request_id: int
    name: str
    roles: frozenset[Role]
    asked_at: datetime
    seen_by: str | None
    seen_by_reader: bool


@dataclass(frozen=True)
class SeenView:
    """Who has seen a request, for the one who made it."""

    language: str
    seen_by: str


async def talk(core: Core, actor: Actor, language: str) -> TalkView:
    """Show where to turn, and take the person's next text away from whatever is open.

    What is open stays open. `language` is for those not known.
    """
    async with core.db.write() as s:
        person = await members.find(s, actor.telegram_id)
        if person is None:
            return TalkView(language, ())
        was = person.focus
        _listen(core, person)
        return TalkView(
            language=person.language,
            helplines=await helplines_of(s, person.programme_id),
            is_member=True,
            can_ask=bool(await _within_reach(s, person)),
            focus=person.focus,
            was=was,
            waiting=await waiting_for(s, person),
            joining=person.state is PersonState.JOINING,
        )


async def ask(core: Core, actor: Actor) -> AskedView:
    """Tell every coordinator, ahead of everything else, that this person asks for one of them."""
    async with core.db.write() as s:
        person = await members.find(s, actor.telegram_id)
        if person is None:
            raise RefusedError(Reason.NOT_A_MEMBER)
        _listen(core, person)
        coordinators = await _within_reach(s, person)
        lines = await helplines_of(s, person.programme_id)
        if coordinators and await _is_new(s, core, actor, person):
            request = HelpRequest(
                person_id=person.id, update_id=actor.update_id, created_at=core.clock.now()
            )
            s.add(request)
            await s.flush()
            for coordinator in coordinators:
                await outbox.enqueue(
                    s,
                    kind=MessageKind.TALK_REQUEST,
                    person_id=coordinator.id,
                    now=core.clock.now(),
                    dedupe=f"talk:{request.id}:{coordinator.id}",
                    subject_id=request.id,
                    lane=Lane.URGENT,
                )
        return AskedView(person.language, lines, bool(coordinators), person.focus)


async def seen(core: Core, actor: Actor, request_id: int) -> RequestView:
    """Note that a coordinator has seen a request, and tell the one who made it."""
    async with core.db.write() as s:
        reader = await members.require(s, actor, Role.COORDINATOR)
        request = await s.get(HelpRequest, request_id, with_for_update=True)
        if request is None:
            raise RefusedError(Reason.GONE)
        asker = await s.get_one(Person, request.person_id)
        if asker.programme_id != reader.programme_id:
            raise RefusedError(Reason.GONE)
        if request.seen_at is None:
            request.seen_at, request.seen_by = core.clock.now(), reader.id
            await outbox.enqueue(
                s,
                kind=MessageKind.TALK_SEEN,
                person_id=asker.id,
                now=core.clock.now(),
                dedupe=f"talk-seen:{request.id}",
                subject_id=request.id,
                lane=Lane.URGENT,
            )
        return await _request_view(s, core, request, asker, reader)


async def request_for(core: Core, reader: Person, request_id: int) -> RequestView | None:
    """Show a request to a coordinator of its programme; None to anyone else."""
    async with core.db.read() as s:
        request = await s.get(HelpRequest, request_id)
        if request is None or Role.COORDINATOR not in await members.roles_of(s, reader.id):
            return None
        asker = await s.get_one(Person, request.person_id)
        if asker.programme_id != reader.programme_id:
            return None
        return await _request_view(s, core, request, asker, reader)


async def seen_for(core: Core, asker: Person, request_id: int) -> SeenView | None:
    """Tell the one who made a request who has seen it; None to anyone else, or if nobody has."""
    async with core.db.read() as s:
        request = await s.get(HelpRequest, request_id)
        if request is None or request.person_id != asker.id or request.seen_by is None:
            return None
        by = await s.get_one(Person, request.seen_by)
        return SeenView(asker.language, members.name_of(core.vault, by))


def _listen(core: Core, person: Person) -> None:
    """Let no text be taken for an answer, nor for a name."""
    if person.focus is not Focus.TALK:
        focusing.take(core, person, Focus.TALK, focusing.where_aside(person))


async def _within_reach(s: AsyncSession, person: Person) -> list[Person]:
    found = await members.coordinators_for(s, person)
    return [one for one in found if one.unreachable_since is None]


async def _is_new(s: AsyncSession, core: Core, actor: Actor, person: Person) -> bool:
    """Whether this is a request of its own: not the same update, nor the same hurried minute."""
    same = await s.scalar(select(HelpRequest.id).where(HelpRequest.update_id == actor.update_id))
    if same is not None:
        return False
    open_since = await s.scalar(
        select(HelpRequest.created_at)
        .where(HelpRequest.person_id == person.id, HelpRequest.seen_at.is_(None))
        .order_by(HelpRequest.created_at.desc())
        .limit(1)
    )
    return open_since is None or core.clock.now() - open_since >= SAME_REQUEST


async def _request_view(
    s: AsyncSession, core: Core, request: HelpRequest, asker: Person, reader: Person
) -> RequestView:
    by = await s.get(Person, request.seen_by) if request.seen_by is not None else None
    return RequestView(
        language=reader.language,
        zone=reader.zone,
        now=core.clock.now(),
        request_id=request.id,
        name=members.name_of(core.vault, asker),
        roles=await members.roles_of(s, asker.id),
        asked_at=request.created_at,
        seen_by=None if by is None else members.name_of(core.vault, by),
        seen_by_reader=request.seen_by == reader.id,
    )
