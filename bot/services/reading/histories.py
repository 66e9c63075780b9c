"""What a mentee shared with an earlier mentor stays closed to a later one, until they say so.

They may say so for each pair that is over and each one since that is active, and take it back at
any time. It opens what was shared as reflections and on the list, and nothing else.
"""

from sqlalchemy import ColumnElement, bindparam, delete, exists, or_, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import InstrumentedAttribute, aliased

from bot.db.tables import (
    AgendaItem,
    Answer,
    OpenedHistory,
    OutboxRow,
    Person,
    Relationship,
    Response,
)
from bot.domain.deeds import Deed
from bot.domain.queues import MessageKind, OutboxState
from bot.domain.relationships import RelationshipState
from bot.domain.responses import Reader, ResponseKind, ResponseState
from bot.domain.viewers import Matter, Standing, Viewer
from bot.domain.visibility import State, may_see
from bot.services import audit, members, telling
from bot.services.core import Actor, Core
from bot.services.errors import Reason, RefusedError
from bot.services.reading.history_views import Choice, ChoiceView, OpenedView
from bot.services.relationships import pairs

# What a choice opens, and how it stands then.
_WHAT = (Matter.REFLECTION, Matter.AGENDA)
_OPENED = State(Standing.OPENED, RelationshipState.ENDED)


def _has_shared(earlier_id: InstrumentedAttribute[int]) -> ColumnElement[bool]:
    """Whether anything was shared in a pair that a later mentor could read."""
    answered = exists().where(
        Response.relationship_id == earlier_id,
        Response.kind == ResponseKind.REFLECTION,
        Response.state == ResponseState.SENT,
        Answer.response_id == Response.id,
        Answer.reader == Reader.OTHER,
    )
    listed = exists().where(
        AgendaItem.relationship_id == earlier_id, AgendaItem.removed_at.is_(None)
    )
    return or_(answered, listed)


# Made once: building it takes milliseconds.
_EARLIER, _LATER = aliased(Relationship), aliased(Relationship)
_CHOICES = (
    select(_EARLIER, _LATER, OpenedHistory.id)
    .join(_LATER, _LATER.mentee_id == _EARLIER.mentee_id)
    .outerjoin(
        OpenedHistory,
        (OpenedHistory.earlier_id == _EARLIER.id) & (OpenedHistory.later_id == _LATER.id),
    )
    .where(
        _EARLIER.mentee_id == bindparam("mentee_id"),
        _EARLIER.kind == _LATER.kind,
        _EARLIER.state == RelationshipState.ENDED,
        _LATER.state.in_((RelationshipState.ACTIVE, RelationshipState.PAUSED)),
        _has_shared(_EARLIER.id),
    )
    .order_by(_EARLIER.ended_at.desc(), _EARLIER.id, _LATER.id)
)


async def choices(s: AsyncSession, core: Core, mentee: Person) -> tuple[Choice, ...]:
    """Return every choice that a mentee has today, the latest earlier pair first.

    While a pair has a break its mentor reads nothing, so there is nothing to open then.
    """
    found = await _all(s, core, mentee)
    return tuple(each for each in found if each.opened or not each.on_a_break)


async def _all(s: AsyncSession, core: Core, mentee: Person) -> tuple[Choice, ...]:
    if not any(may_see(Viewer.LATER_MENTOR, each, _OPENED) for each in _WHAT):
        return ()
    rows = await s.execute(_CHOICES, {"mentee_id": mentee.id})
    return tuple([await _choice(s, core, *row) for row in rows])


async def ask(core: Core, actor: Actor, earlier_id: int, later_id: int) -> ChoiceView:
    """Show one choice, and what it would open."""
    async with core.db.read() as s:
        mentee = await members.require(s, actor)
        choice = await _one(s, core, mentee, earlier_id, later_id)
        if choice.on_a_break and not choice.opened:
            raise RefusedError(Reason.PAIR_PAUSED)
        return ChoiceView(mentee.language, choice)


