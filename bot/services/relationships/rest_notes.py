"""Telling one side of a pair that the other takes no part for now, or takes part again.

Where the two go on by it, that is what is told. A pair that has a break already keeps it, and its
other side hears of both all the same.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot.db.tables import OutboxRow, Person, Relationship
from bot.domain.people import PersonState
from bot.domain.queues import MessageKind
from bot.domain.relationships import RelationshipState
from bot.services import members, told
from bot.services.core import Actor, Core
from bot.services.meeting import meeting_rows, meeting_views
from bot.services.meeting.meeting_views import MeetingView
from bot.services.relationships import pairs
from bot.services.relationships.pairs import Pair
from bot.services.telling import tell

_BACK = "back"


@dataclass(frozen=True)
class RestsNote:
    """That somebody does not take part for now, or does again, for the other side of their pair.

    `on_a_break` if the pair had one before, which lasts; `is_back` only then, since otherwise the
    two go on. `known` says that a coordinator besides the two is there, who knows it too.
    """

    language: str
    other: str
    called_off: tuple[MeetingView, ...]
    on_a_break: bool
    is_back: bool
    known: bool


async def tell_gone(
    s: AsyncSession, core: Core, actor: Actor, relationship: Relationship, other: Person
) -> None:
    """Tell the other side that somebody takes no part; not if they still think so from before."""
    rows = await _told(s, relationship, other)
    thinks_so = len(rows) > 1 and not _says_gone(rows[0]) and _says_gone(rows[1])
    if thinks_so and await told.take_back(s, rows[0], core.clock.now()):
        return
    off = await meeting_rows.called_off_by(s, relationship, relationship.update_id)
    soonest = min((each.starts_at for each in off), default=None)
    await _tell(s, core, actor, relationship, other, MessageKind.PAIR_RESTS, before=soonest)


async def tell_back(
    s: AsyncSession, core: Core, actor: Actor, relationship: Relationship, other: Person
) -> None:
    """Tell the other side that the two go on, or of a return into the break that the pair has.

    Whoever never heard that somebody was gone does not hear that they are back either.
    """
    rows = await _told(s, relationship, other)
    if rows and _says_gone(rows[0]) and await told.take_back(s, rows[0], core.clock.now()):
        return
    if relationship.state is RelationshipState.PAUSED:
        await _tell(s, core, actor, relationship, other, MessageKind.PAIR_RESTS, back=True)
        return
    ahead = await meeting_rows.ahead_of(s, core, relationship)
    soonest = ahead[0].starts_at if ahead else None
    await _tell(s, core, actor, relationship, other, MessageKind.PAIR_GOES_ON, before=soonest)


async def rests_note(
    core: Core, reader_id: int, relationship_id: int, row: OutboxRow
) -> RestsNote | None:
    """What the other side is told when the message goes; None if it is not so any more."""
    async with core.db.read() as s:
        return await view_of(s, core, await s.get_one(Person, reader_id), relationship_id, row)


async def view_of(
    s: AsyncSession, core: Core, reader: Person, relationship_id: int, row: OutboxRow
) -> RestsNote | None:
    """What a message tells its reader; None if it is not so any more."""
    pair = await pairs.find(s, reader, relationship_id)
    if pair is None or pair.relationship.state is not RelationshipState.PAUSED:
        return None
    rests, is_back = pair.relationship.held_at is not None, bool(row.detail.get(_BACK))
    if pair.other.state is not (PersonState.ACTIVE if is_back else PersonState.WITHDRAWN):
        return None
    if is_back and rests:
        return None
    there = await members.coordinators_for(s, reader)
    return RestsNote(
        language=reader.language,
        other=members.name_of(core.vault, pair.other),
        called_off=await _called_off(s, core, pair) if rests else (),
        on_a_break=not rests,
        is_back=is_back,
        known=any(each.id != pair.other.id for each in there),
    )


async def _called_off(s: AsyncSession, core: Core, pair: Pair) -> tuple[MeetingView, ...]:
    """The meetings that would still take place if the pair did not rest."""
    off = await meeting_rows.called_off_by(s, pair.relationship, pair.relationship.update_id)
    ahead = [each for each in off if each.starts_at > core.clock.now()]
    return tuple([await meeting_views.of(s, core, pair, each) for each in ahead])


async def _told(s: AsyncSession, relationship: Relationship, reader: Person) -> list[OutboxRow]:
    kinds = MessageKind.PAIR_RESTS, MessageKind.PAIR_GOES_ON
    return await told.newest_first(s, *kinds, reader_id=reader.id, subject_id=relationship.id)


def _says_gone(row: OutboxRow) -> bool:
    return row.kind is MessageKind.PAIR_RESTS and not row.detail.get(_BACK)


async def _tell(
    s: AsyncSession,
    core: Core,
    actor: Actor,
    relationship: Relationship,
    reader: Person,
    kind: MessageKind,
    *,
    back: bool = False,
    before: datetime | None = None,
) -> None:
    await tell(
        s,
        core,
        reader,
        kind,
        actor.cause,
        subject_id=relationship.id,
        dedupe=f"{kind}:{relationship.id}:{actor.update_id}:{reader.id}",
        detail={_BACK: back},
        before=before,
    )
