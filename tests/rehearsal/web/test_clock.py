"""Time stands still on the page until somebody moves it, and then everything falls due in order."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import delete, select

from bot.db.tables import DueRow, Person
from bot.domain.queues import DueKind
from bot.rehearsal.events import Event, TimeMoved
from bot.rehearsal.web.shapes import instant
from bot.services.due import plan
from tests.rehearsal.web.conftest import START, Page

# Each Monday, and whether the helplines are still right.
_OF_COORDINATORS = (DueKind.HEALTH_DIGEST, DueKind.HELPLINES)


@pytest.fixture(autouse=True)
async def _nothing_planned(page: Page) -> None:
    """Take away what every programme has planned, so that a test plans what it needs."""
    async with page.play.stage.db.write() as s:
        await s.execute(delete(DueRow).where(DueRow.kind.in_(_OF_COORDINATORS)))


async def _pause(page: Page) -> None:
    """Grace takes a week off, so that something falls due."""
    await page.act(page.grace, "say", text="/pause")
    for label in ("A week", "Yes, pause"):
        page.grace.taps(label)
        await page.rest()


async def test_it_stands_still(page: Page) -> None:
    clock = (await page.world())["clock"]
    assert clock == {"now": "2026-03-02T09:00:00Z", "next": None, "moving": False, "speed": 0}


async def test_an_hour_passes(page: Page) -> None:
    await page.post("/api/clock", by=3600)
    await page.rest()
    clock = (await page.world())["clock"]
    assert (clock["now"], clock["moving"]) == ("2026-03-02T10:00:00Z", False)


async def test_two_days_asked_for_one_after_the_other_are_two_days(page: Page) -> None:
    await page.post("/api/clock", by=86_400)
    await page.post("/api/clock", by=86_400)
    await page.rest()
    assert page.play.stage.clock.now() == START + timedelta(days=2)


async def test_the_next_thing_due_is_named_and_can_be_gone_to(page: Page) -> None:
    await _pause(page)
    due = (await page.world())["clock"]["next"]
    assert (due["what"], due["person"]) == ("a pause is over", page.grace.user_id)
    before = len(page.grace.chat)
    await page.post("/api/clock", to="next")
    await page.rest()
    world = await page.world()
    assert (world["clock"]["now"], world["clock"]["next"]) == (due["at"], None)
    assert len(page.grace.chat) > before


async def test_a_week_stops_at_whatever_falls_due_on_the_way(page: Page) -> None:
    await _pause(page)
    due = await page.play.stage.upcoming()
    assert due is not None
    stops: list[Event] = []
    page.play.telegram.events.subscribe(
        lambda event: stops.append(event) if isinstance(event, TimeMoved) else None
    )
    await page.post("/api/clock", by=14 * 86_400)
    await page.rest()
    assert stops == [TimeMoved(due.at), TimeMoved(START + timedelta(days=14))]


async def test_it_passes_by_itself_at_a_speed_and_can_be_halted(page: Page) -> None:
    await page.post("/api/clock", speed=60)
    assert (await page.world())["clock"]["speed"] == 60
    await page.until(lambda: page.play.stage.clock.now() > START + timedelta(minutes=20))
    await page.post("/api/clock", halt=True)
    await page.rest()
    stands = page.play.stage.clock.now()
    assert stands < START + timedelta(hours=2)
    clock = (await page.world())["clock"]
    assert (clock["speed"], clock["moving"]) == (0, False)


async def test_time_passes_also_while_the_bot_is_dead(page: Page) -> None:
    await _pause(page)
    await page.post("/api/bot", do="kill")
    await page.post("/api/clock", by=8 * 86_400)
    assert page.play.stage.clock.now() == START + timedelta(days=8)
    before = len(page.grace.chat)
    await page.post("/api/bot", do="start")
    await page.rest()
    assert len(page.grace.chat) > before


async def test_what_is_overdue_does_not_hide_what_comes_next(page: Page) -> None:
    await _pause(page)
    stage = page.play.stage
    later = START + timedelta(days=20)
    async with stage.db.write() as s:
        grace = (await s.scalars(select(Person))).one()
        await plan(
            s,
            DueKind.RESUME,
            person_id=grace.id,
            subject_id=grace.id,
            occurrence="another",
            due_at=later,
        )
    await page.post("/api/bot", do="kill")
    await page.post("/api/clock", by=8 * 86_400)
    assert (await page.world())["clock"]["next"]["at"] == instant(later)


async def test_a_power_cut_does_not_stop_the_clock(page: Page) -> None:
    await page.post("/api/clock", speed=600)
    await page.post("/api/bot", do="kill")
    dead_at = page.play.stage.clock.now()
    await page.until(lambda: page.play.stage.clock.now() > dead_at)
    assert not page.play.stage.running


async def test_where_nothing_is_due_there_is_nothing_to_go_to(page: Page) -> None:
    status, said = await page.refused("/api/clock", to="next")
    assert (status, said.partition(".")[0]) == (409, "Nothing is planned")


async def test_other_moves_are_refused(page: Page) -> None:
    strange: tuple[dict[str, Any], ...] = (
        {},
        {"by": 0},
        {"by": -60},
        {"by": 10**12},
        {"to": "friday"},
        {"speed": -1},
        {"halt": False},
    )
    for body in strange:
        assert (await page.refused("/api/clock", **body))[0] == 400, body
    assert page.play.stage.clock.now() == START
