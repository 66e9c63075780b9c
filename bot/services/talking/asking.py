"""Asking for a person: what would go to whom is shown first, and nothing goes without a yes.

Words are the person's own choice. They are kept as they were written, and only whoever takes the
request on reads them.
"""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from sqlalchemy.ext.asyncio import AsyncSession

from bot.db.tables import HelpRequest, Person
from bot.domain.ids import new_id
from bot.domain.people import Focus
from bot.domain.queues import DueKind
from bot.domain.talking import DRAFT_LASTS, FIRST_LOOK, Wanted
from bot.services import due, focusing, members
from bot.services.core import Actor, Core
from bot.services.errors import Reason, RefusedError
from bot.services.people.programmes import Line, helplines_of
from bot.services.talking import rows, showing
from bot.services.talking.passing_on import pass_on
from bot.services.talking.rows import Mentor, Standing

# Together with the helplines it has to fit into one message.
LONGEST = 1200


class Nobody(StrEnum):
    """Why there is nobody to tell."""

    NO_COORDINATOR = "coordinator"
    ONLY_YOU = "only-you"
    ONLY_THAT_MENTOR = "only-mentor"
    MENTOR_AWAY = "mentor"


class Problem(StrEnum):
    """Why what somebody sent was not added to what goes along."""

    LONG = "long"
    NO_WORDS = "no-words"


@dataclass(frozen=True)
class Asking:
    """Where somebody is with asking for a person.

    `takes_words` says that their next text goes along. `nobody` says that there is nobody to tell; `which`, that the mentor is to be chosen;
    `standing`, that the same has been asked for before, and stands, or has just been sent.
    Otherwise it is a draft, `request_id`: `told` are told, first the first of them, that `name`
    (empty while joining) asks, with `words`, if any.
    """

    language: str
    helplines: tuple[Line, ...]
    focus: Focus | None
    wanted: Wanted
    mentor: str = ""
    request_id: int | None = None
    name: str = ""
    told: tuple[str, ...] = ()
    words: str | None = None
    takes_words: bool = False
    problem: Problem | None = None
    nobody: Nobody | None = None
    which: tuple[Mentor, ...] = ()
    standing: Standing | None = None
    sent: bool = False


async def begin(core: Core, actor: Actor, wanted: Wanted, mentor_id: int | None = None) -> Asking:
    """Show what would be sent to whom, and let the next text be the words that go along.

    `mentor_id` is the mentor to ask, or whom a concern is about; without it, the only one there is.
    """
    async with core.db.write() as s:
        person = await _asker(s, actor)
        if members.agrees(person):
            showing.listen(core, person)
        await showing.drop_draft(s, person)
        mentor = await _which_mentor(s, core, person, wanted, mentor_id)
        if isinstance(mentor, tuple):
            return replace(await _plain(s, person, wanted), which=mentor)
        about = mentor.person_id if mentor is not None else None
        for request in await rows.open_of(s, person):
            if (request.wanted, request.mentor_id) == (wanted, about) and request.seen_at is None:
                stands = await rows.standing_of(s, core, person, request)
                return replace(await _plain(s, person, wanted), standing=stands)
        there = await rows.recipients(s, core, person, wanted, about)
        if not there:
            return await _nobody(s, core, person, wanted, about)
        draft = await _begin_draft(s, core, actor, person, wanted, about)
        return await _shown(s, core, person, draft)


async def say(core: Core, actor: Actor, text: str) -> Asking | None:
    """Take a text for the words that go along; None if nothing is being asked for any more.

    What is typed in several messages goes along together. Nothing is sent yet.
    """
    async with core.db.write() as s:
        person = await _asker(s, actor)
        draft = await rows.draft_of(s, person)
        if draft is None:
            return None
        if draft.update_id == actor.update_id:
            return await _shown(s, core, person, draft)
        if not _is_open(core, person):
            return None
        if not text.strip():
            return await _shown(s, core, person, draft, Problem.NO_WORDS)
        before = rows.open_words(core, person, draft)
        words = text if before is None else f"{before}\n{text}"
        if len(words) > LONGEST:
            return await _shown(s, core, person, draft, Problem.LONG)
        rows.seal_words(core, person, draft, words)
        draft.update_id = actor.update_id
        _take_words(core, person)
        return await _shown(s, core, person, draft)


async def leave_out(core: Core, actor: Actor, request_id: int) -> Asking | None:
    """Take the words out again; None if it is not a draft of theirs any more."""
    async with core.db.write() as s:
        person = await _asker(s, actor)
        draft = await rows.draft_of(s, person)
        if draft is None or draft.id != request_id:
            return None
        draft.words, draft.update_id = None, actor.update_id
        _take_words(core, person)
        return await _shown(s, core, person, draft)


