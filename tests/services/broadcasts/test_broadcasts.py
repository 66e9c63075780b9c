"""A broadcast reaches each once, when it suits them; it can be stopped, and goes on after a crash."""

import asyncio
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select, text, update

from bot.db.tables import Broadcast, DueRow, OutboxRow, Person, Survey
from bot.domain.audiences import Audience
from bot.domain.broadcasts import BroadcastKind, BroadcastState
from bot.domain.ids import new_id
from bot.domain.people import PersonState, Role
from bot.domain.queues import Cause, DueKind, OutboxState
from bot.domain.relationships import RelationshipState
from bot.domain.surveys import Segment, SurveyState
from bot.render import broadcasts as shown
from bot.services import audience
from bot.services.broadcasts import making, stopping
from bot.services.core import Actor
from bot.services.surveys import scheduling, steering
from tests.seeding import Member
from tests.statements import Statements
from tests.surveying import survey
from tests.world import World

MENTEES = Audience(roles=frozenset({Role.MENTEE}))


async def states(world: World) -> dict[int, OutboxState]:
    async with world.db.read() as s:
        found = await s.execute(select(OutboxRow.person_id, OutboxRow.state))
        return dict(found.all())


async def moments(world: World) -> dict[int, Any]:
    async with world.db.read() as s:
        found = await s.execute(select(OutboxRow.person_id, OutboxRow.not_before))
        return dict(found.all())


async def the_broadcast(world: World) -> Broadcast:
    async with world.db.read() as s:
        return (await s.scalars(select(Broadcast))).one()


async def change(world: World, member: Member, **values: Any) -> None:
    async with world.db.write() as s:
        await s.execute(update(Person).where(Person.id == member.id).values(**values))


async def send(world: World, author: Member, kind: BroadcastKind, **more: Any) -> None:
    async with world.db.write() as s:
        found = await audience.resolve(s, author.person.programme_id, MENTEES)
        await making.start(
            s,
            world.core,
            kind=kind,
            author=author.person,
            members=found,
            survey_id=None,
            update_id=None,
            cause=Cause(),
            **more,
        )


def by(member: Member, number: int) -> Actor:
    return Actor(member.at.user_id, number)


async def test_an_audience_is_everybody_who_fits_all_that_is_said(either_world: World) -> None:
    ben = await either_world.member("Ben", Role.MENTOR)
    ana = await either_world.member("Ana", Role.MENTEE)
    eve = await either_world.member("Eve", Role.MENTEE, Role.MENTOR)
    cleo = await either_world.member("Cleo", Role.COORDINATOR)
    gone = await either_world.member("Gus", Role.MENTEE)
    await change(either_world, gone, state=PersonState.LEFT)
    other = await either_world.programme("Elsewhere")
    await either_world.member("Zoe", Role.MENTEE, programme=other)
    await either_world.pair(ben, ana)
    programme_id = ben.person.programme_id
    expected = {
        Audience(): {ben.id, ana.id, eve.id, cleo.id},
        MENTEES: {ana.id, eve.id},
        Audience(states=frozenset({RelationshipState.ACTIVE})): {ben.id, ana.id},
        Audience(MENTEES.roles, states=frozenset({RelationshipState.ACTIVE})): {ana.id},
        Audience(states=frozenset({RelationshipState.ENDED})): set(),
        Audience(people=frozenset({eve.id, gone.id})): {eve.id},
        Audience(group_id=new_id()): set(),
    }
    async with either_world.db.read() as s:
        for wanted, fits in expected.items():
            found = await audience.resolve(s, programme_id, wanted)
            assert {member.person_id for member in found} == fits
            assert found == sorted(found, key=lambda member: member.person_id)
            assert await audience.size(s, programme_id, wanted) == len(fits)
        everybody = await audience.resolve(s, programme_id, Audience())
    assert {member.person_id: member.segment for member in everybody} == {
        ben.id: Segment.MENTOR,
        ana.id: Segment.MENTEE,
        eve.id: Segment.BOTH,
        cleo.id: Segment.OTHER,
    }


