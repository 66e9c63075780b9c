"""What the two of a pair and their coordinator hear when one withdraws: it is true, and once."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select

from bot.db.tables import DueRow, Meeting, Relationship
from bot.domain.consent import CONSENT_VERSION
from bot.domain.people import Role
from bot.domain.queues import Cause, DueKind
from bot.domain.relationships import RelationshipState
from bot.services.errors import Reason, RefusedError
from bot.services.people import agreeing, forgetting, pauses
from bot.services.people.agreeing import AgreedView
from bot.services.people.farewells import LeftPair
from bot.services.relationships import (
    ending,
    pair_answers,
    pair_page,
    pairing,
    proposals,
)
from bot.services.relationships.closing import By, ClosingView
from bot.services.relationships.pair_answers import Result, Standing
from bot.services.relationships.rest_notes import RestsNote
from bot.services.relationships.unheard import View
from bot.services.writing import prompting
from tests.resulting import by
from tests.seeding import Member
from tests.services.test_withdrawing import come_back, pair_of, two, withdraw
from tests.surveying import cleo, person_row
from tests.world import World

NIGHT = datetime(2026, 3, 2, 23, tzinfo=UTC)


async def back(world: World, who: Member, update_id: int) -> tuple[AgreedView, list[View]]:
    """Come back; the reply, and what it says has happened. Handled twice, it says the same."""
    views = []
    for _ in range(2):
        found = await agreeing.agree(world.core, by(who, update_id), CONSENT_VERSION)
        assert isinstance(found, AgreedView)
        views.append(found)
    assert views[0] == views[1]
    await world.settle()
    return views[0], [each.view for each in views[0].news]


async def erase(world: World, who: Member, update_id: int) -> None:
    """Erase somebody, and let everybody hear of it."""
    async with world.db.write() as s:
        person = await s.merge(await person_row(world, who))
        await forgetting.erase(s, world.core, person, Cause(update_id))
    await world.settle()


def said_to(who: Member) -> list[str]:
    """What somebody has newly been told, without files."""
    return [each.text for each in who.at.new_messages() if each.text]


async def test_a_pair_with_a_break_keeps_it_and_both_hear_what_is_true(
    either_world: World,
) -> None:
    """Nobody sets it going while one has withdrawn; whoever is back hears how the other stands."""
    world = either_world
    author = await cleo(world)
    ben, ana = await two(world)
    pair = await pair_of(world)
    await ending.pause(world.core, by(author, 10), pair.id)
    await world.settle()
    for who in (ben, author):
        who.at.new_messages()
    await withdraw(world, ana, 11)
    (heard,) = said_to(ben)
    assert heard.startswith("Ana does not take part for now. The two of you have a break")
    with pytest.raises(RefusedError) as refused:
        await ending.go_on(world.core, by(author, 12), pair.id)
    assert refused.value.reason is Reason.NOT_TAKING_PART
    page = await pair_page.show(world.core, by(author, 13), pair.id)
    assert (page.rests, page.paused) == (True, True)
    await withdraw(world, ben, 14)
    _, news = await back(world, ana, 15)
    assert [(each.on_a_break, each.is_back) for each in news if isinstance(each, RestsNote)] == [
        (True, False)
    ]
    said_to(ana)
    _, news = await back(world, ben, 16)
    assert [(each.on_a_break, each.is_back) for each in news if isinstance(each, RestsNote)] == [
        (True, True)
    ]
    assert said_to(ana) == ["Ben takes part again. The two of you still have a break, as before."]
    assert said_to(author)[-1] == "Ben takes part again."
    world.clock.move_to(NIGHT)
    await withdraw(world, ana, 17)
    await come_back(world, ana, 18)
    await world.move(timedelta(hours=12))
    assert [said_to(each) for each in (ben, author)] == [[], []]
    assert (await pair_of(world)).state is RelationshipState.PAUSED
    assert (await ending.go_on(world.core, by(author, 19), pair.id)).state is pair.state


async def test_whoever_comes_back_hears_at_once_that_the_other_one_has_left(
    either_world: World,
) -> None:
    """And a coordinator was not told that they knew; nor does it come a second time."""
    world = either_world
    author = await cleo(world)
    ben, ana = await two(world)
    await withdraw(world, ben, 10)
    said_to(author)
    await erase(world, ana, 11)
    (told,) = said_to(author)
    assert told.endswith(
        "They were paired with Ben, who does not take part for now, and hears of it on coming back."
    )
    view, (news,) = await back(world, ben, 12)
    assert isinstance(news, LeftPair)
    assert view.pairs == ()
    await world.move(timedelta(days=1))
    assert said_to(ben) == []
    await withdraw(world, ben, 13)
    assert (await back(world, ben, 14))[1] == []


@pytest.mark.parametrize("weeks", [1, 3])
async def test_whoever_comes_back_hears_who_has_ended_their_pair(world: World, weeks: int) -> None:
    """Also when it is too late to look back; and nobody was told that they had heard it."""
    author = await cleo(world)
    ben, ana = await two(world)
    pair = await pair_of(world)
    await withdraw(world, ana, 10)
    said_to(author)
    assert (await ending.ask_mine(world.core, by(ben, 11), pair.id)).away
    assert (await ending.end_mine(world.core, by(ben, 12), pair.id)).away
    await world.settle()
    (told,) = said_to(author)
    assert "I have told Ana" not in told
    await world.move(timedelta(weeks=weeks))
    _, (news,) = await back(world, ana, 13)
    assert isinstance(news, ClosingView)
    assert (news.by, news.ended) == (By.OTHER, True)
    assert (news.response_id is not None) is (weeks < 2)
    late = await ending.end_mine(world.core, by(ana, 14), pair.id)
    assert late.by is By.OTHER
    await world.move(timedelta(days=1))
    assert said_to(ana) == []


async def test_a_question_about_a_pair_goes_on_where_it_stood(either_world: World) -> None:
    """Who was not asked meanwhile is asked; who waited for an answer hears what came of it."""
    world = either_world
    author, dora = await cleo(world), await world.member("Dora", Role.MENTEE)
    ben, ana = await world.member("Ben", Role.MENTOR), await world.member("Ana", Role.MENTEE)
    world.clock.move_to(NIGHT)
    await pairing.propose(world.core, by(author, 1), ben.id, ana.id)
    pair = await pair_of(world)
    await pair_answers.answer(world.core, by(ana, 2), pair.id, yes=True)
    await withdraw(world, ana, 3)
    await world.move(timedelta(hours=12))
    assert said_to(ben) == []
    with pytest.raises(RefusedError) as refused:
        await proposals.ask_again(world.core, by(author, 4), pair.id)
    assert refused.value.reason is Reason.NOT_TAKING_PART
    assert (await back(world, ana, 5))[1] == []
    assert len([each for each in said_to(ben) if "Would you like that?" in each]) == 1
    await withdraw(world, ana, 6)
    await proposals.withdraw(world.core, by(author, 7), pair.id)
    _, (news,) = await back(world, ana, 8)
    assert isinstance(news, Result)
    assert news.standing is Standing.DECLINED
    await pairing.propose(world.core, by(author, 20), ben.id, dora.id)
    await world.settle()
    said_to(author)
    await erase(world, dora, 21)
    (told,) = said_to(author)
    assert told.endswith("They had been asked about a pair with Ben, which comes to nothing.")


async def test_two_who_became_a_pair_hear_that_and_not_that_they_go_on(world: World) -> None:
    """Ben said yes at night, and Ana withdrew before she heard of it."""
    author = await cleo(world)
    ben, ana = await world.member("Ben", Role.MENTOR), await world.member("Ana", Role.MENTEE)
    await pairing.propose(world.core, by(author, 1), ben.id, ana.id)
    pair = await pair_of(world)
    world.clock.move_to(NIGHT)
    for who, number in ((ana, 2), (ben, 3)):
        await pair_answers.answer(world.core, by(who, number), pair.id, yes=True)
    await withdraw(world, ana, 4)
    view, (news,) = await back(world, ana, 5)
    assert isinstance(news, Result)
    assert (news.standing, view.pairs) == (Standing.ACTIVE, ())


async def test_a_meeting_early_in_the_morning_is_told_of_at_night(world: World) -> None:
    """That it is off, that it takes place after all, and that the other one has left for good."""
    ben, ana = await two(world)
    async with world.db.write() as s:
        for meeting in await s.scalars(select(Meeting)):
            meeting.starts_at = meeting.starts_at.replace(hour=8, minute=30)
    world.clock.move_to(datetime(2026, 3, 11, 23, tzinfo=UTC))
    await withdraw(world, ana, 10)
    (off,) = [each for each in said_to(ben) if "planned meetings are off" in each]
    assert "does not take part" in off
    view, _ = await back(world, ana, 11)
    assert [each.meetings[0].starts_at.hour for each in view.pairs] == [8]
    assert any("You meet next on Thursday 12 March" in each for each in said_to(ben))
    await erase(world, ana, 12)
    assert any("has left" in each for each in said_to(ben))


async def test_a_night_of_changing_ones_mind_is_heard_of_as_it_ends(world: World) -> None:
    """Ben and the coordinator know that Ana is gone; she is back for a moment, and gone again."""
    author = await cleo(world)
    ben, ana = await two(world)
    await withdraw(world, ana, 10)
    for who in (ben, author):
        said_to(who)
    world.clock.move_to(NIGHT)
    await come_back(world, ana, 11)
    await withdraw(world, ana, 12)
    await world.move(timedelta(hours=12))
    assert [said_to(each) for each in (ben, author)] == [[], []]


async def test_whoever_comes_back_hears_of_a_pause_that_has_changed(world: World) -> None:
    """Ben has ended his early, which Ana still thought would last."""
    ben, ana = await two(world)
    await pauses.pause(world.core, by(ben, 10), date(2026, 3, 20))
    await world.settle()
    await withdraw(world, ana, 11)
    await pauses.resume(world.core, by(ben, 12))
    said_to(ana)
    await back(world, ana, 13)
    assert said_to(ana) == ["Ben is back from the pause."]


async def test_whoever_wanted_no_weekly_questions_gets_none_by_coming_back(world: World) -> None:
    """A rest takes nothing back of what was asked for before it."""
    _, ana = await two(world)
    async with world.db.write() as s:
        await prompting.stop(s, world.core, await s.merge(await pair_of(world)))
    await withdraw(world, ana, 10)
    await come_back(world, ana, 11)
    async with world.db.read() as s:
        planned = select(DueRow).where(DueRow.kind == DueKind.REFLECTION, DueRow.outcome.is_(None))
        assert (await s.scalars(planned)).all() == []
        assert (await s.scalars(select(Relationship))).one().prompts_stopped_at is not None
