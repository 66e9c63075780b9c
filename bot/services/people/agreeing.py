"""Agreeing to today's text: again, after a new one or after having withdrawn.

Until then nothing of theirs is stored (`members`), and nothing is sent (`agree_first` and
`may_still_go`). What was open stays open, and goes on afterwards.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.db.tables import Consent, Person
from bot.domain.consent import CONSENT_VERSION, KEPT_FOR
from bot.domain.deeds import Deed
from bot.domain.people import Focus, PersonState, Role
from bot.domain.queues import DueKind
from bot.services import audit, due, focusing, members
from bot.services.core import Actor, Core
from bot.services.errors import Reason, RefusedError
from bot.services.people import agree_first, introducing, presence, reach
from bot.services.people.joining_views import Step
from bot.services.relationships import pair_notes, pairs, planned_pairs, resting, unheard
from bot.services.relationships.pair_notes import GoesOn
from bot.services.relationships.unheard import News
from bot.services.waiting import Waiting, waiting_for


@dataclass(frozen=True)
class AgreeView:
    """Today's text for somebody who is to agree to it; `version` is what they would agree to.

    `erased_at` is when everything of theirs is erased, if they have withdrawn.
    """

    language: str
    zone: str
    programme: str
    roles: frozenset[Role]
    version: str
    erased_at: datetime | None


@dataclass(frozen=True)
class AgreedView:
    """Somebody has agreed, with what waits for them and what their next words belong to.

    `is_new` says that it was with this very update; `is_back` that they had withdrawn before it,
    `pairs` with whom they go on; `news` is what happened to the others of their pairs meanwhile.
    """

    language: str
    name: str
    is_new: bool
    is_back: bool
    pairs: tuple[GoesOn, ...]
    news: tuple[News, ...]
    focus: Focus | None
    waiting: Waiting | None


async def check(core: Core, actor: Actor) -> None:
    """Refuse whoever has withdrawn, or has to agree first; everybody else passes."""
    async with core.db.read() as s:
        await members.find(s, actor.telegram_id)


async def look(core: Core, actor: Actor) -> AgreeView | str:
    """Show today's text to somebody who is to agree; of whoever has agreed, only their language."""
    async with core.db.read() as s:
        person = await _known(s, actor)
        return person.language if members.agrees(person) else await view_of(s, person)


async def not_now(core: Core, actor: Actor) -> AgreeView | str:
    """Leave things as they are until somebody agrees, and do not ask again; as `look`."""
    async with core.db.write() as s:
        person = await _known(s, actor)
        if members.agrees(person):
            return person.language
        await agree_first.has_said_not_now(s, core, person, actor.cause)
        return await view_of(s, person)


async def view_of(s: AsyncSession, person: Person) -> AgreeView:
    """Return today's text for somebody."""
    programme = await members.programme_of(s, person)
    since = await _withdrawn_at(s, person)
    return AgreeView(
        language=person.language,
        zone=person.zone,
        programme=programme.name,
        roles=await members.roles_of(s, person.id),
        version=CONSENT_VERSION,
        erased_at=None if since is None else since + KEPT_FOR,
    )


async def asked(core: Core, person_id: int, _: int) -> AgreeView | None:
    """What the message that asks says when it goes; None if they have agreed by then."""
    async with core.db.read() as s:
        person = await s.get_one(Person, person_id)
        return None if members.agrees(person) else await view_of(s, person)


async def agree(core: Core, actor: Actor, version: str) -> AgreedView | AgreeView | Step:
    """Take somebody's yes to the text of `version`; if that is not today's, show today's.

    All that was planned goes on, what had rested with them too. Somebody who had not finished
    joining goes on with that.
    """
    async with core.db.write() as s:
        person = await _known(s, actor)
        is_new = person.update_id != actor.update_id and not members.agrees(person)
        if is_new and version != CONSENT_VERSION:
            return await view_of(s, person)
        if is_new:
            person.update_id = actor.update_id
            await _agree(s, core, actor, person)
        if person.state is PersonState.JOINING:
            return introducing.take_up(core, person)
        return await _agreed(s, core, actor, person)


async def _agreed(s: AsyncSession, core: Core, actor: Actor, person: Person) -> AgreedView:
    is_new = person.update_id == actor.update_id
    since = await _was_away_since(s, person) if is_new else None
    news = () if since is None else await unheard.news(s, core, person, since)
    return AgreedView(
        language=person.language,
        name=members.name_of(core.vault, person),
        is_new=is_new,
        is_back=since is not None,
        pairs=await _go_on(s, core, actor, person, news),
        news=news,
        focus=person.focus,
        waiting=await waiting_for(s, core, person),
    )


async def _go_on(
    s: AsyncSession, core: Core, actor: Actor, person: Person, news: tuple[News, ...]
) -> tuple[GoesOn, ...]:
    """With whom somebody goes on by this update, but for those who are news to them."""
    new = {each.relationship_id for each in news if each.is_new}
    active = await pairs.all_active(s, core, person)
    just_now = [each for each in active if each.relationship.update_id == actor.update_id]
    known = [each for each in just_now if each.relationship.id not in new]
    return tuple([await pair_notes.going_on(s, core, each) for each in known])


async def _agree(s: AsyncSession, core: Core, actor: Actor, person: Person) -> None:
    since = await _withdrawn_at(s, person)
    person.consent_version = CONSENT_VERSION
    agreed = Consent(person_id=person.id, version=CONSENT_VERSION, agreed_at=core.clock.now())
    s.add(agreed)
    await audit.note(s, core, person, Deed.AGREED, actor.update_id)
    await agree_first.take_up(s, core, person)
    if since is not None:
        await _come_back(s, core, actor, person, since)
    await focusing.note_between(s, actor.telegram_id)


async def _come_back(
    s: AsyncSession, core: Core, actor: Actor, person: Person, since: datetime
) -> None:
    await due.call_off(s, core.clock.now(), DueKind.ERASE, subject_id=person.id)
    # Withdrawn while they were joining, they have no name.
    person.state = PersonState.ACTIVE if person.name is not None else PersonState.JOINING
    await s.flush()
    if person.state is PersonState.ACTIVE:
        await resting.go_on(s, core, actor, person)
        await presence.tell_back(s, core, actor, person)
        await reach.tell_what_they_missed(s, core, person, since)
        await unheard.catch_up(s, core, person, since)
        await planned_pairs.ask_ready(s, core, actor.cause, person=person)


async def _known(s: AsyncSession, actor: Actor) -> Person:
    person = await members.known(s, actor.telegram_id)
    if person is None:
        raise RefusedError(Reason.NOT_A_MEMBER)
    return person


async def _withdrawn_at(s: AsyncSession, person: Person) -> datetime | None:
    """When somebody withdrew who has not come back; None for anybody else."""
    if person.state is not PersonState.WITHDRAWN:
        return None
    return await s.scalar(
        select(func.max(Consent.withdrawn_at)).where(Consent.person_id == person.id)
    )


async def _was_away_since(s: AsyncSession, person: Person) -> datetime | None:
    """When somebody who has just agreed had withdrawn; None if they had not."""
    last_two = await s.scalars(
        select(Consent.withdrawn_at)
        .where(Consent.person_id == person.id)
        .order_by(Consent.agreed_at.desc(), Consent.withdrawn_at.desc())
        .limit(2)
    )
    return next((each for each in last_two if each is not None), None)
