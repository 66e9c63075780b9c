"""What a coordinator is told on a Monday: whom to call, what has changed, and the last ten weeks.

What changed is worked out from what had happened by the Monday before, so every coordinator is told
the same, whoever comes first. Only pairs of their own are left out of all of it.
"""

import asyncio
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bot.db.tables import Person, Programme
from bot.domain.health import HealthState, Standing
from bot.domain.people import Role
from bot.domain.recurrence import local_date_of, to_instant
from bot.domain.rules import Rules
from bot.services import members
from bot.services.core import Core
from bot.services.health.facts import PairFacts, gather
from bot.services.health.mondays import NINE
from bot.services.health.overview import Line, in_order, line

WEEKS = 10
MOST_CALLS = 8
MOST_CHANGES = 8
_CALLS = (HealthState.URGENT, HealthState.NEEDS_CHECKIN)


@dataclass(frozen=True)
class Change:
    """A pair that stands otherwise than a week ago."""

    mentor: str
    mentee: str
    before: HealthState
    after: HealthState


@dataclass(frozen=True)
class Week:
    """How many pairs stood how on a Monday."""

    on: date
    counts: Mapping[HealthState, int]


@dataclass(frozen=True)
class Monday:
    """What a coordinator is told: whom to call, what changed, and the last weeks, oldest first.

    `more_calls` and `more_changes` did not fit.
    """

    language: str
    zone: str
    now: datetime
    programme: str
    counts: Mapping[HealthState, int]
    calls: tuple[Line, ...]
    more_calls: int
    changes: tuple[Change, ...]
    more_changes: int
    weeks: tuple[Week, ...]


@dataclass(frozen=True)
class _Told:
    """What is worked out; names are still sealed."""

    now: datetime
    found: list[tuple[PairFacts, Standing | None]]
    changes: list[tuple[PairFacts, HealthState, HealthState]]
    weeks: list[Week]


async def told(core: Core, person_id: int, on: date) -> Monday | None:
    """What a coordinator is told for one Monday, as things stand now; None if they are none."""
    async with core.db.read() as s:
        me = await s.get_one(Person, person_id)
        if Role.COORDINATOR not in await members.roles_of(s, me.id):
            return None
        programme = await members.programme_of(s, me)
        now = core.clock.now()
        days = [on - timedelta(weeks=each) for each in range(WEEKS - 1, 0, -1)]
        moments = [to_instant(day, NINE, programme.zone) for day in days]
        rules, found = await gather(s, core, programme.id, [*moments, now])
    pairs = [pair for pair in found if pair.tells(me.id)]
    if not any(pair.lives(now) for pair in pairs):
        return None
    # Thousands of pairs ten times over take a while, and nobody else should wait for it.
    found_out = await asyncio.to_thread(_work_out, rules, pairs, (*moments, now), programme.zone)
    return _monday(core, me, programme, found_out)


def _work_out(
    rules: Rules, pairs: list[PairFacts], moments: tuple[datetime, ...], zone: str
) -> _Told:
    now, before = moments[-1], moments[-2]
    found = in_order(rules, pairs, now)
    changes = []
    for pair, standing in found:
        was = pair.standing(rules, before)
        then, since = was.state if was else None, standing.state if standing else None
        # Of a break that is over only the end is kept, so nobody knows how they stood in it.
        is_back = any(at > before for at in pair.facts.back_at)
        if then is not None and since is not None and then is not since and not is_back:
            changes.append((pair, then, since))
    weeks = [_week(rules, pairs, at, zone) for at in moments]
    first = next((at for at, week in enumerate(weeks) if any(week.counts.values())), 0)
    return _Told(now, found, changes, weeks[first:])


def _monday(core: Core, me: Person, programme: Programme, told: _Told) -> Monday:
    found, changes, weeks = told.found, told.changes, told.weeks
    calls = [each for each in found if each[1] is not None and each[1].state in _CALLS]
    return Monday(
        language=me.language,
        zone=me.zone,
        now=told.now,
        programme=programme.name,
        counts=weeks[-1].counts,
        calls=tuple(line(core, *each) for each in calls[:MOST_CALLS]),
        more_calls=max(0, len(calls) - MOST_CALLS),
        changes=tuple(_change(core, *each) for each in changes[:MOST_CHANGES]),
        more_changes=max(0, len(changes) - MOST_CHANGES),
        weeks=tuple(weeks),
    )


def _week(rules: Rules, pairs: list[PairFacts], at: datetime, zone: str) -> Week:
    found = (pair.standing(rules, at) for pair in pairs)
    counts = Counter(each.state for each in found if each is not None)
    return Week(local_date_of(at, zone), {state: counts[state] for state in HealthState})


def _change(core: Core, pair: PairFacts, before: HealthState, after: HealthState) -> Change:
    mentor, mentee = (members.name_of(core.vault, each) for each in (pair.mentor, pair.mentee))
    return Change(mentor, mentee, before, after)
