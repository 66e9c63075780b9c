"""Between agreeing and taking part: what to be called, the time zone, the language.

The person's focus says which question is next, so that they go on where they were whatever
happened in between. An update that is handled again finds its own number on the person and
changes nothing.
"""

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.db.tables import Invite, Person
from bot.domain.names import NameProblem, tidy_name
from bot.domain.people import Focus, PersonState
from bot.domain.zones import is_zone
from bot.services import focusing, members
from bot.services.core import Actor, Core
from bot.services.errors import Reason, RefusedError
from bot.services.people import helpline_checks, people_news
from bot.services.people.joining_views import Joined, Next, Step
from bot.services.relationships import planned_pairs


def step_of(
    core: Core,
    person: Person,
    problem: NameProblem | None = None,
    *,
    repeated: bool = False,
) -> Step:
    """Say where a person who is joining stands."""
    return Step(
        focus=focusing.joins_at(person),
        language=person.language,
        name=members.name_of(core.vault, person),
        zone=person.zone,
        now=core.clock.now(),
        problem=problem,
        repeated=repeated,
    )


async def go_on(core: Core, actor: Actor) -> Step:
    """Ask again where somebody who is joining stopped, and take their next words for that."""
    async with core.db.write() as s:
        return take_up(core, await _joining(s, actor))


def take_up(core: Core, person: Person) -> Step:
    """Let a person's words belong to where they stand in joining, and say where that is."""
    person.focus, person.focus_id = focusing.joins_at(person), None
    return step_of(core, person)


async def take_name(core: Core, actor: Actor, text: str, *, tapped: bool = False) -> Next:
    """Take what a person wants to be called, 1 to 60 characters; the step says if it will not do.

    Typed words are a name only while they belong to that question; a button is meant as it says.
    """
    async with core.db.write() as s:
        person = await _joining(s, actor)
        stands_at = _stands_at(person) if tapped else person.focus
        if person.update_id == actor.update_id or stands_at is not Focus.JOIN_NAME:
            return await _next(s, core, actor, person)
        name = tidy_name(text)
        if isinstance(name, NameProblem):
            return step_of(core, person, name)
        person.name = members.seal_name(core.vault, person, name)
        person.update_id = actor.update_id
        return _ask(core, person, Focus.JOIN_ZONE)


async def where_they_stand(core: Core, actor: Actor) -> Step:
    """Say which question is open; `repeated` if this very update answered the one before it."""
    async with core.db.read() as s:
        person = await _joining(s, actor)
        if person.state is PersonState.ACTIVE:
            raise RefusedError(Reason.CLOSED)
        return step_of(core, person, repeated=person.update_id == actor.update_id)


async def take_zone(core: Core, actor: Actor, zone: str, languages: tuple[str, ...]) -> Next:
    """Take an IANA zone; `languages` are those there is a choice of."""
    if not is_zone(zone):
        raise RefusedError(Reason.GONE)
    async with core.db.write() as s:
        person = await _joining(s, actor)
        if person.update_id == actor.update_id or _stands_at(person) is not Focus.JOIN_ZONE:
            return await _next(s, core, actor, person)
        person.zone, person.update_id = zone, actor.update_id
        if len(languages) > 1:
            return _ask(core, person, Focus.JOIN_LANGUAGE)
        return await _finish(s, core, actor, person)


async def take_language(
    core: Core, actor: Actor, language: str, languages: tuple[str, ...]
) -> Next:
    """Take one of `languages`; with that the person takes part."""
    if language not in languages:
        raise RefusedError(Reason.GONE)
    async with core.db.write() as s:
        person = await _joining(s, actor)
        if person.update_id == actor.update_id or _stands_at(person) is not Focus.JOIN_LANGUAGE:
            return await _next(s, core, actor, person)
        person.language, person.update_id = language, actor.update_id
        return await _finish(s, core, actor, person)


async def tell_inviter(
    s: AsyncSession, core: Core, actor: Actor, person: Person, invite: Invite
) -> None:
    """Tell the coordinator whose invite this person used that they are in."""
    if invite.created_by is None:
        return
    inviter = await s.get_one(Person, invite.created_by)
    planned = await planned_pairs.is_planned(s, invite.id)
    await people_news.tell_joined(
        s, core, inviter, actor.cause, person, invite.role, planned=planned
    )


async def _joining(s: AsyncSession, actor: Actor) -> Person:
    person = await members.find(s, actor.telegram_id)
    if person is None:
        raise RefusedError(Reason.NOT_A_MEMBER)
    return person


def _stands_at(person: Person) -> Focus | None:
    return focusing.joins_at(person) if person.state is PersonState.JOINING else None


def _ask(core: Core, person: Person, question: Focus) -> Step:
    person.focus, person.focus_id = question, None
    return step_of(core, person)


async def _next(s: AsyncSession, core: Core, actor: Actor, person: Person) -> Next:
    """Answer an old button, or the same update again, with where they stand by now."""
    if person.state is PersonState.JOINING:
        return take_up(core, person)
    if person.update_id != actor.update_id:
        raise RefusedError(Reason.CLOSED)
    return await _joined(s, core, person)


async def _finish(s: AsyncSession, core: Core, actor: Actor, person: Person) -> Joined:
    person.state, person.focus, person.focus_id = PersonState.ACTIVE, None, None
    invite = await s.scalar(select(Invite).where(Invite.used_by == person.id))
    if invite is not None:
        await tell_inviter(s, core, actor, person, invite)
    await planned_pairs.ask_ready(s, core, actor.cause, person=person)
    await helpline_checks.begin(s, core, actor.cause, person)
    return await _joined(s, core, person)


async def _joined(s: AsyncSession, core: Core, person: Person) -> Joined:
    return Joined(
        language=person.language,
        name=members.name_of(core.vault, person),
        zone=person.zone,
        roles=await members.roles_of(s, person.id),
        programme=(await members.programme_of(s, person)).name,
    )
