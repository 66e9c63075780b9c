"""Coordinators see what a survey came to; of anonymous answers, nothing that leads to anybody."""

from collections.abc import Sequence

import pytest
from sqlalchemy import select

from bot.db.tables import Broadcast, Programme, Survey
from bot.domain.audiences import Audience
from bot.domain.broadcasts import BroadcastKind
from bot.domain.people import Role
from bot.domain.queues import Cause
from bot.domain.survey_answers import Given
from bot.domain.surveys import Segment, SurveyState
from bot.services.broadcasts import stopping
from bot.services.errors import Reason, RefusedError
from bot.services.surveys import results, rounds, scheduling
from bot.services.surveys.result_views import Rate, Standing
from bot.services.surveys.sending import open_survey
from tests.resulting import K, all_answer, answers, by, crowd, five, words
from tests.seeding import Member
from tests.statements import Statements
from tests.surveying import Asked, cleo, close, survey
from tests.world import World

QUESTIONS: list[Asked] = [
    (K.FIVE, "How is it going?"),
    (K.CHOICES, "What helps?", ["Listening", "Plans", "Tea"]),
    (K.YES_NO, "Once more?"),
    (K.TEXT, "What else?"),
]
YES, NO = Given(K.YES_NO, 1), Given(K.YES_NO, 0)


def helps(*choices: int) -> Given:
    return Given(K.CHOICES, choices=choices)


async def some(world: World, role: Role, count: int) -> list[Member]:
    return [await world.member(f"{role.title()} {number}", role) for number in range(count)]


async def with_fewest(world: World, fewest: int) -> None:
    async with world.db.write() as s:
        (await s.scalars(select(Programme))).one().rules = {"min_answers": fewest}


async def asked(
    world: World, *, anonymous: bool, mentees: int = 0, mentors: int = 0, fewest: int = 3
) -> tuple[Member, Survey, list[Member]]:
    """A coordinator, their survey, and who was asked: the mentees first."""
    people = [*await some(world, Role.MENTEE, mentees), *await some(world, Role.MENTOR, mentors)]
    coordinator = await cleo(world)
    await with_fewest(world, fewest)
    made = await survey(world, coordinator, QUESTIONS, anonymous=anonymous)
    return coordinator, made, people


async def say(world: World, made: Survey, people: Sequence[Member], *given: Given | None) -> None:
    for each in people:
        await answers(world, made.id, each, *given)


async def test_answers_are_counted_as_a_whole_and_by_audience(either_world: World) -> None:
    """The mean is over numbers, choices may add up to more than people, words stay words."""
    me, made, people = await asked(either_world, anonymous=True, mentees=3, mentors=4)
    await either_world.settle()
    await say(either_world, made, people[:2], five(2), helps(0, 2), YES, words("More tea"))
    await say(either_world, made, people[2:3], five(5), helps(0), NO, words("Nothing"))
    await say(either_world, made, people[3:6], five(4), None, YES, None)
    await close(either_world, made.id)
    view = await results.results(either_world.core, by(me), made.id)
    going, helped, again, else_ = view.questions

    assert (view.rate, view.standing) == (Rate(None, 7, 7, 6), Standing.SHOWN)
    assert view.rates == (Rate(Segment.MENTEE, 3, 3, 3), Rate(Segment.MENTOR, 4, 4, 3))
    assert going.whole is not None
    assert going.whole.counts == (0, 2, 0, 3, 1)
    assert going.whole.mean == pytest.approx(21 / 6)
    assert [(who, part.counts) for who, part in going.parts] == [
        (Segment.MENTEE, (0, 2, 0, 0, 1)),
        (Segment.MENTOR, (0, 0, 0, 3, 0)),
    ]
    # Only mentees answered this one, so there are no parts of it.
    assert helped.whole is not None
    assert (helped.whole.people, helped.whole.counts, helped.parts) == (3, (3, 0, 2), ())
    assert again.whole is not None
    assert again.whole.counts == (5, 1)
    assert sorted(else_.texts) == ["More tea", "More tea", "Nothing"]
    assert view.people == ()


