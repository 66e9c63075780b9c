"""Whoever withdraws is sent nothing and read by nobody, and nothing of what they do is kept.

Whatever is on its way already, whatever they send, and whatever is killed in between.
"""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from bot.db.tables import Broadcast, OutboxRow
from bot.delivery import inbox, outbox
from bot.domain.consent import KEPT_FOR
from bot.domain.people import PersonState, Role
from bot.domain.queues import Lane, MessageKind, OutboxState
from bot.rehearsal.events import MessageAdded
from bot.render.message import Outgoing
from bot.runtime.compose import Letter
from bot.runtime.sender import Sender
from bot.services.core import Core
from bot.services.people.reach import there_again
from bot.services.surveys import results
from tests.abuse.agreeing import (
    PLANTED,
    kept_anywhere,
    new_text,
    sent_to,
    the_two,
    when_a_turn_is_waited_for,
    withdraw,
    words_to,
)
from tests.resulting import answers, by, words
from tests.seeding import Member
from tests.surveying import K, cleo, close, person_row, survey
from tests.world import World


async def test_a_digest_built_before_she_withdrew_does_not_go_after_it(
    either_world: World,
) -> None:
    """It is claimed and waits for its turn; Ben reads none of it, and nothing opens it again."""
    world = either_world
    ben, ana, _ = await the_two(world)
    await world.move_to(datetime(2026, 3, 4, 17, 59, tzinfo=UTC))
    ben.at.new_messages()
    when_a_turn_is_waited_for(world, lambda: withdraw(world, ana))
    await world.move(timedelta(minutes=2))
    assert (await person_row(world, ana)).state is PersonState.WITHDRAWN
    assert (await sent_to(world, ben))[MessageKind.DIGEST] is OutboxState.DROPPED
    ben.at.says("/digest")
    await world.settle()
    said = words_to(ben)
    assert "does not take part for now" in said
    assert PLANTED not in said


async def test_a_reply_that_waits_for_its_turn_is_put_into_words_anew(world: World) -> None:
    """Ben has asked for the digest himself, and it is written, when she withdraws."""
    ben, ana, _ = await the_two(world)
    when_a_turn_is_waited_for(world, lambda: withdraw(world, ana))
    ben.at.says("/digest")
    await world.settle()
    said = words_to(ben)
    assert "taking a break" in said
    assert PLANTED not in said


async def test_no_further_part_of_a_long_message_follows_once_she_has_withdrawn(
    world: World,
) -> None:
    """The first part has gone when she withdraws."""
    ana = await world.member("Ana", Role.MENTEE)

    async def parts(_core: Core, _letter: Letter) -> list[Outgoing]:
        return [Outgoing("one"), Outgoing("two"), Outgoing("three")]

    def after_the_first(event: object) -> None:
        if isinstance(event, MessageAdded) and event.message.text == "one":
            when_a_turn_is_waited_for(world, lambda: withdraw(world, ana))

    world.telegram.events.subscribe(after_the_first)
    await _waits_for(world, ana, MessageKind.REFLECTION_PROMPT, Lane.PROMPT)
    kinds = dict.fromkeys(MessageKind, parts)
    await Sender(world.core, world.bot.gateway, kinds).drain()
    assert words_to(ana) == "one"


async def test_what_takes_long_to_draw_is_drawn_anew_if_she_withdraws_meanwhile(
    world: World,
) -> None:
    """It had been looked up already, and the message had its turn."""
    ben, ana = await world.member("Ben", Role.MENTOR), await world.member("Ana", Role.MENTEE)

    async def slowly(_core: Core, _letter: Letter) -> list[Outgoing]:
        looked_up = (await person_row(world, ana)).state
        await withdraw(world, ana)
        return [Outgoing(looked_up.value)]

    await _waits_for(world, ben, MessageKind.SURVEY_CLOSED, Lane.PROMPT)
    kinds = dict.fromkeys(MessageKind, slowly)
    await Sender(world.core, world.bot.gateway, kinds).drain()
    assert words_to(ben) == PersonState.WITHDRAWN.value


async def test_a_survey_claimed_for_many_does_not_reach_the_one_who_withdraws(
    either_world: World,
) -> None:
    """Ten are on their way at a time; hers stays, and all the others get theirs."""
    world = either_world
    author = await cleo(world)
    people = [await world.member(f"M{number}", Role.MENTEE) for number in range(12)]
    await survey(world, author, [(K.FIVE, "How is it going?")])
    when_a_turn_is_waited_for(world, lambda: withdraw(world, people[9]))
    await world.settle()
    got = [bool(member.at.new_messages()) for member in people]
    assert got == [member is not people[9] for member in people]
    async with world.db.read() as s:
        rows = list(
            await s.scalars(select(OutboxRow.state).where(OutboxRow.lane == Lane.BROADCAST))
        )
        (broadcast,) = await s.scalars(select(Broadcast))
    assert sorted(rows) == [OutboxState.DROPPED] + [OutboxState.SENT] * 11
    assert broadcast.total == 12


