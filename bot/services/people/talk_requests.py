"""A call for a human as its coordinators get it, and that one of them has seen it."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot.db.tables import HelpRequest, Person
from bot.delivery import outbox
from bot.domain.people import Role
from bot.domain.queues import Lane, MessageKind
from bot.services import members
from bot.services.core import Actor, Core
from bot.services.errors import Reason, RefusedError


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
                cause=actor.cause,
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
