"""How one pair stands: every reason with its date, what is known, and who has seen to what.

Coordinators of a programme work together: each reads what another noted about a call.
"""

import hashlib
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.db.tables import HealthHandled, Person
from bot.db.vault import place
from bot.domain.health import HealthState, Reason, Rule, Standing
from bot.domain.people import Focus, Role
from bot.services import members
from bot.services.core import Actor, Core
from bot.services.errors import Reason as Why
from bot.services.errors import RefusedError
from bot.services.health.facts import PairFacts, gather

MOST_SHOWN = 8


@dataclass(frozen=True)
class SeenTo:
    """What a coordinator has seen to, when, and what they noted; `holds` while it still is so."""

    handled_id: int
    reason: Reason
    by: str
    at: datetime
    note: str
    holds: bool


@dataclass(frozen=True)
class PairHealth:
    """A pair as its coordinators see it.

    `marks` go with `reasons`: each tells one happening from the next, in a button. `focus` is what
    the reader's next words belong to; `asks_note` that they are a note about this pair, namely
    about `just` what they have seen to with one tap.
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
    reasons = standing.reasons if standing else ()
    still = {(each.rule, each.evidence) for each in (standing.handled if standing else ())}
    rows = await _rows(s, relationship_id)
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
        seen_to=tuple(_seen_to(core, row, person, still) for row, person in rows),
        next_meeting=pair.next_meeting,
        last_meeting=max(pair.facts.held, default=None),
        last_alive=max(pair.facts.alive, default=None),
        focus=me.focus,
        just=_just(me, rows),
        problem=problem,
    )


async def _rows(s: AsyncSession, relationship_id: int) -> list[tuple[HealthHandled, Person]]:
    rows = await s.execute(
        select(HealthHandled, Person)
        .join(Person, Person.id == HealthHandled.person_id)
        .where(HealthHandled.relationship_id == relationship_id)
        .order_by(HealthHandled.handled_at.desc(), HealthHandled.rule)
        .limit(MOST_SHOWN)
    )
    return [(row, person) for row, person in rows]


def _just(me: Person, rows: list[tuple[HealthHandled, Person]]) -> tuple[int, ...]:
    """What the note is about that the reader is asked for: all that they saw to with one tap."""
    asked = next((row for row, _ in rows if row.id == me.focus_id), None)
    if me.focus is not Focus.HEALTH_NOTE or asked is None:
        return ()
    return tuple(
        row.id for row, person in rows if person.id == me.id and row.update_id == asked.update_id
    )


def _seen_to(
    core: Core, row: HealthHandled, person: Person, still: set[tuple[Rule, str]]
) -> SeenTo:
    note = ""
    if row.note is not None:
        note = core.vault.open(person, place("health_handled", "note", row.id), row.note)
    seen_at = datetime.fromisoformat(row.detail["seen_at"])
    reason = Reason(
        row.rule,
        row.evidence,
        since=seen_at,
        seen_at=seen_at,
        count=row.detail["count"],
        asked=row.detail["asked"],
        stopped=row.detail.get("stopped", False),
    )
    by = members.name_of(core.vault, person)
    holds = (row.rule, row.evidence) in still
    return SeenTo(row.id, reason, by, row.handled_at, note, holds)
