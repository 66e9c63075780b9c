"""What follows from withdrawing and coming back for pairs, coordinators and what was planned."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from bot.db.tables import DueRow, Meeting, Person, Relationship
from bot.delivery import outbox
from bot.domain.consent import CONSENT_VERSION, KEPT_FOR
from bot.domain.people import PersonState, Role
from bot.domain.queues import DueKind, MessageKind, OutboxState
from bot.domain.relationships import MeetingState, RelationshipState
from bot.services.errors import Reason, RefusedError
from bot.services.people import agreeing, withdrawing
from bot.services.relationships import ending
from tests.abuse.agreeing import sent_to
from tests.givens_reflecting import planned
from tests.resulting import by
from tests.seeding import Member
from tests.surveying import cleo, person_row
from tests.world import World


async def withdraw(world: World, who: Member, update_id: int) -> None:
    """Withdraw, and let everybody hear of it."""
    await withdrawing.withdraw(world.core, by(who, update_id))
    await world.settle()


async def come_back(world: World, who: Member, update_id: int) -> None:
    """Agree to today's text, and let everybody hear of it."""
    await agreeing.agree(world.core, by(who, update_id), CONSENT_VERSION)
    await world.settle()


async def pair_of(world: World) -> Relationship:
    """The one pair there is, as it is now."""
    async with world.db.read() as s:
        return (await s.scalars(select(Relationship))).one()


async def planned_for(world: World, *kinds: DueKind) -> list[tuple[DueKind, datetime]]:
    """What is planned of these kinds, and when."""
    async with world.db.read() as s:
        rows = await s.scalars(
            select(DueRow)
            .where(DueRow.outcome.is_(None), DueRow.kind.in_(kinds))
            .order_by(DueRow.due_at, DueRow.kind)
        )
        return [(row.kind, row.due_at) for row in rows]


async def two(world: World) -> tuple[Member, Member]:
    """Ben and Ana, who reflects on Sundays and meets him on Thursdays."""
    ben, ana = await world.member("Ben", Role.MENTOR), await world.member("Ana", Role.MENTEE)
    await planned(world, ben, ana)
    return ben, ana


async def test_a_hasty_tap_taken_back_leaves_all_as_it_was_planned(either_world: World) -> None:
    """Also a meeting that was moved, and with no word to Ben if he has not heard of it."""
    world = either_world
    ben, ana = await two(world)
    async with world.db.write() as s:
        first = (await s.scalars(select(Meeting).order_by(Meeting.starts_at))).first()
        assert first is not None
        first.moved, first.starts_at = True, datetime(2026, 3, 11, 16, tzinfo=UTC)
    kinds = (DueKind.REFLECTION, DueKind.DIGEST, DueKind.MEETING_OVER)
    await world.settle()
    world.clock.move_to(datetime(2026, 3, 2, 23, tzinfo=UTC))  # Ben sleeps
    await withdraw(world, ana, 10)
    assert (await pair_of(world)).state is RelationshipState.PAUSED
    assert await planned_for(world, *kinds) == []
    await come_back(world, ana, 11)
    assert (await pair_of(world)).state is RelationshipState.ACTIVE
    async with world.db.read() as s:
        meetings = list(
            await s.scalars(
                select(Meeting.starts_at)
                .where(Meeting.state == MeetingState.PLANNED)
                .order_by(Meeting.starts_at)
            )
        )
    assert meetings[0] == datetime(2026, 3, 11, 16, tzinfo=UTC)
    found = [kind for kind, _ in await planned_for(world, *kinds)]
    assert found.count(DueKind.REFLECTION) == 1
    await world.move(timedelta(hours=12))
    assert ben.at.new_messages() == []
    assert await planned_for(world, DueKind.ERASE) == []


