"""Seeing to a reason: it counts no more until something new happens. A note can be added.

What is seen to is written down at once, so that nothing depends on a note. Two coordinators who see
to the same reason do it once; the one who came first stands there.
"""

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.db.tables import HealthHandled, Person, Relationship
from bot.db.vault import place
from bot.domain.deeds import Deed
from bot.domain.health import Reason
from bot.domain.ids import new_id
from bot.domain.people import Focus, Role
from bot.domain.plain import clean
from bot.services import audit, focusing, members
from bot.services.core import Actor, Core
from bot.services.errors import Reason as Why
from bot.services.errors import RefusedError
from bot.services.health.pair_health import PairHealth, find, mark, view_of
from bot.services.relationships.leaving import leave

LONGEST_NOTE = 500
ALL = "all"


async def handle(core: Core, actor: Actor, relationship_id: int, which: str) -> PairHealth:
    """See to one reason, named by its mark, or to all of them; what is new since stays open.

    The coordinator's next words are a note about it, if they write any.
    """
    async with core.db.write() as s:
        me = await members.require(s, actor, Role.COORDINATOR)
        await _lock(s, me, relationship_id)
        if not await _act(s, me, actor.update_id):
            _, standing = await find(s, core, me, relationship_id)
            reasons = standing.reasons if standing else ()
            chosen = [each for each in reasons if which in (ALL, mark(each))]
            rows = [_row(core, me, actor, relationship_id, each) for each in chosen]
            s.add_all(rows)
            await s.flush()
            if rows:
                await _note(s, core, actor, me, Deed.HEALTH_SEEN_TO, relationship_id)
                focusing.take(core, me, Focus.HEALTH_NOTE, rows[0].id)
        return await view_of(s, core, me, relationship_id)


async def take_note(core: Core, actor: Actor, text: str) -> PairHealth:
    """Keep typed words as the note about what was just seen to; the view says if they will not do."""
    async with core.db.write() as s:
        me = await members.require(s, actor, Role.COORDINATOR)
        row = await s.get(HealthHandled, me.focus_id or 0) if _notes(me, actor) else None
        if row is None or row.person_id != me.id:
            raise RefusedError(Why.CLOSED)
        problem = _problem(text)
        if not problem and me.update_id != actor.update_id:
            for each in await _act(s, me, row.update_id):
                where = place("health_handled", "note", each.id)
                each.note = core.vault.seal(me, where, text.strip())
            me.focus, me.update_id = None, actor.update_id
        return await view_of(s, core, me, row.relationship_id, problem)


async def without_note(core: Core, actor: Actor, relationship_id: int) -> PairHealth:
    """Leave it without a note."""
    async with core.db.write() as s:
        me = await members.require(s, actor, Role.COORDINATOR)
        leave(me, Focus.HEALTH_NOTE)
        return await view_of(s, core, me, relationship_id)


async def undo(
    core: Core, actor: Actor, relationship_id: int, handled_id: int, *, all_of_it: bool = False
) -> PairHealth:
    """Let a reason count again that somebody has seen to; its note goes too. Gone is no error.

    `all_of_it` is everything that the same coordinator saw to with the same tap.
    """
    async with core.db.write() as s:
        me = await members.require(s, actor, Role.COORDINATOR)
        await _lock(s, me, relationship_id)
        row = await s.get(HealthHandled, handled_id)
        if row is not None and row.relationship_id == relationship_id:
            by = await s.get_one(Person, row.person_id)
            for each in await _act(s, by, row.update_id) if all_of_it else [row]:
                leave(me, Focus.HEALTH_NOTE, each.id)
                await s.delete(each)
            await _note(s, core, actor, me, Deed.HEALTH_REOPENED, relationship_id)
            await s.flush()
        return await view_of(s, core, me, relationship_id)


async def _lock(s: AsyncSession, me: Person, relationship_id: int) -> None:
    """Let nobody else see to the same pair meanwhile.

    Pairs of other programmes are refused, and those that the coordinator is one of.
    """
    query = select(Relationship).where(Relationship.id == relationship_id).with_for_update()
    relationship = await s.scalar(query)
    if relationship is None or relationship.programme_id != me.programme_id:
        raise RefusedError(Why.GONE)
    if me.id in (relationship.mentor_id, relationship.mentee_id):
        raise RefusedError(Why.GONE)


async def _note(
    s: AsyncSession, core: Core, actor: Actor, me: Person, deed: Deed, relationship_id: int
) -> None:
    await audit.note(s, core, me, deed, actor.update_id, subject=relationship_id)


async def _act(s: AsyncSession, me: Person, update_id: int | None) -> list[HealthHandled]:
    """What a coordinator has seen to with one tap."""
    rows = await s.scalars(
        select(HealthHandled).where(
            HealthHandled.person_id == me.id, HealthHandled.update_id == update_id
        )
    )
    return list(rows)


def _row(
    core: Core, me: Person, actor: Actor, relationship_id: int, reason: Reason
) -> HealthHandled:
    return HealthHandled(
        id=new_id(),
        relationship_id=relationship_id,
        rule=reason.rule,
        evidence=reason.evidence,
        person_id=me.id,
        detail={
            "seen_at": reason.seen_at.isoformat(),
            "count": reason.count,
            "asked": reason.asked,
            "stopped": reason.stopped,
        },
        update_id=actor.update_id,
        handled_at=core.clock.now(),
    )


def _notes(me: Person, actor: Actor) -> bool:
    """Whether their words are a note, or were, where this very update has stored it."""
    return me.focus is Focus.HEALTH_NOTE or me.update_id == actor.update_id


def _problem(text: str) -> str:
    words = clean(text).strip()
    if not words:
        return "empty"
    return "long" if len(words) > LONGEST_NOTE else ""
