"""What is known about every pair of a programme, in the same few statements however many there are.

Asked for several moments at once, it says how things stood at each of them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import chain

from sqlalchemy.ext.asyncio import AsyncSession

from bot.db.tables import Programme
from bot.domain.health import Facts, Handled, Reflection, SentDigest, Standing
from bot.domain.health_rules import TIME_TO_SAY
from bot.domain.relationships import RelationshipState
from bot.domain.rules import Rules
from bot.domain.standing import standing
from bot.services.core import Core
from bot.services.health import meeting_rows, pair_rows, written_rows
from bot.services.health.pair_rows import Someone, Two
from bot.services.health.written_rows import Written

# More than a rule counts, so that it is known since when it has spoken.
_SPARE = 4
# The last score and the one before, on each side.
_SCORES = 2


@dataclass(frozen=True)
class PairFacts:
    """A pair with all that is known about it; names are still sealed."""

    two: Two
    mentor: Someone
    mentee: Someone
    facts: Facts
    handled: tuple[Handled, ...]
    next_meeting: datetime | None

    def standing(self, rules: Rules, at: datetime) -> Standing | None:
        """How it stood at an instant it was asked for; None if it was none then, or paused."""
        if not self.lives(at) or self.is_paused(at):
            return None
        break_now = self.mentor.on_break(at) or self.mentee.on_break(at)
        return standing(self.facts, rules, at, self.handled, break_now=break_now)

    def lives(self, at: datetime) -> bool:
        """Whether it was a pair at an instant, paused or not."""
        ended = self.two.ended_at
        return self.two.began <= at and (ended is None or ended > at)

    def is_paused(self, at: datetime) -> bool:
        """Whether the pair took a break, as far as its last one tells."""
        paused, resumed = self.two.paused_at, self.two.resumed_at
        if paused is None:
            return self.two.state is RelationshipState.PAUSED
        if resumed is None or resumed < paused:
            return paused <= at
        return paused <= at < resumed


async def gather(
    s: AsyncSession,
    core: Core,
    programme_id: int,
    moments: Sequence[datetime] = (),
    only: int | None = None,
) -> tuple[Rules, list[PairFacts]]:
    """Return the rules of a programme and its pairs as they stood at `moments`, now by default.

    `moments` are in order of time; pairs that ended after the first of them are there too.
    `only` is the one pair that is wanted.
    """
    moments = tuple(moments) or (core.clock.now(),)
    programme = await s.get_one(Programme, programme_id)
    rules = Rules.from_json(programme.rules)
    ids = pair_rows.living(programme_id, moments[0], only)
    twos = await pair_rows.pairs(s, ids)
    people = await pair_rows.people(s, ids)
    returns = await pair_rows.returns(s, programme_id, moments)
    every_days = await pair_rows.every_days(s, ids)
    seen_to = await pair_rows.seen_to(s, ids)
    planned = await meeting_rows.planned(s, ids, moments)
    longest = max(rules.no_contact_days, 2 * max(every_days.values(), default=0))
    since = moments[0] - timedelta(days=longest) - TIME_TO_SAY
    keys = {each.id for each in twos}
    held = await meeting_rows.held(s, core, ids, people, keys, since, moments)
    weeks = (moments[-1] - moments[0]).days // 7
    mentors = {each.id: each.mentor_id for each in twos}
    written = await written_rows.written(s, ids, moments)
    missed = await written_rows.missed(s, ids, rules.reflections_missed + _SPARE + weeks)
    pulses = await written_rows.pulses(s, core, ids, people, mentors, _SCORES + weeks)
    unread = await written_rows.unread(s, ids, rules.unopened_digests + _SPARE + weeks, moments[-1])
    read = await written_rows.read(s, ids, moments, unread)
    none: frozenset[datetime] = frozenset()
    found = []
    for two in twos:
        plan = planned.get(two.id, meeting_rows.NOTHING_PLANNED)
        met = held.get(two.id, meeting_rows.NOTHING_SAID)
        wrote = written.get(two.id, written_rows.NOTHING)
        backs = returns.get(two.mentor_id, none) | returns.get(two.mentee_id, none)
        facts = Facts(
            began=two.began,
            back_at=_in_order(backs | pair_rows.known([two.resumed_at])),
            held=_in_order(met.held),
            planned=_in_order(plan.last),
            unsaid=_in_order(plan.not_off - met.spoken),
            reflections=_reflections(wrote, missed.get(two.id, ())),
            pulses=pulses.get(two.id, ()),
            digests=_by_meeting(unread.get(two.id, ()), read.get(two.id, ())),
            alive=_in_order(wrote.alive),
            every_days=every_days.get(two.id, 0),
        )
        found.append(
            PairFacts(
                two=two,
                mentor=people[two.mentor_id],
                mentee=people[two.mentee_id],
                facts=facts,
                handled=seen_to.get(two.id, ()),
                next_meeting=plan.next,
            )
        )
    return rules, found


def _reflections(wrote: Written, missed: tuple[Reflection, ...]) -> tuple[Reflection, ...]:
    """Those that went by, and the last of the others: enough to say how many are in a row."""
    others = [Reflection("", at, at, sent=True, missed=False) for at in wrote.sent]
    others += [Reflection("", at, at, sent=False, missed=False) for at in wrote.skipped]
    return tuple(sorted((*missed, *others), key=lambda each: each.ended_at))


def _by_meeting(*found: tuple[SentDigest, ...]) -> tuple[SentDigest, ...]:
    return tuple(sorted(chain(*found), key=lambda each: each.meeting_at))


def _in_order(moments: frozenset[datetime]) -> tuple[datetime, ...]:
    return tuple(sorted(moments))