async def send(core: Core, actor: Actor, request_id: int | None = None) -> Asking | None:
    """Send it, once; None if there is no such request of theirs any more.

    Without `request_id`, whatever they are about to ask for. Who there is to tell is looked at
    again: somebody may have gone meanwhile.
    """
    async with core.db.write() as s:
        person = await _asker(s, actor)
        draft = await rows.draft_of(s, person)
        known = draft.id if draft is not None and request_id is None else request_id
        if known is None:
            return None
        await due.hold(s, DueKind.TALK, subject_id=known)
        request = await s.get(HelpRequest, known, with_for_update=True, populate_existing=True)
        if request is None or request.person_id != person.id or request.settled_at is not None:
            return None
        if members.agrees(person):
            showing.listen(core, person)
        if request.sent_at is None:
            wanted, about = request.wanted, request.mentor_id
            if not await rows.recipients(s, core, person, wanted, about):
                await s.delete(request)
                return await _nobody(s, core, person, wanted, about)
            await _send(s, core, actor, person, request)
        stands = await rows.standing_of(s, core, person, request)
        return replace(await _plain(s, person, request.wanted), standing=stands, sent=True)


async def _send(
    s: AsyncSession, core: Core, actor: Actor, person: Person, request: HelpRequest
) -> None:
    now = core.clock.now()
    for before in await rows.open_of(s, person):
        if (before.wanted, before.mentor_id) == (request.wanted, request.mentor_id):
            rows.settle(before, now, person.id)
    request.sent_at = request.since = now
    request.update_id = actor.update_id
    await pass_on(s, core, person, request, actor.cause)
    await _plan(s, request, now + FIRST_LOOK)


async def _begin_draft(
    s: AsyncSession, core: Core, actor: Actor, person: Person, wanted: Wanted, about: int | None
) -> HelpRequest:
    now = core.clock.now()
    draft = HelpRequest(
        id=new_id(),
        person_id=person.id,
        wanted=wanted,
        mentor_id=about,
        update_id=actor.update_id,
        created_at=now,
        step=0,
    )
    s.add(draft)
    await s.flush()
    await _plan(s, draft, now + DRAFT_LASTS)
    _take_words(core, person)
    return draft


async def _plan(s: AsyncSession, request: HelpRequest, due_at: datetime) -> None:
    await due.plan(
        s,
        DueKind.TALK,
        person_id=request.person_id,
        subject_id=request.id,
        occurrence="seen",
        due_at=due_at,
    )


def _is_open(core: Core, person: Person) -> bool:
    """Whether their next text still belongs to what they are about to ask for."""
    begun = person.focus_at or core.clock.now()
    not_long = core.clock.now() - begun <= focusing.LETS_GO_AFTER
    asks = person.focus is Focus.TALK_WORDS and members.agrees(person)
    return asks and not_long


def _take_words(core: Core, person: Person) -> None:
    """Let the next text be the words that go along, of whoever may have words kept."""
    if members.agrees(person):
        focusing.take(core, person, Focus.TALK_WORDS, focusing.where_aside(person))


async def _asker(s: AsyncSession, actor: Actor) -> Person:
    """Everybody may ask who is known, whatever they agree to; only their words need that."""
    person = await members.known(s, actor.telegram_id)
    if person is None:
        raise RefusedError(Reason.NOT_A_MEMBER)
    return person


async def _which_mentor(
    s: AsyncSession, core: Core, person: Person, wanted: Wanted, mentor_id: int | None
) -> Mentor | tuple[Mentor, ...] | None:
    """The mentor it is about; several if that is to be chosen; None if it is about none."""
    if wanted is Wanted.COORDINATOR:
        return None
    known = await (rows.mentors_of if wanted is Wanted.MENTOR else rows.mentors_ever)(
        s, core, person
    )
    found = [each for each in known if mentor_id in (None, each.person_id)]
    if not found:
        raise RefusedError(Reason.GONE)
    return found[0] if len(found) == 1 else tuple(found)


async def _nobody(
    s: AsyncSession, core: Core, person: Person, wanted: Wanted, about: int | None
) -> Asking:
    shown = await _plain(s, person, wanted)
    why = Nobody.NO_COORDINATOR
    if wanted is Wanted.MENTOR:
        why = Nobody.MENTOR_AWAY
    elif wanted is Wanted.CONCERN and about in await _coordinators(s, person):
        why = Nobody.ONLY_THAT_MENTOR
    elif await _coordinators(s, person) == {person.id}:
        why = Nobody.ONLY_YOU
    return replace(shown, nobody=why, mentor=await rows.name_by_id(s, core, about))


async def _coordinators(s: AsyncSession, person: Person) -> set[int]:
    found = await members.coordinators(s, person.programme_id)
    return {each.id for each in found if each.unreachable_since is None}


async def _shown(
    s: AsyncSession,
    core: Core,
    person: Person,
    draft: HelpRequest,
    problem: Problem | None = None,
) -> Asking:
    there = await rows.recipients(s, core, person, draft.wanted, draft.mentor_id)
    return replace(
        await _plain(s, person, draft.wanted),
        mentor=await rows.name_by_id(s, core, draft.mentor_id),
        request_id=draft.id,
        name=members.name_of(core.vault, person),
        told=rows.names(core, there),
        words=rows.open_words(core, person, draft),
        takes_words=members.agrees(person),
        problem=problem,
    )


async def _plain(s: AsyncSession, person: Person, wanted: Wanted) -> Asking:
    lines = await helplines_of(s, person.programme_id)
    return Asking(person.language, lines, person.focus, wanted)