async def test_nothing_anonymous_is_shown_early_or_of_few(either_world: World) -> None:
    """Before the close only how many answered; with one too few, never more than that."""
    me, made, people = await asked(either_world, anonymous=True, mentees=4, fewest=4)
    for answering, closes, standing in (
        (people[:4], False, Standing.OPEN),
        ((), True, Standing.SHOWN),
    ):
        await say(either_world, made, answering, five(3), None, None, words("x"))
        if closes:
            await close(either_world, made.id)
        view = await results.results(either_world.core, by(me), made.id)
        assert (view.answered, view.standing) == (4, standing)
        assert bool(view.questions) is closes
    few = await survey(either_world, me, QUESTIONS, anonymous=True, title="Few")
    await say(either_world, few, people[:3], five(3), None, None, words("x"))
    await close(either_world, few.id)
    view = await results.results(either_world.core, by(me), few.id)
    assert (view.answered, view.standing, view.questions) == (3, Standing.TOO_FEW, ())


async def test_a_question_that_few_answered_is_not_shown_and_small_audiences_not_apart(
    world: World,
) -> None:
    """Two mentors among many: no parts, and not even how many of them answered."""
    me, made, people = await asked(world, anonymous=True, mentees=3, mentors=2)
    await say(world, made, people, five(3), None, None, None)
    one_more = await survey(world, me, QUESTIONS, anonymous=True, title="Another")
    await say(world, one_more, people[:2], five(3), None, YES, None)
    await say(world, one_more, people[2:], five(3), None, None, None)
    for each, again in ((made, None), (one_more, None)):
        await close(world, each.id)
        view = await results.results(world.core, by(me), each.id)
        assert view.rates == ()
        assert [bool(question.whole) for question in view.questions] == [True, False, False, False]
        assert view.questions[0].parts == ()
        assert view.questions[2].whole is again


async def test_named_answers_are_shown_from_the_first_on_with_who_said_them(
    either_world: World,
) -> None:
    me, made, (ana, ben, cem) = await asked(either_world, anonymous=False, mentees=2, mentors=1)
    await either_world.settle()
    await say(either_world, made, [ben], five(4), None, None, words("Hello"))
    await say(either_world, made, [cem], five(1), None, None, None)
    view = await results.results(either_world.core, by(me), made.id)
    assert (view.state, view.rate) == (SurveyState.OPEN, Rate(None, 3, 3, 2))
    assert view.rates == (Rate(Segment.MENTEE, 2, 2, 1), Rate(Segment.MENTOR, 1, 1, 1))
    first, last = view.questions[0], view.questions[3]
    assert first.whole is not None
    assert first.whole.mean == 2.5
    assert [(who, part.mean) for who, part in first.parts] == [
        (Segment.MENTEE, 4.0),
        (Segment.MENTOR, 1.0),
    ]
    assert [(each.name, each.answers) for each in view.people] == [
        ("Mentee 1", {first.id: five(4), last.id: words("Hello")}),
        ("Mentor 0", {first.id: five(1)}),
    ]
    assert ana.id not in {each.person_id for each in view.people}


@pytest.mark.parametrize("anonymous", [True, False])
async def test_only_whom_it_reached_counts_for_the_rate(
    either_world: World, anonymous: bool
) -> None:
    """One has blocked the bot, and for one it is night: neither is silent."""
    gus, *people = await some(either_world, Role.MENTEE, 4)
    eve = await either_world.member("Eve", Role.MENTEE, zone="America/New_York")
    either_world.telegram.faults.forbidden(times=None, chat_id=gus.at.user_id)
    me = await cleo(either_world)
    made = await survey(either_world, me, QUESTIONS, anonymous=anonymous)
    await either_world.settle()
    await say(either_world, made, people[:2], five(3))
    rate = (await results.results(either_world.core, by(me), made.id)).rate
    assert rate == Rate(None, asked=5, arrived=3, answered=2, to_come=1)
    assert (rate.reached, rate.missed) == (3, 1)
    # An answer shows that it got there; of an anonymous one that would say whose it is.
    await say(either_world, made, [eve], five(3))
    rate = (await results.results(either_world.core, by(me), made.id)).rate
    assert (rate.arrived, rate.answered) == (3 if anonymous else 4, 3)


