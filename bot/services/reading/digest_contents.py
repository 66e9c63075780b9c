"""Gathering what a digest says: only what its mentor may read at this moment."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.db.tables import Answer, Response
from bot.domain.digest import (
    COURSE_WEEKS,
    QUIET_WEEKS,
    Contents,
    Promises,
    Said,
    Week,
    WeekState,
    fingerprint,
)
from bot.domain.recurrence import local_date_of
from bot.domain.responses import AnswerKind, Reader, ResponseKind, ResponseState
from bot.domain.visibility import Matter, Standing, may_read, viewer_of
from bot.services.core import Core
from bot.services.meeting.after_meeting import promises_at
from bot.services.meeting.windows import Window
from bot.services.reading import agenda
from bot.services.relationships.pairs import Pair
from bot.services.writing import responses, unanswered
from bot.services.writing.responses import SharedAnswer, SharedResponse

QUESTIONS, FEELING, OWN_ONLY = "questions", "feeling", "my_needs"
STATES = {
    ResponseState.SENT: WeekState.SENT,
    ResponseState.OFFERED: WeekState.WAITING,
    ResponseState.OPEN: WeekState.WAITING,
    ResponseState.SKIPPED: WeekState.NONE,
    ResponseState.LAPSED: WeekState.NONE,
}
Fact = tuple[str, int, datetime | None]


@dataclass(frozen=True)
class Gathered:
    """What a digest says, and a fingerprint of what the mentee gave to it.

    `checkins_stopped` says that since the digest before the mentor is not asked any more.
    """

    contents: Contents
    fingerprint: str
    checkins_stopped: bool


async def gather(s: AsyncSession, core: Core, pair: Pair, window: Window) -> Gathered:
    """Gather the digest of a window for the mentor of a pair, who is the reader."""
    shared = await _reflections(s, core, pair, window)
    items = await _agenda(s, core, pair, window)
    promises = Promises()
    if window.last is not None:
        promises = await promises_at(s, core, pair.relationship, pair.me, window.last)
    ids = [reflection.response_id for reflection in shared]
    kept = await _feelings_kept(s, ids)
    own = await _own(s, core, pair, [reflection.occasion for reflection in shared])
    contents = Contents(
        questions=tuple(
            said(answer) for r in shared for answer in r.answers if answer.question == QUESTIONS
        ),
        agenda=tuple(text for _, _, text in items),
        promises=promises,
        weeks=tuple(_week(pair, r, own.get(r.occasion, ()), kept) for r in shared),
        earlier=await _earlier(s, pair, window, ids),
        earlier_feelings=await _earlier_feelings(s, core, pair, window, ids),
        heard_since=await _heard_since(s, pair, window),
    )
    facts = [
        *[("agenda", item_id, edited_at) for item_id, edited_at, _ in items],
        *[("reflection", r.response_id, r.finished_at) for r in shared if _is_sent(r)],
        *await _answers(s, [answer.answer_id for r in shared for answer in r.answers]),
        *await _checkins(s, pair, window),
    ]
    stopped = await unanswered.stopped_at(s, pair.relationship)
    is_new = stopped is not None and stopped >= window.unread_since
    return Gathered(contents, fingerprint(facts), checkins_stopped=is_new)


def said(answer: SharedAnswer) -> Said:
    """An answer as a digest shows it: of the question its first line, which is the question."""
    question = answer.words.partition("\n")[0]
    if answer.kind is AnswerKind.VOICE:
        return Said(answer.question, question, "", voice_id=answer.answer_id)
    text = str(answer.number) if answer.kind is AnswerKind.SCALE else answer.text
    return Said(answer.question, question, text)


def day_of(response: SharedResponse, zone: str) -> date:
    """The day that a response is about; a meeting's check-in bears the day it was finished on."""
    try:
        return date.fromisoformat(response.occasion)
    except ValueError:
        return local_date_of(response.finished_at or response.offered_at, zone)


async def _reflections(
    s: AsyncSession, core: Core, pair: Pair, window: Window
) -> list[SharedResponse]:
    shared = await responses.shared_with(
        s, core, relationship=pair.relationship, reader=pair.me, since=window.unread_since
    )
    found = [
        response
        for response in shared
        if response.kind is ResponseKind.REFLECTION
        and (window.until is None or (response.finished_at or response.offered_at) < window.until)
    ]
    return sorted(found, key=lambda r: (day_of(r, pair.mentee.zone), r.offered_at))


async def _earlier(
    s: AsyncSession, pair: Pair, window: Window, shown: list[int]
) -> tuple[WeekState, ...]:
    """What became of the weeks before: silence does not end where a digest does."""
    query = select(Response.state).where(
        Response.relationship_id == pair.relationship.id,
        Response.person_id == pair.mentee.id,
        Response.kind == ResponseKind.REFLECTION,
        Response.finished_at.is_not(None),
        Response.id.not_in(shown),
    )
    if window.until is not None:
        query = query.where(Response.offered_at < window.until)
    states = await s.scalars(query.order_by(Response.offered_at.desc()).limit(QUIET_WEEKS))
    return tuple(STATES[state] for state in reversed(states.all()))


