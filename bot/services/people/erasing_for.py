"""Erasing somebody who asked a coordinator, because they cannot reach their own account any more.

Nobody reads anything by it, and nobody is erased in a hurry: they hear of it at once, and have a
week in which anything that they do here calls it off (`bot/delivery/senders.py`).
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from bot.db.tables import DueRow, Person
from bot.domain.deeds import Deed
from bot.domain.people import PersonState, Role
from bot.domain.queues import Cause, DueKind, DueOutcome
from bot.domain.recurrence import local_date_of
from bot.domain.retention import TIME_TO_OBJECT
from bot.services import audit, due, members
from bot.services.core import Actor, Core
from bot.services.due import Again, Done, Verdict
from bot.services.errors import Reason, RefusedError
from bot.services.people import card, erasures, forgetting

# Later than that, the bot was away when it was due, and may have missed what they sent; or this is a
# backup of before they said no.
_AWAY = timedelta(minutes=10)


@dataclass(frozen=True)
class Erasure:
    """Whether somebody is to be erased in their place, for a coordinator.

    `at` is when, None if it is not planned; `by` asked for it, None if it was the reader.
    `would_be` is when it would be, asked for now. `reachable` is False where they cannot be told,
    as far as anybody knows.
    """

    language: str
    zone: str
    now: datetime
    person_id: int
    name: str
    reachable: bool
    would_be: datetime
    at: datetime | None
    by: str | None


async def show(core: Core, actor: Actor, person_id: int) -> Erasure:
    """Say what it would mean, or that it is planned."""
    async with core.db.read() as s:
        me = await members.require(s, actor, Role.COORDINATOR)
        person = await _whom(s, me, person_id)
        return await _view(s, core, me, person)


async def ask(core: Core, actor: Actor, person_id: int) -> Erasure:
    """Plan it, and tell everybody whom it concerns; planned already, it changes nothing."""
    async with core.db.write() as s:
        me = await members.require(s, actor, Role.COORDINATOR)
        person = await _whom(s, me, person_id, hold=True)
        is_planned = await erasures.planned(s, person.id) is not None
        if not is_planned and not await erasures.was_asked_with(s, person, actor):
            await _plan(s, core, person)
            await erasures.tell_asked(s, core, person, me.id, actor.cause)
            await audit.note(s, core, me, Deed.ERASURE_ASKED, actor.update_id, about=person.id)
        return await _view(s, core, me, person)


async def call_off(core: Core, actor: Actor, person_id: int) -> Erasure:
    """Call it off, whoever asked for it; said again, it changes nothing."""
    async with core.db.write() as s:
        me = await members.require(s, actor, Role.COORDINATOR)
        person = await _whom(s, me, person_id)
        await due.hold(s, DueKind.ERASE_FOR, subject_id=person.id)
        if await erasures.planned(s, person.id) is not None:
            await due.call_off(s, core.clock.now(), DueKind.ERASE_FOR, subject_id=person.id)
            await erasures.tell_off(s, core, person, me, actor.cause)
            await audit.note(s, core, me, Deed.ERASURE_OFF, actor.update_id, about=person.id)
        return await _view(s, core, me, person)


async def on_erase_for(s: AsyncSession, core: Core, row: DueRow, person: Person) -> Verdict:
    """Erase them, as `/forget` would have done; never without a coordinator who answers for it.

    If the bot was away when it was due, everybody is told anew, and has another week.
    """
    now, cause = core.clock.now(), Cause(due_id=row.id)
    if person.state is not PersonState.ACTIVE:
        return Done(DueOutcome.CANCELLED)
    if not await members.coordinators_for(s, person):
        await erasures.tell_off(s, core, person, None, cause)
        return Done(DueOutcome.CANCELLED)
    if now - row.due_at > _AWAY:
        by_id = await erasures.asked_by(s, person.id)
        await erasures.tell_asked(s, core, person, by_id, cause)
        return Again(now + TIME_TO_OBJECT)
    # It is erased along with everything else that was planned for them.
    s.expunge(row)
    await forgetting.erase(s, core, person, cause)
    return Done()


async def on_still_here(s: AsyncSession, core: Core, row: DueRow, person: Person) -> Verdict:
    """Tell everybody who knew of it that nothing comes of it, since they have done something here."""
    await erasures.tell_off(s, core, person, None, Cause(due_id=row.id))
    await audit.note(s, core, person, Deed.ERASURE_KEPT, None)
    return Done()


async def _whom(s: AsyncSession, me: Person, person_id: int, *, hold: bool = False) -> Person:
    person = await card.of_mine(s, me, person_id)
    if person.id == me.id:
        raise RefusedError(Reason.ERASE_YOURSELF)
    if hold:
        await s.refresh(person, with_for_update=True)
    if person.state is not PersonState.ACTIVE:
        raise RefusedError(Reason.ERASED_ANYWAY)
    return person


async def _plan(s: AsyncSession, core: Core, person: Person) -> None:
    at = core.clock.now() + TIME_TO_OBJECT
    await due.plan(
        s,
        DueKind.ERASE_FOR,
        person_id=person.id,
        subject_id=person.id,
        occurrence=local_date_of(at, person.zone).isoformat(),
        due_at=at,
    )


async def _view(s: AsyncSession, core: Core, me: Person, person: Person) -> Erasure:
    now, row = core.clock.now(), await erasures.planned(s, person.id)
    by_id = me.id if row is None else await erasures.asked_by(s, person.id)
    by = None if by_id == me.id else await s.get_one(Person, by_id)
    return Erasure(
        language=me.language,
        zone=me.zone,
        now=now,
        person_id=person.id,
        name=members.name_of(core.vault, person),
        reachable=person.unreachable_since is None,
        would_be=now + TIME_TO_OBJECT,
        at=None if row is None else row.due_at,
        by=None if by is None else members.name_of(core.vault, by),
    )
