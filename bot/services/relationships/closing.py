"""Looking back when a pair ends or pauses: what each side is told, and asked once."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.db.tables import OutboxRow, Person, Relationship, Response
from bot.domain.ids import to_short
from bot.domain.people import PersonState
from bot.domain.queues import DueKind, MessageKind
from bot.domain.relationships import RelationshipState
from bot.domain.responses import ResponseKind, ResponseState
from bot.services import members, told
from bot.services.core import Actor, Core
from bot.services.meeting import meeting_rows, meeting_views
from bot.services.meeting.meeting_views import MeetingView
from bot.services.relationships.pairs import Pair, find
from bot.services.telling import tell
from bot.services.writing import response_dues, responses

OPEN_FOR = timedelta(days=14)
_OVER = (RelationshipState.PAUSED, RelationshipState.ENDED)
_UNSENT = (ResponseState.OFFERED, ResponseState.OPEN)
_ANSWERED = (ResponseState.SENT, ResponseState.SKIPPED)


class By(StrEnum):
    """Who has ended or paused it, for the one who is told."""

    YOU = "you"
    OTHER = "other"
    COORDINATOR = "coordinator"


@dataclass(frozen=True)
class ClosingView:
    """That a pair has ended, or pauses, with the meetings that are off and what is asked.

    `response_id` is None where it is too late to look back, or that has been done. `away` says that
    the other one has withdrawn, and hears of it if they come back; `known` that a coordinator
    besides the two is there, who knows it too.
    """

    language: str
    zone: str
    now: datetime
    other: str
    away: bool
    known: bool
    by: By
    ended: bool
    called_off: tuple[MeetingView, ...]
    response_id: int | None
    questions: int
    minutes: int
    closes_at: datetime | None


async def ask_both(
    s: AsyncSession,
    core: Core,
    actor: Actor,
    relationship: Relationship,
    by: Person,
    *,
    but: Person | None = None,
) -> None:
    """Offer both sides to look back, and tell them, `but` for one who reads it in the reply."""
    sides = (relationship.mentor_id, relationship.mentee_id)
    off = await meeting_rows.called_off_by(s, relationship, actor.update_id)
    soonest = min((each.starts_at for each in off), default=None)
    for person_id in sides:
        person = await s.get_one(Person, person_id)
        response = await _offer(s, core, actor, relationship, person)
        if but is None or person.id != but.id:
            await tell(
                s,
                core,
                person,
                MessageKind.CLOSING_ASK,
                actor.cause,
                subject_id=response.id,
                dedupe=_dedupe(response),
                detail={"by": by.id},
                before=soonest,
            )


async def take_back(s: AsyncSession, core: Core, pair: Pair) -> bool:
    """Take back what one side was to hear of a pause; False if they have heard of it."""
    response = await latest(s, pair)
    if response is None:
        return False
    now = core.clock.now()
    rows = await told.newest_first(
        s, MessageKind.CLOSING_ASK, reader_id=pair.me.id, subject_id=response.id
    )
    if not rows or not await told.take_back(s, rows[0], now):
        return False
    response.state, response.finished_at = ResponseState.LAPSED, now
    await response_dues.call_off(s, core, response)
    return True


async def latest(s: AsyncSession, pair: Pair) -> Response | None:
    """Return the last time that one side was asked to look back, if they ever were."""
    return await s.scalar(
        select(Response)
        .where(
            Response.relationship_id == pair.relationship.id,
            Response.person_id == pair.me.id,
            Response.kind == ResponseKind.CLOSING,
        )
        .order_by(Response.offered_at.desc())
        .limit(1)
    )


async def told_by(s: AsyncSession, pair: Pair, response: Response | None) -> int:
    """Return who has ended or paused it: whoever is told of it is told by whom; else themselves."""
    if response is None:
        return pair.me.id
    told_of = select(OutboxRow).where(OutboxRow.dedupe == _dedupe(response))
    row = await s.scalar(told_of)
    return pair.me.id if row is None else int(row.detail["by"])


async def told_and_asked(
    core: Core, person_id: int, response_id: int, by: int
) -> ClosingView | None:
    """What one side is told when the message goes; None if it is not so any more.

    That a pair has ended is told also where it is too late to look back.
    """
    async with core.db.read() as s:
        return await missed(s, core, await s.get_one(Person, person_id), response_id, by)


async def missed(
    s: AsyncSession, core: Core, person: Person, response_id: int, by: int
) -> ClosingView | None:
    """As `told_and_asked`, in a transaction, for one side that had withdrawn."""
    response = await s.get(Response, response_id)
    if response is None or response.person_id != person.id:
        return None
    pair = await find(s, person, response.relationship_id)
    if pair is None or pair.relationship.state not in _OVER or response.state in _ANSWERED:
        return None
    rests = pair.relationship.state is RelationshipState.PAUSED and pair.relationship.held_at
    newest = await latest(s, pair)
    if rests or newest is None or newest.id != response.id:
        return None
    return await view_of(s, core, pair, response, by)


async def view_of(
    s: AsyncSession, core: Core, pair: Pair, response: Response | None, by: int
) -> ClosingView:
    """What one side of a pair that has ended or pauses is told."""
    off = await meeting_rows.called_off_by(s, pair.relationship, pair.relationship.update_id)
    now = core.clock.now()
    ahead = [each for each in off if each.starts_at > now]
    in_time = response is not None and (response.closes_at is None or response.closes_at > now)
    is_open = in_time and response is not None and response.state in _UNSENT
    there = await members.coordinators_for(s, pair.me)
    asked = (
        core.library.get(response.questionnaire, response.version) if response is not None else None
    )
    return ClosingView(
        language=pair.me.language,
        zone=pair.me.zone,
        now=now,
        other=members.name_of(core.vault, pair.other),
        away=pair.other.state is PersonState.WITHDRAWN,
        known=any(each.id != pair.other.id for each in there),
        by=_by(pair, by),
        ended=pair.relationship.state is RelationshipState.ENDED,
        called_off=tuple([await meeting_views.of(s, core, pair, each) for each in ahead]),
        response_id=response.id if response is not None and is_open else None,
        questions=len(asked.questions) if asked else 0,
        minutes=asked.minutes if asked else 0,
        closes_at=response.closes_at if response is not None else None,
    )


async def _offer(
    s: AsyncSession, core: Core, actor: Actor, relationship: Relationship, person: Person
) -> Response:
    programme = await members.programme_of(s, person)
    closes_at = core.clock.now() + OPEN_FOR
    response = await responses.offer(
        s,
        core,
        relationship=relationship,
        person=person,
        kind=ResponseKind.CLOSING,
        questionnaire=f"{programme.question_set}.closing",
        # A pair may pause and end on one day, and each of it is an occasion.
        occasion=to_short(actor.update_id),
        closes_at=closes_at,
    )
    await response_dues.plan(s, DueKind.CLOSE, response, closes_at)
    return response


def _dedupe(response: Response) -> str:
    return f"closing:{response.id}"


def _by(pair: Pair, person_id: int) -> By:
    if person_id == pair.me.id:
        return By.YOU
    return By.OTHER if person_id == pair.other.id else By.COORDINATOR