async def test_what_died_while_it_was_sent_is_not_sent_again_after_it(world: World) -> None:
    """Urgent messages go again after a crash, but not to a coordinator who has withdrawn."""
    author = await cleo(world)
    await _waits_for(world, author, MessageKind.RESUMED, Lane.URGENT)
    assert len(await world.bot.sender._exchange(10)) == 1
    await withdraw(world, author)
    await world.crash()
    await world.move(timedelta(minutes=10))
    assert words_to(author) == ""
    assert (await sent_to(world, author))[MessageKind.RESUMED] is OutboxState.DROPPED


@pytest.mark.parametrize("has_withdrawn", [True, False])
async def test_nothing_of_what_she_writes_afterwards_is_kept(
    either_world: World, has_withdrawn: bool
) -> None:
    """Nor before she has agreed to a new text; not even sealed among what came in, at a crash."""
    world = either_world
    _, ana, _ = await the_two(world, glad="Nothing much.")
    await (withdraw(world, ana) if has_withdrawn else new_text(world))
    ana.at.says(PLANTED)
    ana.at.sends_photo(PLANTED)
    ana.at.says(f"/reflect {PLANTED}")
    await inbox.store(world.core, list(world.telegram.updates.pending), there_again)
    assert await kept_anywhere(world, PLANTED) == []
    await world.crash()
    said = words_to(ana)
    assert said.count("I have kept nothing of that") == 3
    ana.at.says(PLANTED)
    await world.settle()
    assert "I have kept nothing of that" in words_to(ana)
    assert await kept_anywhere(world, PLANTED) == []


async def test_what_was_stored_before_she_withdrew_and_not_handled_becomes_nothing(
    world: World,
) -> None:
    """Her tap and the words after it came in together: only the tap is heard."""
    _, ana, _ = await the_two(world, glad="Nothing much.")
    ana.at.says("/agenda")
    ana.at.says("/settings")
    await world.settle()
    ana.at.taps("Take my agreement back")
    await world.settle()
    ana.at.taps("Yes, take it back")
    ana.at.says(PLANTED)
    await world.settle()
    assert await kept_anywhere(world, PLANTED) == []


async def test_a_survey_half_answered_is_read_by_nobody(either_world: World) -> None:
    """Neither her draft nor what she had sent with her name, after the survey has closed."""
    world = either_world
    author = await cleo(world)
    ana, eve = [await world.member(name, Role.MENTEE) for name in ("Ana", "Eve")]
    sent = await survey(world, author, [(K.TEXT, "What helps?")], title="Sent")
    await answers(world, sent.id, ana, words(PLANTED))
    await answers(world, sent.id, eve, words("Tea."))
    begun = await survey(
        world, author, [(K.TEXT, "What else?"), (K.FIVE, "How much?")], title="Begun"
    )
    await world.move(timedelta(days=1))
    ana.at.taps("Write my answer")
    await world.settle()
    ana.at.says(PLANTED)
    await world.settle()
    assert len(await kept_anywhere(world, PLANTED)) == 2
    await withdraw(world, ana)
    shown = []
    for each in (sent, begun):
        await close(world, each.id)
        shown.append(str(await results.results(world.core, by(author, 50), each.id)))
    assert "Tea." in shown[0]
    assert PLANTED not in "".join(shown)


async def test_thirty_days_later_everything_of_hers_is_erased(either_world: World) -> None:
    """Until then it stays, so that a hasty tap can be taken back; nobody is asked again."""
    world = either_world
    _, ana, _ = await the_two(world)
    await withdraw(world, ana)
    await world.move(KEPT_FOR - timedelta(minutes=1))
    assert await kept_anywhere(world, PLANTED) != []
    await world.move(timedelta(minutes=2))
    assert (await person_row(world, ana)).state is PersonState.LEFT
    assert await kept_anywhere(world, PLANTED) == []
    assert ana.at.new_messages() == []


async def _waits_for(world: World, who: Member, kind: MessageKind, lane: Lane) -> None:
    async with world.db.write() as s:
        await outbox.enqueue(
            s,
            kind=kind,
            person_id=who.id,
            now=world.clock.now(),
            dedupe=kind,
            subject_id=who.id,
            lane=lane,
        )
