"""Every coordinator is told each Monday at nine, by the clocks of the programme, and once."""

from datetime import UTC, date, datetime, timedelta

from sqlalchemy import select

from bot.db.tables import DueRow, OutboxRow
from bot.domain.health import HealthState
from bot.domain.people import Role
from bot.domain.queues import DueKind, MessageKind
from bot.services.core import Actor
from bot.services.health import mondays
from bot.services.health.monday_digest import told
from bot.services.people import pauses
from tests.givens import GIVENS, load_all
from tests.givens_health import life
from tests.world import World

load_all()


async def when_told(world: World) -> list[datetime]:
    async with world.db.read() as s:
        rows = await s.scalars(
            select(OutboxRow)
            .where(OutboxRow.kind == MessageKind.HEALTH_DIGEST)
            .order_by(OutboxRow.created_at)
        )
        return [row.created_at for row in rows]


async def test_it_comes_at_nine_whatever_the_clocks_do(world: World) -> None:
    await world.member("Cleo", Role.COORDINATOR)
    await life(world, "Ben", "Ana")
    for _ in range(2):
        await mondays.plan_missing(world.core)
    await world.move_to(datetime(2026, 4, 7, tzinfo=UTC))
    # In London clocks went forward on 29 March.
    assert await when_told(world) == [
        datetime(2026, 3, day, 9, tzinfo=UTC) for day in (2, 9, 16, 23)
    ] + [datetime(2026, month, day, 8, tzinfo=UTC) for month, day in ((3, 30), (4, 6))]


async def test_where_there_is_no_pair_nothing_comes_until_there_is_one(world: World) -> None:
    await world.member("Cleo", Role.COORDINATOR)
    await mondays.plan_missing(world.core)
    await world.move_to(datetime(2026, 3, 10, tzinfo=UTC))
    assert await when_told(world) == []
    await life(world, "Ben", "Ana")
    await world.move_to(datetime(2026, 3, 17, tzinfo=UTC))
    assert await when_told(world) == [datetime(2026, 3, 16, 9, tzinfo=UTC)]


async def test_somebody_who_becomes_a_coordinator_is_told_from_the_next_monday_on(
    world: World,
) -> None:
    await GIVENS["a link for a coordinator, from Cleo"](world)
    dan = world.person("Dan")
    dan.opens_link(world.links[-1])
    await world.settle()
    dan.taps("I agree")
    await world.settle()
    async with world.db.read() as s:
        rows = await s.scalars(select(DueRow).where(DueRow.kind == DueKind.HEALTH_DIGEST))
        assert [row.due_at for row in rows] == [datetime(2026, 3, 2, 9, tzinfo=UTC)]


async def test_two_coordinators_are_told_the_same_change(either_world: World) -> None:
    world = either_world
    now = world.clock.now()
    two = [await world.member(name, Role.COORDINATOR) for name in ("Cleo", "Dan")]
    pair = await life(world, "Ben", "Ana", weeks=6)
    for week in range(5):
        await pair.met(now - timedelta(days=1 + 7 * week))
    await world.move(timedelta(days=3))
    await pair.scored(world.clock.now(), 2)
    await world.move(timedelta(days=4, hours=1))
    views = [await told(world.core, each.id, date(2026, 3, 9)) for each in two]
    assert views[0] == views[1]
    assert views[0] is not None
    (change,) = views[0].changes
    assert (change.before, change.after) == (HealthState.ON_TRACK, HealthState.URGENT)
    weeks = [max(week.counts, key=lambda state: week.counts[state]) for week in views[0].weeks]
    assert weeks[-2:] == [HealthState.ON_TRACK, HealthState.URGENT]
    assert len(weeks) == 8


async def test_to_come_back_from_a_break_is_no_change(either_world: World) -> None:
    """How the pair would have stood in it is not known any more."""
    world = either_world
    now = world.clock.now()
    cleo = await world.member("Cleo", Role.COORDINATOR)
    pair = await life(world, "Ben", "Ana", weeks=8)
    await pair.met(now - timedelta(days=30))
    ana = Actor(pair.mentee.at.user_id, 9001)
    await pauses.pause(world.core, ana, date(2026, 3, 30))
    await world.move(timedelta(days=10))
    await pauses.resume(world.core, Actor(pair.mentee.at.user_id, 9002))
    await world.move_to(datetime(2026, 3, 16, 9, tzinfo=UTC))
    view = await told(world.core, cleo.id, date(2026, 3, 16))
    assert view is not None
    assert view.counts[HealthState.TOO_EARLY] == 1
    assert view.changes == ()