async def test_a_pair_goes_on_once_both_are_back(either_world: World) -> None:
    """Whoever is back first waits, and hears of it when the other is back too."""
    world = either_world
    author = await cleo(world)
    ben, ana = await two(world)
    pair = await pair_of(world)
    await withdraw(world, ana, 10)
    await withdraw(world, ben, 11)
    await come_back(world, ana, 12)
    assert (await pair_of(world)).state is RelationshipState.PAUSED
    with pytest.raises(RefusedError) as refused:
        await ending.go_on(world.core, by(author, 13), pair.id)
    assert refused.value.reason is Reason.NOT_TAKING_PART
    ana.at.new_messages()
    await come_back(world, ben, 14)
    assert (await pair_of(world)).state is RelationshipState.ACTIVE
    assert any("go on" in message.text for message in ana.at.new_messages())


async def test_a_pair_that_ended_meanwhile_stays_ended(either_world: World) -> None:
    """Coming back takes up only what withdrawing left."""
    world = either_world
    author = await cleo(world)
    _, ana = await two(world)
    pair = await pair_of(world)
    await withdraw(world, ana, 14)
    await ending.end(world.core, by(author, 15), pair.id)
    await come_back(world, ana, 16)
    assert (await pair_of(world)).state is RelationshipState.ENDED


async def test_each_coordinator_hears_once_and_of_the_return_only_who_heard(
    either_world: World,
) -> None:
    """A mentor who coordinates too reads it as the other side of the pair, not twice."""
    world = either_world
    author = await cleo(world)
    both = await world.member("Dora", Role.COORDINATOR, Role.MENTOR)
    ana = await world.member("Ana", Role.MENTEE)
    await planned(world, both, ana)
    await withdraw(world, ana, 10)
    assert len(author.at.new_messages()) == 1
    texts = [message.text for message in both.at.new_messages() if message.text]
    assert len([each for each in texts if "does not take part" in each]) == 1
    late = await world.member("Eve", Role.COORDINATOR)
    await come_back(world, ana, 11)
    assert [message.text for message in author.at.new_messages()] == [
        "Ana takes part again, and goes on with Dora."
    ]
    assert late.at.new_messages() == []


async def test_what_waited_is_dropped_and_does_not_come_after_the_return(
    either_world: World,
) -> None:
    """But for a question about a pair, which nothing else would show."""
    world = either_world
    ana = await world.member("Ana", Role.MENTEE)
    later = world.clock.now() + timedelta(hours=1)
    async with world.db.write() as s:
        for kind in (MessageKind.RESUMED, MessageKind.PAIR_ASK):
            await outbox.enqueue(
                s,
                kind=kind,
                person_id=ana.id,
                now=world.clock.now(),
                dedupe=kind,
                subject_id=1,
                not_before=later,
            )
    await withdrawing.withdraw(world.core, by(ana, 10))
    states = await sent_to(world, ana)
    assert set(states.values()) == {OutboxState.DROPPED}
    await agreeing.agree(world.core, by(ana, 11), CONSENT_VERSION)
    states = await sent_to(world, ana)
    assert states[MessageKind.RESUMED] is OutboxState.DROPPED
    assert states[MessageKind.PAIR_ASK] is OutboxState.WAITING


async def test_whoever_withdrew_while_joining_is_asked_for_their_name_again(
    either_world: World,
) -> None:
    """Nobody hears of it, nor that they are erased in the end: nobody knew of them."""
    world = either_world
    author = await cleo(world)
    ana = await world.member("Ana", Role.MENTEE)
    async with world.db.write() as s:
        (await s.get_one(Person, ana.id)).state = PersonState.JOINING
    await withdraw(world, ana, 10)
    person = await person_row(world, ana)
    assert (person.state, person.name) == (PersonState.WITHDRAWN, None)
    await come_back(world, ana, 11)
    assert (await person_row(world, ana)).state is PersonState.JOINING
    await withdraw(world, ana, 12)
    await world.move(KEPT_FOR + timedelta(minutes=1))
    assert (await person_row(world, ana)).state is PersonState.LEFT
    assert author.at.new_messages() == []
