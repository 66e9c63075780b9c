"""Erasing a person: their key, their words, and whatever waits for them, all in one transaction.

What is left is a row without a Telegram id, a name or a key, because what others wrote hangs on
it. What becomes of each column stands in `bot/db/inventory`; what others are told, in
`bot/services/people/farewells.py`. Once it is committed, `wipe_traces` wipes the bytes.
"""

from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy import or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.db.tables import Base, Person, Relationship
from bot.db.traces import wipe
from bot.domain.deeds import Deed
from bot.domain.people import PersonState
from bot.domain.queues import Cause
from bot.domain.relationships import RelationshipState
from bot.services import audit, members
from bot.services.core import Core
from bot.services.meeting import meeting_rows
from bot.services.people import erased_rows, farewells
from bot.services.relationships import stopping
from bot.services.talking.looking_again import look_again_at_calls

_OVER = {
    RelationshipState.PROPOSED: RelationshipState.DECLINED,
    RelationshipState.ACTIVE: RelationshipState.ENDED,
    RelationshipState.PAUSED: RelationshipState.ENDED,
}
_LATELY = timedelta(days=2)
_KEYS = Person.__tablename__
_REST = tuple(name for name in Base.metadata.tables if name != _KEYS)


async def erase(
    s: AsyncSession,
    core: Core,
    person: Person,
    cause: Cause,
    *,
    by_itself: bool = False,
    is_known: bool = False,
) -> None:
    """Erase somebody in the caller's transaction, whatever state they are in; once is enough.

    Their pairs end. The other sides and the coordinators are told in one sentence each; they
    themselves are not. `cause` is the update or the due row that it came of; `by_itself` says that
    nobody asked for it, since they had long been gone, `is_known` that the others were told before.
    """
    pairs = await _hold(s, person)
    if person.state is PersonState.LEFT:
        return
    roles = await members.roles_of(s, person.id)
    # Whoever withdrew while they were joining has no name: nobody knew of them.
    took_part = person.state is not PersonState.JOINING and person.name is not None
    ended = [await _end(s, core, each, cause) for each in pairs if each.state in _OVER]
    await erased_rows.stop_announcements(s, person.id, core.clock.now())
    await look_again_at_calls(s, person.id, core.clock.now())
    theirs = [each.id for each in pairs]
    subjects = await erased_rows.rows_of(s, person.id, theirs)
    await erased_rows.take_back(s, person.id, subjects)
    await erased_rows.empty_inbox(s, core.vault, person, cause.update_id)
    await erased_rows.clear(s, person.id, theirs)
    await _leave_a_stone(s, core, person, cause)
    if took_part and not is_known:
        await farewells.tell(s, core, person, roles, ended, cause, by_itself)
    await audit.note(s, core, person, Deed.ERASED, cause.update_id)


async def wipe_traces(core: Core) -> bool:
    """Wipe the bytes of whoever was erased since it was last done; False if it must be done again.

    The key goes thoroughly, since all else that was sealed is nothing without it. Whoever was
    erased shortly before a start is wiped once more: nobody knows whether it had come to that.
    """
    if not core.erased.looked:
        core.erased.found(await _erased_lately(core))
    erased = core.erased.unwiped()
    if not erased:
        return True
    for person_id in erased:
        core.vault.forget(person_id)
    done = await wipe(core.db, _KEYS, thoroughly=True) and (
        core.db.is_sqlite or await wipe(core.db, *_REST, thoroughly=False)
    )
    if done:
        core.erased.wiped(erased)
    return done


async def _erased_lately(core: Core) -> Sequence[int]:
    """A row that is left behind says by its beginning when its person was erased."""
    since = core.clock.now() - _LATELY
    lately = select(Person.id).where(Person.state == PersonState.LEFT, Person.created_at > since)
    async with core.db.read() as s:
        return (await s.scalars(lately)).all()


async def _hold(s: AsyncSession, person: Person) -> Sequence[Relationship]:
    """Wait for what others do with their pairs just now, and keep it all as it is."""
    mine = or_(Relationship.mentor_id == person.id, Relationship.mentee_id == person.id)
    ids = list(await s.scalars(select(Relationship.id).where(mine).order_by(Relationship.id)))
    for each in ids:
        await stopping.hold(s, each)
    found = await s.scalars(
        select(Relationship).where(mine).order_by(Relationship.id).with_for_update()
    )
    await s.refresh(person, with_for_update=True)
    return found.all()


async def _end(
    s: AsyncSession, core: Core, relationship: Relationship, cause: Cause
) -> farewells.Ended:
    was = relationship.state
    ahead = await meeting_rows.ahead_of(s, core, relationship)
    relationship.state = _OVER[was]
    relationship.ended_at = core.clock.now()
    relationship.update_id = cause.update_id
    await s.flush()
    await stopping.stop(s, core, relationship, cause.update_id)
    return farewells.Ended(relationship, was, ahead[0].starts_at if ahead else None)


async def _leave_a_stone(s: AsyncSession, core: Core, person: Person, cause: Cause) -> None:
    programme = await members.programme_of(s, person)
    person.state = PersonState.LEFT
    # No one at Telegram has a number below zero; a column that may be empty would say no more.
    person.telegram_id = -person.id
    person.wrapped_key, person.name, person.consent_version = b"", None, None
    person.zone, person.language = programme.zone, programme.language
    person.focus = person.focus_id = person.focus_at = None
    person.live_message_id, person.update_id = None, cause.update_id
    person.paused_until = person.paused_at = None
    person.unreachable_since = person.last_unasked_at = None
    person.created_at = core.clock.now()
    await s.flush()
    core.vault.forget(person.id)
    core.erased.add(person.id)
