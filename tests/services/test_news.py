"""A mentor hears of what is new where no digest will bring it, once, and at a fit hour."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select

from bot.db.tables import OutboxRow, Person
from bot.domain.people import Focus
from bot.domain.queues import MessageKind
from bot.domain.reading import Reads
from bot.domain.responses import Reader
from bot.services.reading import agenda, news
from bot.services.writing import reviewing
from bot.services.writing.response_views import Sent
from tests.services.filling import Pair, pair_in
from tests.world import World
from tests.written import plan_meetings

NIGHT = datetime(2026, 3, 3, 1, 0, tzinfo=UTC)


@pytest.fixture
async def pair(either_world: World) -> Pair:
    """A pair that arranges each of its meetings."""
    return await pair_in(either_world)


async def _told(pair: Pair) -> list[OutboxRow]:
    async with pair.core.db.read() as s:
        rows = await s.scalars(select(OutboxRow).where(OutboxRow.kind == MessageKind.NEW_TO_READ))
        return list(rows)


async def _plan_a_meeting(pair: Pair) -> None:
    await pair.world.agreement(
        pair.relationship, meet_on=(3, datetime.min.time()), first_meeting_on=date(2026, 3, 12)
    )
    await plan_meetings(pair.world, pair.relationship)


async def _reflect(pair: Pair, occasion: str = "2026-03-05") -> Sent:
    response_id = await pair.offer(occasion)
    await pair.fill(response_id, "a", "b", "c", "3", "d")
    view = await pair.send(response_id)
    assert isinstance(view, Sent)
    return view


async def test_a_reflection_sent_is_told_once_to_the_mentor_alone(pair: Pair) -> None:
    view = await _reflect(pair)
    await pair.send(view.response_id)
    assert view.reading.reads is Reads.UNPLANNED
    assert [row.person_id for row in await _told(pair)] == [pair.mentor.id]
    assert await news.news(pair.core, pair.mentee.id, pair.relationship.id) is None


async def test_with_a_meeting_planned_the_digest_says_it(pair: Pair) -> None:
    await _plan_a_meeting(pair)
    view = await _reflect(pair)
    assert view.reading.reads is Reads.THEN
    assert await _told(pair) == []


async def test_a_meeting_planned_meanwhile_leaves_nothing_to_say(pair: Pair) -> None:
    await _reflect(pair)
    assert await news.news(pair.core, pair.mentor.id, pair.relationship.id) is not None
    await _plan_a_meeting(pair)
    assert await news.news(pair.core, pair.mentor.id, pair.relationship.id) is None


async def test_what_was_kept_private_altogether_is_no_news(pair: Pair) -> None:
    response_id = await pair.offer()
    await pair.fill(response_id, "a", "b", "c", "3", "d")
    for number in range(1, 6):
        await reviewing.share(pair.core, pair.act(), response_id, number, Reader.ME)
    await pair.send(response_id)
    assert await _told(pair) == []


async def test_it_waits_for_the_morning_and_two_at_night_are_told_as_one(pair: Pair) -> None:
    pair.world.clock.move_to(NIGHT)
    await _reflect(pair)
    await _reflect(pair, "2026-03-12")
    (row,) = await _told(pair)
    assert row.not_before == NIGHT.replace(hour=8)


async def test_a_list_is_told_once_a_day(pair: Pair) -> None:
    await agenda.open_list(pair.core, pair.act())
    assert await _told(pair) == []
    for text in ("One thing.", "Another."):
        await agenda.add(pair.core, pair.act(), text)
    assert len(await _told(pair)) == 1
    await pair.world.settle()
    await agenda.add(pair.core, pair.act(), "A third.")
    assert len(await _told(pair)) == 1
    pair.world.clock.move_to(pair.world.clock.now() + timedelta(days=1))
    assert (await pair.person()).focus is Focus.AGENDA
    await agenda.open_list(pair.core, pair.act())
    await agenda.add(pair.core, pair.act(), "Tomorrow's.")
    assert len(await _told(pair)) == 2


async def test_a_mentee_is_promised_no_day_while_their_mentor_cannot_be_reached(
    pair: Pair,
) -> None:
    await _plan_a_meeting(pair)
    async with pair.core.db.write() as s:
        mentor = await s.get_one(Person, pair.mentor.id)
        mentor.unreachable_since = pair.world.clock.now()
    view = await _reflect(pair)
    assert (view.reading.reads, view.reading.at) == (Reads.UNREACHABLE, None)
