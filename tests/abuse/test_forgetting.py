"""Whoever has everything of theirs erased gets one last message, and nobody gets more of theirs.

Whatever is on its way, and whatever is killed in between.
"""

import asyncio
import itertools
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from bot.db.tables import InboxRow, Person, Relationship
from bot.db.vault import place
from bot.domain.people import Role
from bot.domain.relationships import RelationshipState
from bot.services.people.asking_to_forget import Forgotten, forget
from tests.abuse.agreeing import PLANTED, the_two, when_a_turn_is_waited_for, withdraw, words_to
from tests.abuse.erasing import erase, everything
from tests.abuse.killing import Killed, killed_before
from tests.resulting import answers, by, words
from tests.surveying import K, cleo, survey
from tests.world import World


async def test_a_digest_on_its_way_does_not_go_once_its_writer_is_erased(world: World) -> None:
    """It is claimed and waits for its turn; Ben gets none of it, and no reason, and no name."""
    ben, _ana, _ = await the_two(world)
    cleo = await world.member("Cleo", Role.COORDINATOR)
    await world.move_to(datetime(2026, 3, 4, 17, 59, tzinfo=UTC))
    ben.at.new_messages()
    when_a_turn_is_waited_for(world, lambda: erase(world, "Ana"))
    await world.move(timedelta(minutes=2))
    said = words_to(ben)
    assert "The mentee with whom you have been paired since" in said
    assert PLANTED not in said
    assert "Ana" not in said
    assert "A mentee has left the programme" in words_to(cleo)
    assert "They were paired with Ben" in cleo.at.last.text
    ben.at.says("/digest")
    await world.settle()
    assert PLANTED not in words_to(ben)


async def test_an_export_on_its_way_is_put_together_anew_without_them(world: World) -> None:
    """A table of answers with names waits for its turn while one who answered is erased."""
    author, ana, bea = (
        await cleo(world),
        await world.member("Ana", Role.MENTEE),
        await world.member("Bea", Role.MENTEE),
    )
    made = await survey(world, author, [(K.TEXT, "What should we change?")])
    await answers(world, made.id, ana, words(PLANTED))
    await answers(world, made.id, bea, words("More tea."))
    await world.settle()
    for tap in ("/survey", "Open · Half-way", "Results"):
        author.at.says(tap) if tap.startswith("/") else author.at.taps(tap)
        await world.settle()
    author.at.new_messages()
    author.at.taps("Who said what")
    when_a_turn_is_waited_for(world, lambda: erase(world, "Ana"))
    await world.settle()
    sent = [each.content.file for each in author.at.new_messages()]
    files = [each.content for each in sent if each is not None]
    assert len(files) == 1
    assert b"More tea." in files[0]
    assert PLANTED.encode() not in files[0]
    assert b"Ana" not in files[0]


async def test_a_broadcast_stops_with_its_author_and_goes_round_whoever_is_erased(
    world: World,
) -> None:
    """What a coordinator wrote goes to nobody any more; a survey of theirs still does."""
    author, ida = await cleo(world), await world.member("Ida", Role.COORDINATOR)
    people = [await world.member(f"M{number}", Role.MENTEE) for number in range(12)]
    await survey(world, author, [(K.FIVE, "How is it going?")])
    when_a_turn_is_waited_for(world, lambda: erase(world, "M9"))
    await world.settle()
    asked = [bool(each.at.new_messages()) for each in people]
    assert asked == [each is not people[9] for each in people]
    for tap in ("/survey", "An announcement", "Mentees"):
        author.at.says(tap) if tap.startswith("/") else author.at.taps(tap)
        await world.settle()
    author.at.says(PLANTED)
    await world.settle()
    author.at.taps("Send it to 11 people")
    when_a_turn_is_waited_for(world, lambda: erase(world, "Cleo"))
    await world.settle()
    assert PLANTED not in "".join(words_to(each) for each in people)
    assert "A coordinator has left the programme" in words_to(ida)
    ida.at.says("/survey")
    await world.settle()
    assert ida.at.full_label("Open · Half-way")


@pytest.mark.parametrize("withdraws", [False, True])
async def test_a_call_for_help_goes_on_without_whoever_had_taken_it_on(
    world: World, withdraws: bool
) -> None:
    """Another coordinator hears of it at once, and whoever asked is told truthfully."""
    first, ida = await cleo(world), await world.member("Ida", Role.COORDINATOR)
    ana = await world.member("Ana", Role.MENTEE)
    for tap in ("/talk", "Ask my coordinator", "Send it"):
        ana.at.says(tap) if tap.startswith("/") else ana.at.taps(tap)
        await world.settle()
    first.at.taps("I have seen this")
    await world.settle()
    ida.at.new_messages()
    ana.at.new_messages()
    await (withdraw(world, first) if withdraws else erase(world, "Cleo"))
    await world.settle()
    assert "asks to be contacted" in words_to(ida)
    assert "Nobody has seen" in words_to(ana)


async def test_killed_anywhere_either_nothing_is_erased_or_everything(world: World) -> None:
    """And asked again, it is: the same tap, handled anew, erases once and says so."""
    _, ana, pair = await the_two(world)
    actor, asked_at = by(ana, 77), world.clock.now()
    world.clock.move_to(asked_at + timedelta(minutes=1))
    before, killed = await everything(world), 0
    # What comes before and after a statement is the same for most of them: every fifth will do.
    for step in itertools.count(0, 5):
        try:
            with killed_before(step):
                await forget(world.core, actor, asked_at)
        except Killed:
            killed += 1
            world.core.vault.forget(ana.id)
        else:
            break
        assert await everything(world) == before
    assert killed > 5
    gone = await everything(world)
    assert not gone["answers"]
    again = await forget(world.core, actor, asked_at)
    assert isinstance(again, Forgotten)
    assert again.language is None
    assert await everything(world) == gone
    async with world.db.read() as s:
        assert (await s.get_one(Relationship, pair.id)).state is RelationshipState.ENDED


async def test_the_last_message_comes_though_the_bot_is_killed_before_it(world: World) -> None:
    """All is erased by then, so what is left of the tap is under nobody's key, without a name.

    After that no row is left by which anything could go to them, and nothing does.
    """
    _, ana, _ = await the_two(world)
    for tap in ("/forget", "I want it erased"):
        ana.at.says(tap) if tap.startswith("/") else ana.at.taps(tap)
        await world.settle()
    world.clock.move_to(world.clock.now() + timedelta(minutes=1))
    ana.at.new_messages()
    ana.at.taps("Erase everything of mine")
    stuck = world.telegram.faults.hang(method="sendMessage", chat_id=ana.at.user_id)
    await world.bot.intake.pull()
    while not stuck.hits:
        await asyncio.sleep(0)
    async with world.db.read() as s:
        (left,) = await s.scalars(select(InboxRow).where(InboxRow.sealed.is_not(None)))
        assert await s.scalar(select(Person.id).where(Person.telegram_id == ana.at.user_id)) is None
    where = place("inbox", "sealed", left.update_id)
    assert b"Ana" not in world.core.vault.open_own(where, left.sealed or b"")
    await world.crash()
    assert "This is my last message." in words_to(ana)
    async with world.db.read() as s:
        assert not list(await s.scalars(select(InboxRow).where(InboxRow.sealed.is_not(None))))
    await world.move(timedelta(days=15))
    assert words_to(ana) == ""
