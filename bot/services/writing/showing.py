"""What to show of a response as it stands: the question being asked, the review, or that it went."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.db.tables import Answer, Response
from bot.domain.answers import Given, Problem
from bot.domain.flow import REVIEW
from bot.domain.questionnaires import Question
from bot.domain.responses import Reader, ResponseKind, ResponseState
from bot.services import members
from bot.services.core import Core
from bot.services.meeting.windows import MET, YES
from bot.services.reading.digest_times import reading_of
from bot.services.writing.filling import Filling
from bot.services.writing.response_views import (
    AnyView,
    Asked,
    Busy,
    Closed,
    NextWeek,
    Review,
    ReviewLine,
    Sent,
    Stale,
)
from bot.services.writing.sealing import unseal


async def show(
    s: AsyncSession,
    core: Core,
    filling: Filling,
    *,
    problem: Problem | None = None,
    noted: str = "",
    answered: Question | None = None,
    lengthened: Question | None = None,
) -> AnyView:
    """Return what the person sees of their response now."""
    if filling.is_over:
        return Closed(**_common(core, filling))
    state = filling.response.state
    if state is ResponseState.SENT:
        return await _sent(s, core, filling)
    if state in (ResponseState.OFFERED, ResponseState.SKIPPED):
        return Closed(**_common(core, filling))
    said = {"noted": noted, "answered": answered, "lengthened": lengthened}
    if filling.progress().cursor == REVIEW:
        return await _review(s, core, filling, unclear=problem is not None, **said)
    return await _asked(s, core, filling, problem=problem, **said)


def stale(core: Core, filling: Filling) -> Stale:
    """Return that a button has had its time."""
    return Stale(**_common(core, filling))


def busy(core: Core, filling: Filling, other: Response) -> Busy:
    """Return that another response is being filled in."""
    week, other_week = _week_of(filling.response), _week_of(other)
    differ = week is not None and other_week is not None and week != other_week
    return Busy(
        **_common(core, filling),
        other_id=other.id,
        other_kind=other.kind,
        week=week if differ else None,
        other_week=other_week if differ else None,
    )


def next_week(core: Core, filling: Filling) -> NextWeek:
    """Return that this reflection is for a week to come."""
    on = date.fromisoformat(filling.response.occasion)
    return NextWeek(**_common(core, filling), on=on)


async def _asked(s: AsyncSession, core: Core, filling: Filling, **said: Any) -> Asked:
    progress = filling.progress()
    question = filling.questionnaire.question(progress.cursor)
    kept = filling.answers.get(question.key)
    so_far = None
    if kept is not None:
        so_far = unseal(core, filling.person, await s.get_one(Answer, kept.id))
    return Asked(
        **_common(core, filling),
        number=progress.questions.index(question.key) + 1,
        total=len(progress.questions),
        question=question,
        reader=kept.reader if kept else question.reader,
        so_far=so_far,
        changing=progress.changing,
        **said,
    )


async def _review(s: AsyncSession, core: Core, filling: Filling, **said: Any) -> Review:
    rows = await s.scalars(select(Answer).where(Answer.response_id == filling.response.id))
    given = {row.question: unseal(core, filling.person, row) for row in rows}
    response = filling.response
    is_open = response.state is ResponseState.OPEN
    return Review(
        **_common(core, filling),
        lines=_lines(filling, given),
        total=len(filling.questionnaire.questions),
        can_skip=is_open and response.kind is ResponseKind.REFLECTION,
        reading=await reading_of(s, filling.relationship, core.clock.now()),
        **said,
    )


def _lines(filling: Filling, given: Mapping[str, Given]) -> tuple[ReviewLine, ...]:
    """All that was asked or has an answer; what an option led past was never asked."""
    lines: list[ReviewLine] = []
    leads_to: str | None = None
    for number, question in enumerate(filling.questionnaire.questions, start=1):
        answer, kept = given.get(question.key), filling.answers.get(question.key)
        if question.key == leads_to:
            leads_to = None
        if leads_to is not None and answer is None:
            continue
        reader = kept.reader if kept else question.reader
        lines.append(ReviewLine(number, question, answer, reader))
        if leads_to is None and answer is not None:
            leads_to = question.leads.get(answer.choice)
    return tuple(lines)


async def _sent(s: AsyncSession, core: Core, filling: Filling) -> Sent:
    shared = sum(kept.reader is Reader.OTHER for kept in filling.answers.values())
    response = filling.response
    return Sent(
        **_common(core, filling),
        shared=shared,
        private=len(filling.answers) - shared,
        reading=await reading_of(s, filling.relationship, core.clock.now()),
        sealed=response.kind is ResponseKind.ASSESSMENT and response.released_at is None,
        did_not_meet=await _did_not_meet(s, core, filling),
    )


async def _did_not_meet(s: AsyncSession, core: Core, filling: Filling) -> bool:
    kept = filling.answers.get(MET)
    if filling.response.kind is not ResponseKind.MEETING or kept is None:
        return False
    given = unseal(core, filling.person, await s.get_one(Answer, kept.id))
    return given.choice != YES


def _week_of(response: Response) -> date | None:
    if response.kind is not ResponseKind.REFLECTION:
        return None
    return date.fromisoformat(response.occasion)


def _common(core: Core, filling: Filling) -> dict[str, Any]:
    return {
        "language": filling.person.language,
        "zone": filling.person.zone,
        "now": core.clock.now(),
        "focus": filling.person.focus,
        "response_id": filling.response.id,
        "kind": filling.response.kind,
        "partner": members.name_of(core.vault, filling.partner),
        "is_mentor": filling.person.id == filling.relationship.mentor_id,
    }
