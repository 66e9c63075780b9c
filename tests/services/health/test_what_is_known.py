"""What is known of a pair is the same on /health and on Mondays, and as new as what people did."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy import select

from bot.db.tables import Meeting, OutboxRow, PersonRole, Response
from bot.delivery import outbox
from bot.domain.health import Rule, Standing
from bot.domain.people import Role
from bot.domain.queues import MessageKind, OutboxState
from bot.domain.relationships import MeetingState
from bot.domain.watching import Watch
from bot.services.core import Actor
from bot.services.health.facts import PairFacts, gather
from bot.services.meeting import meeting_changes
from bot.services.writing import pulse_answers
from bot.services.writing import pulses as pulse
from tests.givens_health import PairLife, life
from tests.services.filling import Pair
from tests.services.test_pulses import DAY, FIRST, asking, pulses
from tests.services.test_reflections import pair, until
from tests.world import World

__all__ = ["asking", "pair"]


async def known(world: World, weeks: int = 0) -> PairFacts:
    """What is known of the one pair there is, as on /health, or with so many Mondays before."""
    now = world.clock.now()
    moments = [now - each * 7 * DAY for each in range(weeks, -1, -1)]
    async with world.db.read() as s:
        _, (found,) = await gather(s, world.core, (await world.programme()).id, moments)
    return found


async def stands(world: World) -> Standing:
    """How that pair stands now, which whoever looks is told alike."""
    now = world.clock.now()
    async with world.db.read() as s:
        rules, _ = await gather(s, world.core, (await world.programme()).id)
    on_health, on_monday = [(await known(world, each)).standing(rules, now) for each in (0, 9)]
    assert on_health is not None
    assert on_health == on_monday
    return on_health


def spoken(standing: Standing) -> set[Rule]:
    return {each.rule for each in standing.reasons}


@pytest.mark.parametrize(
    ("meetings", "missed_from"),
    [((3, 10), 10.0), ((8, 9.5), 11.0), ((9.5, 10.2), 12.5), ((16,), 10.0)],
)
async def test_only_a_first_meeting_in_time_holds_back_that_nobody_said_that_they_met(
    either_world: World, meetings: tuple[float, ...], missed_from: float
) -> None:
    """Whatever was planned after it, also an hour ago."""
    began = either_world.clock.now()
    pair = await life(either_world, "Ben", "Ana")
    for day in meetings:
        await pair.met(began + day * DAY, said="")
    await either_world.move(missed_from * DAY - timedelta(hours=1))
    assert Rule.NO_FIRST_MEETING not in spoken(await stands(either_world))
    for at in (missed_from * DAY, max(missed_from, *meetings) * DAY + timedelta(hours=1)):
        await either_world.move_to(began + at)
        assert Rule.NO_FIRST_MEETING in spoken(await stands(either_world))


async def test_who_met_long_ago_has_met_on_every_monday(world: World) -> None:
    """Also if the next meeting that anybody told of was last week."""
    now = world.clock.now()
    pair = await life(world, "Ben", "Ana", weeks=40)
    for days in (260, 3):
        await pair.met(now - days * DAY)
    async with world.db.read() as s:
        rules, _ = await gather(s, world.core, (await world.programme()).id)
    before = (await known(world, 9)).standing(rules, now - 9 * 7 * DAY)
    assert before is not None
    assert Rule.NO_CONTACT in spoken(before)
    assert Rule.NO_FIRST_MEETING not in spoken(before)


async def test_silence_when_asked_lasts_as_long_for_whoever_looks(either_world: World) -> None:
    pair = await life(either_world, "Ben", "Ana", weeks=6)
    now = either_world.clock.now()
    for days in (28, 21, 14, 7):
        for side in (True, False):
            await pair.scored(now - days * DAY, None, by_mentor=side)
    found = await stands(either_world)
    (silent,) = [each for each in found.reasons if each.rule is Rule.BOTH_SILENT]
    assert (silent.count, silent.since) == (4, now - 28 * DAY)


async def test_scores_apart_stay_known_when_one_side_has_answered_again(
    either_world: World,
) -> None:
    pair = await life(either_world, "Ben", "Ana", weeks=6)
    now = either_world.clock.now()
    await pair.scored(now - 28 * DAY, 3)
    for days in (28, 21, 14, 7):
        await pair.scored(now - days * DAY, 5, by_mentor=True)
    assert Rule.SCORES_APART in spoken(await stands(either_world))


async def test_a_low_number_counts_from_the_tap_on_while_a_line_is_being_added(
    asking: Pair,
) -> None:
    """When the time is over, nobody has done anything: that is no sign of life."""
    world = asking.world
    await until(asking, FIRST)
    (found,) = await pulses(asking)
    tapped = world.clock.now()
    await pulse_answers.tap(asking.core, asking.act(), found.id, "1")
    await world.move(timedelta(minutes=5))
    await pulse_answers.add_line(asking.core, asking.act(), found.id)
    added = world.clock.now()
    assert (await stands(world)).reasons[0].seen_at == tapped
    await until(asking, FIRST + 8 * DAY)
    assert (await stands(world)).reasons[0].seen_at == tapped
    assert max((await known(world)).facts.alive) == added


async def test_a_low_number_counts_from_the_tap_on_when_more_questions_follow(
    asking: Pair,
) -> None:
    await until(asking, FIRST + 14 * DAY)
    found = (await pulses(asking))[-1]
    await pulse_answers.tap(asking.core, asking.act(), found.id, "1")
    assert Rule.LOW_SCORE in spoken(await stands(asking.world))
    await asking.world.move(timedelta(hours=1))
    await asking.say("5")
    assert max((await known(asking.world)).facts.alive) == asking.world.clock.now()


async def test_the_question_says_who_learns_of_it_where_one_of_the_two_coordinates(
    asking: Pair,
) -> None:
    """Of their own pair they learn nothing; without anybody else nobody does."""
    await until(asking, FIRST.replace(hour=20))
    (mine,), (theirs,) = await pulses(asking), await pulses(asking, asking.mentor)

    async def watched() -> list[Watch]:
        sides = ((asking.mentee.id, mine.id), (asking.mentor.id, theirs.id))
        views = [await pulse.asked(asking.core, *side) for side in sides]
        return [view.watch for view in views if view is not None]

    async with asking.core.db.write() as s:
        now = asking.world.clock.now()
        s.add(PersonRole(person_id=asking.mentor.id, role=Role.COORDINATOR, given_at=now))
    assert await watched() == [Watch.NOBODY, Watch.NOBODY]
    await asking.world.member("Cleo", Role.COORDINATOR)
    assert await watched() == [Watch.OTHERS, Watch.COORDINATORS]


async def asked(pair: PairLife, at: datetime, state: OutboxState) -> None:
    """Both were asked and let it go by; the question itself came to `state`."""
    for side in (True, False):
        await pair.scored(at, None, by_mentor=side)
    async with pair.world.db.write() as s:
        for response in await s.scalars(select(Response)):
            await outbox.enqueue(
                s,
                kind=MessageKind.PULSE_ASK,
                person_id=response.person_id,
                now=at,
                dedupe=f"pulse:{response.id}",
                subject_id=response.id,
            )
        for row in await s.scalars(select(OutboxRow).where(OutboxRow.kind == "pulse_ask")):
            row.state = state


@pytest.mark.parametrize(
    ("state", "silent"), [(OutboxState.SENT, True), (OutboxState.UNSURE, False)]
)
async def test_a_question_that_never_came_is_not_left_unanswered(
    world: World, state: OutboxState, silent: bool
) -> None:
    pair = await life(world, "Ben", "Ana")
    await asked(pair, world.clock.now(), state)
    assert (Rule.BOTH_SILENT in spoken(await stands(world))) is silent


async def test_to_call_a_meeting_off_is_a_sign_of_life(either_world: World) -> None:
    """Who only ever changes meetings by their buttons is not silent."""
    pair = await life(either_world, "Ben", "Ana", weeks=6)
    now = either_world.clock.now()
    async with either_world.db.write() as s:
        meeting = Meeting(
            relationship_id=pair.pair.id,
            occurrence=now.date(),
            starts_at=now + 3 * DAY,
            minutes=60,
            digest_hours=24,
            state=MeetingState.PLANNED,
            created_at=now,
        )
        s.add(meeting)
    assert Rule.BOTH_SILENT in spoken(await stands(either_world))
    actor = Actor(pair.mentee.at.user_id, 9001)
    await meeting_changes.call_off(either_world.core, actor, meeting.id)
    assert Rule.BOTH_SILENT not in spoken(await stands(either_world))
