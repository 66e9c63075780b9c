"""Coming in by a link: the welcome, and what agreeing or "not now" does.

Nothing about a person is stored before they agree. Of a refusal only its moment is kept, with
the invite and without anyone's id; the link goes on working until it expires.
"""

from sqlalchemy.ext.asyncio import AsyncSession

from bot.db.tables import Invite, Person, Programme
from bot.domain.consent import CONSENT_VERSION
from bot.domain.ids import new_id
from bot.domain.people import Focus, PersonState, Role
from bot.services import members, refusals
from bot.services.core import Actor, Core
from bot.services.errors import Reason
from bot.services.people import agreeing, helpline_checks
from bot.services.people.agreeing import AgreeView
from bot.services.people.introducing import go_on, step_of, take_up
from bot.services.people.invite_tokens import is_good, look_up
from bot.services.people.joining_views import (
    Agreed,
    Goodbye,
    Link,
    Member,
    RoleAdded,
    RoleOffer,
    Start,
    Stranger,
    Welcome,
)
from bot.services.people.shown_invites import shown_to
from bot.services.people.using_links import give, good_one, is_new_role, is_theirs, use_up
from bot.services.relationships import planned_pairs
from bot.services.waiting import waiting_for


async def start(core: Core, actor: Actor, token: str | None, language: str) -> Start | AgreeView:
    """Say what `/start` comes to; somebody who is joining goes on where they were.

    A member's link out of a file is marked as used by them, so that what was planned with it comes
    about. Nothing else is stored; that somebody was shown an invitation is only in memory (`door`).
    `language` is for those not known yet, empty if theirs is none that we have.
    """
    if token is not None:
        await refusals.guessed(core, actor, token)
    async with core.db.read() as s:
        person = await members.known(s, actor.telegram_id)
        if person is None:
            return await _at_the_door(s, core, actor, token, language)
        if not members.agrees(person):
            return await agreeing.view_of(s, person)
        joins = person.state is PersonState.JOINING
        if not joins and not await is_theirs(s, person, await good_one(s, core, token)):
            return await _at_home(s, core, actor, person, token)
    return await go_on(core, actor) if joins else await _claim(core, actor, token)


async def agree(
    core: Core, actor: Actor, invite_id: int, language: str, version: str = CONSENT_VERSION
) -> Agreed | Welcome:
    """Use an invite up: take a newcomer in, or give a member the role.

    A newcomer who was shown another `version` of the text is shown today's. Of two people who
    agree to the same invite at once, one is taken in; the other gets the answer that every link
    gets which no longer works.
    """
    async with core.db.write() as s:
        invite = await s.get(Invite, invite_id, with_for_update=True)
        person = await members.find(s, actor.telegram_id)
        if person is not None and person.state is PersonState.JOINING:
            return take_up(core, person)
        good = invite if invite and is_good(invite, core.clock.now()) else None
        if person is not None:
            return await _as_member(s, core, actor, person, invite, good)
        if good is None:
            return Stranger(language, had_link=True)
        if version != CONSENT_VERSION:
            return await _welcome(s, core, actor, good, language)
        await _is_open(s, good)
        newcomer = await _take_in(s, core, actor, good, language)
        core.door.forget(actor.telegram_id)
        core.slowed.forget(actor.telegram_id)
        return step_of(core, newcomer)


async def not_now(core: Core, actor: Actor, invite_id: int, language: str) -> Goodbye:
    """Note that somebody said "not now" to an invite, and nothing else about them."""
    core.door.forget(actor.telegram_id)
    async with core.db.write() as s:
        person = await members.find(s, actor.telegram_id)
        invite = await s.get(Invite, invite_id, with_for_update=True)
        if person is None and invite is not None and is_good(invite, core.clock.now()):
            invite.refused_at = invite.refused_at or core.clock.now()
        if person is not None:
            return Goodbye(person.language, is_member=True)
        return Goodbye(language, is_member=False)


