"""A request as whoever is told of it gets it: that they have seen it, and that it is settled.

Only then are the words opened that go along, and only to the one who has seen it.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot.db.tables import HelpRequest, Person
from bot.domain.people import PersonState, Role
from bot.domain.queues import MessageKind
from bot.domain.talking import Wanted
from bot.domain.viewers import Matter, Viewer
from bot.domain.visibility import State, may_see
from bot.services import members
from bot.services.core import Actor, Core
from bot.services.errors import Reason, RefusedError
from bot.services.talking import names, rows
from bot.services.talking.mentors import mentors_of
from bot.services.talking.passing_on import tell_asker


@dataclass(frozen=True)
class RequestView:
    """A request as somebody sees it who was told: who, since when, and who has seen it already.

    `mentor` is whom a concern is about, and `words` what goes along: both only once the reader has
    seen it. `has_words` says that there are some, also if they are damaged and not shown. `seen_by`
    is empty if they cannot be named. `again` counts how often it was repeated; `settled` says that
    nothing is to be done any more, `asker_hears` that whoever made it can be told how it stands.
    """

    language: str
    zone: str
    now: datetime
    request_id: int
    wanted: Wanted
    name: str
    roles: frozenset[Role]
    asked_at: datetime
    has_words: bool
    again: int
    seen_by: str | None
    seen_by_reader: bool
    settled: bool
    asker_hears: bool
    mentor: str = ""
    words: str | None = None


async def seen(core: Core, actor: Actor, request_id: int) -> RequestView:
    """Note that somebody who was told has seen a request, and tell the one who made it."""
    async with core.db.write() as s:
        reader, request, asker = await _mine(s, core, actor, request_id)
        if request.seen_at is None and request.settled_at is None:
            request.seen_at, request.seen_by = core.clock.now(), reader.id
            await tell_asker(s, core, MessageKind.TALK_SEEN, asker, request, actor.cause)
        return await _view(s, core, request, asker, reader)


async def settled(core: Core, actor: Actor, request_id: int) -> RequestView:
    """Note that whoever has seen a request has been in touch, and tell the one who made it."""
    async with core.db.write() as s:
        reader, request, asker = await _mine(s, core, actor, request_id)
        if request.seen_by == reader.id and request.settled_at is None:
            rows.settle(request, core.clock.now(), reader.id)
            await tell_asker(s, core, MessageKind.TALK_SETTLED, asker, request, actor.cause)
        return await _view(s, core, request, asker, reader)


async def request_for(core: Core, reader: Person, request_id: int) -> RequestView | None:
    """Show a request to somebody who may be told of it now; None to anyone else."""
    async with core.db.read() as s:
        request = await s.get(HelpRequest, request_id)
        if request is None or request.sent_at is None:
            return None
        asker = await s.get_one(Person, request.person_id)
        if not await _is_for(s, core, request, asker, reader):
            return None
        return await _view(s, core, request, asker, reader)


async def _mine(
    s: AsyncSession, core: Core, actor: Actor, request_id: int
) -> tuple[Person, HelpRequest, Person]:
    reader = await _reader(s, actor)
    request = await s.get(HelpRequest, request_id, with_for_update=True)
    if request is None or request.sent_at is None:
        raise RefusedError(Reason.GONE)
    asker = await s.get_one(Person, request.person_id)
    if not await _is_for(s, core, request, asker, reader):
        raise RefusedError(Reason.GONE)
    return reader, request, asker


async def _reader(s: AsyncSession, actor: Actor) -> Person:
    """Return who taps. That a text is new must not keep anybody from taking a call for help on."""
    reader = await members.known(s, actor.telegram_id)
    if reader is not None and reader.state is PersonState.ACTIVE:
        return reader
    return await members.require(s, actor)


async def _is_for(
    s: AsyncSession, core: Core, request: HelpRequest, asker: Person, reader: Person
) -> bool:
    """Whether somebody may know of a request: never its writer, nor the mentor of a concern."""
    if asker.programme_id != reader.programme_id or reader.id == asker.id:
        return False
    if not await rows.is_wanted(s, asker, request):
        return False
    if request.wanted is Wanted.MENTOR:
        pairs = {each.person_id: each.pair for each in await mentors_of(s, core, asker)}
        state = State(pair=pairs.get(reader.id), writer=asker.state)
        mine = reader.id == request.mentor_id
        return mine and may_see(Viewer.MENTOR, Matter.REACHING, state)
    matter = Matter.TALK
    if request.wanted is Wanted.CONCERN:
        matter = Matter.CONCERN
        if reader.id == request.mentor_id:
            return False
    coordinates = Role.COORDINATOR in await members.roles_of(s, reader.id)
    return coordinates and may_see(Viewer.COORDINATOR, matter, State(writer=asker.state))


async def _view(
    s: AsyncSession, core: Core, request: HelpRequest, asker: Person, reader: Person
) -> RequestView:
    has_seen = request.seen_by == reader.id
    return RequestView(
        language=reader.language,
        zone=reader.zone,
        now=core.clock.now(),
        request_id=request.id,
        wanted=request.wanted,
        name=names.called(core, asker),
        roles=await members.roles_of(s, asker.id),
        asked_at=request.sent_at or request.created_at,
        has_words=request.words is not None,
        again=request.step,
        seen_by=None if request.seen_at is None else await names.seer(s, core, request.seen_by),
        seen_by_reader=has_seen,
        settled=request.settled_at is not None,
        asker_hears=asker.unreachable_since is None,
        mentor=await names.mentor(s, core, request.mentor_id) if has_seen else "",
        words=rows.open_words(core, asker, request) if has_seen else None,
    )
