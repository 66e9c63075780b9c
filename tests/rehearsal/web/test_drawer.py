"""The drawer shows what the system holds, and never what anybody wrote."""

import json
from datetime import UTC, datetime

import pytest
from sqlalchemy.ext.asyncio import AsyncSession

from bot.db.tables import DueRow, InboxRow, Person
from bot.domain.ids import to_short
from bot.domain.people import Role
from bot.domain.queues import DueKind, DueOutcome, InboxState, MessageKind, OutboxState
from bot.domain.responses import ResponseKind, ResponseState
from bot.rehearsal.refusal import Json
from bot.rehearsal.web.drawer import MOST, drawer
from bot.rehearsal.web.drawer_words import (
    DUES,
    INBOX,
    MESSAGES,
    OUTBOX,
    OUTCOMES,
    RESPONSES,
    WRITING,
)
from bot.services import due
from bot.services.core import Core
from bot.services.due import Done, Verdict
from bot.services.sweep import sweep
from tests.givens_reflecting import planned
from tests.world import World

WRITTEN = "I was afraid of the bus"
SUNDAY = datetime(2026, 3, 8, 18, 0, tzinfo=UTC)
AFTER_THE_MEETING = datetime(2026, 3, 12, 20, 30, tzinfo=UTC)


@pytest.fixture
async def week(either_world: World) -> World:
    """Ana has begun her reflection; Ben has had his digest, and they have met."""
    world = either_world
    await planned(
        world, await world.member("Ben", Role.MENTOR), await world.member("Ana", Role.MENTEE)
    )
    await world.move_to(SUNDAY)
    world.people["Ana"].taps("Begin")
    await world.settle()
    world.people["Ana"].says(WRITTEN)
    await world.settle()
    await world.move_to(AFTER_THE_MEETING)
    return world


async def test_each_message_leads_back_to_the_due_row_it_came_of(week: World) -> None:
    held = await drawer(week)
    dues = {row["id"]: row for row in held["due"]}
    pairs = {
        (row["kind"], dues[row["due"]]["kind"], row["person"] == dues[row["due"]]["person"])
        for row in held["outbox"]
        if row["due"] is not None
    }
    assert pairs == {
        ("reflection_prompt", "reflection", True),
        ("reflection_reminder", "reminder", True),
        ("assessment_prompt", "assessment", True),
        ("digest", "digest", True),
        ("meeting_checkin", "meeting_over", True),
    }
    assert [row["kind"] for row in held["outbox"] if row["due"] is None] == []


async def test_nothing_that_anybody_wrote_is_in_it(week: World) -> None:
    held = json.dumps(await drawer(week))
    assert WRITTEN not in held
    assert "Ana" not in held
    assert "Ben" not in held


async def test_the_newest_come_first(week: World) -> None:
    held = await drawer(week)
    numbers = [row["number"] for row in held["inbox"]]
    assert numbers == sorted(numbers, reverse=True)
    assert [row["id"] for row in held["outbox"]] == sorted(
        (row["id"] for row in held["outbox"]), reverse=True
    )
    instants = [row["at"] for row in held["due"]]
    assert instants == sorted(instants, reverse=True)


async def test_what_falls_due_at_once_is_done_in_the_order_that_is_shown(
    either_world: World,
) -> None:
    world = either_world
    people = [await world.member(name, Role.MENTEE) for name in ("Ana", "Ida")]
    async with world.db.write() as s:
        for number, kind in enumerate(reversed(DueKind)):
            for member in people:
                await due.plan(
                    s,
                    kind,
                    person_id=member.id,
                    subject_id=number,
                    occurrence="once",
                    due_at=world.clock.now(),
                )
    done: list[str] = []

    async def do(_s: AsyncSession, _core: Core, row: DueRow, _person: Person) -> Verdict:
        done.append(to_short(row.id))
        return Done()

    await sweep(world.core, dict.fromkeys(DueKind, do))
    shown = (await drawer(world))["due"]
    assert [row["id"] for row in reversed(shown)] == done
    who = sorted(people, key=lambda member: member.id)
    assert [(row["kind"], row["person"]) for row in reversed(shown)] == [
        (kind, member.at.user_id) for kind in DueKind for member in who
    ]


async def test_states_are_counted_and_said_in_plain_words(week: World) -> None:
    held = await drawer(week)
    counts = held["counts"]
    assert counts["inbox"] == {
        "waiting": 0,
        "handled": len(held["inbox"]),
        "set_aside": 0,
    }
    assert counts["outbox"]["sent"] == len(held["outbox"])
    assert counts["due"]["to_come"] == _how_many(held["due"], None)
    assert counts["due"]["done"] == _how_many(held["due"], "done")
    assert counts["due"]["to_come"] > 0
    assert {row["words"] for row in held["outbox"]} == {"sent"}


def _how_many(rows: list[Json], outcome: str | None) -> int:
    return len([row for row in rows if row["outcome"] == outcome])


async def test_a_response_says_how_far_it_is(week: World) -> None:
    held = await drawer(week)
    ana = week.people["Ana"].user_id
    (found,) = [
        row for row in held["responses"] if (row["kind"], row["person"]) == ("reflection", ana)
    ]
    assert found["answered"] == 1
    assert found["of"] > 1
    assert found["state"] == "lapsed"


async def test_it_holds_at_most_200_of_each(either_world: World) -> None:
    async with either_world.db.write() as s:
        s.add_all(
            InboxRow(
                update_id=number,
                state=InboxState.HANDLED,
                received_at=either_world.clock.now(),
            )
            for number in range(1, MOST + 3)
        )
    held = await drawer(either_world)
    assert len(held["inbox"]) == MOST
    assert held["inbox"][0]["number"] == MOST + 2
    assert held["counts"]["inbox"]["handled"] == MOST + 2


def test_everything_has_plain_words() -> None:
    assert set(MESSAGES) == set(MessageKind)
    assert set(DUES) == set(DueKind)
    assert set(RESPONSES) == set(ResponseKind)
    assert set(INBOX) == set(InboxState)
    assert set(OUTBOX) == set(OutboxState)
    assert set(OUTCOMES) == {None, *DueOutcome}
    assert set(WRITING) == set(ResponseState)