async def test_each_is_asked_when_it_suits_them(either_world: World) -> None:
    """It is 08:00 in London on a Monday; the survey closes on Wednesday evening."""
    cleo = await either_world.member("Cleo", Role.COORDINATOR)
    now = either_world.clock.now()
    free = await either_world.member("Free", Role.MENTEE)
    asleep = await either_world.member("Asleep", Role.MENTEE, zone="America/New_York")
    spoken_to = await either_world.member("Spoken", Role.MENTEE)
    await change(either_world, spoken_to, last_unasked_at=now - timedelta(minutes=1))
    planned = await either_world.member("Planned", Role.MENTEE)
    paused = await either_world.member("Paused", Role.MENTEE)
    await change(either_world, paused, paused_at=now, paused_until=now + timedelta(days=1))
    away = await either_world.member("Away", Role.MENTEE)
    await change(either_world, away, paused_at=now, paused_until=now + timedelta(days=9))
    endless = await either_world.member("Endless", Role.MENTEE)
    await change(either_world, endless, paused_at=now)
    async with either_world.db.write() as s:
        s.add(
            DueRow(
                kind=DueKind.REFLECTION,
                person_id=planned.id,
                subject_id=1,
                occurrence="1",
                planned_at=now + timedelta(hours=10),
                due_at=now + timedelta(hours=10),
            )
        )
    await send(either_world, cleo, BroadcastKind.SURVEY, until=now + timedelta(days=2, hours=10))
    tomorrow = now + timedelta(days=1)
    assert await moments(either_world) == {
        free.id: now,
        asleep.id: now + timedelta(hours=5),
        spoken_to.id: tomorrow,
        planned.id: tomorrow,
        paused.id: tomorrow,
    }
    broadcast = await the_broadcast(either_world)
    assert (broadcast.total, broadcast.state) == (7, BroadcastState.SENDING)


async def test_however_many_it_is_for_it_takes_as_many_statements(either_world: World) -> None:
    cleo = await either_world.member("Cleo", Role.COORDINATOR)
    counts = []
    for more in (1, 6):
        for number in range(more):
            await either_world.member(f"{more} {number}", Role.MENTEE)
        with Statements(either_world) as asked:
            await send(either_world, cleo, BroadcastKind.ANNOUNCEMENT)
        counts.append(asked.count)
    assert counts[0] == counts[1] < 12


async def test_the_author_sees_what_became_of_it_and_it_survives_a_crash(
    either_world: World,
) -> None:
    cleo = await either_world.member("Cleo", Role.COORDINATOR)
    ana = await either_world.member("Ana", Role.MENTEE)
    await either_world.member("Eve", Role.MENTEE, zone="America/New_York")
    gus = await either_world.member("Gus", Role.MENTEE)
    either_world.telegram.faults.forbidden(times=None, chat_id=gus.at.user_id)
    await survey(either_world, cleo)
    await either_world.crash()
    text = cleo.at.last.text
    assert "One person has it." in text
    assert "One person cannot be reached" in text
    assert "One gets it later, when it suits them: today at 13:00." in text
    assert len(ana.at.new_messages()) == 1
    shown = cleo.at.last.message_id
    await either_world.move(timedelta(hours=6))
    assert cleo.at.last.message_id == shown
    assert "2 people have it." in cleo.at.last.text
    broadcast = await the_broadcast(either_world)
    assert (broadcast.state, broadcast.shown) == (BroadcastState.DONE, "over")
    assert broadcast.counts is not None
    assert (broadcast.counts["sent"], broadcast.counts["unreachable"]) == (2, 1)
    # Nobody but the author was told of the one who cannot be reached.
    assert len([m for m in cleo.at.new_messages() if "Gus" in m.text]) == 0


async def test_stopped_half_way_nothing_more_goes_until_it_is_sent_to_the_others(
    either_world: World,
) -> None:
    """Taps that come twice change nothing the second time."""
    cleo = await either_world.member("Cleo", Role.COORDINATOR)
    ana = await either_world.member("Ana", Role.MENTEE)
    eve = await either_world.member("Eve", Role.MENTEE, zone="America/New_York")
    await survey(either_world, cleo)
    await either_world.settle()
    broadcast_id = (await the_broadcast(either_world)).id
    for _ in range(2):
        view = await stopping.stop(either_world.core, by(cleo, 50), broadcast_id)
        assert (view.state, view.counts.sent, view.counts.failed) == (
            BroadcastState.STOPPED,
            1,
            1,
        )
    await either_world.move(timedelta(hours=6))
    assert await states(either_world) == {ana.id: OutboxState.SENT, eve.id: OutboxState.DROPPED}
    found = await stopping.who(either_world.core, by(cleo, 51), broadcast_id)
    assert (found.sent, found.others) == (("Ana",), ("Eve",))
    assert "It was stopped." in cleo.at.last.text
    for _ in range(2):
        await stopping.go_on(either_world.core, by(cleo, 52), broadcast_id)
    await either_world.restart()
    assert set((await states(either_world)).values()) == {OutboxState.SENT}
    assert len(eve.at.new_messages()) == 1
    assert (await the_broadcast(either_world)).state is BroadcastState.DONE


