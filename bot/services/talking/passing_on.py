"""Passing a request on to whoever is to know of it by now, ahead of everything else."""

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.db.tables import HelpRequest, OutboxRow, Person
from bot.delivery import outbox
from bot.domain.queues import Cause, Lane, MessageKind
from bot.services.core import Core
from bot.services.talking import rows
from bot.services.talking.hearing import hearing_of


async def pass_on(
    s: AsyncSession,
    core: Core,
    asker: Person,
    request: HelpRequest,
    cause: Cause,
    *,
    again: bool = False,
) -> int:
    """Tell the next who have not heard of it, until as many have as are to know by now.

    That is one more with each repetition. With `again`, those are told once more who have heard.
    To whom a message is still to go, none is added. Returns how many have heard, or do now.
    """
    there = await rows.recipients(s, core, asker, request.wanted, request.mentor_id)
    heard = await hearing_of(s, core, request, there)
    more = max(0, request.step + 1 - len(heard.told))
    new = heard.untold[:more]
    for person in (*heard.told, *new) if again else new:
        if person.id not in heard.waiting_for:
            await _urgently(
                s,
                core,
                MessageKind.TALK_REQUEST,
                person,
                request,
                cause,
                dedupe=f"talk:{request.id}:{person.id}:{heard.tried[person.id]}",
            )
    return len(heard.told) + len(new)


async def tell_of_nobody(
    s: AsyncSession, core: Core, asker: Person, request: HelpRequest, cause: Cause
) -> None:
    """Tell whoever made a request that nobody can be reached; once after anybody was told of it."""
    kinds = (MessageKind.TALK_REQUEST, MessageKind.TALK_UNSEEN)
    found = await s.execute(
        select(OutboxRow.kind, func.max(OutboxRow.created_at), func.count())
        .where(OutboxRow.subject_id == request.id, OutboxRow.kind.in_(kinds))
        .group_by(OutboxRow.kind)
    )
    last = {kind: (at, count) for kind, at, count in found}
    passed_on, times = last.get(MessageKind.TALK_REQUEST, (request.sent_at, 0))
    heard_at, _ = last.get(MessageKind.TALK_UNSEEN, (None, 0))
    if heard_at is None or passed_on is None or heard_at <= passed_on:
        dedupe = f"{MessageKind.TALK_UNSEEN}:{request.id}:nobody:{times}"
        await _urgently(s, core, MessageKind.TALK_UNSEEN, asker, request, cause, dedupe=dedupe)


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
