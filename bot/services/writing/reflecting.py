"""What a mentee does about the weekly prompt: begin, put it off, skip it; and /reflect."""

from dataclasses import dataclass
from datetime import datetime, time

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.db.tables import DueRow
from bot.domain import flow
from bot.domain.flow import Stale, step
from bot.domain.ids import to_short
from bot.domain.later import later_today, tomorrow
from bot.domain.people import Focus, Role
from bot.domain.queues import DueKind
from bot.domain.recurrence import to_local
from bot.domain.responses import ResponseKind, ResponseState
from bot.services import members, pacing
from bot.services.core import Actor, Core
from bot.services.errors import Reason, RefusedError
from bot.services.relationships import terms
from bot.services.writing import prompting, releasing, response_dues
from bot.services.writing.beginning import begun
from bot.services.writing.filling import Filling
from bot.services.writing.loading import load
from bot.services.writing.response_views import AnyView
from bot.services.writing.showing import next_week
from bot.services.writing.which_questions import is_first_time
from bot.services.writing.which_reflection import CURRENT, reflection_of


@dataclass(frozen=True)
class PutOff:
    """When the mentee will be asked again; `at` is None where today is too late for that."""

    language: str
    zone: str
    now: datetime
    focus: Focus | None
    response_id: int
    at: datetime | None
    today: bool


@dataclass(frozen=True)
class SkippedWeek:
    """This week has been skipped; `kept` says that answers written so far stay."""

    language: str
    focus: Focus | None
    mentor: str
    kept: bool


async def later(core: Core, actor: Actor, response_id: int) -> PutOff:
    """Ask again later today, if quiet hours leave room for that."""
    async with core.db.write() as s:
        filling = await _unsent(s, core, actor, response_id)
        if filling.handled(actor):
            return await _planned(s, core, filling, today=True)
        quiet = await pacing.quiet_hours(s, filling.person)
        at = later_today(core.clock.now(), filling.person.zone, quiet)
        return await _put_off(s, core, actor, filling, at, today=True)


async def another_day(core: Core, actor: Actor, response_id: int) -> PutOff:
    """Ask again tomorrow, at the time that was agreed."""
    async with core.db.write() as s:
        filling = await _unsent(s, core, actor, response_id)
        if filling.handled(actor):
            return await _planned(s, core, filling, today=False)
        agreement = await terms.standing(s, filling.relationship.id)
        at = agreement.reflection_time if agreement else None
        when = tomorrow(core.clock.now(), at or _now_there(core, filling), filling.person.zone)
        return await _put_off(s, core, actor, filling, when, today=False)


async def skip_week(core: Core, actor: Actor, response_id: int) -> SkippedWeek:
    """Skip this week's reflection. Answers written so far stay the mentee's own."""
    async with core.db.write() as s:
        filling = await load(s, core, actor, response_id)
        if not filling.handled(actor):
            progress, effects = step(filling.progress(), flow.SkipOccasion())
            if Stale() in effects or filling.response.kind is not ResponseKind.REFLECTION:
                raise RefusedError(Reason.CLOSED)
            await filling.move(s, progress, actor)
            filling.response.finished_at = core.clock.now()
            filling.drop_focus()
            await _stop_asking(s, core, actor, filling)
        person = filling.person
        mentor = members.name_of(core.vault, filling.partner)
        return SkippedWeek(person.language, person.focus, mentor, kept=bool(filling.answers))


async def reflect(core: Core, actor: Actor) -> AnyView:
    """Go on with the reflection that is open, take up one that lapsed, or start the next early.

    Once one was sent, the next is begun only after saying for which week it is.
    `RefusedError`: not a mentee, no relationship, or no agreement yet.
    """
    async with core.db.write() as s:
        person = await members.require(s, actor, Role.MENTEE)
        response = await reflection_of(s, core, person)
        filling = await load(s, core, actor, response.id)
        if await _is_of_a_week_to_come(s, filling):
            return next_week(core, filling)
        return await begun(s, core, actor, filling)


async def _is_of_a_week_to_come(s: AsyncSession, filling: Filling) -> bool:
    """Whether it was never begun, its prompt is still to come, and another was sent before."""
    response = filling.response
    if response.state is not ResponseState.OFFERED or is_first_time(response.questionnaire):
        return False
    planned = await prompting.next_prompt(s, filling.relationship)
    return planned is not None and planned.occurrence == response.occasion


async def _unsent(s: AsyncSession, core: Core, actor: Actor, response_id: int) -> Filling:
    filling = await load(s, core, actor, response_id)
    handled = filling.handled(actor)
    if filling.response.state not in CURRENT and not handled:
        raise RefusedError(Reason.CLOSED)
    return filling


async def _put_off(
    s: AsyncSession,
    core: Core,
    actor: Actor,
    filling: Filling,
    at: datetime | None,
    *,
    today: bool,
) -> PutOff:
    if at is not None:
        response = filling.response
        response.update_id = actor.update_id
        filling.drop_focus()
        next_prompt = await prompting.next_prompt(s, filling.relationship)
        await response_dues.call_off(s, core, response)
        await response_dues.plan(s, DueKind.LATER, response, at, to_short(int(at.timestamp())))
        await response_dues.open_window(
            s, response, at, next_prompt.due_at if next_prompt else None
        )
    return _put_off_view(core, filling, at, today=today)


async def _planned(s: AsyncSession, core: Core, filling: Filling, *, today: bool) -> PutOff:
    at = await s.scalar(
        select(DueRow.due_at)
        .where(DueRow.kind == DueKind.LATER, DueRow.subject_id == filling.response.id)
        .order_by(DueRow.planned_at.desc())
        .limit(1)
    )
    return _put_off_view(core, filling, at, today=today)


def _put_off_view(core: Core, filling: Filling, at: datetime | None, *, today: bool) -> PutOff:
    person = filling.person
    return PutOff(
        language=person.language,
        zone=person.zone,
        now=core.clock.now(),
        focus=person.focus,
        response_id=filling.response.id,
        at=at,
        today=today,
    )


async def _stop_asking(s: AsyncSession, core: Core, actor: Actor, filling: Filling) -> None:
    """Remind no more; the closing stays, since it looks at how many weeks went by."""
    closes_at = filling.response.closes_at
    await response_dues.call_off(s, core, filling.response)
    if closes_at is not None and closes_at > core.clock.now():
        await response_dues.plan(s, DueKind.CLOSE, filling.response, closes_at)
    await s.flush()
    await releasing.reflection_ended(
        s,
        core,
        filling.relationship,
        filling.response.occasion,
        actor.cause,
        by=filling.person,
    )


def _now_there(core: Core, filling: Filling) -> time:
    return to_local(core.clock.now(), filling.person.zone).time()
