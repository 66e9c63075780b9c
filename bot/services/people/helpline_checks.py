"""That a coordinator has looked at the helplines: before anybody else comes in, and again later.

However long ago that was, the numbers stay shown: an old number is better than none.
"""

import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.db.tables import DueRow, Helpline, Person
from bot.delivery import outbox
from bot.domain.deeds import Deed
from bot.domain.people import PersonState, Role
from bot.domain.queues import Cause, DueKind, DueOutcome, MessageKind
from bot.services import audit, due, members
from bot.services.core import Actor, Core
from bot.services.due import Again, Done, Verdict
from bot.services.errors import Reason, RefusedError
from bot.services.people.programmes import Line
from bot.services.telling import tell

HOLDS_FOR = timedelta(days=90)
ASKED_AGAIN_AFTER = timedelta(days=14)


@dataclass(frozen=True)
class Check:
    """The helplines as a coordinator is asked about them, or has just confirmed them.

    `since` is when that was last so for all of them, None if never; `fingerprint` tells whether
    they are still those that were shown. `done` says that they were just confirmed.
    """

    language: str
    zone: str
    now: datetime
    lines: tuple[Line, ...]
    fingerprint: int
    since: datetime | None
    done: bool = False


async def is_ready(s: AsyncSession, programme_id: int) -> bool:
    """Whether a coordinator has confirmed every helpline of a programme, and there is one."""
    return confirmed_since(await _lines(s, programme_id)) is not None


async def ready(core: Core, programme_id: int) -> bool:
    """The same, for the command line."""
    async with core.db.read() as s:
        return await is_ready(s, programme_id)


async def require_ready(
    s: AsyncSession, programme_id: int, reason: Reason = Reason.HELPLINES_FIRST
) -> None:
    """Refuse, for `reason`, what only goes once the helplines are confirmed."""
    if not await is_ready(s, programme_id):
        raise RefusedError(reason)


async def begin(s: AsyncSession, core: Core, cause: Cause, person: Person) -> None:
    """Ask a coordinator who has just come in, if it was never confirmed, and plan to ask again."""
    if Role.COORDINATOR not in await members.roles_of(s, person.id):
        return
    now, since = core.clock.now(), confirmed_since(await _lines(s, person.programme_id))
    if since is None:
        # They are here, and can bring nobody in before: it does not wait for the morning.
        await outbox.enqueue(
            s,
            kind=MessageKind.HELPLINES_ASK,
            person_id=person.id,
            now=now,
            dedupe=f"helplines:first:{person.id}",
            cause=cause,
            subject_id=person.programme_id,
        )
    await _plan(s, person, now + ASKED_AGAIN_AFTER if since is None else since + HOLDS_FOR)


async def on_helplines(s: AsyncSession, core: Core, row: DueRow, person: Person) -> Verdict:
    """Ask a coordinator whether the helplines are still right, if that was confirmed long ago."""
    if Role.COORDINATOR not in await members.roles_of(s, person.id):
        return Done(DueOutcome.CANCELLED)
    now, since = core.clock.now(), confirmed_since(await _lines(s, person.programme_id))
    if since is not None and now < since + HOLDS_FOR:
        return Again(since + HOLDS_FOR)
    await tell(
        s,
        core,
        person,
        MessageKind.HELPLINES_ASK,
        Cause(due_id=row.id),
        subject_id=person.programme_id,
        dedupe=f"helplines:{person.id}:{now.date().isoformat()}",
    )
    return Again(now + ASKED_AGAIN_AFTER)


async def confirm(core: Core, actor: Actor, fingerprint: int) -> Check:
    """Note that a coordinator says they are right; nothing, if others were shown to them."""
    async with core.db.write() as s:
        me = await members.require(s, actor, Role.COORDINATOR)
        found = await _lines(s, me.programme_id, locked=True)
        if fingerprint_of(found) != fingerprint or not found:
            return _check(core, me, found)
        now = core.clock.now()
        for each in found:
            each.confirmed_at, each.confirmed_by = now, me.id
        await audit.note(s, core, me, Deed.HELPLINES_CONFIRMED, actor.update_id)
        await s.flush()
        for person in await members.coordinators(s, me.programme_id):
            await _plan(s, person, now + HOLDS_FOR)
        return _check(core, me, found, done=True)


async def asked(core: Core, reader: Person) -> Check | None:
    """What a coordinator is asked; None if there is nothing to ask them any more."""
    async with core.db.read() as s:
        found = await _lines(s, reader.programme_id)
        since, now = confirmed_since(found), core.clock.now()
        if Role.COORDINATOR not in await members.roles_of(s, reader.id):
            return None
        if reader.state is not PersonState.ACTIVE or (since and now < since + HOLDS_FOR):
            return None
        return _check(core, reader, found)


async def plan_missing(core: Core) -> None:
    """Plan to ask every coordinator for whom nothing is planned."""
    async with core.db.write() as s:
        planned = select(DueRow.person_id).where(
            DueRow.kind == DueKind.HELPLINES, DueRow.outcome.is_(None)
        )
        for programme_id in await s.scalars(select(Helpline.programme_id).distinct()):
            since = confirmed_since(await _lines(s, programme_id)) or core.clock.now()
            for person in await members.coordinators(s, programme_id):
                if person.id not in set(await s.scalars(planned)):
                    await _plan(s, person, since + HOLDS_FOR)


async def _plan(s: AsyncSession, person: Person, due_at: datetime) -> None:
    await due.plan(
        s,
        DueKind.HELPLINES,
        person_id=person.id,
        subject_id=person.programme_id,
        occurrence="confirm",
        due_at=due_at,
    )


async def _lines(s: AsyncSession, programme_id: int, *, locked: bool = False) -> list[Helpline]:
    query = (
        select(Helpline)
        .where(Helpline.programme_id == programme_id)
        .order_by(Helpline.position, Helpline.id)
    )
    return list(await s.scalars(query.with_for_update() if locked else query))


def confirmed_since(lines: Sequence[Helpline]) -> datetime | None:
    """Return since when all of them are confirmed; None if one is not, or there is none."""
    confirmed = [each.confirmed_at for each in lines if each.confirmed_at is not None]
    return min(confirmed) if confirmed and len(confirmed) == len(lines) else None


def fingerprint_of(lines: Sequence[Helpline]) -> int:
    """Return a number that tells whether helplines are still those that were shown."""
    return zlib.crc32("\n".join(f"{each.label}\n{each.contact}" for each in lines).encode())


def _check(core: Core, reader: Person, lines: list[Helpline], *, done: bool = False) -> Check:
    return Check(
        language=reader.language,
        zone=reader.zone,
        now=core.clock.now(),
        lines=tuple(Line(each.label, each.contact) for each in lines),
        fingerprint=fingerprint_of(lines),
        since=confirmed_since(lines),
        done=done,
    )
