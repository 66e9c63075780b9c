"""Choosing when a meeting shall be: a day, a time, and a look before it counts.

What has been chosen so far is a row, so that it survives a restart. Times are in the zone of the
one who chooses.
"""

from dataclasses import replace
from datetime import date, time

from sqlalchemy.ext.asyncio import AsyncSession

from bot.db.tables import Meeting, MeetingDraft, Person
from bot.domain.people import Focus
from bot.domain.recurrence import local_date_of
from bot.domain.typed_dates import parse_when
from bot.services import focusing, members
from bot.services.core import Actor, Core
from bot.services.errors import Reason, RefusedError
from bot.services.meeting import choice_rows, meeting_changes, meeting_views
from bot.services.meeting.choice_rows import ChoiceView, Problem
from bot.services.meeting.meeting_changes import Change, ChangeView
from bot.services.relationships import pairs
from bot.services.relationships.leaving import Left, leave
from bot.services.relationships.pairs import Pair


async def begin_move(core: Core, actor: Actor, meeting_id: int) -> ChoiceView:
    """Begin to choose another time for a meeting."""
    async with core.db.write() as s:
        me = await members.require(s, actor)
        pair, meeting = await meeting_changes.own(s, me, meeting_id)
        meeting_changes.check_ahead(core, meeting)
        draft = await choice_rows.begin(s, core, actor, pair, meeting)
        return await choice_rows.view(s, core, pair, draft)


async def begin_add(core: Core, actor: Actor, relationship_id: int) -> ChoiceView:
    """Begin to choose a time for one more meeting."""
    async with core.db.write() as s:
        me = await members.require(s, actor)
        pair = await pairs.require(s, me, relationship_id)
        draft = await choice_rows.begin(s, core, actor, pair, None)
        return await choice_rows.view(s, core, pair, draft)


async def pick_day(core: Core, actor: Actor, draft_id: int, day: date) -> ChoiceView:
    """Take a day from a button."""
    return await _pick(core, actor, draft_id, day, None)


async def pick_time(core: Core, actor: Actor, draft_id: int, at: time) -> ChoiceView:
    """Take a time from a button."""
    return await _pick(core, actor, draft_id, None, at)


async def again(core: Core, actor: Actor, draft_id: int) -> ChoiceView:
    """Forget what was chosen and begin with the day again."""
    async with core.db.write() as s:
        pair, draft = await _open(s, core, actor, draft_id)
        draft.day = draft.at = None
        return await choice_rows.view(s, core, pair, draft)


async def write(core: Core, actor: Actor, text: str) -> ChoiceView | Left:
    """Take a typed day, time or both; or leave, if there is nothing to choose any more."""
    async with core.db.write() as s:
        me = await members.require(s, actor)
        draft = await s.get(MeetingDraft, me.focus_id) if me.focus is Focus.MEETING_MOVE else None
        pair = await pairs.find(s, me, draft.relationship_id, lock=True) if draft else None
        if draft is None or pair is None or not pair.is_active or draft.done_at is not None:
            return leave(me, Focus.MEETING_MOVE)
        focusing.take(core, me, Focus.MEETING_MOVE, draft.id)
        day, at = parse_when(text, local_date_of(core.clock.now(), me.zone))
        if day is None and at is None:
            unread = Problem.UNREAD_DAY if draft.day is None else Problem.UNREAD_TIME
            return await choice_rows.view(s, core, pair, draft, unread)
        problem = await choice_rows.take(s, core, pair, draft, day, at)
        return await choice_rows.view(s, core, pair, draft, problem)


async def confirm(core: Core, actor: Actor, draft_id: int) -> ChangeView | ChoiceView:
    """Move or add the meeting; or say why that can no longer be at the chosen time."""
    async with core.db.write() as s:
        me = await members.require(s, actor)
        pair, draft = await _own(s, me, draft_id)
        instant = choice_rows.instant_of(pair, draft)
        if draft.done_at is not None and draft.meeting_id is not None:
            meeting = await s.get_one(Meeting, draft.meeting_id)
            added = meeting.added and not meeting.moved
            shown = await meeting_views.of(s, core, pair, meeting)
            done = ChangeView(Change.ADDED if added else Change.MOVED, shown)
            return replace(done, focus=leave(me, Focus.MEETING_MOVE, draft_id).focus)
        problem = await choice_rows.problem_of(s, core, pair, draft)
        if instant is None or problem is not None:
            draft.day = draft.at = None
            return await choice_rows.view(s, core, pair, draft, problem)
        if draft.meeting_id is not None:
            meeting = await s.get_one(Meeting, draft.meeting_id)
            was = await meeting_changes.move(s, core, actor, pair, meeting, instant)
            done = ChangeView(Change.MOVED, await meeting_views.of(s, core, pair, meeting), was)
        else:
            meeting = await meeting_changes.add(s, core, actor, pair, instant)
            done = ChangeView(Change.ADDED, await meeting_views.of(s, core, pair, meeting))
        draft.meeting_id, draft.done_at = meeting.id, core.clock.now()
        draft.update_id = actor.update_id
        return replace(done, focus=leave(me, Focus.MEETING_MOVE, draft_id).focus)


async def drop(core: Core, actor: Actor, draft_id: int) -> Left:
    """Leave everything as it is."""
    async with core.db.write() as s:
        me = await members.require(s, actor)
        draft = await s.get(MeetingDraft, draft_id)
        if draft is not None and draft.person_id == me.id and draft.done_at is None:
            await s.delete(draft)
        return leave(me, Focus.MEETING_MOVE, draft_id)


async def _pick(
    core: Core, actor: Actor, draft_id: int, day: date | None, at: time | None
) -> ChoiceView:
    async with core.db.write() as s:
        pair, draft = await _open(s, core, actor, draft_id)
        problem = await choice_rows.take(s, core, pair, draft, day, at)
        return await choice_rows.view(s, core, pair, draft, problem)


async def _own(s: AsyncSession, me: Person, draft_id: int) -> tuple[Pair, MeetingDraft]:
    draft = await s.get(MeetingDraft, draft_id)
    if draft is None or draft.person_id != me.id:
        raise RefusedError(Reason.CLOSED)
    return await pairs.require(s, me, draft.relationship_id), draft


async def _open(
    s: AsyncSession, core: Core, actor: Actor, draft_id: int
) -> tuple[Pair, MeetingDraft]:
    me = await members.require(s, actor)
    pair, draft = await _own(s, me, draft_id)
    if draft.done_at is not None:
        raise RefusedError(Reason.CLOSED)
    focusing.take(core, me, Focus.MEETING_MOVE, draft.id)
    return pair, draft
