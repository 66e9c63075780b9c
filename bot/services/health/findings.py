"""All that the rows say about pairs, read in the same few statements however many there are."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import chain

from sqlalchemy import Select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.domain.health import Facts, Pulse, Reflection, SentDigest
from bot.domain.health_rules import TIME_TO_SAY
from bot.domain.rules import Rules
from bot.services.core import Core
from bot.services.health import meeting_rows, pair_rows, pulse_rows, written_rows
from bot.services.health.meeting_rows import NOTHING_PLANNED, NOTHING_SAID, Held, Planned
from bot.services.health.pair_rows import Moments, Someone, Two, known
from bot.services.health.written_rows import NOTHING, Written

# More than a rule counts, so that it is known since when it has spoken.
_SPARE = 4
# The last score and the one before, on each side.
_SCORES = 2


@dataclass(frozen=True)
class Asked:
    """Which pairs are asked for, with the people in them, by which rules, and for which moments."""

    programme_id: int
    ids: Select[int]
    twos: Sequence[Two]
    people: Mapping[int, Someone]
    rules: Rules
    moments: Moments


@dataclass(frozen=True)
class Findings:
    """What was found, by the id of a pair; `returns` by that of a person."""

    returns: Mapping[int, frozenset[datetime]]
    every_days: Mapping[int, int]
    planned: Mapping[int, Planned]
    held: Mapping[int, Held]
    written: Mapping[int, Written]
    missed: Mapping[int, tuple[Reflection, ...]]
    pulses: Mapping[int, tuple[Pulse, ...]]
    unread: Mapping[int, tuple[SentDigest, ...]]
    read: Mapping[int, tuple[SentDigest, ...]]

    def of(self, two: Two) -> Facts:
        """What is known about one pair."""
        none: frozenset[datetime] = frozenset()
        backs = self.returns.get(two.mentor_id, none) | self.returns.get(two.mentee_id, none)
        plan = self.planned.get(two.id, NOTHING_PLANNED)
        met = self.held.get(two.id, NOTHING_SAID)
        wrote = self.written.get(two.id, NOTHING)
        return Facts(
            began=two.began,
            back_at=_in_order(backs | known([two.resumed_at])),
            held=_in_order(met.held),
            planned=_in_order(plan.last),
            unsaid=_in_order(plan.not_off - met.spoken),
            reflections=_reflections(wrote, self.missed.get(two.id, ())),
            pulses=self.pulses.get(two.id, ()),
            digests=_by_meeting(self.unread.get(two.id, ()), self.read.get(two.id, ())),
            alive=_in_order(wrote.alive),
            every_days=self.every_days.get(two.id, 0),
            stopped_asking_at=two.stopped_asking_at,
        )

    def next_meeting(self, two: Two) -> datetime | None:
        """When a pair meets next, if that is planned."""
        return self.planned.get(two.id, NOTHING_PLANNED).next


async def read(s: AsyncSession, core: Core, asked: Asked) -> Findings:
    """Read all of it, no further back than the rules look."""
    ids, moments, rules = asked.ids, asked.moments, asked.rules
    weeks = (moments[-1] - moments[0]).days // 7
    missed = rules.reflections_missed + _SPARE + weeks
    unopened = rules.unopened_digests + _SPARE + weeks
    every_days = await pair_rows.every_days(s, ids)
    unread = await written_rows.unread(s, ids, unopened, moments[-1])
    return Findings(
        returns=await pair_rows.returns(s, asked.programme_id, moments),
        every_days=every_days,
        planned=await meeting_rows.planned(s, ids, moments),
        held=await _held(s, core, asked, every_days),
        written=await written_rows.written(s, ids, moments),
        missed=await written_rows.missed(s, ids, missed),
        pulses=await _pulses(s, core, asked, _SCORES + weeks),
        unread=unread,
        read=await written_rows.read(s, ids, moments, unread),
    )


async def _held(
    s: AsyncSession, core: Core, asked: Asked, every_days: Mapping[int, int]
) -> Mapping[int, Held]:
    longest = max(asked.rules.no_contact_days, 2 * max(every_days.values(), default=0))
    since = asked.moments[0] - timedelta(days=longest) - TIME_TO_SAY
    pairs = {each.id for each in asked.twos}
    return await meeting_rows.held(s, core, asked.ids, asked.people, pairs, since, asked.moments)


async def _pulses(
    s: AsyncSession, core: Core, asked: Asked, newest: int
) -> Mapping[int, tuple[Pulse, ...]]:
    mentors = {each.id: each.mentor_id for each in asked.twos}
    return await pulse_rows.pulses(s, core, asked.ids, asked.people, mentors, newest)


def _reflections(wrote: Written, missed: tuple[Reflection, ...]) -> tuple[Reflection, ...]:
    """Those that went by, and the last of the others: enough to say how many are in a row."""
    others = [Reflection("", at, at, sent=True, missed=False) for at in wrote.sent]
    others += [Reflection("", at, at, sent=False, missed=False) for at in wrote.skipped]
    return tuple(sorted((*missed, *others), key=lambda each: each.ended_at))


def _by_meeting(*found: tuple[SentDigest, ...]) -> tuple[SentDigest, ...]:
    return tuple(sorted(chain(*found), key=lambda each: each.meeting_at))


def _in_order(moments: frozenset[datetime]) -> tuple[datetime, ...]:
    return tuple(sorted(moments))