async def test_only_coordinators_of_the_programme_see_anything(either_world: World) -> None:
    """Nobody who was asked, no coordinator of elsewhere, and nobody of a draft."""
    _, made, (ana,) = await asked(either_world, anonymous=False, mentees=1)
    await say(either_world, made, [ana], five(4))
    elsewhere = await either_world.programme("Lighthouse")
    zoe = await either_world.member("Zoe", Role.COORDINATOR, programme=elsewhere)
    for who, reason in ((zoe, Reason.GONE), (ana, Reason.NOT_ALLOWED)):
        with pytest.raises(RefusedError) as refused:
            await results.results(either_world.core, by(who), made.id)
        assert refused.value.reason is reason
    await close(either_world, made.id)
    for who in (zoe, ana):
        assert await results.closed(either_world.core, who.id, made.id) is None


async def test_there_is_something_to_see_only_if_answers_are_kept(either_world: World) -> None:
    """Three answered, and skipped so much that no question has enough answers."""
    me, made, people = await asked(either_world, anonymous=True, mentees=3)
    await say(either_world, made, people[:2], five(3))
    await say(either_world, made, people[2:], None, None, YES)
    await close(either_world, made.id)
    view = await results.closed(either_world.core, me.id, made.id)
    assert view is not None
    assert (view.rate.answered, view.is_enough) == (3, False)


@pytest.mark.parametrize("anonymous", [True, False])
async def test_a_reminder_names_nobody_of_an_anonymous_survey(
    world: World, anonymous: bool
) -> None:
    """It goes to those who have not answered: who got it would say who has."""
    me, made, people = await asked(world, anonymous=anonymous, mentees=2)
    await say(world, made, people[:1], five(3))
    async with world.db.write() as s:
        row = await s.get_one(Survey, made.id)
        await scheduling.remind(s, world.core, row, Cause(), None)
        sent = select(Broadcast).where(Broadcast.kind == BroadcastKind.REMINDER)
        reminder = (await s.scalars(sent)).one()
    if not anonymous:
        assert (await stopping.who(world.core, by(me), reminder.id)).waiting == ("Mentee 1",)
        return
    with pytest.raises(RefusedError) as refused:
        await stopping.who(world.core, by(me), reminder.id)
    assert refused.value.reason is Reason.ANONYMOUS_REMINDER


async def test_means_of_earlier_rounds_are_shown_where_both_may_be(either_world: World) -> None:
    """Of three anonymous rounds, the middle one had too few; a changed question starts anew."""
    me, made, people = await asked(either_world, anonymous=True, mentees=3)
    found = made
    for number, (answering, said) in enumerate(((3, 2), (2, 1), (3, 4)), start=1):
        await say(either_world, found, people[:answering], five(said), None, YES, None)
        await close(either_world, found.id)
        view = await results.results(either_world.core, by(me), found.id)
        assert view.round == number
        async with either_world.db.write() as s:
            row = await s.get_one(Survey, found.id)
            row.repeat_weeks = 4
            following = await rounds.plan_next(s, either_world.core, row)
            assert following is not None
            await open_survey(s, either_world.core, following, Cause(), None)
        found = following
    first = view.questions[0]
    assert first.whole is not None
    assert first.whole.mean == 4
    assert [(each.round, each.mean, each.people) for each in first.earlier] == [(1, 2.0, 3)]
    assert view.questions[2].earlier == ()


@pytest.mark.parametrize("size", [500])
async def test_it_takes_as_many_statements_for_many_as_for_a_few(
    either_world: World, size: int
) -> None:
    me = await cleo(either_world)
    counts = []
    for number in (5, size):
        people = await crowd(either_world, number, me.person.programme_id)
        audience = Audience(people=frozenset(each.id for each in people))
        made = await survey(either_world, me, QUESTIONS, audience=audience)
        await all_answer(either_world, made.id, people, 4)
        with Statements(either_world) as statements:
            view = await results.results(either_world.core, by(me), made.id)
        assert (len(view.people), view.answered) == (number, number)
        counts.append(statements.count)
    assert counts[0] == counts[1] < 15
