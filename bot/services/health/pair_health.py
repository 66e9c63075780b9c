"""How one pair stands: every reason with its date, what is known, and who has seen to what.

Coordinators of a programme work together: each reads what another noted about a call. Only of a
pair that they are one of they read nothing.
"""

import hashlib
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot.db.tables import Person
from bot.domain.health import HealthState, Reason, Standing
from bot.domain.people import Focus, Role
from bot.domain.watching import Watch
from bot.services import members
from bot.services.core import Actor, Core
from bot.services.errors import Reason as Why
from bot.services.errors import RefusedError
from bot.services.health import seen_to
from bot.services.health.facts import PairFacts, gather
from bot.services.health.overview import watch_of
from bot.services.health.seen_to import SeenTo


@dataclass(frozen=True)
class PairHealth:
    """A pair as its coordinators see it.

    `marks` go with `reasons`: each tells one happening from the next, in a button. `focus` is what
    the reader's next words belong to; `asks_note` that they are a note about this pair, namely
    about `just` what they have seen to with one tap. If the reader is one of the two, `own` is who
    learns how the pair is doing, and nothing of it is here.
    """

    language: str
    zone: str
    now: datetime
    relationship_id: int
    mentor: str
    mentee: str
    state: HealthState | None
    since: datetime
    reasons: tuple[Reason, ...]
    marks: tuple[str, ...]
    seen_to: tuple[SeenTo, ...]
    next_meeting: datetime | None
    last_meeting: datetime | None
    last_alive: datetime | None
    focus: Focus | None
    just: tuple[int, ...] = ()
    problem: str = ""
    own: Watch | None = None

    @property
    def asks_note(self) -> bool:
        """Whether a note is asked for."""
        return bool(self.just)


def mark(reason: Reason) -> str:
    """A few letters that are other ones when something new has happened."""
    return hashlib.sha256(f"{reason.rule}:{reason.evidence}".encode()).hexdigest()[:8]


async def show(core: Core, actor: Actor, relationship_id: int) -> PairHealth:
    """Show a coordinator how a pair of their own programme stands."""
    async with core.db.read() as s:
        me = await members.require(s, actor, Role.COORDINATOR)
        return await view_of(s, core, me, relationship_id)


async def find(
    s: AsyncSession, core: Core, me: Person, relationship_id: int
) -> tuple[PairFacts, Standing | None]:
    """Return a pair of a coordinator's programme that is not over, and how it stands."""
    rules, found = await gather(s, core, me.programme_id, only=relationship_id)
    now = core.clock.now()
    if not found or not found[0].lives(now):
        raise RefusedError(Why.GONE)
    return found[0], found[0].standing(rules, now)


async def view_of(
    s: AsyncSession, core: Core, me: Person, relationship_id: int, problem: str = ""
) -> PairHealth:
    """Return how a pair stands now; whoever asks has made sure that they coordinate."""
    pair, standing = await find(s, core, me, relationship_id)
    if not pair.tells(me.id):
        return await _own(s, core, me, pair)
    reasons = standing.reasons if standing else ()
    still = {(each.rule, each.evidence) for each in (standing.handled if standing else ())}
    rows = await seen_to.rows(s, relationship_id, still)
    return PairHealth(
        language=me.language,
        zone=me.zone,
        now=core.clock.now(),
        relationship_id=relationship_id,
        mentor=members.name_of(core.vault, pair.mentor),
        mentee=members.name_of(core.vault, pair.mentee),
        state=standing.state if standing else None,
        since=pair.two.began,
        reasons=reasons,
        marks=tuple(mark(each) for each in reasons),
        seen_to=seen_to.shown(core, rows, still),
        next_meeting=pair.next_meeting,
        last_meeting=max(pair.facts.held, default=None),
        last_alive=max(pair.facts.alive, default=None),
        focus=me.focus,
        just=seen_to.just(me, rows),
        problem=problem,
    )


async def _own(s: AsyncSession, core: Core, me: Person, pair: PairFacts) -> PairHealth:
    """A pair of the reader's own: who they are, and no more."""
    there = [each.id for each in await members.coordinators(s, me.programme_id)]
    return PairHealth(
        language=me.language,
        zone=me.zone,
        now=core.clock.now(),
        relationship_id=pair.two.id,
        mentor=members.name_of(core.vault, pair.mentor),
        mentee=members.name_of(core.vault, pair.mentee),
        state=None,
        since=pair.two.began,
        reasons=(),
        marks=(),
        seen_to=(),
        next_meeting=None,
        last_meeting=None,
        last_alive=None,
        focus=me.focus,
        own=watch_of(pair, me.id, there),
    )
