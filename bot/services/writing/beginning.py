"""Beginning a response, or going on with it, while perhaps another one is being filled in."""

from dataclasses import replace
from datetime import timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from bot.db.tables import Response
from bot.domain import flow
from bot.domain.flow import step
from bot.domain.people import Focus
from bot.domain.responses import ResponseState
from bot.services.core import Actor, Core
from bot.services.writing.filling import Filling
from bot.services.writing.loading import load
from bot.services.writing.response_views import AnyView
from bot.services.writing.showing import busy, show, stale

_FILLING = (Focus.ANSWERING, Focus.REVIEWING)
_UNSENT = (ResponseState.OPEN, ResponseState.LAPSED)
# A second tap sooner than this is the same hurried one.
_SAME_TAP = timedelta(seconds=3)


async def begin(core: Core, actor: Actor, response_id: int, *, now: bool = False) -> AnyView:
    """Begin a response, or go on exactly where it stopped.

    If another one is being filled in, ask which, unless `now`: the other then waits where it is.
    `Stale` for a second tap right after the first, since its question has just been asked.
    """
    async with core.db.write() as s:
        filling = await load(s, core, actor, response_id)
        if _just_begun(core, filling) and not filling.handled(actor):
            return stale(core, filling)
        return await begun(s, core, actor, filling, now=now)


async def begun(
    s: AsyncSession, core: Core, actor: Actor, filling: Filling, *, now: bool = False
) -> AnyView:
    """Do what `begin` promises, inside a transaction."""
    if filling.is_over or filling.response.state is ResponseState.SENT:
        filling.drop_focus()
        return await show(s, core, filling)
    other = None if now else await in_the_middle(s, filling)
    if other is not None:
        return busy(core, filling, other)
    await _open(s, core, actor, filling)
    return await show(s, core, filling)


async def _open(s: AsyncSession, core: Core, actor: Actor, filling: Filling) -> None:
    response, moment = filling.response, core.clock.now()
    progress, _ = step(filling.progress(), flow.Begun())
    if response.closes_at is not None and response.closes_at <= moment:
        # A week skipped, and taken up again when its window has closed, lapses at once.
        progress = replace(progress, state=ResponseState.LAPSED)
    await filling.move(s, progress, actor)
    response.opened_at = response.opened_at or moment
    if progress.state is ResponseState.OPEN:
        response.finished_at = None
    filling.take_focus(core.clock.now())
    filling.person.focus_at = moment


async def in_the_middle(s: AsyncSession, filling: Filling) -> Response | None:
    """Return the other response that the person is filling in just now, if there is one."""
    person = filling.person
    if filling.has_focus or person.focus not in _FILLING or person.focus_id is None:
        return None
    other = await s.get(Response, person.focus_id)
    return other if other is not None and other.state in _UNSENT else None


def _just_begun(core: Core, filling: Filling) -> bool:
    begun_at = filling.person.focus_at
    at_first = filling.progress().cursor == filling.questionnaire.keys[0]
    if not filling.has_focus or not at_first or begun_at is None:
        return False
    return core.clock.now() - begun_at < _SAME_TAP
