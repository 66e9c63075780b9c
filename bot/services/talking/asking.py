"""Asking for a person: what would go to whom is shown first, and nothing goes without a yes.

Words are the person's own choice. They are kept as they were written, and only whoever takes the
request on reads them.
"""

from dataclasses import replace
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot.db.tables import HelpRequest, Person
from bot.domain.ids import new_id
from bot.domain.people import Focus
from bot.domain.queues import DueKind
from bot.domain.talking import DRAFT_LASTS, FIRST_LOOK, Wanted
from bot.services import due, focusing, members
from bot.services.core import Actor, Core
from bot.services.errors import Reason, RefusedError
from bot.services.talking import asking_views as views
from bot.services.talking import rows, showing
from bot.services.talking.asking_views import Asking, Problem
from bot.services.talking.mentors import Mentor, mentors_ever, mentors_of, was_mentored_by
from bot.services.talking.passing_on import pass_on

# Together with the helplines it has to fit into one message.
LONGEST = 1200


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
            return replace(await views.plain(s, person, wanted), which=mentor)
        about = mentor.person_id if mentor is not None else None
        for request in await rows.same_of(s, person, wanted, about):
            if request.seen_at is None:
                stands = await rows.standing_of(s, core, person, request)
                return replace(await views.plain(s, person, wanted), standing=stands)
        if not await rows.recipients(s, core, person, wanted, about):
            return await views.nobody(s, core, person, wanted, about)
        draft = await _begin_draft(s, core, actor, person, wanted, about)
        return await views.draft(s, core, person, draft)


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
            return await views.draft(s, core, person, draft)
        if not _is_open(core, person):
            return None
        if not text.strip():
            return await views.draft(s, core, person, draft, Problem.NO_WORDS)
        before = rows.open_words(core, person, draft)
        words = text if before is None else f"{before}\n{text}"
        if len(words) > LONGEST:
            return await views.draft(s, core, person, draft, Problem.LONG)
        if not rows.seal_words(core, person, draft, words):
            return await views.draft(s, core, person, draft, Problem.NOT_KEPT)
        draft.update_id = actor.update_id
        _take_words(core, person)
        return await views.draft(s, core, person, draft)


async def leave_out(core: Core, actor: Actor, request_id: int | None = None) -> Asking | None:
    """Take the words out again; None if it is not a draft of theirs any more.

    Without `request_id`, of whatever they are about to ask for.
    """
    async with core.db.write() as s:
        person = await _asker(s, actor)
        draft = await rows.draft_of(s, person)
        if draft is None or request_id not in (None, draft.id):
            return None
        draft.words, draft.update_id = None, actor.update_id
        _take_words(core, person)
        return await views.draft(s, core, person, draft)


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
                return await views.nobody(s, core, person, wanted, about)
            await _send(s, core, actor, person, request)
        stands = await rows.standing_of(s, core, person, request)
        return replace(await views.plain(s, person, request.wanted), standing=stands, sent=True)


async def _send(
    s: AsyncSession, core: Core, actor: Actor, person: Person, request: HelpRequest
) -> None:
    now = core.clock.now()
    for before in await rows.same_of(s, person, request.wanted, request.mentor_id):
        rows.settle(before, now)  # nobody has said so, and nobody is told
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
    """The mentor it is about; several if that is to be chosen; None if it is about none.

    Whoever taps an old button is told of a mentor of then who is not there any more.
    """
    if wanted is Wanted.COORDINATOR:
        return None
    if mentor_id is not None:
        one = await was_mentored_by(s, core, person, mentor_id)
        if one is None:
            raise RefusedError(Reason.GONE)
        return one
    found = await (mentors_of if wanted is Wanted.MENTOR else mentors_ever)(s, core, person)
    if not found:
        raise RefusedError(Reason.GONE)
    return found[0] if len(found) == 1 else found
