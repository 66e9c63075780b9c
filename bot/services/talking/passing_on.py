"""Passing a request on to whoever is to know of it by now, ahead of everything else."""

from sqlalchemy.ext.asyncio import AsyncSession

from bot.db.tables import HelpRequest, Person
from bot.delivery import outbox
from bot.domain.queues import Cause, Lane, MessageKind
from bot.services.core import Core
from bot.services.talking import rows


async def pass_on(
    s: AsyncSession, core: Core, asker: Person, request: HelpRequest, cause: Cause
) -> int:
    """Tell whoever is to know by now, once with each repetition; return how many that are."""
    there = await rows.recipients(s, core, asker, request.wanted, request.mentor_id)
    told = rows.told_by(request, there)
    for person in told:
        await _urgently(
            s,
            core,
            MessageKind.TALK_REQUEST,
            person,
            request,
            cause,
            dedupe=f"talk:{request.id}:{_round(request)}:{person.id}",
        )
    return len(told)


async def tell_asker(
    s: AsyncSession,
    core: Core,
    kind: MessageKind,
    asker: Person,
    request: HelpRequest,
    cause: Cause,
) -> None:
    """Tell whoever made a request how it stands, once with each repetition and at its end."""
    ended = ":ended" if request.settled_at is not None else ""
    dedupe = f"{kind}:{request.id}:{_round(request)}{ended}"
    await _urgently(s, core, kind, asker, request, cause, dedupe=dedupe)


def _round(request: HelpRequest) -> str:
    """Which repetition it is, also if it began anew because whoever had seen it has gone."""
    began = 0 if request.since is None else int(request.since.timestamp())
    return f"{began}:{request.step}"


async def _urgently(
    s: AsyncSession,
    core: Core,
    kind: MessageKind,
    person: Person,
    request: HelpRequest,
    cause: Cause,
    *,
    dedupe: str,
) -> None:
    await outbox.enqueue(
        s,
        kind=kind,
        person_id=person.id,
        now=core.clock.now(),
        dedupe=dedupe,
        cause=cause,
        subject_id=request.id,
        lane=Lane.URGENT,
    )
