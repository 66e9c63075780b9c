"""Either side changes a single meeting; what falls due follows, and the other side is told."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from sqlalchemy import select

from bot.db.tables import DueRow, Meeting, OutboxRow, Relationship
from bot.domain.people import Role
from bot.domain.queues import DueKind, DueOutcome, MessageKind
from bot.domain.relationships import MeetingState
from bot.services.core import Actor
from bot.services.errors import Reason, RefusedError
from bot.services.meeting import meeting_changes, meeting_choices, meetings
from bot.services.meeting.choice_rows import ChoiceView, Problem
from bot.services.meeting.meeting_changes import Change, ChangeView
from tests.seeding import Member
from tests.world import World

THURSDAY = datetime(2026, 3, 5, 18, tzinfo=UTC)


def by(member: Member, update_id: int) -> Actor:
    return Actor(member.at.user_id, update_id)


async def two(world: World, zone: str = "Europe/London") -> tuple[Member, Member, Relationship]:
    """A pair that meets on Thursdays at 18:00 in London, with everything planned."""
    ben = await world.member("Ben", Role.MENTOR, zone=zone)
    ana = await world.member("Ana", Role.MENTEE)
    pair = await world.pair(ben, ana)
    agreement = await world.agreement(pair)
    async with world.db.write() as s:
        await meetings.plan(s, world.core, await s.merge(pair), await s.merge(agreement))
    return ben, ana, pair


async def soonest(world: World) -> Meeting:
    async with world.db.read() as s:
        meeting = await s.scalar(select(Meeting).order_by(Meeting.occurrence))
        assert meeting is not None
        return meeting


async def waiting(world: World, meeting_id: int) -> dict[DueKind, datetime]:
    async with world.db.read() as s:
        rows = await s.scalars(
            select(DueRow).where(DueRow.subject_id == meeting_id, DueRow.outcome.is_(None))
        )
        return {row.kind: row.due_at for row in rows}


async def told(world: World) -> list[tuple[int, str]]:
    async with world.db.read() as s:
        rows = await s.scalars(
            select(OutboxRow)
            .where(OutboxRow.kind == MessageKind.MEETING_CHANGED)
            .order_by(OutboxRow.id)
        )
        return [(row.person_id, row.detail["change"]) for row in rows]


async def move(
    world: World, member: Member, meeting_id: int, text: str, update_id: int
) -> ChangeView | ChoiceView:
    view = await meeting_choices.begin_move(world.core, by(member, update_id), meeting_id)
    chosen = await meeting_choices.write(world.core, by(member, update_id + 1), text)
    assert isinstance(chosen, ChoiceView)
    return await meeting_choices.confirm(world.core, by(member, update_id + 2), view.draft_id)


async def test_a_moved_meeting_takes_everything_around_it_along(either_world: World) -> None:
    ben, ana, _ = await two(either_world)
    meeting = await soonest(either_world)
    view = await move(either_world, ana, meeting.id, "Saturday 20:00", 10)
    assert isinstance(view, ChangeView)
    assert view.was == THURSDAY
    there = THURSDAY + timedelta(days=2, hours=2)
    assert await waiting(either_world, meeting.id) == {
        DueKind.ASSESSMENT: datetime(2026, 3, 5, 19, tzinfo=UTC),
        DueKind.DIGEST: there - timedelta(days=1),
        DueKind.DIGEST_UPDATE: there - timedelta(hours=2),
        DueKind.MEETING_OVER: there + timedelta(minutes=75),
    }
    assert await told(either_world) == [(ben.id, "moved")]


async def test_a_meeting_that_is_there_already_is_not_moved(either_world: World) -> None:
    _, ana, _ = await two(either_world)
    meeting = await soonest(either_world)
    view = await meeting_choices.begin_move(either_world.core, by(ana, 10), meeting.id)
    chosen = await meeting_choices.write(either_world.core, by(ana, 11), "5 March 18:00")
    assert isinstance(chosen, ChoiceView)
    assert (chosen.problem, chosen.instant) == (Problem.THERE_ALREADY, None)
    assert isinstance(
        await meeting_choices.confirm(either_world.core, by(ana, 12), view.draft_id), ChoiceView
    )
    assert await told(either_world) == []


async def test_one_moved_there_meanwhile_by_the_other_is_not_moved_again(world: World) -> None:
    ben, ana, _ = await two(world)
    meeting = await soonest(world)
    view = await meeting_choices.begin_move(world.core, by(ana, 10), meeting.id)
    await meeting_choices.write(world.core, by(ana, 11), "Saturday 20:00")
    await move(world, ben, meeting.id, "Saturday 20:00", 20)
    said = await meeting_choices.confirm(world.core, by(ana, 30), view.draft_id)
    assert isinstance(said, ChoiceView)
    assert said.problem is Problem.THERE_ALREADY
    assert await told(world) == [(ana.id, "moved")]


async def test_the_same_confirmation_again_moves_nothing(either_world: World) -> None:
    _, ana, _ = await two(either_world)
    meeting = await soonest(either_world)
    view = await meeting_choices.begin_move(either_world.core, by(ana, 1), meeting.id)
    await meeting_choices.write(either_world.core, by(ana, 2), "Saturday 20:00")
    for update_id in (3, 3, 4):
        done = await meeting_choices.confirm(either_world.core, by(ana, update_id), view.draft_id)
        assert isinstance(done, ChangeView)
        assert done.change is Change.MOVED
    assert (await soonest(either_world)).sequence == 1
    assert len(await told(either_world)) == 1


async def test_a_typed_time_is_the_writer_s_own(world: World) -> None:
    ben, _, _ = await two(world, zone="Asia/Tokyo")
    meeting = await soonest(world)
    await move(world, ben, meeting.id, "7 March 00:30", 1)
    assert (await soonest(world)).starts_at == datetime(2026, 3, 6, 15, 30, tzinfo=UTC)


async def test_a_second_digest_goes_only_if_the_meeting_moves_away_from_the_first(
    world: World,
) -> None:
    _, ana, _ = await two(world)
    meeting = await soonest(world)
    world.clock.move_to(datetime(2026, 3, 4, 19, tzinfo=UTC))
    async with world.db.write() as s:
        rows = await s.scalars(
            select(DueRow).where(DueRow.subject_id == meeting.id, DueRow.due_at <= THURSDAY)
        )
        for row in rows:
            if row.kind in (DueKind.DIGEST, DueKind.ASSESSMENT):
                row.outcome = DueOutcome.DONE
    await move(world, ana, meeting.id, "5 March 19:00", 1)
    assert DueKind.DIGEST not in await waiting(world, meeting.id)
    await move(world, ana, meeting.id, "9 March 19:00", 5)
    assert (await waiting(world, meeting.id))[DueKind.DIGEST] == datetime(
        2026, 3, 8, 19, tzinfo=UTC
    )


async def test_a_meeting_called_off_takes_everything_with_it(either_world: World) -> None:
    ben, ana, _ = await two(either_world)
    meeting = await soonest(either_world)
    for update_id in (1, 1, 2):
        view = await meeting_changes.call_off(either_world.core, by(ben, update_id), meeting.id)
        assert view.meeting.called_off
    assert await waiting(either_world, meeting.id) == {}
    assert await told(either_world) == [(ana.id, "called_off")]
    async with either_world.db.read() as s:
        ahead = await s.scalars(
            select(Meeting.occurrence).where(Meeting.state == MeetingState.PLANNED)
        )
        assert sorted(ahead) == [date(2026, 3, 12), date(2026, 3, 19)]


async def test_called_off_late_in_the_evening_it_is_told_before_the_morning(world: World) -> None:
    ben, _, _ = await two(world)
    meeting = await soonest(world)
    await move(world, ben, meeting.id, "6 March 8:30", 1)
    world.clock.move_to(datetime(2026, 3, 5, 22, tzinfo=UTC))
    await meeting_changes.call_off(world.core, by(ben, 9), meeting.id)
    async with world.db.read() as s:
        rows = await s.scalars(select(OutboxRow.not_before).order_by(OutboxRow.id))
        assert list(rows)[-1] == world.clock.now()


async def test_a_meeting_that_has_begun_is_not_changed(world: World) -> None:
    _, ana, _ = await two(world)
    meeting = await soonest(world)
    world.clock.move_to(THURSDAY)
    for change in (meeting_changes.call_off, meeting_choices.begin_move):
        with pytest.raises(RefusedError) as refused:
            await change(world.core, by(ana, 1), meeting.id)
        assert refused.value.reason is Reason.CLOSED


async def test_a_time_that_went_by_while_choosing_is_asked_for_again(world: World) -> None:
    _, ana, _ = await two(world)
    meeting = await soonest(world)
    view = await meeting_choices.begin_move(world.core, by(ana, 1), meeting.id)
    await meeting_choices.write(world.core, by(ana, 2), "3 March 9:00")
    world.clock.move_to(datetime(2026, 3, 3, 9, tzinfo=UTC))
    late = await meeting_choices.confirm(world.core, by(ana, 3), view.draft_id)
    assert isinstance(late, ChoiceView)
    assert late.problem is Problem.PAST
    assert (await soonest(world)).starts_at == THURSDAY


async def test_an_added_meeting_is_like_any_other(either_world: World) -> None:
    ben, ana, pair = await two(either_world)
    for update_id in (1, 1):
        view = await meeting_choices.begin_add(either_world.core, by(ana, update_id), pair.id)
    await meeting_choices.pick_day(either_world.core, by(ana, 2), view.draft_id, date(2026, 3, 9))
    await meeting_choices.pick_time(either_world.core, by(ana, 3), view.draft_id, time(9))
    for _ in range(2):
        done = await meeting_choices.confirm(either_world.core, by(ana, 4), view.draft_id)
        assert isinstance(done, ChangeView)
        assert done.change is Change.ADDED
    assert isinstance(done, ChangeView)
    assert await told(either_world) == [(ben.id, "added")]
    rows = await waiting(either_world, done.meeting.meeting_id)
    assert rows[DueKind.DIGEST] == datetime(2026, 3, 8, 9, tzinfo=UTC)


async def test_nobody_else_touches_a_meeting(world: World) -> None:
    await two(world)
    eve = await world.member("Eve", Role.MENTOR, Role.COORDINATOR)
    meeting = await soonest(world)
    for use in (meeting_changes.find, meeting_changes.call_off, meeting_choices.begin_move):
        with pytest.raises(RefusedError) as refused:
            await use(world.core, by(eve, 1), meeting.id)
        assert refused.value.reason is Reason.GONE