async def let_read(core: Core, actor: Actor, earlier_id: int, later_id: int) -> ChoiceView:
    """Let a later mentor read it, and tell them once."""
    async with core.db.write() as s:
        mentee = await members.require(s, actor)
        choice = await _one(s, core, mentee, earlier_id, later_id)
        if choice.on_a_break and not choice.opened:
            raise RefusedError(Reason.PAIR_PAUSED)
        if not choice.opened:
            s.add(
                OpenedHistory(
                    person_id=mentee.id,
                    earlier_id=earlier_id,
                    later_id=later_id,
                    update_id=actor.update_id,
                    opened_at=core.clock.now(),
                )
            )
            await s.flush()
            await _note(s, core, actor, mentee, Deed.HISTORY_OPENED, earlier_id, later_id)
            await _tell(s, core, actor, later_id)
        choice = await _one(s, core, mentee, earlier_id, later_id)
        return ChoiceView(mentee.language, choice, done=True)


async def keep_closed(core: Core, actor: Actor, earlier_id: int, later_id: int) -> ChoiceView:
    """Leave it closed, or close it again: from now on nothing of it is shown any more."""
    async with core.db.write() as s:
        mentee = await members.require(s, actor)
        choice = await _one(s, core, mentee, earlier_id, later_id)
        if choice.opened:
            await _note(s, core, actor, mentee, Deed.HISTORY_CLOSED, earlier_id, later_id)
        await s.execute(
            delete(OpenedHistory).where(
                OpenedHistory.person_id == mentee.id,
                OpenedHistory.earlier_id == choice.earlier_id,
                OpenedHistory.later_id == choice.later_id,
            )
        )
        choice = await _one(s, core, mentee, earlier_id, later_id)
        return ChoiceView(mentee.language, choice, done=True)


async def told(core: Core, person_id: int, later_id: int) -> OpenedView | None:
    """What the later mentor is told; None if it is closed again, or they are it no more."""
    async with core.db.read() as s:
        mentor = await s.get_one(Person, person_id)
        pair = await pairs.find(s, mentor, later_id)
        if pair is None or not pair.is_active or not pair.i_am_mentor:
            return None
        if not await is_open(s, later_id):
            return None
        mentee = members.name_of(core.vault, pair.mentee)
        return OpenedView(mentor.language, later_id, mentee)


async def tell_again(s: AsyncSession, core: Core, later: Relationship) -> None:
    """Let a mentor hear after a break what could not be told in it, if it is open still."""
    row = await s.scalar(
        select(OutboxRow)
        .where(
            OutboxRow.kind == MessageKind.HISTORY_OPENED,
            OutboxRow.person_id == later.mentor_id,
            OutboxRow.subject_id == later.id,
        )
        .order_by(OutboxRow.id.desc())
        .limit(1)
    )
    if row is not None and row.state is OutboxState.DROPPED and await is_open(s, later.id):
        await telling.tell_again(s, core, await s.get_one(Person, later.mentor_id), row)


async def is_open(s: AsyncSession, later_id: int) -> bool:
    """Whether anything from before is open to the mentor of a pair."""
    found = select(OpenedHistory.id).where(OpenedHistory.later_id == later_id).limit(1)
    return await s.scalar(found) is not None


async def _one(
    s: AsyncSession, core: Core, mentee: Person, earlier_id: int, later_id: int
) -> Choice:
    for choice in await _all(s, core, mentee):
        if (choice.earlier_id, choice.later_id) == (earlier_id, later_id):
            return choice
    raise RefusedError(Reason.GONE)


async def _choice(
    s: AsyncSession, core: Core, earlier: Relationship, later: Relationship, opened: int | None
) -> Choice:
    before = await s.get_one(Person, earlier.mentor_id)
    since = await s.get_one(Person, later.mentor_id)
    return Choice(
        earlier_id=earlier.id,
        later_id=later.id,
        earlier_mentor=members.name_of(core.vault, before),
        later_mentor=members.name_of(core.vault, since),
        opened=opened is not None,
        on_a_break=later.state is RelationshipState.PAUSED,
    )


async def _note(
    s: AsyncSession,
    core: Core,
    actor: Actor,
    mentee: Person,
    deed: Deed,
    earlier_id: int,
    later_id: int,
) -> None:
    mentor_id = (await s.get_one(Relationship, later_id)).mentor_id
    number = actor.update_id
    await audit.note(s, core, mentee, deed, number, about=mentor_id, subject=earlier_id)


async def _tell(s: AsyncSession, core: Core, actor: Actor, later_id: int) -> None:
    later = await s.get_one(Relationship, later_id)
    await telling.tell(
        s,
        core,
        await s.get_one(Person, later.mentor_id),
        MessageKind.HISTORY_OPENED,
        actor.cause,
        subject_id=later_id,
        dedupe=f"history_opened:{later_id}:{actor.update_id}",
    )
