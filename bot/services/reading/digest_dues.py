"""When the digest falls due, and the look just before the meeting."""

from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.db.tables import DueRow, Meeting, OutboxRow, Person
from bot.delivery import outbox
from bot.domain.pace import Go
from bot.domain.queues import Cause, DueOutcome, MessageKind, OutboxState
from bot.services import pacing
from bot.services.core import Core
from bot.services.due import Done, Verdict
from bot.services.reading import digests
from bot.services.relationships.pairs import Pair

_ON_ITS_WAY = (OutboxState.WAITING, OutboxState.SENDING)


async def on_digest(s: AsyncSession, core: Core, row: DueRow, person: Person) -> Verdict:
    """Send the digest, at the time that the two agreed on."""
    pair, meeting = await digests.mentor_and_meeting(s, core, person.id, row.subject_id)
    if pair is None or meeting is None:
        return Done(DueOutcome.CANCELLED)
    # One for a meeting planned at short notice goes as soon as it can: nobody chose that moment.
    agreed = row.planned_at == meeting.starts_at - timedelta(hours=meeting.digest_hours)
    pace = await pacing.may_go(s, core, row, person, exempt=True, agreed=agreed)
    if not isinstance(pace, Go):
        return pacing.settle(pace)
    await _enqueue(s, core, MessageKind.DIGEST, row)
    return Done()


async def on_digest_update(s: AsyncSession, core: Core, row: DueRow, person: Person) -> Verdict:
    """Send the digest again if it says something else now.

    If nobody knows whether it arrived, or if its time was missed, one line with a button instead.
    """
    pair, meeting = await digests.mentor_and_meeting(s, core, person.id, row.subject_id)
    if pair is None or meeting is None:
        return Done(DueOutcome.CANCELLED)
    pace = await pacing.may_go(s, core, row, person, exempt=True, agreed=False)
    if not isinstance(pace, Go):
        return pacing.settle(pace)
    kind = await _what_to_say(s, core, pair, meeting)
    if kind is not None:
        await _enqueue(s, core, kind, row)
    return Done()


async def _what_to_say(
    s: AsyncSession, core: Core, pair: Pair, meeting: Meeting
) -> MessageKind | None:
    state = await s.scalar(
        select(OutboxRow.state)
        .where(
            OutboxRow.kind == MessageKind.DIGEST,
            OutboxRow.subject_id == meeting.id,
            OutboxRow.person_id == pair.me.id,
        )
        .order_by(OutboxRow.id.desc())
        .limit(1)
    )
    if state in _ON_ITS_WAY:
        return None
    if state is not OutboxState.SENT:
        return MessageKind.DIGEST_NUDGE
    changed = await digests.has_changed(s, core, pair, meeting)
    return MessageKind.DIGEST_UPDATE if changed else None


async def _enqueue(s: AsyncSession, core: Core, kind: MessageKind, row: DueRow) -> None:
    await outbox.enqueue(
        s,
        kind=kind,
        person_id=row.person_id,
        now=core.clock.now(),
        dedupe=f"{kind}:{row.subject_id}:{row.occurrence}",
        cause=Cause(due_id=row.id),
        subject_id=row.subject_id,
    )
