"""A mentee's weeks as their mentor may know of them: what came, what did not, and how they felt."""

from datetime import date

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.db.tables import Answer, Response
from bot.domain.digest import COURSE_WEEKS, QUIET_WEEKS, WeekState
from bot.domain.recurrence import local_date_of
from bot.domain.responses import Reader, ResponseKind, ResponseState
from bot.services.core import Core
from bot.services.meeting.windows import Window
from bot.services.relationships.pairs import Pair
from bot.services.writing import sharing
from bot.services.writing.sharing import SharedResponse

FEELING = "feeling"
STATES = {
    ResponseState.SENT: WeekState.SENT,
    ResponseState.OFFERED: WeekState.WAITING,
    ResponseState.OPEN: WeekState.WAITING,
    ResponseState.SKIPPED: WeekState.NONE,
    ResponseState.LAPSED: WeekState.NONE,
}


def day_of(response: SharedResponse, zone: str) -> date:
    """The day that a response is about; a meeting's check-in bears the day it was finished on."""
    try:
        return date.fromisoformat(response.occasion)
    except ValueError:
        return local_date_of(response.finished_at or response.offered_at, zone)


def has_come(response: Response | SharedResponse, today: date) -> bool:
    """Whether a week can be spoken of; one begun early cannot, before it is sent or asked for.

    `today` is the day where its writer lives.
    """
    if response.finished_at is not None or response.closes_at is not None:
        return True
    return response.occasion < today.isoformat()


async def reflections(
    s: AsyncSession, core: Core, pair: Pair, window: Window
) -> list[SharedResponse]:
    """The reflections that belong to a window, as the reader of `pair` may see them."""
    shared = await sharing.shared_with(
        s, core, relationship=pair.relationship, reader=pair.me, since=window.unread_since
    )
    today = local_date_of(core.clock.now(), pair.mentee.zone)
    found = [
        response
        for response in shared
        if response.kind is ResponseKind.REFLECTION
        and has_come(response, today)
        and (window.until is None or (response.finished_at or response.offered_at) < window.until)
    ]
    return sorted(found, key=lambda r: (day_of(r, pair.mentee.zone), r.offered_at))


async def earlier(
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


async def heard_since(s: AsyncSession, pair: Pair, window: Window) -> bool:
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


async def earlier_feelings(
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
        await sharing.seen_by(s, core, pair.relationship, pair.me, row, pair.mentee)
        for row in reversed(rows.all())
    ]
    return tuple(
        answer.number
        for seen in found
        if seen is not None
        for answer in seen.answers
        if answer.question == FEELING
    )


async def feelings_kept(s: AsyncSession, ids: list[int]) -> frozenset[int]:
    """The reflections, by id, whose writer kept how the week felt."""
    rows = await s.scalars(
        select(Answer.response_id).where(
            Answer.response_id.in_(ids), Answer.question == FEELING, Answer.reader == Reader.ME
        )
    )
    return frozenset(rows)
