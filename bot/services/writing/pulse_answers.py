"""Answering how it is going: a number tapped in the message that asks, and a line added to it."""

from dataclasses import dataclass, replace

from sqlalchemy.ext.asyncio import AsyncSession

from bot.db.tables import Answer
from bot.domain.answers import read_tap
from bot.domain.pulse import GOING
from bot.domain.queues import DueKind
from bot.domain.responses import ResponseKind, ResponseState
from bot.services.core import Actor, Core
from bot.services.errors import Reason, RefusedError
from bot.services.writing import response_dues
from bot.services.writing.beginning import in_the_middle
from bot.services.writing.filling import Filling, store
from bot.services.writing.loading import load
from bot.services.writing.pulses import is_check
from bot.services.writing.response_views import AnyView
from bot.services.writing.sealing import unseal
from bot.services.writing.showing import busy, show, stale


@dataclass(frozen=True)
class Tapped:
    """What a tapped number came to; `number` is the one that is kept, `can_add` a line to it."""

    shown: AnyView
    number: str
    can_add: bool


async def tap(core: Core, actor: Actor, response_id: int, value: str) -> Tapped:
    """Take a number. The short one is sent by that; of the longer one the next question follows.

    A second tap, or one after the time is over, changes nothing.
    """
    async with core.db.write() as s:
        filling = await _load(s, core, actor, response_id)
        question = filling.questionnaire.question(GOING)
        given = read_tap(question, value)
        if given is None:
            raise RefusedError(Reason.GONE)
        response = filling.response
        if not filling.is_over and response.state is ResponseState.OFFERED:
            await store(s, core, actor, filling, question.key, given, question.reader)
            await _move_on(s, core, actor, filling)
        elif response.state is ResponseState.OPEN and response.update_id != actor.update_id:
            return Tapped(stale(core, filling), "", False)
        shown = await _following(s, core, filling)
        return Tapped(shown, await _number(s, core, filling), _can_add(core, filling))


async def add_line(core: Core, actor: Actor, response_id: int) -> AnyView:
    """Ask for the line that can be added to a number, as long as the question is open."""
    async with core.db.write() as s:
        filling = await _load(s, core, actor, response_id)
        if filling.handled(actor) or not _can_add(core, filling):
            return await show(s, core, filling)
        response = filling.response
        await filling.move(s, replace(filling.progress(), state=ResponseState.OPEN), actor)
        response.finished_at = response.released_at = None
        response.opened_at = core.clock.now()
        assert response.closes_at is not None
        await response_dues.plan(s, DueKind.CLOSE, response, response.closes_at)
        return await _following(s, core, filling)


async def _load(s: AsyncSession, core: Core, actor: Actor, response_id: int) -> Filling:
    filling = await load(s, core, actor, response_id)
    if filling.response.kind is not ResponseKind.PULSE:
        raise RefusedError(Reason.GONE)
    return filling


async def _move_on(s: AsyncSession, core: Core, actor: Actor, filling: Filling) -> None:
    """Go on to the next question; the short one is sent, and stands there for a line to add."""
    response, now = filling.response, core.clock.now()
    state = ResponseState.OPEN if is_check(response) else ResponseState.SENT
    progress = replace(filling.progress(), cursor=filling.questionnaire.keys[1], state=state)
    await filling.move(s, progress, actor)
    response.opened_at = now
    if state is ResponseState.SENT:
        response.finished_at = response.released_at = now
        await response_dues.call_off(s, core, response)


async def _following(s: AsyncSession, core: Core, filling: Filling) -> AnyView:
    """What comes next; where they are in the middle of other questions, which of the two."""
    if filling.response.state is ResponseState.OPEN and not filling.is_over:
        other = await in_the_middle(s, filling)
        if other is not None:
            return busy(core, filling, other)
        filling.take_focus(core.clock.now())
        filling.person.focus_at = core.clock.now()
    return await show(s, core, filling)


async def _number(s: AsyncSession, core: Core, filling: Filling) -> str:
    kept = filling.answers.get(GOING)
    if kept is None:
        return ""
    given = unseal(core, filling.person, await s.get_one(Answer, kept.id))
    return str(given.number)


def _can_add(core: Core, filling: Filling) -> bool:
    response = filling.response
    is_open = response.closes_at is not None and core.clock.now() < response.closes_at
    only_number = response.state is ResponseState.SENT and list(filling.answers) == [GOING]
    return is_open and only_number and not filling.is_over and not is_check(response)
