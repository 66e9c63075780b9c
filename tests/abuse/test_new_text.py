"""A new text is agreed to before anything more is sent or kept; then everything goes on."""

import asyncio
from datetime import timedelta
from itertools import count

import pytest
from sqlalchemy import select, update

from bot.db.tables import Consent, Person
from bot.delivery import outbox
from bot.domain.consent import CONSENT_VERSION
from bot.domain.people import Focus, PersonState, Role
from bot.domain.queues import Lane, MessageKind, OutboxState
from bot.services.core import Actor
from bot.services.errors import Reason, RefusedError
from bot.services.people import agreeing, introducing, joining
from bot.services.people.agreeing import AgreedView, AgreeView
from bot.services.people.joining_views import Step, Welcome
from tests.abuse.agreeing import BEFORE, new_text, sent_to, the_two, withdraw, words_to
from tests.givens_reflecting import planned
from tests.inviting import one_invite
from tests.resulting import by
from tests.seeding import Member
from tests.surveying import K, cleo, person_row, survey
from tests.world import World

_NUMBERS = count()


async def test_each_is_asked_once_in_place_of_all_that_would_have_come(
    either_world: World,
) -> None:
    """A survey, the weekly questions, a digest: one question instead, however many days go by.

    Once they agree, the survey comes that is still open, and what is in time; the rest does not.
    """
    world = either_world
    author = await cleo(world)
    ben, ana = await world.member("Ben", Role.MENTOR), await world.member("Ana", Role.MENTEE)
    await planned(world, ben, ana)
    await new_text(world)
    await survey(world, author, [(K.FIVE, "How is it going?")], days=20)
    await world.move(timedelta(days=11))
    assert author.at.new_messages() == []
    for member in (ana, ben):
        said = [message.text for message in member.at.new_messages()]
        assert len([each for each in said if "has changed" in each]) == 1
        assert len(said) == 1
    ana.at.taps("I agree")
    await world.settle()
    then = words_to(ana)
    assert "Everything goes on as before" in then
    assert "How is it going?" in then
    assert "short questions, about" not in then
    # From now on the week goes as it always does.
    await world.move(timedelta(days=3))
    assert "short questions, about" in words_to(ana)


async def test_an_urgent_call_reaches_a_coordinator_who_has_to_agree_first(world: World) -> None:
    """After an update of the bot nobody may be left alone because of a text."""
    author = await cleo(world)
    await new_text(world)
    await _enqueue(world, author, Lane.URGENT)
    await world.settle()
    assert (await sent_to(world, author))[MessageKind.RESUMED] is OutboxState.SENT


async def test_what_is_on_its_way_at_the_moment_of_agreeing_comes_right_after(
    either_world: World,
) -> None:
    """Whether they agree before it is looked at once more, or before it is written down."""
    world = either_world
    ana = await world.member("Ana", Role.MENTEE)
    for looked_at_first in (False, True):
        await new_text(world)
        await _enqueue(world, ana, Lane.PROMPT)
        sender = world.bot.sender
        (claimed,) = await sender._exchange(1)
        if looked_at_first:
            sender._landed = [await sender._deliver(claimed)]
        await agreeing.agree(world.core, by(ana, 20 + looked_at_first), CONSENT_VERSION)
        if not looked_at_first:
            sender._landed = [await sender._deliver(claimed)]
        await world.settle()
        assert (await sent_to(world, ana))[MessageKind.RESUMED] is OutboxState.SENT


async def test_what_falls_due_at_the_moment_of_agreeing_is_not_held(either_world: World) -> None:
    """Also while another transaction is just taking their yes, where two can write at once."""
    world = either_world
    if world.db.is_sqlite:
        pytest.skip("nothing falls due here until the other has written")
    ben, ana = await world.member("Ben", Role.MENTOR), await world.member("Ana", Role.MENTEE)
    await planned(world, ben, ana)
    await new_text(world)
    upcoming = await world.upcoming()
    assert upcoming is not None
    world.clock.move_to(upcoming.at)
    async with world.db.write() as s:
        await s.execute(update(Person).values(consent_version=CONSENT_VERSION))
        await asyncio.wait_for(world.bot.sweep(), 5)
    await world.settle()
    assert "short questions, about" in words_to(ana)


async def test_a_button_under_an_earlier_text_agrees_to_nothing(either_world: World) -> None:
    """Neither for somebody who takes part nor for somebody new: they are shown today's."""
    world = either_world
    author, ana = await cleo(world), await world.member("Ana", Role.MENTEE)
    await new_text(world)
    shown = await agreeing.agree(world.core, by(ana, 10), BEFORE)
    assert isinstance(shown, AgreeView)
    assert (await person_row(world, ana)).consent_version == BEFORE
    await agreeing.agree(world.core, by(author, 11), CONSENT_VERSION)
    link = await one_invite(world.core, by(author, 12), Role.MENTEE)
    welcome = await joining.agree(world.core, Actor(501, 13), link.invite_id, "en", BEFORE)
    assert isinstance(welcome, Welcome)
    async with world.db.read() as s:
        assert await s.scalar(select(Person).where(Person.telegram_id == 501)) is None
    version = welcome.version
    taken_in = await joining.agree(world.core, Actor(501, 14), link.invite_id, "en", version)
    assert isinstance(taken_in, Step)


async def test_agreeing_handled_twice_agrees_once(either_world: World) -> None:
    """After a crash the same taps say the same, and what they did is done once."""
    world = either_world
    _, ana, _ = await the_two(world)
    for _ in range(2):
        view = await withdraw(world, ana, 20)
        assert view.erased_at is not None
    first = await agreeing.agree(world.core, by(ana, 21), CONSENT_VERSION)
    assert isinstance(first, AgreedView)
    assert first.is_back
    assert [each.other for each in first.pairs] == ["Ben"]
    assert await agreeing.agree(world.core, by(ana, 21), CONSENT_VERSION) == first
    assert (await person_row(world, ana)).state is PersonState.ACTIVE
    async with world.db.read() as s:
        rows = list(await s.scalars(select(Consent).where(Consent.person_id == ana.id)))
    assert sorted(row.withdrawn_at is None for row in rows) == [False, True]


async def test_somebody_half_way_through_joining_goes_on_there(either_world: World) -> None:
    """What they type before they agree becomes no name; then the same question is open."""
    world = either_world
    link = await one_invite(world.core, by(await cleo(world), 10), Role.MENTEE)
    eve = world.person("Eve")
    await joining.agree(world.core, Actor(eve.user_id, 11), link.invite_id, "en")
    await introducing.take_name(world.core, Actor(eve.user_id, 12), "Eve")
    await new_text(world)
    with pytest.raises(RefusedError) as refused:
        await introducing.take_name(world.core, Actor(eve.user_id, 13), "London")
    assert refused.value.reason is Reason.AGREE_FIRST
    step = await agreeing.agree(world.core, Actor(eve.user_id, 14), CONSENT_VERSION)
    assert isinstance(step, Step)
    assert (step.focus, step.name) == (Focus.JOIN_ZONE, "Eve")


async def _enqueue(world: World, who: Member, lane: Lane) -> None:
    async with world.db.write() as s:
        await outbox.enqueue(
            s,
            kind=MessageKind.RESUMED,
            person_id=who.id,
            now=world.clock.now(),
            dedupe=f"test:{world.clock.now()}:{next(_NUMBERS)}",
            subject_id=who.id,
            lane=lane,
        )