async def _at_the_door(
    s: AsyncSession, core: Core, actor: Actor, token: str | None, language: str
) -> Stranger | Welcome:
    good = await good_one(s, core, token)
    if good is None:
        return Stranger(language, had_link=token is not None)
    return await _welcome(s, core, actor, good, language)


async def _welcome(
    s: AsyncSession, core: Core, actor: Actor, good: Invite, language: str
) -> Welcome:
    programme = await s.get_one(Programme, good.programme_id)
    core.door.shown(actor.telegram_id, programme.id, core.clock.now())
    await _is_open(s, good)
    return Welcome(
        language or programme.language,
        good.id,
        programme.name,
        good.role,
        CONSENT_VERSION,
        shown_to(core, actor.telegram_id, good.id),
    )


async def _is_open(s: AsyncSession, good: Invite) -> None:
    """Refuse all but coordinators where nobody has confirmed the helplines yet."""
    if good.role is not Role.COORDINATOR:
        await helpline_checks.require_ready(s, good.programme_id, Reason.NOT_OPEN_YET)


async def _at_home(
    s: AsyncSession, core: Core, actor: Actor, person: Person, token: str | None
) -> Member | RoleOffer:
    invite = await look_up(s, token) if token else None
    if invite and invite.used_by == person.id and person.update_id == actor.update_id:
        return await _member(s, core, person, Link.YOURS)
    good = await good_one(s, core, token)
    if good is not None and await is_new_role(s, person, good):
        programme = await members.programme_of(s, person)
        shown = shown_to(core, actor.telegram_id, good.id)
        return RoleOffer(person.language, good.id, programme.name, good.role, shown)
    return await _member(s, core, person, Link.NONE if token is None else _came_of(person, good))


async def _claim(core: Core, actor: Actor, token: str | None) -> Member | RoleOffer:
    async with core.db.write() as s:
        person = await members.require(s, actor)
        found = await good_one(s, core, token)
        good = found and await s.get(Invite, found.id, with_for_update=True, populate_existing=True)
        if good and is_good(good, core.clock.now()) and await is_theirs(s, person, good):
            person.update_id = actor.update_id
            await use_up(s, core, person, good)
            await planned_pairs.ask_ready(s, core, actor.cause, person=person)
        return await _at_home(s, core, actor, person, token)


async def _as_member(
    s: AsyncSession,
    core: Core,
    actor: Actor,
    person: Person,
    invite: Invite | None,
    good: Invite | None,
) -> Agreed:
    if good is not None and await is_new_role(s, person, good):
        person.update_id = actor.update_id
        await give(s, core, actor, person, good)
        return RoleAdded(person.language, good.role, await members.roles_of(s, person.id))
    if invite is not None and invite.used_by == person.id:
        if person.update_id == actor.update_id:
            return RoleAdded(person.language, invite.role, await members.roles_of(s, person.id))
        return await _member(s, core, person, Link.NONE)
    return await _member(s, core, person, _came_of(person, good))


def _came_of(person: Person, good: Invite | None) -> Link:
    """What comes of a link that gives this person no role."""
    if good is None:
        return Link.DEAD
    return Link.NOTHING_NEW if good.programme_id == person.programme_id else Link.ELSEWHERE


async def _member(s: AsyncSession, core: Core, person: Person, link: Link) -> Member:
    name = members.name_of(core.vault, person)
    roles = await members.roles_of(s, person.id)
    return Member(person.language, name, roles, link, await waiting_for(s, core, person))


async def _take_in(
    s: AsyncSession, core: Core, actor: Actor, invite: Invite, language: str
) -> Person:
    programme = await s.get_one(Programme, invite.programme_id)
    person_id = new_id()
    person = Person(
        id=person_id,
        programme_id=programme.id,
        telegram_id=actor.telegram_id,
        state=PersonState.JOINING,
        wrapped_key=core.vault.new_key(person_id),
        zone=programme.zone,
        language=language or programme.language,
        focus=Focus.JOIN_NAME,
        update_id=actor.update_id,
        created_at=core.clock.now(),
    )
    s.add(person)
    await s.flush()
    await give(s, core, actor, person, invite)
    return person
