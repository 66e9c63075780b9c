"""Withdrawing: from then on nothing more of somebody is stored, sent to them, or read by anybody.

What they wrote stays sealed for a while, so that a hasty tap can be taken back; then it is erased.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.db.tables import Consent, DueRow, OutboxRow, Person
from bot.domain.consent import KEPT_FOR
from bot.domain.deeds import Deed
from bot.domain.people import PersonState, Role
from bot.domain.queues import ANSWERS_ANYBODY, Cause, DueKind, Lane, OutboxState
from bot.domain.recurrence import local_date_of
from bot.services import audit, due, focusing, members
from bot.services.core import Actor, Core
from bot.services.due import Done, Verdict
from bot.services.errors import Reason, RefusedError
from bot.services.people import agreeing, forgetting, presence
from bot.services.people.agreeing import AgreeView
from bot.services.relationships import pairs, resting
from bot.services.talking.looking_again import look_again_at_calls


@dataclass(frozen=True)
class WithdrawView:
    """What withdrawing would do: `others` are told, `alone` if nobody else coordinates.

    `on_a_break` are told too, with whom they are a pair that has a break already. `joining` says
    that they have not finished coming in, `erased_at` when all would be erased.
    """

    language: str
    zone: str
    now: datetime
    others: tuple[str, ...]
    on_a_break: tuple[str, ...]
    roles: frozenset[Role]
    alone: bool
    joining: bool
    erased_at: datetime


async def ask(core: Core, actor: Actor) -> WithdrawView | AgreeView:
    """Say what withdrawing does; whoever has withdrawn is shown how things are instead."""
    async with core.db.read() as s:
        person = await _known(s, actor)
        if person.state is PersonState.WITHDRAWN:
            return await agreeing.view_of(s, person)
        active = await pairs.all_active(s, core, person)
        paused = await pairs.all_paused(s, core, person)
        return WithdrawView(
            language=person.language,
            zone=person.zone,
            now=core.clock.now(),
            others=tuple(members.name_of(core.vault, each.other) for each in active),
            on_a_break=tuple(members.name_of(core.vault, each.other) for each in paused),
            roles=await members.roles_of(s, person.id),
            alone=not await members.coordinators_for(s, person),
            joining=person.state is PersonState.JOINING,
            erased_at=core.clock.now() + KEPT_FOR,
        )


async def withdraw(core: Core, actor: Actor) -> AgreeView:
    """Withdraw, in one transaction with all that follows from it; said again, it changes nothing."""
    async with core.db.write() as s:
        person = await _known(s, actor)
        is_new = person.state is not PersonState.WITHDRAWN
        if is_new:
            await _withdraw(s, core, actor, person)
        view = await agreeing.view_of(s, person)
    if is_new:
        core.erased.withdrew()
    return view


async def never_mind(core: Core, actor: Actor) -> str:
    """Leave everything as it is; return their language."""
    async with core.db.read() as s:
        return (await _known(s, actor)).language


async def on_erase(s: AsyncSession, core: Core, row: DueRow, person: Person) -> Verdict:
    """Erase whoever has withdrawn and not come back."""
    if person.state is PersonState.WITHDRAWN:
        cause = Cause(due_id=row.id)
        # It is erased along with everything else that was planned for them.
        s.expunge(row)
        await forgetting.erase(s, core, person, cause)
    return Done()


async def _withdraw(s: AsyncSession, core: Core, actor: Actor, person: Person) -> None:
    now = core.clock.now()
    others = await resting.rest(s, core, actor, person)
    if person.state is PersonState.JOINING:
        # They are asked for it once more if they come back.
        person.name = None
    else:
        await presence.tell_gone(s, core, actor, person, [each.id for each in others])
    await s.execute(
        update(Consent)
        .where(Consent.person_id == person.id, Consent.withdrawn_at.is_(None))
        .values(withdrawn_at=now)
    )
    await audit.note(s, core, person, Deed.WITHDREW, actor.update_id)
    person.state, person.consent_version = PersonState.WITHDRAWN, None
    person.update_id = actor.update_id
    focusing.put_aside(person)
    await _drop(s, person, now)
    await look_again_at_calls(s, person.id, now)
    await due.plan(
        s,
        DueKind.ERASE,
        person_id=person.id,
        subject_id=person.id,
        occurrence=local_date_of(now + KEPT_FOR, person.zone).isoformat(),
        due_at=now + KEPT_FOR,
    )


async def _drop(s: AsyncSession, person: Person, now: datetime) -> None:
    """Drop what waits for them; what is claimed already is asked about once more when it leaves."""
    await s.execute(
        update(OutboxRow)
        .where(
            OutboxRow.person_id == person.id,
            OutboxRow.state == OutboxState.WAITING,
            OutboxRow.kind.not_in(ANSWERS_ANYBODY),
            OutboxRow.lane != Lane.URGENT,
        )
        .values(state=OutboxState.DROPPED, finished_at=now)
    )


async def _known(s: AsyncSession, actor: Actor) -> Person:
    person = await members.known(s, actor.telegram_id)
    if person is None:
        raise RefusedError(Reason.NOT_A_MEMBER)
    return person
