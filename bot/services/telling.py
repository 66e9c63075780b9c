"""Telling one person what another did: never in their quiet hours, unless it cannot wait."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, or_, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.db.tables import OutboxRow, Person
from bot.delivery import outbox
from bot.domain.people import PersonState
from bot.domain.queues import Cause, Lane, MessageKind, OutboxState
from bot.domain.quiet import next_allowed
from bot.services.core import Core
from bot.services.members import programme_of
from bot.services.people.programmes import quiet_hours

# What asks for something, and news that nobody waits for: they stay away while a person pauses.
# The rest, such as a meeting that was moved, is between two people and goes through a pause.
WAITS_FOR_PAUSE = frozenset(
    {
        MessageKind.PAIR_ASK,
        MessageKind.AGREEMENT_PROPOSED,
        MessageKind.PEOPLE_NEWS,
        MessageKind.UNREACHABLE_NOTICE,
        MessageKind.REACHABLE_NOTICE,
        MessageKind.PAUSE_NOTICE,
        MessageKind.NEW_TO_READ,
        MessageKind.PASSED_ON,
        MessageKind.PAIR_ENDED,
        MessageKind.PERSON_GONE,
        MessageKind.PERSON_BACK,
        MessageKind.AGREE_ASK,
        MessageKind.PROGRAMME_CHANGED,
        MessageKind.HELPLINES_ASK,
        MessageKind.TALK_STILL_OPEN,
        MessageKind.TALK_SAID_SETTLED,
    }
)
# What happens to the pairs of somebody who has withdrawn: they hear it when they come back.
HEARD_ON_RETURN = frozenset(
    {
        MessageKind.PAIR_ASK,
        MessageKind.PAIR_RESULT,
        MessageKind.PAIR_RESTS,
        MessageKind.PAUSE_NOTICE,
        MessageKind.CLOSING_ASK,
        MessageKind.LEFT_PAIR,
    }
)
_TIME_TO_REACT = timedelta(hours=2)


async def tell(
    s: AsyncSession,
    core: Core,
    person: Person,
    kind: MessageKind,
    cause: Cause,
    *,
    subject_id: int,
    dedupe: str,
    detail: dict[str, Any] | None = None,
    before: datetime | None = None,
    wait: timedelta = timedelta(),
) -> None:
    """Put a message to `person` into the outbox, to go as soon as their day allows.

    `wait` is how long it stays in any case, so that more can be told along with it.
    `before` is when it would be too late: a meeting called off late in the evening is told at
    once if the meeting is early the next morning.

    Of whoever has withdrawn it is only noted what they have missed, for `relationships/unheard.py`.
    """
    missed = person.state is PersonState.WITHDRAWN and kind in HEARD_ON_RETURN
    if person.state is not PersonState.ACTIVE and not missed:
        return
    now = core.clock.now()
    pause = kind in WAITS_FOR_PAUSE
    not_before = await _first_moment(s, core, person, pause=pause, wait=wait)
    if before is not None and not_before > before - _TIME_TO_REACT:
        not_before = now
    await outbox.enqueue(
        s,
        kind=kind,
        person_id=person.id,
        now=now,
        dedupe=dedupe,
        cause=cause,
        subject_id=subject_id,
        detail=detail,
        not_before=not_before,
    )
    if missed:
        await s.execute(
            update(OutboxRow)
            .where(OutboxRow.dedupe == dedupe, OutboxRow.state == OutboxState.WAITING)
            .values(state=OutboxState.DROPPED, finished_at=now)
        )


async def tell_again(s: AsyncSession, core: Core, person: Person, row: OutboxRow) -> None:
    """Let a message that never arrived wait once more, to go as soon as `person`'s day allows."""
    pause = row.kind in WAITS_FOR_PAUSE
    row.not_before = await _first_moment(s, core, person, pause=pause)
    row.state, row.finished_at = OutboxState.WAITING, None


async def move_along(
    s: AsyncSession, core: Core, person: Person, was_until: datetime | None
) -> None:
    """Let what waits for the end of a person's pause wait for as long as that lasts now.

    `was_until` is when it was to end so far. Of broadcasts, what was to go later than that is
    tried once it is over: whatever else stands in the way is found out then.
    """
    waits: ColumnElement[bool] = OutboxRow.kind.in_(WAITS_FOR_PAUSE)
    if was_until is not None:
        of_many = OutboxRow.lane == Lane.BROADCAST
        waits = or_(waits, and_(of_many, OutboxRow.not_before >= was_until))
    await s.execute(
        update(OutboxRow)
        .where(
            OutboxRow.person_id == person.id,
            OutboxRow.state == OutboxState.WAITING,
            waits,
        )
        .values(not_before=await _first_moment(s, core, person, pause=True))
    )


async def _first_moment(
    s: AsyncSession, core: Core, person: Person, *, pause: bool, wait: timedelta = timedelta()
) -> datetime:
    moment = core.clock.now() + wait
    if pause and person.paused_until is not None:
        moment = max(moment, person.paused_until)
    return next_allowed(moment, person.zone, quiet_hours(await programme_of(s, person)))
