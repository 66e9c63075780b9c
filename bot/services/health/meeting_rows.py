"""Meetings of the pairs of a programme: what was planned, and which of them took place.

That they met is what one of the two answered afterwards. Nothing else of that answer is opened.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, case, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.db.tables import Answer, Meeting, Response
from bot.domain.relationships import MeetingState
from bot.domain.responses import AnswerKind, ResponseKind, ResponseState
from bot.domain.viewers import Matter, Sight
from bot.domain.visibility import coordinators_learn
from bot.services.core import Core
from bot.services.health.pair_rows import Moments, Someone, fetch, fetch_of, known, latest
from bot.services.meeting.windows import MET, YES
from bot.services.writing.sealing import open_given


@dataclass(frozen=True)
class Planned:
    """The last meeting on the schedule before each moment, and the next."""

    last: frozenset[datetime]
    next: datetime | None


@dataclass(frozen=True)
class Held:
    """The last meetings that took place, and all of which somebody has said whether they did."""

    held: frozenset[datetime]
    spoken: frozenset[datetime]


NOTHING_PLANNED = Planned(frozenset(), None)
NOTHING_SAID = Held(frozenset(), frozenset())


async def planned(s: AsyncSession, ids: Select[int], moments: Moments) -> Mapping[int, Planned]:
    """What was planned, for each pair."""
    ahead = case(
        (
            (Meeting.state == MeetingState.PLANNED) & (Meeting.starts_at > moments[-1]),
            Meeting.starts_at,
        )
    )
    rows = await fetch(
        s,
        select(
            Meeting.relationship_id,
            func.min(ahead),
            *latest(Meeting.starts_at, moments),
        )
        .where(Meeting.relationship_id.in_(ids))
        .group_by(Meeting.relationship_id),
    )
    return {row[0]: Planned(known(row[2:]), row[1]) for row in rows}


async def not_off(
    s: AsyncSession, ids: Select[int], pairs: Collection[int], now: datetime
) -> Mapping[int, frozenset[datetime]]:
    """All meetings of these pairs up to now that nobody called off."""
    query = select(Meeting.relationship_id, Meeting.starts_at).where(
        Meeting.relationship_id.in_(ids),
        Meeting.state != MeetingState.CALLED_OFF,
        Meeting.starts_at <= now,
    )
    found: defaultdict[int, set[datetime]] = defaultdict(set)
    for row in await fetch_of(s, query, Meeting.relationship_id, pairs):
        found[row.relationship_id].add(row.starts_at)
    return {key: frozenset(each) for key, each in found.items()}


async def held(
    s: AsyncSession,
    core: Core,
    ids: Select[int],
    people: Mapping[int, Someone],
    pairs: Collection[int],
    since: datetime,
    moments: Moments,
) -> Mapping[int, Held]:
    """Which meeting was the last before each moment, `since` an instant; which ever, without one.

    Of pairs that had not met by the first of the moments, all is known that they said.

    Two statements: only for few pairs does the second have anything to read.
    """
    recent = await fetch(s, _answers(ids).where(Meeting.starts_at >= since))
    found = _read(core, people, recent, moments)
    lacking = {each for each in pairs if not has_met(found.get(each, NOTHING_SAID), moments[0])}
    query = _answers(ids).where(Meeting.starts_at < since)
    older = await fetch_of(s, query, Meeting.relationship_id, lacking)
    for key, each in _read(core, people, older, moments).items():
        before = found.get(key, NOTHING_SAID)
        found[key] = Held(before.held | each.held, before.spoken | each.spoken)
    return found


def has_met(said: Held, at: datetime) -> bool:
    """Whether they had met by an instant."""
    return any(held <= at for held in said.held)


def _answers(
    ids: Select[int],
) -> Select[int, datetime, int, AnswerKind, bytes, int]:
    return (
        select(
            Meeting.relationship_id,
            Meeting.starts_at,
            Answer.id,
            Answer.kind,
            Answer.sealed,
            Answer.person_id,
        )
        .join(Response, Response.meeting_id == Meeting.id)
        .join(Answer, Answer.response_id == Response.id)
        .where(
            Response.relationship_id.in_(ids),
            Response.kind == ResponseKind.MEETING,
            Response.state == ResponseState.SENT,
            Answer.question == MET,
        )
        .order_by(Meeting.starts_at.desc(), Answer.id)
    )


def _read(
    core: Core, people: Mapping[int, Someone], rows: Iterable[Any], moments: Moments
) -> dict[int, Held]:
    """Read what was answered, newest first; what can change nothing any more is not opened."""
    if not coordinators_learn(Matter.MEETING, Sight.HAPPENED):
        return {}
    held: defaultdict[int, set[datetime]] = defaultdict(set)
    spoken: defaultdict[int, set[datetime]] = defaultdict(set)
    known: set[tuple[int, int]] = set()
    for row in rows:
        spoken[row.relationship_id].add(row.starts_at)
        before = (row.relationship_id, bisect_left(moments, row.starts_at))
        if before not in known:
            given = open_given(core, people[row.person_id], row.id, row.kind, row.sealed)
            if given.choice == YES:
                known.add(before)
                held[row.relationship_id].add(row.starts_at)
    return {key: Held(frozenset(held[key]), frozenset(each)) for key, each in spoken.items()}
