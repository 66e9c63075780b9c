"""Asking to be erased: what it means is said first, and it is asked twice.

The second question is a message of its own, whose button works for an hour, and not for the first
moments: what is tapped twice in a hurry, or found weeks later, erases nobody.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.db.tables import Person, Relationship
from bot.domain.people import PersonState, Role
from bot.domain.relationships import RelationshipState
from bot.services import members
from bot.services.core import Actor, Core
from bot.services.people import staying_erased
from bot.services.people.forgetting import erase
from bot.services.people.programmes import Line, helplines_of
from bot.services.relationships import pairs

TOO_SOON = timedelta(seconds=3)
WORKS_FOR = timedelta(hours=1)
_TOGETHER = (RelationshipState.ACTIVE, RelationshipState.PAUSED)


@dataclass(frozen=True)
class ForgetView:
    """What erasing means for one person. `partners` are those whom they are paired with.

    `alone` says that they are the only coordinator of the programme.
    """

    language: str
    programme: str
    state: PersonState
    roles: frozenset[Role]
    partners: tuple[str, ...]
    alone: bool


@dataclass(frozen=True)
class Sure:
    """The second question, and when it is asked; `hasty` if it was answered too fast before."""

    language: str
    asked_at: datetime
    hasty: bool = False


@dataclass(frozen=True)
class Forgotten:
    """That everything is erased, and where to turn in that programme, for the last message.

    `language` is None where it had been erased before, by this update.
    """

    language: str | None
    helplines: tuple[Line, ...]


async def explain(core: Core, actor: Actor) -> ForgetView | None:
    """Say what erasing would mean for somebody; None for a stranger."""
    async with core.db.read() as s:
        person = await members.known(s, actor.telegram_id)
        if person is None:
            return None
        roles = await members.roles_of(s, person.id)
        programme = await members.programme_of(s, person)
        others = await members.coordinators_for(s, person)
        return ForgetView(
            language=person.language,
            programme=programme.name,
            state=person.state,
            roles=roles,
            partners=tuple(await _partners(s, core, person)),
            alone=Role.COORDINATOR in roles and not others,
        )


async def language_if_known(core: Core, actor: Actor) -> str | None:
    """Return the language of somebody who keeps everything; None for a stranger."""
    async with core.db.read() as s:
        person = await members.known(s, actor.telegram_id)
        return None if person is None else person.language


async def ask_again(core: Core, actor: Actor) -> Sure | None:
    """Ask whether they are sure; None for a stranger."""
    async with core.db.read() as s:
        person = await members.known(s, actor.telegram_id)
        return None if person is None else Sure(person.language, core.clock.now())


async def forget(core: Core, actor: Actor, asked_at: datetime) -> Forgotten | Sure | None:
    """Erase whoever asks; asked again where they answered too fast or too late.

    None for a stranger. The same update again says the same, and changes nothing.
    """
    now = core.clock.now()
    async with core.db.write() as s:
        person = await members.known(s, actor.telegram_id)
        if person is None:
            return await _done_before(s, actor)
        if not TOO_SOON <= now - asked_at <= WORKS_FOR:
            return Sure(person.language, now, hasty=now - asked_at < TOO_SOON)
        done = Forgotten(person.language, await helplines_of(s, person.programme_id))
        await erase(s, core, person, actor.cause)
    # What was read before the commit, and put into words after it began, is to be done anew too.
    core.erased.add(person.id)
    core.door.forget(actor.telegram_id)
    core.slowed.forget(actor.telegram_id)
    await staying_erased.note(core)
    return done


async def _done_before(s: AsyncSession, actor: Actor) -> Forgotten | None:
    by_this = select(Person.programme_id).where(
        Person.state == PersonState.LEFT, Person.update_id == actor.update_id
    )
    programme_id = await s.scalar(by_this.limit(1))
    return None if programme_id is None else Forgotten(None, await helplines_of(s, programme_id))


async def _partners(s: AsyncSession, core: Core, person: Person) -> list[str]:
    mine = or_(Relationship.mentor_id == person.id, Relationship.mentee_id == person.id)
    found = await s.scalars(select(Relationship.id).where(mine, Relationship.state.in_(_TOGETHER)))
    each = [await pairs.find(s, person, relationship_id) for relationship_id in found.all()]
    others = sorted(
        (pair.other for pair in each if pair), key=lambda o: pairs.by_name(core.vault, o)
    )
    return [members.name_of(core.vault, other) for other in others]
