"""Which due row a message in the outbox came from.

`dedupe` says it: it is made from the due row, or from what the due row speaks of. A message that
came of what somebody did has none.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.db.tables import DueRow, OutboxRow, Response
from bot.domain.queues import DueKind, DueOutcome, MessageKind

# These bear the due row's own number.
_NUMBERED = (
    MessageKind.REFLECTION_PROMPT,
    MessageKind.ASSESSMENT_PROMPT,
    MessageKind.RESUMED,
)
# These bear the number of what the due row speaks of.
_SUBJECTS: Mapping[MessageKind, DueKind] = {
    MessageKind.DIGEST: DueKind.DIGEST,
    MessageKind.DIGEST_UPDATE: DueKind.DIGEST_UPDATE,
    MessageKind.DIGEST_NUDGE: DueKind.DIGEST_UPDATE,
    MessageKind.REFLECTION_REMINDER: DueKind.REMINDER,
    MessageKind.QUIET_ASK: DueKind.CLOSE,
    MessageKind.MEETING_CHECKIN: DueKind.MEETING_OVER,
}


@dataclass(frozen=True)
class _Clue:
    """What `dedupe` says of the due row: its number, or what it speaks of and the occurrence."""

    row_id: int | None = None
    kind: DueKind | None = None
    subject_id: int | None = None
    occurrence: str | None = None


async def dues_behind(s: AsyncSession, messages: Sequence[OutboxRow]) -> dict[int, DueRow]:
    """The due row of each message that came of one, by the message's id in the outbox."""
    clues = {row.id: _clue(row) for row in messages if _has_clue(row)}
    meetings = await _meetings(s, [row for row in messages if row.id in clues])
    dues = await _rows(s, clues.values(), meetings.values())
    found = {}
    for row in messages:
        clue = clues.get(row.id)
        if clue is None:
            continue
        subject = meetings.get(row.id, clue.subject_id)
        fitting = [due for due in dues if _fits(due, row, clue, subject)]
        if len(fitting) > 1:
            # A meeting that was moved once it was over has several; these two fell together.
            fitting = [due for due in fitting if due.finished_at == row.created_at]
        if len(fitting) == 1:
            found[row.id] = fitting[0]
    return found


def _has_clue(row: OutboxRow) -> bool:
    return row.kind in _NUMBERED or row.kind in _SUBJECTS


def _clue(row: OutboxRow) -> _Clue:
    _, _, rest = row.dedupe.partition(":")
    number, _, occurrence = rest.partition(":")
    if row.kind in _NUMBERED:
        return _Clue(row_id=int(number))
    return _Clue(kind=_SUBJECTS[row.kind], subject_id=int(number), occurrence=occurrence or None)


async def _meetings(s: AsyncSession, messages: Sequence[OutboxRow]) -> dict[int, int]:
    """After a meeting `dedupe` bears the response's number, and the due row the meeting's."""
    asked = {row.subject_id: row.id for row in messages if row.kind is MessageKind.MEETING_CHECKIN}
    rows = await s.execute(
        select(Response.id, Response.meeting_id).where(Response.id.in_(list(asked)))
    )
    return {asked[response_id]: meeting_id or 0 for response_id, meeting_id in rows}


async def _rows(
    s: AsyncSession, clues: Iterable[_Clue], meetings: Iterable[int]
) -> Sequence[DueRow]:
    clues = tuple(clues)
    ids = [clue.row_id for clue in clues if clue.row_id is not None]
    subjects = [clue.subject_id for clue in clues if clue.subject_id is not None]
    found = await s.scalars(
        select(DueRow).where(DueRow.id.in_(ids) | DueRow.subject_id.in_([*subjects, *meetings]))
    )
    return found.all()


def _fits(due: DueRow, message: OutboxRow, clue: _Clue, subject_id: int | None) -> bool:
    if clue.row_id is not None:
        return due.id == clue.row_id
    return (
        due.kind is clue.kind
        and due.subject_id == subject_id
        and due.person_id == message.person_id
        and due.outcome is DueOutcome.DONE
        and clue.occurrence in (None, due.occurrence)
    )
