"""Nobody is erased by itself who was not told before, or who has just done something."""

from collections.abc import Sequence
from datetime import timedelta

import pytest
from sqlalchemy import update

from bot.db.tables import Consent, Person, Relationship
from bot.domain.consent import CONSENT_VERSION
from bot.domain.people import PersonState, Role
from bot.domain.relationships import RelationshipState
from bot.domain.retention import months_before
from bot.services import pacing
from bot.services.core import Core
from bot.services.people import fading
from tests.abuse.agreeing import new_text, withdraw, words_to
from tests.abuse.erasing import erase
from tests.seeding import Member
from tests.surveying import person_row
from tests.world import START, World

DAY = timedelta(days=1)


async def test_whoever_has_to_agree_first_is_told_too_before_they_are_erased(world: World) -> None:
    """They stay by agreeing."""
    ana, bea = await world.member("Ana", Role.MENTEE), await world.member("Bea", Role.MENTEE)
    await new_text(world)
    world.clock.move_to(months_before(START, -24) + DAY)
    await _night(world)
    assert "everything of yours is erased by itself" in words_to(bea)
    assert "everything of yours is erased by itself" in words_to(ana)
    ana.at.taps("I would like to stay")
    await world.settle()
    ana.at.says("/start")
    await world.settle()
    ana.at.taps("I agree")
    await world.settle()
    world.clock.move_to(world.clock.now() + 31 * DAY)
    await _night(world)
    assert await _state(world, ana) is PersonState.ACTIVE
    assert await _state(world, bea) is PersonState.LEFT


async def test_whoever_has_blocked_the_bot_is_asked_when_they_come_back_and_else_not_kept_for_ever(
    world: World,
) -> None:
    """Both have thirty days. Whoever is in a pair stays, so that nobody loses the other over it."""
    cleo = await world.member("Cleo", Role.COORDINATOR)
    names = ("Ana", "Bea", "Dora")
    ana, bea, dora = [await world.member(name, Role.MENTEE) for name in names]
    await world.pair(await world.member("Ben", Role.MENTOR), dora)
    for each in (ana, bea, dora):
        each.at.blocks()
    await world.settle()
    asked_at = months_before(START, -24) + DAY
    world.clock.move_to(asked_at)
    await _night(world)
    world.clock.move_to(asked_at + 20 * DAY)
    ana.at.unblocks()
    await world.settle()
    assert "erased by itself after Saturday 22 April" in words_to(ana)
    for days, states in ((29, "AAA"), (31, "ALA"), (49, "ALA"), (51, "LLA")):
        world.clock.move_to(asked_at + days * DAY)
        await _night(world)
        found = [(await _state(world, each)).name[0] for each in (ana, bea, dora)]
        assert "".join(found) == states, days
    assert words_to(cleo).count("like to stay, has been erased") == 2


async def test_whoever_is_asked_to_be_in_a_pair_this_very_night_is_not_erased_in_it(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """So that nobody finds that their new mentee is gone before it began."""
    ben, ana = await world.member("Ben", Role.MENTOR), await world.member("Ana", Role.MENTEE)
    world.clock.move_to(months_before(START, -24) + DAY)
    await _night(world)
    world.clock.move_to(world.clock.now() + 31 * DAY)
    candidates = fading._candidates

    async def then_are_asked(core: Core) -> Sequence[int]:
        found = await candidates(core)
        assert set(found) == {ana.id, ben.id}
        pair = await world.pair(ben, ana)
        yet = {"mentee_said_yes_at": None, "mentor_said_yes_at": None}
        proposed = update(Relationship).where(Relationship.id == pair.id)
        async with world.db.write() as s:
            await s.execute(proposed.values(state=RelationshipState.PROPOSED, **yet))
        return found

    monkeypatch.setattr(fading, "_candidates", then_are_asked)
    assert await fading.fade(world.core) == 0


async def test_whoever_withdraws_this_very_night_is_not_erased_in_it(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """They have thirty days, also where they were found to have been gone for long."""
    ana = await world.member("Ana", Role.MENTEE)
    await _as(world, ana, PersonState.JOINING)
    world.clock.move_to(START + 61 * DAY)
    candidates = fading._candidates

    async def then_withdraws(core: Core) -> Sequence[int]:
        found = await candidates(core)
        assert found == [ana.id]
        await withdraw(world, ana)
        return found

    monkeypatch.setattr(fading, "_candidates", then_withdraws)
    assert await fading.fade(world.core) == 0
    assert await _state(world, ana) is PersonState.WITHDRAWN


async def test_whoever_has_agreed_anew_has_sixty_days_again_to_come_in(world: World) -> None:
    """Somebody who had withdrawn half-way, say."""
    ana = await world.member("Ana", Role.MENTEE)
    await _as(world, ana, PersonState.JOINING)
    world.clock.move_to(START + 59 * DAY)
    async with world.db.write() as s:
        s.add(Consent(person_id=ana.id, version=CONSENT_VERSION, agreed_at=world.clock.now()))
    world.clock.move_to(START + 61 * DAY)
    assert await fading.fade(world.core) == 0
    world.clock.move_to(START + 120 * DAY)
    assert await fading.fade(world.core) == 1


async def test_nothing_is_noted_of_whoever_was_erased_while_a_survey_went_to_them(
    world: World,
) -> None:
    """What became of a message is written down after it has gone."""
    ana, bea = await world.member("Ana", Role.MENTEE), await world.member("Bea", Role.MENTEE)
    await erase(world, "Ana")
    async with world.db.write() as s:
        await pacing.have_spoken(s, [ana.id, bea.id], world.clock.now())
    assert (await person_row(world, ana)).last_unasked_at is None
    assert (await person_row(world, bea)).last_unasked_at == world.clock.now()


async def _as(world: World, member: Member, state: PersonState) -> None:
    async with world.db.write() as s:
        await s.execute(update(Person).where(Person.id == member.id).values(state=state))


async def _night(world: World) -> None:
    await fading.fade(world.core)
    await world.settle()


async def _state(world: World, member: Member) -> PersonState:
    return (await person_row(world, member)).state
