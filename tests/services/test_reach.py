"""Whoever blocks the bot is left alone and told about once; whoever comes back is welcome."""

from datetime import timedelta

from sqlalchemy import select

from bot.db.tables import OutboxRow, Person
from bot.delivery import outbox
from bot.domain.consent import CONSENT_VERSION
from bot.domain.people import Role
from bot.domain.queues import MessageKind, OutboxState
from bot.services.people import agreeing, reach, withdrawing
from bot.services.relationships import ending
from tests.resulting import by
from tests.seeding import Member
from tests.world import World


async def notices(world: World) -> list[OutboxRow]:
    async with world.db.read() as s:
        rows = await s.scalars(
            select(OutboxRow).where(OutboxRow.kind == MessageKind.UNREACHABLE_NOTICE)
        )
        return list(rows)


async def since(world: World, member: Member) -> object:
    async with world.db.read() as s:
        return (await s.get_one(Person, member.id)).unreachable_since


async def test_what_waits_is_dropped_and_coordinators_are_told_once(either_world: World) -> None:
    ana = await either_world.member("Ana", Role.MENTEE)
    cleo = await either_world.member("Cleo", Role.COORDINATOR)
    later = either_world.clock.now() + timedelta(days=1)
    async with either_world.db.write() as s:
        for member in (ana, cleo):
            await outbox.enqueue(
                s,
                kind=MessageKind.RESUMED,
                person_id=member.id,
                now=either_world.clock.now(),
                dedupe=f"test:{member.id}",
                not_before=later,
            )
    for _ in range(3):
        await reach.unreachable(either_world.core, ana.at.user_id)
    async with either_world.db.read() as s:
        found = await s.execute(
            select(OutboxRow.person_id, OutboxRow.state).where(
                OutboxRow.kind == MessageKind.RESUMED
            )
        )
        assert {row.person_id: row.state for row in found} == {
            ana.id: OutboxState.DROPPED,
            cleo.id: OutboxState.WAITING,
        }
    (notice,) = await notices(either_world)
    assert notice.person_id == cleo.id


async def test_blocking_again_later_is_told_again(either_world: World) -> None:
    ana = await either_world.member("Ana", Role.MENTEE)
    await either_world.member("Cleo", Role.COORDINATOR)
    await reach.unreachable(either_world.core, ana.at.user_id)
    view = await reach.back(either_world.core, ana.at.user_id)
    assert view is not None
    assert (view.name, view.joining) == ("Ana", False)
    either_world.clock.move(timedelta(days=2))
    await reach.unreachable(either_world.core, ana.at.user_id)
    assert len(await notices(either_world)) == 2


async def going(world: World) -> list[MessageKind]:
    """What coordinators were told of somebody's reach, or are about to be."""
    kinds = (MessageKind.UNREACHABLE_NOTICE, MessageKind.REACHABLE_NOTICE)
    states = (OutboxState.WAITING, OutboxState.SENT)
    async with world.db.read() as s:
        rows = await s.scalars(
            select(OutboxRow)
            .where(OutboxRow.kind.in_(kinds), OutboxRow.state.in_(states))
            .order_by(OutboxRow.id)
        )
        return [row.kind for row in rows]


async def test_coordinators_who_heard_of_it_hear_of_the_return_once(either_world: World) -> None:
    ana = await either_world.member("Ana", Role.MENTEE)
    await either_world.member("Cleo", Role.COORDINATOR)
    await reach.unreachable(either_world.core, ana.at.user_id)
    await either_world.settle()
    # A first message may arrive before the news that she unblocked the bot.
    ana.at.says("hello?")
    await either_world.settle()
    for _ in range(2):
        await reach.back(either_world.core, ana.at.user_id)
    assert await going(either_world) == [
        MessageKind.UNREACHABLE_NOTICE,
        MessageKind.REACHABLE_NOTICE,
    ]


