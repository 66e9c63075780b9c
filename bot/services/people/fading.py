"""Who is erased by itself: whoever never finished coming in, and whoever has long been gone.

Somebody who is in no pair and has done nothing for as long as their programme keeps things is asked
first, and can stay by one tap. That they were asked is a row in the outbox. Whoever has blocked the
bot cannot be asked, and must not be kept for ever either: they have the same time, and are asked if
they come back within it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.db.tables import Consent, OutboxRow, Person, PersonRole, Programme, Relationship
from bot.domain.consent import CONSENT_VERSION
from bot.domain.people import PersonState, Role
from bot.domain.queues import Cause, MessageKind, OutboxState
from bot.domain.relationships import LIVING
from bot.domain.retention import ASKED_BEFORE, NEVER_FINISHED
from bot.services import members
from bot.services.core import Actor, Core
from bot.services.people.forgetting import erase
from bot.services.people.last_activity import last_activity
from bot.services.people.retention import cutoff
from bot.services.telling import tell

_ASKED = MessageKind.FADES
_NEVER_CAME = (OutboxState.UNREACHABLE, OutboxState.DROPPED, OutboxState.REJECTED)


@dataclass(frozen=True)
class FadesView:
    """That somebody is erased by itself at `at`, unless they would like to stay."""

    language: str
    zone: str
    now: datetime
    programme: str
    at: datetime


async def fade(core: Core) -> int:
    """Ask whoever has long been gone, and erase whoever did not answer; return how many erased.

    Each in a transaction of their own.
    """
    now = core.clock.now()
    gone = 0
    for person_id in await _candidates(core):
        async with core.db.write() as s:
            person = await s.get_one(Person, person_id, with_for_update=True)
            erased = await _one(s, core, person, now)
        if erased:
            core.erased.add(person_id)
            gone += 1
    return gone


async def asked(core: Core, reader_id: int, _: int) -> FadesView | None:
    """What somebody is asked when the message goes; None if they have come back meanwhile."""
    now = core.clock.now()
    async with core.db.read() as s:
        person = await s.get_one(Person, reader_id)
        programme = await members.programme_of(s, person)
        if not await _is_gone(s, person, programme, now):
            return None
        return FadesView(
            language=person.language,
            zone=person.zone,
            now=now,
            programme=programme.name,
            at=now + ASKED_BEFORE,
        )


async def stay(core: Core, actor: Actor) -> str:
    """Note that somebody would like to stay, which is agreeing once more; return their language."""
    async with core.db.write() as s:
        person = await members.require(s, actor)
        if person.update_id != actor.update_id:
            person.update_id = actor.update_id
            now = core.clock.now()
            s.add(Consent(person_id=person.id, version=CONSENT_VERSION, agreed_at=now))
        return person.language


async def _candidates(core: Core) -> Sequence[int]:
    now = core.clock.now()
    found: list[int] = []
    async with core.db.read() as s:
        joining = Person.state == PersonState.JOINING, Person.created_at < now - NEVER_FINISHED
        found += await s.scalars(select(Person.id).where(*joining))
        for programme in (await s.scalars(select(Programme))).all():
            before = await cutoff(s, programme, now)
            found += await s.scalars(_in_no_pair(programme.id, before))
    return found


def _in_no_pair(programme_id: int, before: datetime) -> Select[int]:
    in_pairs = select(Relationship.id).where(
        or_(Relationship.mentor_id == Person.id, Relationship.mentee_id == Person.id),
        Relationship.state.in_(LIVING),
    )
    coordinates = select(PersonRole.role).where(
        PersonRole.person_id == Person.id, PersonRole.role == Role.COORDINATOR
    )
    return select(Person.id).where(
        Person.programme_id == programme_id,
        Person.state == PersonState.ACTIVE,
        Person.created_at < before,
        ~in_pairs.exists(),
        ~coordinates.exists(),
    )


async def _one(s: AsyncSession, core: Core, person: Person, now: datetime) -> bool:
    if person.state is PersonState.JOINING:
        if await _agreed_at(s, person) >= now - NEVER_FINISHED:
            return False
    elif person.state is PersonState.ACTIVE:
        programme = await members.programme_of(s, person)
        is_gone = await _is_gone(s, person, programme, now)
        if not (is_gone and await _has_had_time(s, core, person, now)):
            return False
    else:
        # They have withdrawn, or were erased, a moment ago.
        return False
    await erase(s, core, person, Cause(), by_itself=True)
    return True


async def _is_gone(s: AsyncSession, person: Person, programme: Programme, now: datetime) -> bool:
    before = await cutoff(s, programme, now)
    # In this moment as well: they may have been paired since they were found.
    alone = await s.scalar(_in_no_pair(programme.id, before).where(Person.id == person.id))
    return alone is not None and await _there_at(s, person) < before


async def _has_had_time(s: AsyncSession, core: Core, person: Person, now: datetime) -> bool:
    """Whether somebody was asked long enough ago; ask whoever has not been."""
    last = await _last_asked(s, person)
    if last is None or (last.state in _NEVER_CAME and person.unreachable_since is None):
        await _ask(s, core, person, now)
        return False
    return last.finished_at is not None and last.finished_at <= now - ASKED_BEFORE


async def _there_at(s: AsyncSession, person: Person) -> datetime:
    """When somebody last did something, or until when they are on a break."""
    did = (await last_activity(s, person)).at
    times = [did, await _agreed_at(s, person), person.focus_at, person.paused_until]
    return max(each for each in times if each is not None)


async def _agreed_at(s: AsyncSession, person: Person) -> datetime:
    """When somebody agreed last; at least when they came."""
    agreed = await s.scalar(
        select(func.max(Consent.agreed_at)).where(Consent.person_id == person.id)
    )
    return agreed or person.created_at


async def _last_asked(s: AsyncSession, person: Person) -> OutboxRow | None:
    """Return how they were asked last, unless they have done something since."""
    return await s.scalar(
        select(OutboxRow)
        .where(
            OutboxRow.person_id == person.id,
            OutboxRow.kind == _ASKED,
            OutboxRow.created_at > await _there_at(s, person),
        )
        .order_by(OutboxRow.id.desc())
        .limit(1)
    )


async def _ask(s: AsyncSession, core: Core, person: Person, now: datetime) -> None:
    await tell(
        s,
        core,
        person,
        _ASKED,
        Cause(),
        subject_id=person.id,
        dedupe=f"{_ASKED}:{person.id}:{now:%Y-%m-%d}",
    )
