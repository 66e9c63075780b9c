"""Making a broadcast: one row for each person, in the transaction of the caller.

However many people it is for, it takes the same few statements. Nothing is sent here: the rows
wait in the outbox, in the lane that everything else overtakes.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Insert, bindparam, insert, select, text
from sqlalchemy.ext.asyncio import AsyncSession

from bot.db.tables import Broadcast, DueRow, Meeting, OutboxRow, Person, Relationship
from bot.domain.broadcasts import ASKS, BroadcastKind, BroadcastState
from bot.domain.first_moments import FirstMoments, Somebody
from bot.domain.queues import Cause, Lane, MessageKind, OutboxState
from bot.domain.relationships import MeetingState
from bot.services.audience import Member
from bot.services.core import Core
from bot.services.pacing import UNASKED, quiet_hours

SENDS: Mapping[BroadcastKind, MessageKind] = {
    BroadcastKind.SURVEY: MessageKind.SURVEY_ASK,
    BroadcastKind.REMINDER: MessageKind.SURVEY_REMINDER,
    BroadcastKind.ANNOUNCEMENT: MessageKind.ANNOUNCEMENT,
    BroadcastKind.HEARD: MessageKind.SURVEY_HEARD,
}
_ITS_OWN = ("person_id", "dedupe", "not_before", "created_at")
_LONGEST_MEETING = timedelta(hours=24)
_AHEAD = timedelta(days=8)

Spans = dict[int, list[tuple[datetime, datetime]]]


async def start(
    s: AsyncSession,
    core: Core,
    *,
    kind: BroadcastKind,
    author: Person,
    members: Sequence[Member],
    survey_id: int | None,
    update_id: int | None,
    cause: Cause,
    until: datetime | None = None,
) -> Broadcast:
    """Make a broadcast to `members`, and a message for each of them, to go when it suits them.

    Who pauses without an end gets none, nor who could be reached only after `until`; they still
    count in `total`. The caller sees to it that an update handled again makes nothing twice.
    """
    broadcast = Broadcast(
        programme_id=author.programme_id,
        kind=kind,
        state=BroadcastState.SENDING,
        survey_id=survey_id,
        created_by=author.id,
        update_id=update_id,
        created_at=core.clock.now(),
    )
    s.add(broadcast)
    await send(s, core, broadcast, author, members, cause, until)
    return broadcast


async def send(
    s: AsyncSession,
    core: Core,
    broadcast: Broadcast,
    author: Person,
    members: Sequence[Member],
    cause: Cause,
    until: datetime | None = None,
) -> None:
    """Put a message of `broadcast` to each of `members` into the outbox, as `start` says."""
    now = core.clock.now()
    broadcast.state = BroadcastState.SENDING
    broadcast.total = len(members)
    broadcast.started_at, broadcast.message_id = now, None
    await s.flush()
    asks = broadcast.kind in ASKS
    moments = FirstMoments(now, await quiet_hours(s, author), asks=asks, until=until)
    everybody = await _everybody(s, broadcast.programme_id, now)
    rows = list(_each(broadcast, members, everybody, moments))
    if rows:
        await s.execute(_insert(broadcast, cause), rows)


def _each(
    broadcast: Broadcast,
    members: Sequence[Member],
    everybody: Mapping[int, Somebody],
    moments: FirstMoments,
) -> Iterator[dict[str, Any]]:
    for member in members:
        moment = moments.of(everybody[member.person_id])
        if moment is not None:
            yield {
                "its_person_id": member.person_id,
                "its_dedupe": f"broadcast:{broadcast.id}:{member.person_id}",
                "its_not_before": moment,
                "its_created_at": broadcast.started_at,
            }


def _insert(broadcast: Broadcast, cause: Cause) -> Insert:
    """One row; what is the same for everybody stands in the statement, and is not sent each time."""
    same = {
        "lane": int(Lane.BROADCAST),
        "kind": SENDS[broadcast.kind].value,
        "subject_id": broadcast.id,
        "update_id": cause.update_id,
        "due_id": cause.due_id,
        "detail": "{}",
        "state": OutboxState.WAITING.value,
        "attempts": 0,
        "fence": 0,
    }
    return insert(OutboxRow.__table__).values(  # type: ignore[arg-type]
        **{name: text(_literal(value)) for name, value in same.items()},
        **{name: bindparam(f"its_{name}") for name in _ITS_OWN},
    )


def _literal(value: int | str | None) -> str:
    """An SQL literal of ids and words of our own, which hold no quotes."""
    if value is None:
        return "NULL"
    return str(value) if isinstance(value, int) else f"'{value}'"


async def _everybody(s: AsyncSession, programme_id: int, now: datetime) -> dict[int, Somebody]:
    """What stands in whose way, of everybody in the programme."""
    meetings = await _meetings(s, programme_id, now)
    planned = await _planned(s, programme_id, now)
    people = await s.execute(
        select(
            Person.id,
            Person.zone,
            Person.paused_at,
            Person.paused_until,
            Person.last_unasked_at,
        ).where(Person.programme_id == programme_id)
    )
    return {
        person_id: Somebody(
            zone,
            paused_at,
            paused_until,
            last_unasked,
            tuple(meetings.get(person_id, ())),
            planned.get(person_id, ()),
        )
        for person_id, zone, paused_at, paused_until, last_unasked in people
    }


async def _meetings(s: AsyncSession, programme_id: int, now: datetime) -> Spans:
    found = await s.execute(
        select(Relationship.mentor_id, Relationship.mentee_id, Meeting.starts_at, Meeting.minutes)
        .join(Relationship, Relationship.id == Meeting.relationship_id)
        .where(
            Relationship.programme_id == programme_id,
            Meeting.state == MeetingState.PLANNED,
            Meeting.starts_at > now - _LONGEST_MEETING,
            Meeting.starts_at < now + _AHEAD,
        )
    )
    spans: Spans = defaultdict(list)
    for mentor_id, mentee_id, begins, minutes in found:
        for person_id in (mentor_id, mentee_id):
            spans[person_id].append((begins, begins + timedelta(minutes=minutes)))
    return spans


async def _planned(s: AsyncSession, programme_id: int, now: datetime) -> dict[int, list[datetime]]:
    found = await s.execute(
        select(DueRow.person_id, DueRow.due_at)
        .join(Person, Person.id == DueRow.person_id)
        .where(
            Person.programme_id == programme_id,
            DueRow.kind.in_(UNASKED),
            DueRow.outcome.is_(None),
            DueRow.due_at >= now,
            DueRow.due_at < now + _AHEAD,
        )
    )
    planned: dict[int, list[datetime]] = defaultdict(list)
    for person_id, due_at in found:
        planned[person_id].append(due_at)
    return planned
