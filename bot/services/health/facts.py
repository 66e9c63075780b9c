"""What is known about every pair of a programme, and how each stands by it.

Asked for several moments at once, it says how things stood at each of them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot.db.tables import Programme
from bot.domain.health import Facts, Handled, Standing
from bot.domain.relationships import RelationshipState
from bot.domain.rules import Rules
from bot.domain.standing import standing
from bot.domain.viewers import Matter, Viewer, coordinator_in
from bot.domain.visibility import State, may_see
from bot.services.core import Core
from bot.services.health import findings, pair_rows
from bot.services.health.findings import Asked
from bot.services.health.pair_rows import Someone, Two


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

    def tells(self, coordinator_id: int) -> bool:
        """Whether a coordinator of its programme learns how it is doing, as long as it lasts."""
        viewer = coordinator_in(coordinator_id, self.two.mentor_id, self.two.mentee_id)
        return may_see(viewer, Matter.HEALTH, State(pair=RelationshipState.ACTIVE))

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
    seen_to = await pair_rows.seen_to(s, ids)
    found = await findings.read(s, core, Asked(programme_id, ids, twos, people, rules, moments))
    return rules, [
        PairFacts(
            two=two,
            mentor=people[two.mentor_id],
            mentee=people[two.mentee_id],
            facts=found.of(two),
            handled=seen_to.get(two.id, ()),
            next_meeting=found.next_meeting(two),
        )
        for two in twos
        if _is_told(two, people)
    ]


def _is_told(two: Two, people: Mapping[int, Someone]) -> bool:
    """Whether coordinators are told at all how a pair does, or did while it lasted, as it stands."""
    # One that has ended is counted for the Mondays when it lasted.
    over = two.state is RelationshipState.ENDED
    pair = RelationshipState.ACTIVE if over else two.state
    return all(
        may_see(Viewer.COORDINATOR, Matter.HEALTH, State(pair=pair, writer=people[each].state))
        for each in (two.mentor_id, two.mentee_id)
    )
