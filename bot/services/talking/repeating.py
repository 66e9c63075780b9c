"""What happens to a request by itself: it is repeated and passed on until somebody has seen it.

Whoever asked is told truthfully that nobody has seen it yet. Once somebody has, it is looked after
until it is settled: if whoever saw it is gone, it begins anew.
"""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot.db.tables import DueRow, HelpRequest, Person
from bot.domain import talking
from bot.domain.people import PersonState, Role
from bot.domain.queues import Cause, DueOutcome, MessageKind
from bot.domain.talking import Wanted
from bot.services import members
from bot.services.core import Core
from bot.services.due import Again, Done, Verdict
from bot.services.talking import rows
from bot.services.talking.mentors import mentors_of
from bot.services.talking.passing_on import pass_on, tell_asker, tell_of_nobody
from bot.services.telling import tell


async def on_talk(s: AsyncSession, core: Core, row: DueRow, asker: Person) -> Verdict:
    """Do what is to be done by now about one request; late, that is done once."""
    request = await s.get(HelpRequest, row.subject_id, with_for_update=True)
    if request is None or request.settled_at is not None:
        return Done()
    now, cause = core.clock.now(), Cause(due_id=row.id)
    if request.sent_at is None:
        await s.delete(request)
        return Done()
    if not await rows.is_wanted(s, asker, request):
        rows.settle(request, now)
        return Done(DueOutcome.CANCELLED)
    if request.seen_at is None:
        return await _repeat(s, core, asker, request, now, cause)
    # Whoever has been erased is not even named any more.
    seer = await s.get(Person, request.seen_by) if request.seen_by is not None else None
    if seer is not None and await _is_there(s, core, asker, request, seer):
        return await _look_after(s, core, request, seer, cause)
    return await _begin_anew(s, core, asker, request, now, cause)


async def _begin_anew(
    s: AsyncSession, core: Core, asker: Person, request: HelpRequest, now: datetime, cause: Cause
) -> Verdict:
    """Pass on what somebody had seen who is there no longer, and say so to whoever asked."""
    request.seen_at = request.seen_by = None
    request.since, request.step = now, 0
    if not await _may_be_told(s, core, asker, request):
        return await _give_up(s, core, asker, request, cause)
    await pass_on(s, core, asker, request, cause)
    await tell_asker(s, core, MessageKind.TALK_UNSEEN, asker, request, cause)
    return Again(now + talking.FIRST_LOOK)


async def _repeat(
    s: AsyncSession, core: Core, asker: Person, request: HelpRequest, now: datetime, cause: Cause
) -> Verdict:
    since = request.since or request.created_at
    waited = now - since
    is_over = waited >= talking.gives_up_after(request.wanted)
    if is_over or not await _may_be_told(s, core, asker, request):
        return await _give_up(s, core, asker, request, cause)
    step = talking.step_at(request.wanted, waited)
    new, request.step = step > request.step, step
    reached = await pass_on(s, core, asker, request, cause, again=new)
    if new and talking.tells_asker(request.wanted, step):
        await tell_asker(s, core, MessageKind.TALK_UNSEEN, asker, request, cause)
    elif not reached:
        await tell_of_nobody(s, core, asker, request, cause)
    later = since + talking.next_after(request.wanted, waited)
    return Again(later if reached else min(later, now + talking.LOOKS_FOR_SOMEBODY))


async def _give_up(
    s: AsyncSession, core: Core, asker: Person, request: HelpRequest, cause: Cause
) -> Verdict:
    """End what nobody has seen for so long, or nobody is there for any more, and say so."""
    rows.settle(request, core.clock.now())
    await tell_asker(s, core, MessageKind.TALK_UNSEEN, asker, request, cause)
    return Done()


async def _look_after(
    s: AsyncSession, core: Core, request: HelpRequest, seer: Person, cause: Cause
) -> Verdict:
    """Ask whoever has seen it, once, if it is settled; in the end time settles it."""
    now, seen_at = core.clock.now(), request.seen_at
    assert seen_at is not None  # somebody has seen it
    if now - seen_at >= talking.gives_up_after(request.wanted):
        rows.settle(request, now)
        return Done()
    if now - seen_at >= talking.ASKS_IF_SETTLED:
        await tell(
            s,
            core,
            seer,
            MessageKind.TALK_STILL_OPEN,
            cause,
            subject_id=request.id,
            dedupe=f"talk_still_open:{request.id}:{seer.id}",
        )
    return Again(now + talking.LOOKS_AGAIN)


async def _may_be_told(s: AsyncSession, core: Core, asker: Person, request: HelpRequest) -> bool:
    """Whether there still is somebody whom it is for: a mentor who was asked may be theirs no more."""
    if request.wanted is not Wanted.MENTOR:
        return True
    mine = await mentors_of(s, core, asker)
    return request.mentor_id in {each.person_id for each in mine}


async def _is_there(
    s: AsyncSession, core: Core, asker: Person, request: HelpRequest, seer: Person
) -> bool:
    """Whether whoever has seen it still is somebody who can look after it."""
    if seer.state is not PersonState.ACTIVE or seer.unreachable_since is not None:
        return False
    if request.wanted is Wanted.MENTOR:
        return await _may_be_told(s, core, asker, request)
    return Role.COORDINATOR in await members.roles_of(s, seer.id)
