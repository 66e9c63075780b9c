"""Stopping a broadcast half-way, saying who got it, and sending it to the others after all."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.db.tables import Broadcast, OutboxRow, Person, Survey
from bot.domain.broadcast_counts import Counts
from bot.domain.broadcasts import BroadcastKind, BroadcastState
from bot.domain.deeds import Deed
from bot.domain.people import Role
from bot.domain.queues import Lane, OutboxState
from bot.domain.surveys import SurveyState
from bot.services import audit, members
from bot.services.broadcasts.counting import count
from bot.services.core import Actor, Core
from bot.services.errors import Reason, RefusedError

_ON_ITS_WAY_OR_GONE = (BroadcastState.SENDING, BroadcastState.STOPPED, BroadcastState.DONE)


@dataclass(frozen=True)
class StopView:
    """A broadcast as its coordinator may stop it, or has stopped it."""

    language: str
    broadcast_id: int
    kind: BroadcastKind
    state: BroadcastState
    title: str | None
    counts: Counts


@dataclass(frozen=True)
class WhoView:
    """Who got a broadcast and who did not: names in order.

    Nobody knows whether it reached those in `unsure`. `waiting` still get it.
    """

    language: str
    broadcast_id: int
    kind: BroadcastKind
    state: BroadcastState
    title: str | None
    sent: tuple[str, ...]
    unsure: tuple[str, ...]
    waiting: tuple[str, ...]
    unreachable: tuple[str, ...]
    others: tuple[str, ...]


async def look(core: Core, actor: Actor, broadcast_id: int) -> StopView:
    """Show a coordinator how far a broadcast of their programme is."""
    async with core.db.read() as s:
        me, broadcast = await _find(s, actor, broadcast_id, lock=False)
        return await _view(s, me, broadcast, core.clock.now())


async def stop(core: Core, actor: Actor, broadcast_id: int) -> StopView:
    """Let nothing more of it go; what is on its way arrives. Stopped already, it is only shown."""
    async with core.db.write() as s:
        me, broadcast = await _find(s, actor, broadcast_id)
        if broadcast.state is BroadcastState.SENDING:
            now = core.clock.now()
            broadcast.state, broadcast.finished_at = BroadcastState.STOPPED, now
            await _change(s, broadcast, OutboxState.WAITING, OutboxState.DROPPED, now)
            deed = Deed.BROADCAST_STOPPED
            await audit.note(s, core, me, deed, actor.update_id, subject=broadcast.id)
        return await _view(s, me, broadcast, core.clock.now())


async def go_on(core: Core, actor: Actor, broadcast_id: int) -> StopView:
    """Send it to those who did not get it because it was stopped; the same tap again does nothing.

    What asks for answers to a survey that has closed stays stopped.
    """
    async with core.db.write() as s:
        me, broadcast = await _find(s, actor, broadcast_id)
        if broadcast.state is BroadcastState.STOPPED and await _may_go_on(s, broadcast):
            stopped = broadcast.finished_at
            broadcast.state, broadcast.finished_at = BroadcastState.SENDING, None
            broadcast.shown, broadcast.message_id = None, None
            broadcast.update_id = actor.update_id
            await _change(s, broadcast, OutboxState.DROPPED, OutboxState.WAITING, None, stopped)
            deed = Deed.BROADCAST_RESUMED
            await audit.note(s, core, me, deed, actor.update_id, subject=broadcast.id)
        return await _view(s, me, broadcast, core.clock.now())


async def who(core: Core, actor: Actor, broadcast_id: int) -> WhoView:
    """Say by name who got it, in one statement.

    `RefusedError` for the reminder of an anonymous survey: it went to those who had not answered.
    """
    async with core.db.read() as s:
        me, broadcast = await _find(s, actor, broadcast_id, lock=False)
        if await _tells_who_answered(s, broadcast):
            raise RefusedError(Reason.ANONYMOUS_REMINDER)
        rows = await s.execute(
            select(OutboxRow.state, Person)
            .join(Person, Person.id == OutboxRow.person_id)
            .where(OutboxRow.subject_id == broadcast.id, OutboxRow.lane == Lane.BROADCAST)
        )
        names: dict[OutboxState, list[str]] = {state: [] for state in OutboxState}
        for state, person in rows:
            names[state].append(members.name_of(core.vault, person))
        return WhoView(
            language=me.language,
            broadcast_id=broadcast.id,
            kind=broadcast.kind,
            state=broadcast.state,
            title=await _title(s, broadcast),
            sent=_sorted(names[OutboxState.SENT]),
            unsure=_sorted(names[OutboxState.UNSURE]),
            waiting=_sorted(names[OutboxState.WAITING] + names[OutboxState.SENDING]),
            unreachable=_sorted(names[OutboxState.UNREACHABLE]),
            others=_sorted(names[OutboxState.DROPPED] + names[OutboxState.REJECTED]),
        )


async def _find(
    s: AsyncSession, actor: Actor, broadcast_id: int, *, lock: bool = True
) -> tuple[Person, Broadcast]:
    me = await members.require(s, actor, Role.COORDINATOR)
    broadcast = await s.get(Broadcast, broadcast_id, with_for_update=lock)
    if broadcast is None or broadcast.programme_id != me.programme_id:
        raise RefusedError(Reason.GONE)
    if broadcast.state not in _ON_ITS_WAY_OR_GONE:
        raise RefusedError(Reason.GONE)
    return me, broadcast


async def _change(
    s: AsyncSession,
    broadcast: Broadcast,
    before: OutboxState,
    after: OutboxState,
    finished_at: datetime | None,
    was_finished_at: datetime | None = None,
) -> None:
    """Change its messages; those dropped for another reason were so before it was stopped."""
    query = update(OutboxRow).where(
        OutboxRow.subject_id == broadcast.id,
        OutboxRow.lane == Lane.BROADCAST,
        OutboxRow.state == before,
    )
    if was_finished_at is not None:
        query = query.where(OutboxRow.finished_at >= was_finished_at)
    await s.execute(
        query.values(state=after, finished_at=finished_at).execution_options(
            synchronize_session=False
        )
    )


async def _view(s: AsyncSession, me: Person, broadcast: Broadcast, now: datetime) -> StopView:
    await s.flush()
    return StopView(
        language=me.language,
        broadcast_id=broadcast.id,
        kind=broadcast.kind,
        state=broadcast.state,
        title=await _title(s, broadcast),
        counts=(await count(s, [broadcast], now))[broadcast.id],
    )


async def _may_go_on(s: AsyncSession, broadcast: Broadcast) -> bool:
    if broadcast.survey_id is None or broadcast.kind is BroadcastKind.HEARD:
        return True
    return (await s.get_one(Survey, broadcast.survey_id)).state is SurveyState.OPEN


async def _tells_who_answered(s: AsyncSession, broadcast: Broadcast) -> bool:
    if broadcast.kind is not BroadcastKind.REMINDER or broadcast.survey_id is None:
        return False
    return bool((await s.get_one(Survey, broadcast.survey_id)).anonymous)


async def _title(s: AsyncSession, broadcast: Broadcast) -> str | None:
    if broadcast.survey_id is None:
        return None
    return (await s.get_one(Survey, broadcast.survey_id)).title


def _sorted(names: list[str]) -> tuple[str, ...]:
    return tuple(sorted(names, key=str.casefold))
