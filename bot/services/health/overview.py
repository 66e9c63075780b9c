"""/health: how many pairs stand how, and each of them with its first reason, worst first.

A pair that the reader is one of stands there last, and how it is doing is not told.
"""

import asyncio
from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot.db.tables import Person
from bot.domain.health import HealthState, Reason, Standing
from bot.domain.paging import page_of
from bot.domain.people import Role
from bot.domain.rules import Rules
from bot.domain.watching import Watch, watch
from bot.services import members
from bot.services.core import Actor, Core
from bot.services.health.facts import PairFacts, gather

PAGE_SIZE = 6
_WORST_FIRST = list(HealthState)


@dataclass(frozen=True)
class Line:
    """A pair: `state` is None while it takes a break; `reason` is the first of `reasons`.

    Of a pair of the reader's own there is only `own`: who learns how it is doing.
    """

    relationship_id: int
    mentor: str
    mentee: str
    state: HealthState | None
    reason: Reason | None
    reasons: int
    own: Watch | None = None


@dataclass(frozen=True)
class Overview:
    """A page of pairs, from page 0 on; `paused` of them take a break.

    The numbers leave out pairs of the reader's own.
    """

    language: str
    zone: str
    now: datetime
    programme: str
    counts: Mapping[HealthState, int]
    paused: int
    lines: tuple[Line, ...]
    number: int
    pages: int


async def show(core: Core, actor: Actor, number: int = 0) -> Overview:
    """Return a page for a coordinator of the programme."""
    async with core.db.read() as s:
        me = await members.require(s, actor, Role.COORDINATOR)
        rules, pairs = await gather(s, core, me.programme_id)
        now = core.clock.now()
        others = [pair for pair in pairs if pair.tells(me.id)]
        # Of thousands of pairs it takes a while, and nobody else should wait for it.
        found = await asyncio.to_thread(in_order, rules, others, now)
        own = [pair for pair in pairs if not pair.tells(me.id) and pair.lives(now)]
        return await _page(s, core, me, (found, own), number)


def in_order(
    rules: Rules, pairs: list[PairFacts], now: datetime
) -> list[tuple[PairFacts, Standing | None]]:
    """Pairs with how they stand: the worst first, of those alike what is oldest, breaks last."""
    found = [(pair, pair.standing(rules, now)) for pair in pairs if pair.lives(now)]
    return sorted(found, key=_how_bad)


def line(core: Core, pair: PairFacts, standing: Standing | None) -> Line:
    """Return a pair as it is shown, its names opened."""
    reasons = standing.reasons if standing else ()
    return Line(
        relationship_id=pair.two.id,
        mentor=members.name_of(core.vault, pair.mentor),
        mentee=members.name_of(core.vault, pair.mentee),
        state=standing.state if standing else None,
        reason=reasons[0] if reasons else None,
        reasons=len(reasons),
    )


def watch_of(pair: PairFacts, reader_id: int, coordinators: Collection[int]) -> Watch:
    """Say who learns how a pair of the reader's own is doing."""
    two = (pair.two.mentor_id, pair.two.mentee_id)
    return watch(two, next(each for each in two if each != reader_id), coordinators)


async def _page(
    s: AsyncSession,
    core: Core,
    me: Person,
    pairs: tuple[list[tuple[PairFacts, Standing | None]], list[PairFacts]],
    number: int,
) -> Overview:
    found, own = pairs
    counts = Counter(standing.state if standing else None for _, standing in found)
    page = page_of([*found, *((pair, None) for pair in own)], number, PAGE_SIZE)
    there = [each.id for each in await members.coordinators(s, me.programme_id)] if own else []
    lines = [line(core, pair, standing) for pair, standing in page.shown]
    return Overview(
        language=me.language,
        zone=me.zone,
        now=core.clock.now(),
        programme=(await members.programme_of(s, me)).name,
        counts={state: counts[state] for state in HealthState},
        paused=counts[None],
        lines=tuple(
            each if pair.tells(me.id) else replace(each, own=watch_of(pair, me.id, there))
            for each, (pair, _) in zip(lines, page.shown, strict=True)
        ),
        number=page.number,
        pages=page.pages,
    )


def _how_bad(found: tuple[PairFacts, Standing | None]) -> tuple[int, datetime, int]:
    pair, standing = found
    state = standing.state if standing else None
    worst = len(_WORST_FIRST) if state is None else _WORST_FIRST.index(state)
    reasons = standing.reasons if standing else ()
    return worst, min((each.since for each in reasons), default=pair.two.began), pair.two.id
