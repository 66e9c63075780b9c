"""People who blocked the bot: nothing is sent to them, and their coordinators know.

Coordinators hear once that somebody is gone, and once that they are back.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import case, literal, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.db.tables import OutboxRow, Person
from bot.domain.people import Focus, PersonState
from bot.domain.queues import RATHER_TWICE, Cause, Lane, MessageKind, OutboxState
from bot.services import focusing, members, told
from bot.services.core import Core
from bot.services.talking.looking_again import look_again_at_calls
from bot.services.telling import HEARD_ON_RETURN, tell, tell_again
from bot.services.waiting import Waiting, waiting_for

# What a broadcast counts is whom it could not reach.
_STATE = OutboxRow.state.type
_WITHOUT_THEM = case(
    (OutboxRow.lane == Lane.BROADCAST, literal(OutboxState.UNREACHABLE, _STATE)),
    else_=literal(OutboxState.DROPPED, _STATE),
)


@dataclass(frozen=True)
class BackView:
    """Somebody who blocked the bot is back; `joining` if they had not finished coming in.

    `waiting` is what they had begun to answer, and `focus` what their next text belongs to.
    """

    language: str
    name: str
    joining: bool
    focus: Focus | None
    waiting: Waiting | None


async def unreachable(
    core: Core, telegram_id: int, update_id: int | None = None, *, quietly: bool = False
) -> None:
    """Note that a person blocked the bot: drop what waits for them, tell their coordinators once.

    Anyone unknown, or noted already, changes nothing. `update_id` is the update that said so;
    there is none where a message could not be sent. `quietly` tells no coordinator.
    """
    async with core.db.write() as s:
        person = await members.known(s, telegram_id)
        if person is None or person.unreachable_since is not None:
            return
        now = core.clock.now()
        person.unreachable_since = now
        await s.execute(
            update(OutboxRow)
            .where(OutboxRow.person_id == person.id, OutboxRow.state == OutboxState.WAITING)
            .values(state=_WITHOUT_THEM, finished_at=now)
        )
        await look_again_at_calls(s, person.id, now)
        if not quietly and person.state is PersonState.ACTIVE:
            await _tell_coordinators(s, core, person, Cause(update_id))


async def back(core: Core, telegram_id: int, update_id: int | None = None) -> BackView | None:
    """Note that a person can be reached again, and greet them.

    None for anyone unknown, and for whoever has withdrawn.
    """
    async with core.db.write() as s:
        person = await members.known(s, telegram_id)
        if person is None:
            return None
        await there_again(s, core, person, update_id)
        if person.state is PersonState.WITHDRAWN:
            return None
        return BackView(
            language=person.language,
            name=members.name_of(core.vault, person),
            joining=person.state is PersonState.JOINING,
            focus=person.focus,
            waiting=await waiting_for(s, core, person),
        )


async def there_again(
    s: AsyncSession, core: Core, person: Person, update_id: int | None = None
) -> None:
    """Note, in a transaction, that somebody can be reached; nothing happens if they could be.

    What nothing else would show them goes out once more, and what happened to their pairs; the
    coordinators who heard that they were gone hear that they are back. Whatever they were asked
    before they went, their next words are not the answer to it.
    """
    since, person.unreachable_since = person.unreachable_since, None
    if since is None or person.state is PersonState.WITHDRAWN:
        return
    focusing.put_aside(person)
    await tell_what_they_missed(s, core, person, since, RATHER_TWICE | HEARD_ON_RETURN)
    if person.state is PersonState.ACTIVE:
        await _tell_of_return(s, core, person, Cause(update_id))


async def tell_what_they_missed(
    s: AsyncSession,
    core: Core,
    person: Person,
    since: datetime,
    kinds: Collection[MessageKind] = RATHER_TWICE,
) -> None:
    """Let go once more what went astray, in a transaction; if it is so no more, nothing goes."""
    rows = await s.scalars(
        select(OutboxRow)
        .where(
            OutboxRow.person_id == person.id,
            OutboxRow.kind.in_(kinds),
            OutboxRow.state.in_((OutboxState.UNREACHABLE, OutboxState.DROPPED)),
            OutboxRow.finished_at >= since,
        )
        .order_by(OutboxRow.id)
    )
    # Asked twice meanwhile about the same, they are asked once.
    for row in {(row.kind, row.subject_id): row for row in rows}.values():
        await tell_again(s, core, person, row)


async def _tell_coordinators(s: AsyncSession, core: Core, person: Person, cause: Cause) -> None:
    for coordinator in await members.coordinators_for(s, person):
        back = await _last_told(s, coordinator, person, MessageKind.REACHABLE_NOTICE)
        # Whoever has not heard yet of a return in between knows how things are.
        if back is None or not await told.take_back(s, back, core.clock.now()):
            await _tell(s, core, coordinator, MessageKind.UNREACHABLE_NOTICE, person, cause)


async def _tell_of_return(s: AsyncSession, core: Core, person: Person, cause: Cause) -> None:
    for coordinator in await members.coordinators_for(s, person):
        gone = await _last_told(s, coordinator, person, MessageKind.UNREACHABLE_NOTICE)
        if gone is not None and not await told.take_back(s, gone, core.clock.now()):
            await _tell(s, core, coordinator, MessageKind.REACHABLE_NOTICE, person, cause)


async def _last_told(
    s: AsyncSession, coordinator: Person, person: Person, kind: MessageKind
) -> OutboxRow | None:
    """Return the last that a coordinator was told of this person's reach, if it is of this kind."""
    kinds = (MessageKind.UNREACHABLE_NOTICE, MessageKind.REACHABLE_NOTICE)
    rows = await told.newest_first(s, *kinds, reader_id=coordinator.id, subject_id=person.id)
    return rows[0] if rows and rows[0].kind is kind else None


async def _tell(
    s: AsyncSession,
    core: Core,
    coordinator: Person,
    kind: MessageKind,
    person: Person,
    cause: Cause,
) -> None:
    now = core.clock.now()
    await tell(
        s,
        core,
        coordinator,
        kind,
        cause,
        dedupe=f"{kind}:{person.id}:{now.timestamp():.0f}:{coordinator.id}",
        subject_id=person.id,
    )
