"""Both are asked once how it went, and what they promised comes back to those who may read it."""

from datetime import UTC, datetime, timedelta

from sqlalchemy import select

from bot.db.tables import DueRow, Meeting, OutboxRow, Person, Relationship, Response
from bot.domain.digest import Promises
from bot.domain.queues import DueKind, MessageKind
from bot.domain.relationships import MeetingState
from bot.domain.responses import ResponseKind
from bot.services.meeting.after_meeting import last_promises
from tests.givens import GIVENS, load_all
from tests.world import World
from tests.written import checked_in

load_all()
OVER = datetime(2026, 3, 5, 19, 15, tzinfo=UTC)


async def _begin(world: World) -> tuple[Relationship, Meeting]:
    await GIVENS["Ana and Ben meet on Thursday"](world)
    async with world.db.read() as s:
        pair = (await s.scalars(select(Relationship))).one()
        first = await s.scalars(select(Meeting).order_by(Meeting.starts_at))
        return pair, next(iter(first))


async def _promises(world: World, pair: Relationship, *, mentor: bool) -> Promises:
    async with world.db.read() as s:
        reader = await s.get_one(Person, pair.mentor_id if mentor else pair.mentee_id)
        return await last_promises(s, world.core, pair, reader)


def _texts(promises: Promises) -> tuple[str | None, str | None]:
    yours, theirs = promises.yours, promises.theirs
    return (yours.text if yours else None, theirs.text if theirs else None)


class TestAsking:
    """A quarter of an hour after the end, each side once, and the next meeting is planned once."""

    async def test_each_side_is_asked_once(self, either_world: World) -> None:
        world = either_world
        _, meeting = await _begin(world)
        await world.move_to(OVER - timedelta(minutes=1))
        assert await _asked(world) == 0
        await world.move_to(OVER)
        assert await _asked(world) == 2
        async with world.db.read() as s:
            offered = list(
                await s.scalars(select(Response).where(Response.kind == ResponseKind.MEETING))
            )
        assert {response.meeting_id for response in offered} == {meeting.id}
        assert {response.closes_at for response in offered} == {OVER + timedelta(hours=72)}

    async def test_the_meeting_is_past_and_two_more_are_planned(self, either_world: World) -> None:
        world = either_world
        await _begin(world)
        await world.move_to(OVER)
        async with world.db.read() as s:
            states = list(await s.scalars(select(Meeting.state).order_by(Meeting.starts_at)))
        assert states == [MeetingState.PAST, MeetingState.PLANNED, MeetingState.PLANNED]

    async def test_a_restart_in_between_asks_nobody_twice(self, world: World) -> None:
        await _begin(world)
        await world.move_to(OVER)
        await world.crash()
        await world.move(timedelta(hours=1))
        assert await _asked(world) == 2

    async def test_a_meeting_called_off_is_not_asked_about(self, world: World) -> None:
        _, meeting = await _begin(world)
        async with world.db.write() as s:
            (await s.get_one(Meeting, meeting.id)).state = MeetingState.CALLED_OFF
        await world.move_to(OVER + timedelta(hours=12))
        assert await _asked(world) == 0

    async def test_a_pause_of_one_side_keeps_the_schedule_going(self, world: World) -> None:
        pair, _ = await _begin(world)
        async with world.db.write() as s:
            for person_id in (pair.mentor_id, pair.mentee_id):
                person = await s.get_one(Person, person_id)
                person.paused_at = world.clock.now()
                person.paused_until = OVER + timedelta(days=1)
        await world.move_to(OVER)
        assert await _asked(world) == 0
        async with world.db.read() as s:
            planned = await s.scalars(
                select(DueRow.id).where(
                    DueRow.kind == DueKind.MEETING_OVER, DueRow.outcome.is_(None)
                )
            )
            assert len(list(planned)) == 4


class TestPromises:
    """A promise is told in the words of whoever made it, else as the other understood it."""

    async def test_each_reads_their_own_and_the_others(self, either_world: World) -> None:
        world = either_world
        pair, meeting = await _begin(world)
        await world.move_to(OVER)
        await checked_in(
            world, pair, meeting, mentor=True, met="yes", my_promise="List", their_promise="Rings"
        )
        assert _texts(await _promises(world, pair, mentor=True)) == ("List", "Rings")
        assert _texts(await _promises(world, pair, mentor=False)) == ("Rings", "List")
        await checked_in(world, pair, meeting, mentor=False, met="yes", my_promise="I ring")
        assert _texts(await _promises(world, pair, mentor=True)) == ("List", "I ring")
        assert _texts(await _promises(world, pair, mentor=False)) == ("I ring", "List")

    async def test_a_meeting_that_did_not_take_place_hides_no_promises(self, world: World) -> None:
        pair, meeting = await _begin(world)
        await world.move_to(OVER)
        await checked_in(world, pair, meeting, mentor=False, met="yes", my_promise="I ring")
        await world.move_to(OVER + timedelta(days=7))
        async with world.db.read() as s:
            second = (await s.scalars(select(Meeting).order_by(Meeting.starts_at))).all()[1]
        await checked_in(world, pair, second, mentor=True, met="no")
        assert _texts(await _promises(world, pair, mentor=False)) == ("I ring", None)

    async def test_after_the_end_nobody_reads_the_others_promise(self, world: World) -> None:
        pair, meeting = await _begin(world)
        await world.move_to(OVER)
        await checked_in(world, pair, meeting, mentor=False, met="yes", my_promise="I ring")
        await GIVENS["Ana and Ben have ended"](world)
        async with world.db.read() as s:
            ended = await s.get_one(Relationship, pair.id)
        assert await _promises(world, ended, mentor=True) == Promises()


async def _asked(world: World) -> int:
    async with world.db.read() as s:
        rows = await s.scalars(
            select(OutboxRow.id).where(OutboxRow.kind == MessageKind.MEETING_CHECKIN)
        )
        return len(list(rows))
