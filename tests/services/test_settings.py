"""People change their own settings, once for each update, and what is planned follows their clock."""

from datetime import UTC, datetime, time

import pytest
from sqlalchemy import select

from bot.db.tables import DueRow, Person
from bot.domain.people import Focus, Role
from bot.domain.queues import DueKind
from bot.services.core import Actor
from bot.services.errors import Reason, RefusedError
from bot.services.people import settings
from bot.services.relationships import pulse_plan
from bot.services.writing import prompting
from tests.seeding import Member
from tests.world import World


def by(member: Member, update_id: int) -> Actor:
    return Actor(member.at.user_id, update_id)


async def test_a_new_name_is_taken_once_and_sealed(either_world: World) -> None:
    ana = await either_world.member("Ana", Role.MENTEE)
    await settings.ask(either_world.core, by(ana, 1), Focus.SETTINGS_NAME)
    view = await settings.change_name(either_world.core, by(ana, 2), "  Anna ")
    assert (view.name, view.focus) == ("Anna", None)
    assert await settings.change_name(either_world.core, by(ana, 2), "Anna") == view
    async with either_world.db.read() as s:
        person = await s.get_one(Person, ana.id)
        assert person.name is not None
        assert b"Anna" not in person.name


async def test_a_text_that_was_not_asked_for_is_no_name(world: World) -> None:
    ana = await world.member("Ana", Role.MENTEE)
    with pytest.raises(RefusedError) as refused:
        await settings.change_name(world.core, by(ana, 1), "Anna")
    assert refused.value.reason is Reason.CLOSED


async def test_a_button_leaves_a_question_of_another_dialogue_open(world: World) -> None:
    ana = await world.member("Ana", Role.MENTEE)
    async with world.db.write() as s:
        (await s.get_one(Person, ana.id)).focus = Focus.ANSWERING
    view = await settings.change_zone(world.core, by(ana, 1), "Asia/Tokyo")
    assert (view.zone, view.focus) == ("Asia/Tokyo", Focus.ANSWERING)
    assert (await settings.never_mind(world.core, by(ana, 2))).focus is Focus.ANSWERING


@pytest.mark.parametrize("language", ["", "tlh", "../en"])
async def test_a_language_that_does_not_ship_is_refused(world: World, language: str) -> None:
    ana = await world.member("Ana", Role.MENTEE)
    with pytest.raises(RefusedError):
        await settings.change_language(world.core, by(ana, 1), language, ("en",))


async def test_questions_keep_their_hour_by_the_clock_of_whom_they_ask(
    either_world: World,
) -> None:
    """The mentee's weekly ones, and to each side how it is going between the two."""
    ben = await either_world.member("Ben", Role.MENTOR)
    ana = await either_world.member("Ana", Role.MENTEE)
    pair = await either_world.pair(ben, ana)
    agreement = await either_world.agreement(pair, reflect_on=(6, time(18, 0)))
    now = either_world.clock.now()
    async with either_world.db.write() as s:
        await prompting.plan_next(s, either_world.core, pair, agreement, ana.person, now)
    await pulse_plan.plan_missing(either_world.core)
    assert await _prompt_at(either_world) == datetime(2026, 3, 8, 18, 0, tzinfo=UTC)
    assert await _pulse_hours(either_world) == {ana.id: (16, 18), ben.id: (16, 19)}
    await settings.change_zone(either_world.core, by(ana, 1), "Asia/Tokyo")
    assert await _prompt_at(either_world) == datetime(2026, 3, 8, 9, 0, tzinfo=UTC)
    await settings.change_zone(either_world.core, by(ana, 1), "Asia/Tokyo")
    await settings.change_zone(either_world.core, by(ben, 2), "America/New_York")
    assert await _prompt_at(either_world) == datetime(2026, 3, 8, 9, 0, tzinfo=UTC)
    assert await _pulse_hours(either_world) == {ana.id: (16, 9), ben.id: (16, 23)}


async def _prompt_at(world: World) -> datetime:
    async with world.db.read() as s:
        rows = await s.scalars(
            select(DueRow.due_at).where(DueRow.kind == DueKind.REFLECTION, DueRow.outcome.is_(None))
        )
        (due_at,) = rows.all()
        return due_at


async def _pulse_hours(world: World) -> dict[int, tuple[int, int]]:
    """The day of March and the hour, by UTC, at which each is asked how it is going."""
    async with world.db.read() as s:
        rows = await s.scalars(
            select(DueRow).where(DueRow.kind == DueKind.PULSE, DueRow.outcome.is_(None))
        )
        return {row.person_id: (row.due_at.day, row.due_at.hour) for row in rows}