async def test_whom_a_stopped_survey_did_not_get_to_is_not_asked_later_either(
    either_world: World,
) -> None:
    """Not by the reminder, and not once it has closed."""
    cleo = await either_world.member("Cleo", Role.COORDINATOR)
    ana = await either_world.member("Ana", Role.MENTEE)
    eve = await either_world.member("Eve", Role.MENTEE, zone="America/New_York")
    made = await survey(either_world, cleo)
    await either_world.settle()
    broadcast_id = (await the_broadcast(either_world)).id
    view = await stopping.stop(either_world.core, by(cleo, 50), broadcast_id)
    assert "The others are neither asked nor reminded" in shown.stopped(view).text
    async with either_world.db.write() as s:
        found = await s.get_one(Survey, made.id)
        (asked,) = await scheduling.unanswered(s, found)
        assert asked.person_id == ana.id
        await scheduling.close(s, either_world.core, found, Cause(), cleo.person)
    view = await stopping.go_on(either_world.core, by(cleo, 51), broadcast_id)
    assert view.state is BroadcastState.STOPPED
    assert "goes to nobody any more" in shown.to_the_others(view).text
    await either_world.move(timedelta(hours=6))
    assert eve.at.new_messages() == []
    # Who closed it has seen so.
    assert not any("has closed" in message.text for message in cleo.at.new_messages())


async def test_what_waits_for_long_is_not_counted_all_the_time(either_world: World) -> None:
    """Not before something goes or a minute is over; what is done about it is seen at once."""
    cleo = await either_world.member("Cleo", Role.COORDINATOR)
    await either_world.member("Ana", Role.MENTEE)
    await either_world.member("Eve", Role.MENTEE, zone="America/New_York")
    await survey(either_world, cleo)
    await either_world.settle()
    assert await looks(either_world) == 1
    either_world.clock.move(timedelta(minutes=1))
    assert (await looks(either_world), await looks(either_world)) == (2, 1)
    broadcast_id = (await the_broadcast(either_world)).id
    await stopping.stop(either_world.core, by(cleo, 50), broadcast_id)
    await either_world.settle()
    assert "It was stopped." in cleo.at.last.text


async def looks(world: World) -> int:
    """How many statements it takes to look how far broadcasts are."""
    with Statements(world) as asked:
        await world.bot.progress.show()
    return asked.count


async def test_once_it_has_closed_nobody_gets_it_later(either_world: World) -> None:
    cleo = await either_world.member("Cleo", Role.COORDINATOR)
    ana = await either_world.member("Ana", Role.MENTEE)
    eve = await either_world.member("Eve", Role.MENTEE, zone="America/New_York")
    made = await survey(either_world, cleo)
    await either_world.settle()
    assert "One gets it later" in cleo.at.last.text
    await steering.close_now(either_world.core, by(cleo, 50), made.id)
    await either_world.settle()
    assert await states(either_world) == {ana.id: OutboxState.SENT, eve.id: OutboxState.DROPPED}
    assert "later" not in cleo.at.last.text
    assert (await the_broadcast(either_world)).state is BroadcastState.DONE


@pytest.mark.parametrize("database_kind", ["postgresql"], indirect=True)
async def test_closed_by_hand_while_it_closes_by_itself_neither_waits_in_a_circle(
    either_world: World,
) -> None:
    cleo = await either_world.member("Cleo", Role.COORDINATOR)
    await either_world.member("Ana", Role.MENTEE)
    made = await survey(either_world, cleo)
    closes = select(DueRow.id).where(DueRow.kind == DueKind.SURVEY_CLOSE).with_for_update()
    async with asyncio.timeout(20), either_world.db.write() as s:
        # As it closes by itself: first what is due, then the survey.
        await s.execute(closes)
        closing = steering.close_now(either_world.core, by(cleo, 50), made.id)
        tapped = asyncio.create_task(closing)
        while not await s.scalar(text("SELECT count(*) FROM pg_locks WHERE NOT granted")):
            pass
        await s.get_one(Survey, made.id, with_for_update=True)
    assert (await tapped).state is SurveyState.CLOSED