async def test_what_changed_back_before_they_heard_of_it_is_not_told(either_world: World) -> None:
    ana = await either_world.member("Ana", Role.MENTEE)
    await either_world.member("Cleo", Role.COORDINATOR)
    # Nothing is sent between these, as in the quiet hours.
    await reach.unreachable(either_world.core, ana.at.user_id)
    await reach.back(either_world.core, ana.at.user_id)
    assert await going(either_world) == []
    either_world.clock.move(timedelta(hours=1))
    await reach.unreachable(either_world.core, ana.at.user_id)
    await either_world.settle()
    either_world.clock.move(timedelta(hours=1))
    await reach.back(either_world.core, ana.at.user_id)
    await reach.unreachable(either_world.core, ana.at.user_id)
    assert await going(either_world) == [MessageKind.UNREACHABLE_NOTICE]


async def test_any_message_makes_somebody_reachable_again(either_world: World) -> None:
    ana = await either_world.member("Ana", Role.MENTEE)
    await reach.unreachable(either_world.core, ana.at.user_id)
    ana.at.says("hello?")
    await either_world.settle()
    assert await since(either_world, ana) is None


async def test_being_blocked_is_not_taken_for_a_message(either_world: World) -> None:
    ana = await either_world.member("Ana", Role.MENTEE)
    ana.at.blocks()
    await either_world.settle()
    assert await since(either_world, ana) == either_world.clock.now()


async def test_what_nothing_else_would_show_goes_out_after_all(either_world: World) -> None:
    """Back again, Ana gets once what went astray: the question about a pair, what was shared."""
    world = either_world
    ana = await world.member("Ana", Role.MENTEE)
    passed_on, pair_ask = MessageKind.PASSED_ON, MessageKind.PAIR_ASK

    async def wait(kind: MessageKind, subject_id: int, dedupe: str) -> None:
        async with world.db.write() as s:
            now = world.clock.now()
            await outbox.enqueue(
                s, kind=kind, person_id=ana.id, now=now, dedupe=dedupe, subject_id=subject_id
            )

    await wait(passed_on, 1, "settled long ago")
    await world.settle()
    world.clock.move(timedelta(days=1))
    await wait(passed_on, 2, "shared")
    await wait(MessageKind.RESUMED, 2, "stale")
    await reach.unreachable(world.core, ana.at.user_id)
    world.clock.move(timedelta(days=1))
    await wait(pair_ask, 3, "asked")
    await wait(pair_ask, 3, "asked again")
    await world.settle()
    for _ in range(2):
        await reach.back(world.core, ana.at.user_id)
    async with world.db.read() as s:
        rows = await s.scalars(select(OutboxRow).order_by(OutboxRow.id))
        assert {row.dedupe: row.state for row in rows} == {
            "settled long ago": OutboxState.DROPPED,
            "shared": OutboxState.WAITING,
            "stale": OutboxState.DROPPED,
            "asked": OutboxState.UNREACHABLE,
            "asked again": OutboxState.WAITING,
        }


async def test_strangers_change_nothing(world: World) -> None:
    await reach.unreachable(world.core, 404)
    assert await reach.back(world.core, 404) is None


async def test_back_with_start_at_once_they_hear_what_happened_meanwhile(
    either_world: World,
) -> None:
    """Telegram brings both together: the button that unblocks a bot sends /start as well."""
    world = either_world
    ben, ana = await world.member("Ben", Role.MENTOR), await world.member("Ana", Role.MENTEE)
    pair = await world.pair(ben, ana)
    ana.at.blocks()
    await world.settle()
    await ending.end_mine(world.core, by(ben, 50), pair.id)
    await world.settle()
    assert not ana.at.new_messages()
    ana.at.unblocks()
    ana.at.says("/start")
    await world.settle()
    told = [message.text for message in ana.at.new_messages()]
    assert len([each for each in told if "Ben has ended" in each]) == 1


async def test_what_is_so_no_more_is_not_told(either_world: World) -> None:
    world = either_world
    ben, ana = await world.member("Ben", Role.MENTOR), await world.member("Ana", Role.MENTEE)
    await world.pair(ben, ana)
    ana.at.blocks()
    await world.settle()
    await withdrawing.withdraw(world.core, by(ben, 50))
    await world.settle()
    await agreeing.agree(world.core, by(ben, 51), CONSENT_VERSION)
    await world.settle()
    ana.at.new_messages()
    ana.at.unblocks()
    await world.settle()
    assert len(ana.at.new_messages()) == 1
