"""One agreement stands at a time, and nothing is planned before both have said yes."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select

from bot.db.tables import Agreement, DueRow, Meeting, Person, Relationship
from bot.domain.agreements import Step
from bot.domain.people import Focus, Role
from bot.domain.queues import DueKind
from bot.domain.relationships import AgreementState, MeetingState
from bot.services.core import Actor
from bot.services.errors import Reason, RefusedError
from bot.services.meeting import meeting_changes, meeting_choices, meetings
from bot.services.relationships import agreement_views, agreements, drafts
from bot.services.relationships.agreement_views import OutcomeView
from bot.services.relationships.draft_rows import DraftView
from tests.seeding import Member
from tests.world import World


def by(member: Member, update_id: int) -> Actor:
    return Actor(member.at.user_id, update_id)


async def two(world: World, zone: str = "Europe/London") -> tuple[Member, Member, Relationship]:
    ben = await world.member("Ben", Role.MENTOR, zone=zone)
    ana = await world.member("Ana", Role.MENTEE)
    return ben, ana, await world.pair(ben, ana)


async def agree(world: World, ben: Member, ana: Member, pair: Relationship) -> int:
    """Agree on Sundays at 18:00 and Thursdays at 18:00, from Thursday 5 March."""
    view = await propose(world, ben, pair, 100)
    await agreements.accept(world.core, by(ana, 150), view)
    return view


async def start(world: World, member: Member, pair: Relationship, update_id: int) -> DraftView:
    draft = await drafts.start(world.core, by(member, update_id), pair.id)
    assert isinstance(draft, DraftView)
    return draft


async def propose(world: World, member: Member, pair: Relationship, update_id: int) -> int:
    view = await start(world, member, pair, update_id)
    for step, value in (
        (Step.REFLECTION_DAY, "6"),
        (Step.REFLECTION_TIME, "1800"),
        (Step.CADENCE, "weekly"),
        (Step.MEETING_DAY, "3"),
        (Step.MEETING_TIME, "1800"),
        (Step.FIRST_MEETING, "2026-03-05"),
        (Step.LENGTH, "60"),
        (Step.PLACE, "the café"),
        (Step.DIGEST, "24"),
    ):
        update_id += 1
        view = await drafts.choose(
            world.core, by(member, update_id), view.agreement_id, step, value
        )
    assert view.step is Step.REVIEW
    await agreements.propose(world.core, by(member, update_id + 1), view.agreement_id)
    return view.agreement_id


async def planned(world: World) -> list[tuple[DueKind, datetime]]:
    async with world.db.read() as s:
        rows = await s.scalars(
            select(DueRow).where(DueRow.outcome.is_(None)).order_by(DueRow.due_at, DueRow.kind)
        )
        return [(row.kind, row.due_at) for row in rows]


async def all_meetings(world: World) -> dict[date, Meeting]:
    async with world.db.read() as s:
        return {meeting.occurrence: meeting for meeting in await s.scalars(select(Meeting))}


async def test_accepting_plans_the_reflection_and_two_meetings(either_world: World) -> None:
    ben, ana, pair = await two(either_world)
    await agree(either_world, ben, ana, pair)
    rows = await planned(either_world)
    march = [datetime(2026, 3, day, tzinfo=UTC) for day in range(1, 15)]
    assert (DueKind.REFLECTION, march[7] + timedelta(hours=18)) in rows
    # The check-in is on the evening before the digest, which goes a day before the meeting.
    assert (DueKind.ASSESSMENT, march[2] + timedelta(hours=19)) in rows
    assert (DueKind.DIGEST, march[3] + timedelta(hours=18)) in rows
    assert (DueKind.DIGEST_UPDATE, march[4] + timedelta(hours=16)) in rows
    over = (DueKind.MEETING_OVER, march[4] + timedelta(hours=19, minutes=15))
    assert rows.count(over) == 2
    assert sorted(await all_meetings(either_world)) == [date(2026, 3, 5), date(2026, 3, 12)]


async def test_the_same_answer_again_changes_nothing(either_world: World) -> None:
    ben, ana, pair = await two(either_world)
    agreement_id = await agree(either_world, ben, ana, pair)
    before = await planned(either_world), await all_meetings(either_world)
    for update_id in (150, 151):
        view = await agreements.accept(either_world.core, by(ana, update_id), agreement_id)
        assert view.accepted
    after = await planned(either_world), await all_meetings(either_world)
    assert before[0] == after[0]
    assert {m.id: m.sequence for m in before[1].values()} == {
        m.id: m.sequence for m in after[1].values()
    }


async def test_a_step_taken_twice_by_one_update_is_taken_once(either_world: World) -> None:
    ben, _, pair = await two(either_world)
    draft = await start(either_world, ben, pair, 1)
    views: list[DraftView] = []
    for _ in range(2):
        taken = await drafts.write(either_world.core, by(ben, 2), "Sunday")
        assert isinstance(taken, DraftView)
        views.append(taken)
    assert views[0] == views[1]
    assert views[0].step is Step.REFLECTION_TIME
    assert views[0].agreement_id == draft.agreement_id


async def test_one_s_own_proposal_cannot_be_accepted(world: World) -> None:
    ben, _, pair = await two(world)
    agreement_id = await propose(world, ben, pair, 1)
    with pytest.raises(RefusedError) as refused:
        await agreements.accept(world.core, by(ben, 50), agreement_id)
    assert refused.value.reason is Reason.OWN_PROPOSAL


async def test_an_older_proposal_cannot_be_accepted_after_a_newer_one(either_world: World) -> None:
    ben, ana, pair = await two(either_world)
    older = await propose(either_world, ben, pair, 1)
    newer = await propose(either_world, ana, pair, 50)
    with pytest.raises(RefusedError) as refused:
        await agreements.accept(either_world.core, by(ana, 99), older)
    assert refused.value.reason is Reason.NEWER_PROPOSAL
    await agreements.accept(either_world.core, by(ben, 100), newer)
    async with either_world.db.read() as s:
        states = {row.id: row.state for row in await s.scalars(select(Agreement))}
    assert states == {older: AgreementState.REPLACED, newer: AgreementState.ACCEPTED}


async def test_a_stranger_sees_and_answers_nothing(world: World) -> None:
    ben, _, pair = await two(world)
    eve = await world.member("Eve", Role.MENTOR)
    agreement_id = await propose(world, ben, pair, 1)
    for use in (agreements.accept, agreements.decline, agreements.propose, drafts.counter):
        with pytest.raises(RefusedError) as refused:
            await use(world.core, by(eve, 50), agreement_id)
        assert refused.value.reason is Reason.GONE
    assert await agreement_views.proposal(world.core, eve.person, agreement_id) is None


async def test_a_place_is_sealed_by_the_one_who_named_it(either_world: World) -> None:
    ben, ana, pair = await two(either_world)
    agreement_id = await propose(either_world, ben, pair, 1)
    view = await drafts.counter(either_world.core, by(ana, 50), agreement_id)
    assert view.shown.terms.place == "the café"
    async with either_world.db.read() as s:
        for row in await s.scalars(select(Agreement)):
            assert row.place is not None
            assert "café".encode() not in row.place


async def test_a_new_schedule_calls_off_what_it_does_not_name(either_world: World) -> None:
    ben, ana, pair = await two(either_world)
    await agree(either_world, ben, ana, pair)
    draft = await start(either_world, ana, pair, 200)
    assert draft.step is Step.REVIEW
    await drafts.change(either_world.core, by(ana, 201), draft.agreement_id, 1)
    for update_id, step, value in (
        (202, Step.CADENCE, "fortnightly"),
        (203, Step.MEETING_DAY, "3"),
        (204, Step.MEETING_TIME, "1700"),
        (205, Step.FIRST_MEETING, "2026-03-12"),
    ):
        await drafts.choose(either_world.core, by(ana, update_id), draft.agreement_id, step, value)
    await agreements.propose(either_world.core, by(ana, 206), draft.agreement_id)
    view = await agreements.accept(either_world.core, by(ben, 207), draft.agreement_id)
    assert view.shown.is_change
    assert [each.starts_at for each in view.called_off] == [datetime(2026, 3, 5, 18, tzinfo=UTC)]
    assert view.shown.meets == (datetime(2026, 3, 12, 17, tzinfo=UTC),)
    found = await all_meetings(either_world)
    assert found[date(2026, 3, 5)].state is MeetingState.CALLED_OFF
    assert found[date(2026, 3, 12)].starts_at == datetime(2026, 3, 12, 17, tzinfo=UTC)
    assert found[date(2026, 3, 26)].state is MeetingState.PLANNED
    digests = [at for kind, at in await planned(either_world) if kind is DueKind.DIGEST]
    assert digests == [
        datetime(2026, 3, 11, 17, tzinfo=UTC),
        datetime(2026, 3, 25, 17, tzinfo=UTC),
    ]


async def another_reflection_day(
    world: World, ben: Member, ana: Member, pair: Relationship
) -> OutcomeView:
    """Let Ana propose Tuesdays for reflecting and nothing else, and Ben say yes."""
    draft = await start(world, ana, pair, 300)
    await drafts.change(world.core, by(ana, 301), draft.agreement_id, 0)
    await drafts.choose(world.core, by(ana, 302), draft.agreement_id, Step.REFLECTION_DAY, "1")
    await drafts.choose(world.core, by(ana, 303), draft.agreement_id, Step.REFLECTION_TIME, None)
    proposed = await agreements.propose(world.core, by(ana, 304), draft.agreement_id)
    outcome = await agreements.accept(world.core, by(ben, 305), draft.agreement_id)
    # What was promised before the yes is what there is after it.
    assert proposed.shown.meets == outcome.shown.meets
    return outcome


async def move(world: World, member: Member, day: date, text: str) -> None:
    """Move the meeting of a day, by typing when it shall be."""
    meeting = (await all_meetings(world))[day]
    view = await meeting_choices.begin_move(world.core, by(member, 200), meeting.id)
    await meeting_choices.write(world.core, by(member, 201), text)
    await meeting_choices.confirm(world.core, by(member, 202), view.draft_id)


async def test_the_next_meeting_is_named_where_it_was_moved_to(either_world: World) -> None:
    ben, ana, pair = await two(either_world)
    await agree(either_world, ben, ana, pair)
    await move(either_world, ana, date(2026, 3, 5), "6 March 10:00")
    view = await another_reflection_day(either_world, ben, ana, pair)
    assert view.shown.meets == (datetime(2026, 3, 6, 10, tzinfo=UTC),)
    assert view.called_off == ()


async def test_the_next_meeting_is_not_one_that_somebody_called_off(either_world: World) -> None:
    ben, ana, pair = await two(either_world)
    await agree(either_world, ben, ana, pair)
    meeting = (await all_meetings(either_world))[date(2026, 3, 5)]
    await meeting_changes.call_off(either_world.core, by(ben, 200), meeting.id)
    view = await another_reflection_day(either_world, ben, ana, pair)
    assert view.shown.meets == (datetime(2026, 3, 12, 18, tzinfo=UTC),)
    assert view.called_off == ()


async def test_one_added_before_the_next_of_the_schedule_is_named_too(either_world: World) -> None:
    ben, ana, pair = await two(either_world)
    await agree(either_world, ben, ana, pair)
    view = await meeting_choices.begin_add(either_world.core, by(ana, 200), pair.id)
    await meeting_choices.write(either_world.core, by(ana, 201), "3 March 12:00")
    await meeting_choices.confirm(either_world.core, by(ana, 202), view.draft_id)
    shown = (await another_reflection_day(either_world, ben, ana, pair)).shown
    assert shown.meets == (
        datetime(2026, 3, 3, 12, tzinfo=UTC),
        datetime(2026, 3, 5, 18, tzinfo=UTC),
    )


async def test_a_moved_meeting_stays_though_its_own_day_has_gone_by(either_world: World) -> None:
    ben, ana, pair = await two(either_world)
    await agree(either_world, ben, ana, pair)
    await move(either_world, ana, date(2026, 3, 5), "7 March 10:00")
    # After Thursday's hour the schedule names the twelfth as its next.
    either_world.clock.move_to(datetime(2026, 3, 5, 20, tzinfo=UTC))
    view = await another_reflection_day(either_world, ben, ana, pair)
    assert view.shown.meets == (datetime(2026, 3, 7, 10, tzinfo=UTC),)
    assert view.called_off == ()
    found = await all_meetings(either_world)
    assert found[date(2026, 3, 5)].state is MeetingState.PLANNED


async def test_a_digest_whose_time_has_gone_goes_at_once(world: World) -> None:
    ben, ana, pair = await two(world)
    agreement_id = await propose(world, ben, pair, 1)
    # On the morning of the meeting, so that its digest should have gone yesterday.
    world.clock.move_to(datetime(2026, 3, 5, 9, tzinfo=UTC))
    await agreements.accept(world.core, by(ana, 50), agreement_id)
    rows = await planned(world)
    assert (DueKind.DIGEST, world.clock.now()) in rows
    meeting = (await all_meetings(world))[date(2026, 3, 5)]
    assert (DueKind.ASSESSMENT, meeting.starts_at) not in rows
    assert all(at >= world.clock.now() for _, at in rows)


async def test_a_meeting_that_is_over_makes_room_for_the_next(either_world: World) -> None:
    ben, ana, pair = await two(either_world)
    await agree(either_world, ben, ana, pair)
    either_world.clock.move_to(datetime(2026, 3, 5, 19, 15, tzinfo=UTC))
    for _ in range(2):
        async with either_world.db.write() as s:
            meeting = await s.scalar(select(Meeting).where(Meeting.occurrence == date(2026, 3, 5)))
            assert meeting is not None
            await meetings.after(s, either_world.core, meeting)
    states = {day: meeting.state for day, meeting in (await all_meetings(either_world)).items()}
    assert states == {
        date(2026, 3, 5): MeetingState.PAST,
        date(2026, 3, 12): MeetingState.PLANNED,
        date(2026, 3, 19): MeetingState.PLANNED,
    }


async def test_meetings_keep_the_mentee_s_wall_time_when_her_zone_changes(world: World) -> None:
    ben, ana, pair = await two(world)
    await agree(world, ben, ana, pair)
    async with world.db.write() as s:
        (await s.get_one(Person, ana.id)).zone = "Europe/Berlin"
        await meetings.replan(s, world.core, Actor(0, 0), await s.get_one(Relationship, pair.id))
    meeting = (await all_meetings(world))[date(2026, 3, 5)]
    assert meeting.starts_at == datetime(2026, 3, 5, 17, tzinfo=UTC)
    assert meeting.sequence == 1
    assert (DueKind.DIGEST, datetime(2026, 3, 4, 17, tzinfo=UTC)) in await planned(world)


async def test_leaving_a_draft_leaves_another_dialogue_alone(world: World) -> None:
    ben, _, pair = await two(world)
    draft = await start(world, ben, pair, 1)
    async with world.db.write() as s:
        (await s.get_one(Person, ben.id)).focus = Focus.AGENDA
    assert (await drafts.drop(world.core, by(ben, 2), draft.agreement_id)).focus is Focus.AGENDA
