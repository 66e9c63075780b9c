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
from bot.services.health import alive_rows, meeting_rows, pair_rows, pulse_rows, written_rows
from bot.services.health.alive_rows import NOTHING, Written
from bot.services.health.meeting_rows import NOTHING_PLANNED, NOTHING_SAID, Held, Planned, has_met
from bot.services.health.pair_rows import Moments, Someone, Two, known

# More than a rule counts, so that it is known since when it has spoken, ten weeks back as well.
# It is the same number however many moments are asked for: whoever looks is told the same.
_SPARE = 13
_SCORES = 13


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
    not_off: Mapping[int, frozenset[datetime]]
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
            unsaid=_in_order(self.not_off.get(two.id, none) - met.spoken),
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
    missed = rules.reflections_missed + _SPARE
    unopened = rules.unopened_digests + _SPARE
    every_days = await pair_rows.every_days(s, ids)
    unread = await written_rows.unread(s, ids, unopened, moments[-1])
    held = await _held(s, core, asked, every_days)
    return Findings(
        returns=await pair_rows.returns(s, asked.programme_id, moments),
        every_days=every_days,
        planned=await meeting_rows.planned(s, ids, moments),
        held=held,
        not_off=await _not_off(s, asked, held),
        written=await alive_rows.written(s, ids, moments),
        missed=await written_rows.missed(s, ids, missed),
        pulses=await _pulses(s, core, asked),
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


async def _not_off(
    s: AsyncSession, asked: Asked, held: Mapping[int, Held]
) -> Mapping[int, frozenset[datetime]]:
    """What was planned and not called off, for pairs that had not met by the first moment."""
    first, now = asked.moments[0], asked.moments[-1]
    said = ((each.id, held.get(each.id, NOTHING_SAID)) for each in asked.twos)
    wanted = {pair for pair, each in said if not has_met(each, first)}
    return await meeting_rows.not_off(s, asked.ids, wanted, now)


async def _pulses(s: AsyncSession, core: Core, asked: Asked) -> Mapping[int, tuple[Pulse, ...]]:
    mentors = {each.id: each.mentor_id for each in asked.twos}
    return await pulse_rows.pulses(
        s, core, asked.ids, asked.people, mentors, _SCORES, asked.moments
    )


def _reflections(wrote: Written, missed: tuple[Reflection, ...]) -> tuple[Reflection, ...]:
    """Those that went by, and the last of the others: enough to say how many are in a row."""
    others = [Reflection("", at, at, sent=True, missed=False) for at in wrote.sent]
    others += [Reflection("", at, at, sent=False, missed=False) for at in wrote.skipped]
    return tuple(sorted((*missed, *others), key=lambda each: each.ended_at))


def _by_meeting(*found: tuple[SentDigest, ...]) -> tuple[SentDigest, ...]:
    return tuple(sorted(chain(*found), key=lambda each: each.meeting_at))


def _in_order(moments: frozenset[datetime]) -> tuple[datetime, ...]:
    return tuple(sorted(moments))
