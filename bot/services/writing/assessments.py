"""The mentor's own check-in: when it is asked for, and for which week it counts."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.db.tables import DueRow, Meeting, Person, Programme, Relationship, Response
from bot.delivery import outbox
from bot.domain.pace import Go
from bot.domain.people import Focus, Role
from bot.domain.queues import DueKind, DueOutcome, MessageKind
from bot.domain.quiet import Wait
from bot.domain.recurrence import local_date_of
from bot.domain.relationships import MeetingState, RelationshipKind, RelationshipState
from bot.domain.responses import ResponseKind, ResponseState
from bot.services import members, pacing
from bot.services.core import Actor, Core
from bot.services.due import Done, Verdict
from bot.services.errors import Reason, RefusedError
from bot.services.relationships import pairs
from bot.services.writing import responses
from bot.services.writing.answering import begun
from bot.services.writing.filling import load
from bot.services.writing.response_views import AnyView

_TOGETHER = timedelta(hours=24)
# How the occurrence of a row begins that the mentor asked for: later today, or tomorrow.
LATER = "later-"


@dataclass(frozen=True)
class WhichMentee:
    """The mentor has several mentees: about whom? By relationship and name."""

    language: str
    focus: Focus | None
    mentees: tuple[tuple[int, str], ...]


def by_name(mentees: Iterable[tuple[int, str]]) -> tuple[tuple[int, str], ...]:
    """Order mentees by name, so that a list looks the same each time."""
    return tuple(sorted(mentees, key=lambda mentee: (mentee[1].casefold(), mentee[0])))


async def on_assessment(s: AsyncSession, core: Core, row: DueRow, person: Person) -> Verdict:
    """Ask the mentor for their own view, of all mentees whose turn comes within a day at once."""
    meeting = await s.get(Meeting, row.subject_id)
    now = core.clock.now()
    if meeting is None or not await _counts(s, meeting) or meeting.starts_at <= now:
        return Done(DueOutcome.CANCELLED)
    # Whoever asked for a later moment has been asked today already.
    put_off = row.occurrence.startswith(LATER)
    pace = await pacing.may_go(s, core, row, person, exempt=put_off, agreed=True)
    if isinstance(pace, Wait) and pace.until >= meeting.starts_at:
        return Done(DueOutcome.MISSED)
    if not isinstance(pace, Go):
        return pacing.settle(pace)
    wanted = [
        relationship
        for relationship in await _together(s, core, row, meeting)
        if await _is_wanted(s, core, relationship, person)
    ]
    if wanted:
        await outbox.enqueue(
            s,
            kind=MessageKind.ASSESSMENT_PROMPT,
            person_id=person.id,
            now=now,
            dedupe=f"assessment:{row.id}",
            subject_id=meeting.id,
            detail={"relationships": [relationship.id for relationship in wanted]},
        )
        pacing.spoke(person, now)
    return Done()


async def assess(
    core: Core, actor: Actor, relationship_id: int | None = None, *, now: bool = False
) -> AnyView | WhichMentee:
    """Open the mentor's view of a mentee's week, or go on with it; ask about whom if unclear."""
    async with core.db.write() as s:
        person = await members.require(s, actor, Role.MENTOR)
        mine = [
            pair
            for pair in await pairs.all_active(s, core, person)
            if pair.i_am_mentor and pair.relationship.kind is RelationshipKind.MENTORING
        ]
        if not mine:
            raise await pairs.none_active(s, person)
        if relationship_id is None and len(mine) > 1:
            names = ((p.relationship.id, members.name_of(core.vault, p.mentee)) for p in mine)
            return WhichMentee(person.language, person.focus, by_name(names))
        chosen = [p for p in mine if relationship_id in (None, p.relationship.id)]
        if not chosen:
            raise RefusedError(Reason.GONE)
        response = await _current(s, core, chosen[0].relationship, person)
        return await begun(s, core, actor, await load(s, core, actor, response.id), now=now)


async def _together(
    s: AsyncSession, core: Core, row: DueRow, meeting: Meeting
) -> list[Relationship]:
    """The relationships asked about in one message; the other due rows are done with this one."""
    others = await s.scalars(
        select(DueRow)
        .where(
            DueRow.kind == DueKind.ASSESSMENT,
            DueRow.person_id == row.person_id,
            DueRow.id != row.id,
            DueRow.outcome.is_(None),
            DueRow.due_at < core.clock.now() + _TOGETHER,
        )
        .order_by(DueRow.due_at, DueRow.id)
    )
    found = [await s.get_one(Relationship, meeting.relationship_id)]
    for other in others:
        theirs = await s.get(Meeting, other.subject_id)
        counts = theirs is not None and await _counts(s, theirs)
        other.outcome = DueOutcome.DONE if counts else DueOutcome.CANCELLED
        other.finished_at = core.clock.now()
        if theirs is not None and counts:
            found.append(await s.get_one(Relationship, theirs.relationship_id))
    return list(dict.fromkeys(found))


async def _counts(s: AsyncSession, meeting: Meeting) -> bool:
    relationship = await s.get_one(Relationship, meeting.relationship_id)
    return meeting.state is MeetingState.PLANNED and relationship.state is RelationshipState.ACTIVE


async def _is_wanted(
    s: AsyncSession, core: Core, relationship: Relationship, mentor: Person
) -> bool:
    """Whether the mentee is asked about the week in question, and the mentor has said nothing yet.

    A mentee who is asked no more writes no view of their own that the mentor's could stand beside.
    """
    if relationship.prompts_stopped_at is not None:
        return False
    occasion = await _asked_week(s, core, relationship)
    if occasion is None:
        return False
    return not await _is_assessed(s, relationship, mentor, occasion)


async def _is_assessed(
    s: AsyncSession, relationship: Relationship, mentor: Person, occasion: str
) -> bool:
    found = await responses.find(s, relationship, mentor, ResponseKind.ASSESSMENT, occasion)
    return found is not None and found.state is ResponseState.SENT


async def _current(
    s: AsyncSession, core: Core, relationship: Relationship, mentor: Person
) -> Response:
    """The assessment of the week in question, or once that is sent, of the one to come."""
    programme = await s.get_one(Programme, relationship.programme_id)
    occasion = await _week_in_question(s, core, relationship)
    if await _is_assessed(s, relationship, mentor, occasion):
        occasion = await _coming_week(s, core, relationship)
    return await responses.offer(
        s,
        core,
        relationship=relationship,
        person=mentor,
        kind=ResponseKind.ASSESSMENT,
        questionnaire=f"{programme.question_set}.assessment",
        occasion=occasion,
    )


async def _week_in_question(s: AsyncSession, core: Core, relationship: Relationship) -> str:
    """The week that the mentee is asked about; before the first of them, the one to come."""
    asked = await _asked_week(s, core, relationship)
    return asked or await _coming_week(s, core, relationship)


async def _asked_week(s: AsyncSession, core: Core, relationship: Relationship) -> str | None:
    """The week that ends within a day, whose reflection is about to come; else the latest."""
    coming = await _planned(s, relationship)
    if coming is not None and coming.due_at <= core.clock.now() + _TOGETHER:
        return coming.occurrence
    return await _latest_week(s, relationship)


async def _latest_week(s: AsyncSession, relationship: Relationship) -> str | None:
    """The occasion of the latest reflection, however it stands."""
    return await s.scalar(
        select(Response.occasion)
        .where(
            Response.relationship_id == relationship.id,
            Response.kind == ResponseKind.REFLECTION,
        )
        .order_by(Response.occasion.desc())
        .limit(1)
    )


async def _coming_week(s: AsyncSession, core: Core, relationship: Relationship) -> str:
    """The occasion of the next reflection; today, where none is planned."""
    planned = await _planned(s, relationship)
    if planned is not None:
        return planned.occurrence
    mentee = await s.get_one(Person, relationship.mentee_id)
    return local_date_of(core.clock.now(), mentee.zone).isoformat()


async def _planned(s: AsyncSession, relationship: Relationship) -> DueRow | None:
    return await s.scalar(
        select(DueRow)
        .where(
            DueRow.kind == DueKind.REFLECTION,
            DueRow.subject_id == relationship.id,
            DueRow.outcome.is_(None),
        )
        .order_by(DueRow.due_at)
        .limit(1)
    )
