"""Nobody is erased in their place who is still here, whatever is killed, away or blocked."""

import itertools
from collections.abc import Awaitable, Callable
from datetime import timedelta

from sqlalchemy import func, select, update

from bot.db.tables import DueRow, OutboxRow
from bot.domain.deeds import Deed
from bot.domain.people import PersonState, Role
from bot.domain.queues import DueKind, MessageKind, OutboxState
from bot.domain.retention import TIME_TO_OBJECT
from bot.rehearsal.model import Message
from bot.rehearsal.people import Person as Someone
from bot.services.people import erasing_for
from tests.abuse.agreeing import the_two, words_to
from tests.abuse.erasing import everything
from tests.abuse.killing import Killed, killed_before
from tests.erasing_for import ask, deeds, is_planned
from tests.resulting import by
from tests.seeding import Member
from tests.surveying import cleo, person_row
from tests.world import World

MINUTE = timedelta(minutes=1)
HEARD = "Ana has been here again"
KEPT = "Nothing of yours is erased"


def _their_own(ana: Someone) -> Message:
    return next(each for each in ana.private.newest_first() if not each.from_bot)


DEEDS: dict[str, Callable[[Someone], object]] = {
    "a word": lambda ana: ana.says("What is this?"),
    "a command": lambda ana: ana.says("/help"),
    "a sticker": lambda ana: ana.sends_sticker(),
    "their own tap": lambda ana: ana.taps("Keep everything"),
    "an edited message": lambda ana: ana.edits(_their_own(ana), "Or is it?"),
}


async def test_whatever_they_do_here_calls_it_off_and_everybody_hears_so(
    either_world: World,
) -> None:
    """Each time anew; and nothing happens at the time that had been said."""
    world = either_world
    author, ana = await cleo(world), await world.member("Ana", Role.MENTEE)
    for number, (what, deed) in enumerate(DEEDS.items()):
        await ask(world, author, ana, number)
        assert await is_planned(world)
        deed(ana.at)
        await world.settle()
        assert not await is_planned(world), what
        assert words_to(author).count(HEARD) == 1, what
        assert KEPT in words_to(ana), what
    await world.move(TIME_TO_OBJECT + MINUTE)
    assert (await person_row(world, ana)).state is PersonState.ACTIVE
    assert await deeds(world) == sorted([Deed.ERASURE_ASKED, Deed.ERASURE_KEPT] * len(DEEDS))


async def test_blocking_the_bot_says_nothing_and_coming_back_brings_the_message(
    either_world: World,
) -> None:
    """An account that is gone looks the same; whoever unblocks it can still say no."""
    world = either_world
    author, ana = await cleo(world), await world.member("Ana", Role.MENTEE)
    ana.at.blocks()
    await world.settle()
    assert not (await ask(world, author, ana, 1)).reachable
    assert words_to(ana) == ""
    await world.move(timedelta(days=1))
    ana.at.unblocks()
    await world.settle()
    assert await is_planned(world)
    assert "is to be erased" in words_to(ana)
    ana.at.blocks()
    await world.settle()
    await world.move(TIME_TO_OBJECT)
    assert (await person_row(world, ana)).state is PersonState.LEFT


async def test_what_they_sent_while_the_bot_was_away_still_counts(world: World) -> None:
    """What was due then is told anew, and waits for a week: their word may be on its way."""
    author, ana = await cleo(world), await world.member("Ana", Role.MENTEE)
    await ask(world, author, ana, 1)
    await world.stop()
    world.clock.move(TIME_TO_OBJECT - timedelta(hours=1))
    ana.at.says("I am here.")
    world.clock.move(timedelta(hours=2))
    world.replace_bot()
    await world.start()
    await world.bot.sweep()
    assert await is_planned(world)
    await world.bot.sender.drain()
    assert "to be erased: Monday 16 March, 09:00" in ana.at.last.text
    await world.settle()
    assert HEARD in words_to(author)
    await world.move(TIME_TO_OBJECT + MINUTE)
    assert (await person_row(world, ana)).state is PersonState.ACTIVE


async def test_a_message_about_it_that_is_on_its_way_says_nothing_that_is_not_so_any_more(
    world: World,
) -> None:
    """Called off before it goes, nobody hears that it is planned."""
    author, ida = await cleo(world), await world.member("Ida", Role.COORDINATOR)
    ana = await world.member("Ana", Role.MENTEE)
    await erasing_for.ask(world.core, by(author, 1), ana.id)
    await erasing_for.call_off(world.core, by(author, 2), ana.id)
    await world.settle()
    assert "to be erased" not in words_to(ana)
    assert "to erase" not in words_to(ida)
    async with world.db.read() as s:
        kind = OutboxRow.kind == MessageKind.ERASURE_ASKED
        rows = await s.scalars(select(OutboxRow.state).where(kind))
        assert set(rows) == {OutboxState.DROPPED}


async def test_killed_anywhere_all_of_it_is_planned_or_nothing_and_erased_or_not(
    world: World,
) -> None:
    """Done anew afterwards, it is done once."""
    author, _ = await cleo(world), await world.member("Ida", Role.COORDINATOR)
    _, ana, _ = await the_two(world)
    await world.settle()

    async def plan() -> None:
        await erasing_for.ask(world.core, by(author, 1), ana.id)

    async def fall_due() -> None:
        assert await world.bot.sweep()

    assert await _killed_before_each(world, ana, plan, 1) > 3
    async with world.db.read() as s:
        told = func.count(OutboxRow.id)
        kind = OutboxRow.kind == MessageKind.ERASURE_ASKED
        assert await s.scalar(select(told).where(kind)) == 2
    async with world.db.write() as s:
        others = DueRow.kind != DueKind.ERASE_FOR
        await s.execute(
            update(DueRow).where(others).values(due_at=world.clock.now() + MINUTE * 99999)
        )
    world.clock.move(TIME_TO_OBJECT)
    assert await _killed_before_each(world, ana, fall_due, 5) > 5
    assert (await person_row(world, ana)).state is PersonState.LEFT
    assert not await is_planned(world)


async def _killed_before_each(
    world: World, whom: Member, deed: Callable[[], Awaitable[None]], every: int
) -> int:
    """Do it, killed before each step in turn, and at last whole; return how often it was killed."""
    before = await everything(world)
    for killed, step in enumerate(itertools.count(0, every)):
        try:
            with killed_before(step, commits=False):
                await deed()
        except Killed:
            world.core.vault.forget(whom.id)
        else:
            return killed
        assert await everything(world) == before
    raise AssertionError("it is never done")
