"""An announcement: a coordinator's own words to many people, from a draft to sending it.

There is one draft for each coordinator, and it survives anything. What they type while they are at
it becomes its words.
"""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.db.tables import Broadcast, Group, Person
from bot.db.vault import place
from bot.domain.announcements import AnnouncementProblem, tidy
from bot.domain.audiences import BY_WORD, Audience
from bot.domain.broadcasts import BroadcastKind, BroadcastState
from bot.domain.deeds import Deed
from bot.domain.people import Focus, Role
from bot.services import audience, audit, focusing, members
from bot.services.broadcasts import cut_words, making
from bot.services.broadcasts.announcing_views import DraftView, SentView, view
from bot.services.core import Actor, Core
from bot.services.errors import Reason, RefusedError
from bot.services.relationships.leaving import Left, leave


@dataclass
class _Draft:
    """What is being changed, and by whom."""

    s: AsyncSession
    core: Core
    me: Person
    row: Broadcast

    async def shown(
        self,
        problem: AnnouncementProblem | None = None,
        *,
        choosing: bool = False,
        page: int | None = None,
    ) -> DraftView:
        return await view(
            self.s, self.core, self.me, self.row, problem, choosing=choosing, page=page
        )


async def begin(core: Core, actor: Actor) -> DraftView:
    """Begin an announcement, or go on with the draft there is."""
    async with core.db.write() as s:
        me = await members.require(s, actor, Role.COORDINATOR)
        row = await s.scalar(
            select(Broadcast)
            .where(
                Broadcast.created_by == me.id,
                Broadcast.kind == BroadcastKind.ANNOUNCEMENT,
                Broadcast.state == BroadcastState.DRAFT,
            )
            .order_by(Broadcast.created_at)
            .limit(1)
        )
        if row is None:
            row = Broadcast(
                programme_id=me.programme_id,
                kind=BroadcastKind.ANNOUNCEMENT,
                state=BroadcastState.DRAFT,
                created_by=me.id,
                created_at=core.clock.now(),
            )
            s.add(row)
            await s.flush()
        cut_words.expect_none(row)
        _listen(core, me, row)
        return await _Draft(s, core, me, row).shown()


async def ask_who(core: Core, actor: Actor, draft_id: int, page: int | None) -> DraftView:
    """Ask anew whom it is for; a number shows that page of the groups."""
    async with core.db.write() as s:
        draft = await _find(s, core, actor, draft_id)
        cut_words.expect_none(draft.row)
        return await draft.shown(choosing=True, page=page)


async def choose(core: Core, actor: Actor, draft_id: int, who: str, group: int | None) -> DraftView:
    """Make it for one of `BY_WORD`, or for the members of a group."""
    async with core.db.write() as s:
        draft = await _find(s, core, actor, draft_id)
        cut_words.expect_none(draft.row)
        if group is not None and not await _is_theirs(draft, group):
            raise RefusedError(Reason.GONE)
        if group is None and who not in BY_WORD:
            raise RefusedError(Reason.GONE)
        chosen = BY_WORD[who] if group is None else Audience(group_id=group)
        if not await audience.size(s, draft.me.programme_id, chosen):
            return await draft.shown(AnnouncementProblem.NOBODY, choosing=True)
        draft.row.audience = chosen.to_json()
        return await draft.shown()


async def write(core: Core, actor: Actor, text: str) -> DraftView:
    """Take what was typed as its words, in place of any before; what will not do changes nothing."""
    async with core.db.write() as s:
        me = await members.require(s, actor, Role.COORDINATOR)
        if me.focus is not Focus.ANNOUNCEMENT or me.focus_id is None:
            raise RefusedError(Reason.CLOSED)
        draft = await _find(s, core, actor, me.focus_id)
        if draft.row.update_id == actor.update_id:
            return await draft.shown()
        words = tidy(text)
        if cut_words.is_rest(core, actor, draft.row):
            words = AnnouncementProblem.REST
        draft.row.update_id = actor.update_id
        cut_words.note(core, actor, draft.row, text)
        if isinstance(words, AnnouncementProblem):
            return await draft.shown(words)
        draft.row.sealed = core.vault.seal(me, place("broadcasts", "sealed", draft.row.id), words)
        return await draft.shown()


async def only_words(core: Core, actor: Actor) -> DraftView:
    """Something else than words was sent: the draft stays as it is."""
    async with core.db.write() as s:
        me = await members.require(s, actor, Role.COORDINATOR)
        if me.focus is not Focus.ANNOUNCEMENT or me.focus_id is None:
            raise RefusedError(Reason.CLOSED)
        draft = await _find(s, core, actor, me.focus_id)
        return await draft.shown(AnnouncementProblem.NO_WORDS)


async def send(core: Core, actor: Actor, draft_id: int) -> DraftView | SentView:
    """Send it to everybody whom it is for. Tapped twice, it is sent once."""
    async with core.db.write() as s:
        me = await members.require(s, actor, Role.COORDINATOR)
        row = await _mine(s, me, draft_id)
        if row.state is BroadcastState.DRAFT:
            draft = _Draft(s, core, me, row)
            _listen(core, me, row)
            if row.audience is None or row.sealed is None:
                return await draft.shown()
            wanted = Audience.from_json(row.audience)
            people = await audience.resolve(s, me.programme_id, wanted)
            if not people:
                return await draft.shown(AnnouncementProblem.NOBODY)
            row.update_id = actor.update_id
            await making.send(s, core, row, me, people, actor.cause)
            told = len(people)
            await audit.note(
                s, core, me, Deed.ANNOUNCED, actor.update_id, subject=row.id, count=told
            )
        elif row.state is BroadcastState.CANCELLED:
            raise RefusedError(Reason.GONE)
        left = leave(me, Focus.ANNOUNCEMENT, row.id)
        return SentView(me.language, row.total, left.focus)


async def drop(core: Core, actor: Actor, draft_id: int) -> Left:
    """Throw a draft away, with its words."""
    async with core.db.write() as s:
        me = await members.require(s, actor, Role.COORDINATOR)
        row = await _mine(s, me, draft_id)
        if row.state is BroadcastState.DRAFT:
            row.state, row.sealed = BroadcastState.CANCELLED, None
        elif row.state is not BroadcastState.CANCELLED:
            raise RefusedError(Reason.GONE)
        return leave(me, Focus.ANNOUNCEMENT, row.id)


def _listen(core: Core, me: Person, row: Broadcast) -> None:
    focusing.take(core, me, Focus.ANNOUNCEMENT, row.id)


async def _find(s: AsyncSession, core: Core, actor: Actor, draft_id: int) -> _Draft:
    """A draft of one's own, which from now on takes the words that are typed."""
    me = await members.require(s, actor, Role.COORDINATOR)
    row = await _mine(s, me, draft_id)
    if row.state is not BroadcastState.DRAFT:
        raise RefusedError(Reason.GONE)
    _listen(core, me, row)
    return _Draft(s, core, me, row)


async def _mine(s: AsyncSession, me: Person, draft_id: int) -> Broadcast:
    row = await s.get(Broadcast, draft_id, with_for_update=True)
    if row is None or row.created_by != me.id or row.kind is not BroadcastKind.ANNOUNCEMENT:
        raise RefusedError(Reason.GONE)
    return row


async def _is_theirs(draft: _Draft, group_id: int) -> bool:
    group = await draft.s.get(Group, group_id)
    return group is not None and group.programme_id == draft.me.programme_id
