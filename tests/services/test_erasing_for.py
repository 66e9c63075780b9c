"""Whoever asks a coordinator is erased a week later, unless they, or anybody, say no until then."""

import asyncio
from datetime import timedelta

import pytest
from sqlalchemy import update

from bot.db.tables import Person
from bot.domain.consent import CONSENT_VERSION
from bot.domain.deeds import Deed
from bot.domain.people import PersonState, Role
from bot.domain.retention import TIME_TO_OBJECT
from bot.services.errors import Reason, RefusedError
from bot.services.people import erasing_for
from tests.abuse.agreeing import PLANTED, kept_anywhere, new_text, the_two, withdraw, words_to
from tests.abuse.erasing import erase
from tests.erasing_for import ask, deeds, is_planned
from tests.resulting import by
from tests.surveying import cleo, person_row
from tests.world import World

MINUTE = timedelta(minutes=1)
HEARD = "Ana has been here again"
KEPT = "Nothing of yours is erased"


async def test_a_week_later_they_are_erased_and_others_hear_what_they_always_hear(
    either_world: World,
) -> None:
    """Asked for once more by another coordinator, or at the same moment, it is asked for once."""
    world = either_world
    author, ida = await cleo(world), await world.member("Ida", Role.COORDINATOR)
    ben, ana, _ = await the_two(world)
    both = (
        erasing_for.ask(world.core, by(author, 1), ana.id),
        erasing_for.ask(world.core, by(ida, 2), ana.id),
    )
    one, other = await asyncio.gather(*both)
    assert one.at == other.at == world.clock.now() + TIME_TO_OBJECT
    assert (one.by, other.by) in (("Ida", None), (None, "Cleo"))
    await world.settle()
    assert (await ask(world, author, ana, 3)).at == one.at
    assert words_to(ana).count("Everything of yours here is to be erased") == 1
    assert (words_to(author) + words_to(ida)).count("to erase everything of Ana") == 1
    ben.at.new_messages()
    await world.move(TIME_TO_OBJECT - MINUTE)
    assert await kept_anywhere(world, PLANTED)
    for each in (ana, ben, author):
        each.at.new_messages()
    await world.move(MINUTE)
    assert (await person_row(world, ana)).state is PersonState.LEFT
    assert not await kept_anywhere(world, PLANTED)
    assert "has left, and has had everything of theirs erased" in words_to(ben)
    assert "A mentee has left the programme" in words_to(author)
    assert words_to(ana) == ""
    assert await deeds(world) == [Deed.ERASED, Deed.ERASURE_ASKED]
    assert not await is_planned(world)


@pytest.mark.parametrize("has_to_agree", [True, False])
async def test_whoever_withdraws_or_has_to_agree_first_can_say_no_as_well(
    world: World, has_to_agree: bool
) -> None:
    """Withdrawing by one's own tap calls it off, and is erased by itself in its own time."""
    author, ana = await cleo(world), await world.member("Ana", Role.MENTEE)
    if has_to_agree:
        await new_text(world)
        async with world.db.write() as s:
            mine = Person.id == author.id
            await s.execute(update(Person).where(mine).values(consent_version=CONSENT_VERSION))
    await ask(world, author, ana, 1)
    assert "is to be erased" in words_to(ana)
    if has_to_agree:
        ana.at.taps("Keep everything")
    else:
        ana.at.says("/privacy")
        await withdraw(world, ana)
    await world.settle()
    assert HEARD in words_to(author)
    await world.move(TIME_TO_OBJECT + MINUTE)
    assert (await person_row(world, ana)).state is not PersonState.LEFT


async def test_it_can_be_asked_for_only_by_a_coordinator_and_of_whoever_takes_part(
    either_world: World,
) -> None:
    """Nobody asks for themselves so, nor for somebody of another programme."""
    world = either_world
    author, ana = await cleo(world), await world.member("Ana", Role.MENTEE)
    hal, eve = await world.member("Hal", Role.MENTEE), await world.member("Eve", Role.MENTEE)
    lighthouse = await world.programme("Lighthouse")
    away = await world.member("Ida", Role.COORDINATOR, programme=lighthouse)
    async with world.db.write() as s:
        joining = update(Person).where(Person.id == hal.id)
        await s.execute(joining.values(state=PersonState.JOINING))
    await withdraw(world, eve)
    refused = [
        (ana, hal, Reason.NOT_ALLOWED),
        (ana, ana, Reason.NOT_ALLOWED),
        (away, ana, Reason.GONE),
        (author, author, Reason.ERASE_YOURSELF),
        (author, hal, Reason.ERASED_ANYWAY),
        (author, eve, Reason.ERASED_ANYWAY),
    ]
    for deed in (erasing_for.show, erasing_for.ask, erasing_for.call_off):
        for who, whom, why in refused:
            with pytest.raises(RefusedError) as told:
                await deed(world.core, by(who, 7), whom.id)
            assert told.value.reason is why
    await erase(world, "Ana")
    with pytest.raises(RefusedError):
        await erasing_for.ask(world.core, by(author, 8), ana.id)
    assert not await is_planned(world)


async def test_nobody_is_erased_so_whom_no_coordinator_is_left_to_answer_for(
    either_world: World,
) -> None:
    """Such as the last coordinator, when the one who asked has left."""
    world = either_world
    author, ida = await cleo(world), await world.member("Ida", Role.COORDINATOR)
    await ask(world, author, ida, 1)
    await erase(world, "Cleo")
    ida.at.new_messages()
    await world.move(TIME_TO_OBJECT + MINUTE)
    assert (await person_row(world, ida)).state is PersonState.ACTIVE
    assert KEPT in words_to(ida)


async def test_it_goes_on_without_the_coordinator_who_asked(world: World) -> None:
    """Another one sees that it is planned, and not by whom any more."""
    author, ida = await cleo(world), await world.member("Ida", Role.COORDINATOR)
    ana = await world.member("Ana", Role.MENTEE)
    await ask(world, author, ana, 1)
    await erase(world, "Cleo")
    view = await erasing_for.show(world.core, by(ida, 2), ana.id)
    assert view.at is not None
    assert view.by != "Cleo"
    await world.move(TIME_TO_OBJECT + MINUTE)
    assert (await person_row(world, ana)).state is PersonState.LEFT


async def test_a_tap_handled_anew_after_it_was_called_off_plans_nothing(
    either_world: World,
) -> None:
    """And calling it off twice is calling it off once; asked for with another tap, it is planned."""
    world = either_world
    author, ida = await cleo(world), await world.member("Ida", Role.COORDINATOR)
    ana = await world.member("Ana", Role.MENTEE)
    await ask(world, author, ana, 1)
    for _ in range(2):
        await erasing_for.call_off(world.core, by(ida, 2), ana.id)
        assert (await ask(world, author, ana, 1)).at is None
    assert words_to(ana).count("called off by Ida") == 1
    assert words_to(author).count("called off by Ida") == 1
    assert (await ask(world, ida, ana, 3)).at is not None
    assert await deeds(world) == [Deed.ERASURE_ASKED, Deed.ERASURE_ASKED, Deed.ERASURE_OFF]
