"""When a mentor is asked for their own check-in, and of whom at once."""

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.db.tables import DueRow, Meeting, Person, Relationship
from bot.delivery import outbox
from bot.domain.pace import Go
from bot.domain.queues import Cause, DueKind, DueOutcome, MessageKind
from bot.domain.quiet import Wait
from bot.domain.relationships import MeetingState, RelationshipState
from bot.services import pacing
from bot.services.core import Core
from bot.services.due import Done, Verdict
from bot.services.writing import assessments, unanswered
from bot.services.writing.assessment_weeks import TOGETHER, asked_week, is_assessed

# How the occurrence of a row begins that the mentor asked for: later today, or tomorrow.
LATER = "later-"


async def on_assessment(s: AsyncSession, core: Core, row: DueRow, person: Person) -> Verdict:
    """Ask the mentor for their own view, of all mentees whose turn comes within a day at once."""
    meeting = await s.get(Meeting, row.subject_id)
    now = core.clock.now()
    if meeting is None or not await _counts(s, meeting) or meeting.starts_at <= now:
        return Done(DueOutcome.CANCELLED)
    # Whoever asked for a later moment has been asked today already.
    pace = await pacing.may_go(s, core, row, person, exempt=_is_put_off(row), agreed=True)
    if isinstance(pace, Wait) and pace.until >= meeting.starts_at:
        return Done(DueOutcome.MISSED)
    if not isinstance(pace, Go):
        return pacing.settle(pace)
    wanted = [
        relationship
        for relationship, again in await _together(s, core, row, meeting)
        if await _is_wanted(s, core, relationship, person, put_off=again)
    ]
    if wanted:
        await outbox.enqueue(
            s,
            kind=MessageKind.ASSESSMENT_PROMPT,
            person_id=person.id,
            now=now,
            dedupe=f"assessment:{row.id}",
            cause=Cause(due_id=row.id),
            subject_id=meeting.id,
            detail={"relationships": [relationship.id for relationship in wanted]},
        )
        pacing.spoke(person, now)
    return Done()


async def _together(
    s: AsyncSession, core: Core, row: DueRow, meeting: Meeting
) -> list[tuple[Relationship, bool]]:
    """The relationships asked about in one message, each with whether it had been put off.

    The other due rows are done with this one.
    """
    others = await s.scalars(
        select(DueRow)
        .where(
            DueRow.kind == DueKind.ASSESSMENT,
            DueRow.person_id == row.person_id,
            DueRow.id != row.id,
            DueRow.outcome.is_(None),
            DueRow.due_at < core.clock.now() + TOGETHER,
        )
        .order_by(DueRow.due_at, DueRow.id)
    )
    found = {await s.get_one(Relationship, meeting.relationship_id): _is_put_off(row)}
    for other in others:
        theirs = await s.get(Meeting, other.subject_id)
        counts = theirs is not None and await _counts(s, theirs)
        other.outcome = DueOutcome.DONE if counts else DueOutcome.CANCELLED
        other.finished_at = core.clock.now()
        if theirs is not None and counts:
            relationship = await s.get_one(Relationship, theirs.relationship_id)
            found[relationship] = found.get(relationship, False) or _is_put_off(other)
    return list(found.items())


def _is_put_off(row: DueRow) -> bool:
    return row.occurrence.startswith(LATER)


async def _counts(s: AsyncSession, meeting: Meeting) -> bool:
    relationship = await s.get_one(Relationship, meeting.relationship_id)
    return meeting.state is MeetingState.PLANNED and relationship.state is RelationshipState.ACTIVE


async def _is_wanted(
    s: AsyncSession, core: Core, relationship: Relationship, mentor: Person, *, put_off: bool
) -> bool:
    """Whether to ask about the week in question; if so, its assessment is offered.

    A mentee who is asked no more writes no view of their own that the mentor's could stand beside.
    But who has put it off was told that they are asked again, and so they are.
    """
    occasion = await asked_week(s, core, relationship)
    if occasion is None or await is_assessed(s, relationship, mentor, occasion):
        return False
    if not put_off:
        if relationship.prompts_stopped_at is not None:
            return False
        await unanswered.let_lapse(s, core, relationship, mentor, before=occasion)
        if await unanswered.stopped_at(s, relationship) is not None:
            return False
    await assessments.offer(s, core, relationship, mentor, occasion)
    return True
