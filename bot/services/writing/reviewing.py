"""The review: changing an answer, who reads it, and sending everything."""

from dataclasses import replace

from sqlalchemy import update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.db.tables import Answer
from bot.domain import flow
from bot.domain.flow import Empty, Stale, step
from bot.domain.responses import Reader, ResponseKind, ResponseState
from bot.services.core import Actor, Core
from bot.services.errors import Reason, RefusedError
from bot.services.reading import news
from bot.services.writing import (
    passing_on,
    prompting,
    releasing,
    response_dues,
    which_questions,
)
from bot.services.writing.filling import Filling
from bot.services.writing.loading import load
from bot.services.writing.response_views import AnyView
from bot.services.writing.showing import show, stale


async def look(core: Core, actor: Actor, response_id: int) -> AnyView:
    """Show a response as it stands, and change nothing."""
    async with core.db.read() as s:
        return await show(s, core, await load(s, core, actor, response_id))


async def change(core: Core, actor: Actor, response_id: int, number: int) -> AnyView:
    """Ask question `number` (from 1) again; the answer returns to the review."""
    async with core.db.write() as s:
        filling = await load(s, core, actor, response_id)
        if filling.handled(actor):
            return await show(s, core, filling)
        progress, effects = step(filling.progress(), flow.Change(_key(filling, number)))
        if Stale() in effects:
            return stale(core, filling)
        await filling.move(s, progress, actor)
        filling.take_focus(core.clock.now())
        return await show(s, core, filling)


async def share(core: Core, actor: Actor, response_id: int, number: int, reader: Reader) -> AnyView:
    """Say who reads the answer to question `number`; refused where that is fixed."""
    async with core.db.write() as s:
        filling = await load(s, core, actor, response_id)
        key = _key(filling, number)
        if filling.questionnaire.question(key).reader_fixed:
            raise RefusedError(Reason.NOT_ALLOWED)
        progress, effects = step(filling.progress(), flow.Share(key, reader))
        if Stale() in effects:
            return stale(core, filling)
        kept = filling.answers[key]
        await s.execute(update(Answer).where(Answer.id == kept.id).values(reader=reader))
        filling.answers[key] = replace(kept, reader=reader)
        await filling.move(s, progress, actor)
        return await show(s, core, filling)


async def send(core: Core, actor: Actor, response_id: int) -> AnyView:
    """Send the response: from now on the other side may read what is meant for them."""
    async with core.db.write() as s:
        filling = await load(s, core, actor, response_id)
        if filling.is_over or filling.response.state is ResponseState.SENT:
            filling.drop_focus()
            return await show(s, core, filling)
        progress, effects = step(filling.progress(), flow.Send())
        if Empty() in effects:
            return await show(s, core, filling)
        if Stale() in effects:
            return stale(core, filling)
        await filling.move(s, progress, actor)
        filling.drop_focus()
        await _finish(s, core, actor, filling)
        return await show(s, core, filling)


async def _finish(s: AsyncSession, core: Core, actor: Actor, filling: Filling) -> None:
    response, now = filling.response, core.clock.now()
    response.finished_at = now
    await response_dues.call_off(s, core, response)
    if response.kind is ResponseKind.ASSESSMENT:
        await s.flush()
        await releasing.assessment_sent(s, core, filling.relationship, response, actor.cause)
        return
    response.released_at = now
    if response.kind in passing_on.KINDS:
        await passing_on.pass_on(s, core, actor, filling)
    if response.kind is ResponseKind.REFLECTION:
        await s.flush()
        await releasing.reflection_ended(
            s, core, filling.relationship, response.occasion, actor.cause, by=filling.person
        )
        await prompting.resume(s, core, filling.relationship)
        await which_questions.renew(s, core, filling.relationship)
        if any(kept.reader is Reader.OTHER for kept in filling.answers.values()):
            await news.tell_mentor(s, core, actor, filling.relationship, f"response:{response.id}")


def _key(filling: Filling, number: int) -> str:
    keys = filling.questionnaire.keys
    if not 1 <= number <= len(keys):
        raise RefusedError(Reason.GONE)
    return keys[number - 1]