async def _heard_since(s: AsyncSession, pair: Pair, window: Window) -> bool:
    """Whether any reflection was sent after the first of the last two that are over was asked."""
    theirs = (
        Response.relationship_id == pair.relationship.id,
        Response.person_id == pair.mentee.id,
        Response.kind == ResponseKind.REFLECTION,
        Response.finished_at.is_not(None),
    )
    over = select(Response.offered_at).where(*theirs)
    sent = select(Response.id).where(*theirs, Response.state == ResponseState.SENT)
    if window.until is not None:
        over = over.where(Response.offered_at < window.until)
        sent = sent.where(Response.finished_at < window.until)
    asked = (await s.scalars(over.order_by(Response.occasion.desc()).limit(QUIET_WEEKS))).all()
    if not asked:
        return False
    return await s.scalar(sent.where(Response.finished_at > asked[-1]).limit(1)) is not None


async def _earlier_feelings(
    s: AsyncSession, core: Core, pair: Pair, window: Window, shown: list[int]
) -> tuple[int, ...]:
    """How the weeks before felt, of what the mentor may read of them, oldest first."""
    query = select(Response).where(
        Response.relationship_id == pair.relationship.id,
        Response.person_id == pair.mentee.id,
        Response.kind == ResponseKind.REFLECTION,
        Response.state == ResponseState.SENT,
        Response.id.not_in(shown),
    )
    if window.until is not None:
        query = query.where(Response.finished_at < window.until)
    rows = await s.scalars(query.order_by(Response.occasion.desc()).limit(COURSE_WEEKS))
    found = [
        await responses.seen_by(s, core, pair.relationship, pair.me, row, pair.mentee)
        for row in reversed(rows.all())
    ]
    return tuple(
        answer.number
        for seen in found
        if seen is not None
        for answer in seen.answers
        if answer.question == FEELING
    )


async def _feelings_kept(s: AsyncSession, ids: list[int]) -> frozenset[int]:
    """The reflections, by id, whose writer kept how the week felt."""
    rows = await s.scalars(
        select(Answer.response_id).where(
            Answer.response_id.in_(ids), Answer.question == FEELING, Answer.reader == Reader.ME
        )
    )
    return frozenset(rows)


def _week(
    pair: Pair, reflection: SharedResponse, own: tuple[Said, ...], kept: frozenset[int]
) -> Week:
    feelings = [answer.number for answer in reflection.answers if answer.question == FEELING]
    return Week(
        on=day_of(reflection, pair.mentee.zone),
        state=STATES[reflection.state],
        answers=tuple(
            said(answer)
            for answer in reflection.answers
            if answer.question not in (QUESTIONS, FEELING)
        ),
        own=own,
        feeling=feelings[0] if feelings else None,
        feeling_kept=reflection.response_id in kept,
        kept_private=reflection.kept_private,
    )


async def _own(
    s: AsyncSession, core: Core, pair: Pair, occasions: list[str]
) -> dict[str, tuple[Said, ...]]:
    """The mentor's own views of the same weeks, once they stand beside the mentee's."""
    rows = await s.scalars(
        select(Response).where(
            Response.relationship_id == pair.relationship.id,
            Response.person_id == pair.me.id,
            Response.kind == ResponseKind.ASSESSMENT,
            Response.released_at.is_not(None),
            Response.occasion.in_(occasions),
        )
    )
    found: dict[str, tuple[Said, ...]] = {}
    for row in rows:
        seen = await responses.seen_by(s, core, pair.relationship, pair.me, row, pair.me)
        answers = seen.answers if seen else ()
        found[row.occasion] = tuple(said(a) for a in answers if a.question != OWN_ONLY)
    return found


async def _agenda(
    s: AsyncSession, core: Core, pair: Pair, window: Window
) -> list[tuple[int, datetime | None, str]]:
    relationship = pair.relationship
    viewer = viewer_of(
        pair.me.id,
        pair.mentee.id,
        relationship.mentor_id,
        relationship.mentee_id,
        relationship.state,
    )
    if not may_read(viewer, Matter.AGENDA, Standing.SHARED, Reader.OTHER):
        return []
    items = await agenda.items_since(s, relationship.id, window.since, window.until)
    return [(i.id, i.edited_at, agenda.open_item(core, pair.mentee, i)) for i in items]


async def _answers(s: AsyncSession, ids: list[int]) -> list[Fact]:
    rows = await s.execute(
        select(Answer.id, Answer.answered_at, Answer.edited_at).where(Answer.id.in_(ids))
    )
    return [("answer", id, edited_at or answered_at) for id, answered_at, edited_at in rows]


async def _checkins(s: AsyncSession, pair: Pair, window: Window) -> list[Fact]:
    if window.last is None:
        return []
    rows = await s.execute(
        select(Response.id, Response.finished_at).where(
            Response.meeting_id == window.last.id,
            Response.person_id == pair.mentee.id,
            Response.state == ResponseState.SENT,
        )
    )
    return [("checkin", id, finished_at) for id, finished_at in rows]


def _is_sent(response: SharedResponse) -> bool:
    return response.state is ResponseState.SENT
