"""A draft is in one coordinator's hands, survives anything, and takes nothing twice."""

import asyncio

import pytest
from sqlalchemy import select

from bot.db.tables import Person, Survey, SurveyQuestion
from bot.domain.ids import to_short
from bot.domain.people import Role
from bot.domain.survey_input import What
from bot.domain.survey_steps import Stand, Step
from bot.domain.surveys import HAS_OPTIONS, MOST_QUESTIONS, SurveyState
from bot.services.core import Actor
from bot.services.relationships.leaving import Left
from bot.services.surveys import drafts, library, preview, sending, steering
from bot.services.surveys.draft_views import TakenView, WritingView
from tests.seeding import Member
from tests.world import World


def by(member: Member, update_id: int) -> Actor:
    return Actor(member.at.user_id, update_id)


async def questions(world: World) -> list[SurveyQuestion]:
    async with world.db.read() as s:
        return list(await s.scalars(select(SurveyQuestion).order_by(SurveyQuestion.position)))


@pytest.fixture
async def cleo(either_world: World) -> Member:
    return await either_world.member("Cleo", Role.COORDINATOR)


async def test_every_update_handled_again_changes_nothing_and_says_the_same(
    either_world: World, cleo: Member
) -> None:
    core = either_world.core
    first = await drafts.new(core, by(cleo, 1))
    assert await drafts.new(core, by(cleo, 1)) == first
    survey_id = first.survey_id
    said = (
        "A title",
        "kind:choice",
        "How?",
        f"Yes\nno\nyes\n{'x' * 300}",
        "done",
        "add",
        "kind:ten",
    )
    at = first.stand
    for update_id, what in enumerate(said, start=2):
        seen: list[object] = []
        for _ in range(2):
            actor = by(cleo, update_id)
            if ":" in what or what in ("done", "add"):
                verb, _, value = what.partition(":")
                seen.append(await drafts.tap(core, actor, survey_id, at, verb, value))
            else:
                seen.append(await drafts.write(core, actor, what))
        assert seen[0] == seen[1]
        assert isinstance(seen[1], WritingView)
        at = seen[1].stand
        if what.startswith("Yes"):
            wrong = [each.what for each in seen[1].problems]
            assert wrong == [What.OPTION_SAME, What.OPTION_LONG]
    asked = await questions(either_world)
    assert [(each.words, each.options) for each in asked] == [("How?", ["Yes", "no"]), ("", [])]


async def test_library_and_copy_handled_again_make_one_draft(
    either_world: World, cleo: Member
) -> None:
    core = either_world.core
    ready = await library.begin(core, by(cleo, 1), "midpoint_mentees")
    assert await library.begin(core, by(cleo, 1), "midpoint_mentees") == ready
    copied = await steering.copy(core, by(cleo, 2), ready.survey_id)
    assert await steering.copy(core, by(cleo, 2), ready.survey_id) == copied
    async with either_world.db.read() as s:
        found = list(await s.scalars(select(Survey)))
    assert {each.id for each in found} == {ready.survey_id, copied.survey_id}
    assert {each.state for each in found} == {SurveyState.DRAFT}
    assert [(q.kind, q.words, q.options) for q in copied.questions] == [
        (q.kind, q.words, q.options) for q in ready.questions
    ]
    assert len({each.wrapped_key for each in found}) == 2


async def test_what_the_first_one_types_after_a_take_over_is_given_back(
    either_world: World, cleo: Member
) -> None:
    core, dara = either_world.core, await either_world.member("Dara", Role.COORDINATOR)
    survey_id = (await drafts.new(core, by(cleo, 1))).survey_id
    asks = await drafts.write_on(core, by(dara, 2), survey_id)
    assert isinstance(asks, TakenView)
    assert (asks.editor, asks.typed) == ("Cleo", None)
    assert isinstance(
        await drafts.write_on(core, by(dara, 3), survey_id, take_over=True), WritingView
    )
    for _ in range(2):
        back = await drafts.write(core, by(cleo, 4), "Mine")
        assert isinstance(back, TakenView)
        assert (back.editor, back.typed) == ("Dara", "Mine")
    view = await drafts.write(core, by(dara, 5), "Hers")
    assert isinstance(view, WritingView)
    assert view.title == "Hers"


async def test_whoever_loses_the_race_gets_their_words_back(
    either_world: World, cleo: Member
) -> None:
    core, dara = either_world.core, await either_world.member("Dara", Role.COORDINATOR)
    survey_id = (await drafts.new(core, by(cleo, 1))).survey_id
    typed, _ = await asyncio.gather(
        drafts.write(core, by(cleo, 2), "Mine"),
        drafts.write_on(core, by(dara, 3), survey_id, take_over=True),
    )
    now = await drafts.write_on(core, by(dara, 4), survey_id)
    assert isinstance(now, WritingView)
    if isinstance(typed, TakenView):
        assert (typed.typed, now.title) == ("Mine", None)
    else:
        assert now.title == "Mine"


async def test_a_draft_is_thrown_away_only_by_whoever_writes_it_and_takes_no_words_then(
    either_world: World, cleo: Member
) -> None:
    core, dara = either_world.core, await either_world.member("Dara", Role.COORDINATOR)
    survey_id = (await drafts.new(core, by(cleo, 1))).survey_id
    for _ in range(2):
        asks = await steering.throw_away(core, by(dara, 2), survey_id)
        assert isinstance(asks, TakenView)
        assert asks.editor == "Cleo"
    assert isinstance(await drafts.write(core, by(cleo, 3), "Mine"), WritingView)
    await drafts.write_on(core, by(dara, 4), survey_id, take_over=True)
    for update_id in (5, 5, 6):
        assert isinstance(await steering.throw_away(core, by(dara, update_id), survey_id), Left)
    assert isinstance(await drafts.write(core, by(cleo, 7), "Mine"), Left)


async def test_words_for_a_survey_sent_meanwhile_are_given_back_and_then_belong_to_nothing(
    world: World,
) -> None:
    cleo, core = await world.member("Cleo", Role.COORDINATOR), world.core
    survey_id = (await library.begin(core, by(cleo, 1), "midpoint_mentees")).survey_id
    async with world.db.write() as s:
        (await s.get_one(Survey, survey_id)).state = SurveyState.SCHEDULED
    back = await drafts.write(core, by(cleo, 2), "And one thing more")
    assert isinstance(back, TakenView)
    assert (back.state, back.typed, back.focus) == (
        SurveyState.SCHEDULED,
        "And one thing more",
        None,
    )
    async with world.db.read() as s:
        assert (await s.get_one(Person, cleo.id)).focus is None


async def test_a_button_of_another_question_does_nothing_to_this_one(
    world: World,
) -> None:
    cleo, core = await world.member("Cleo", Role.COORDINATOR), world.core
    view = await library.begin(core, by(cleo, 1), "value_of_meetings")
    here, there = (Stand(Step.QUESTION, view.questions[at].id) for at in (0, 1))
    review = Stand(Step.REVIEW)
    await drafts.tap(core, by(cleo, 2), view.survey_id, review, "part", "questions")
    number = to_short(view.questions[0].id)
    await drafts.tap(core, by(cleo, 3), view.survey_id, Stand(Step.QUESTIONS), "q", number)
    shown = await drafts.tap(core, by(cleo, 4), view.survey_id, there, "delete", "")
    assert isinstance(shown, WritingView)
    assert (shown.stand, len(shown.questions)) == (here, 5)
    shown = await drafts.tap(core, by(cleo, 5), view.survey_id, here, "delete", "")
    assert isinstance(shown, WritingView)
    assert [each.id for each in shown.questions] == [each.id for each in view.questions[1:]]


async def test_choices_outlive_a_slip_in_how_a_question_is_answered_until_it_is_sent(
    world: World,
) -> None:
    """Meanwhile nobody sees those that a question no longer has; and nothing of them is sent."""
    cleo, core = await world.member("Cleo", Role.COORDINATOR), world.core
    await world.pair(await world.member("Ben", Role.MENTOR), await world.member("Ana"))
    updates = iter(range(1, 100))
    view = await library.begin(core, by(cleo, next(updates)), "value_of_meetings")

    async def tap(verb: str, value: str = "") -> WritingView:
        actor, stand = by(cleo, next(updates)), view.stand
        found = await drafts.tap(core, actor, view.survey_id, stand, verb, value)
        assert isinstance(found, WritingView)
        return found

    async def stored() -> list[str]:
        return next(each.options for each in await questions(world) if each.id == choice.id)

    choice = next(each for each in view.questions if each.kind in HAS_OPTIONS)
    view = await tap("part", "questions")
    view = await tap("q", to_short(choice.id))
    for kind, shown in (("ten", ()), (choice.kind, choice.options), ("text", ())):
        view = await tap("alter", "kind")
        view = await tap("kind", kind)
        assert view.question is not None
        assert (view.question.kind, view.question.options) == (kind, shown)
        seen = await preview.questions(core, by(cleo, 99), view.survey_id)
        assert [each.options for each in seen if each.question_id == choice.id] == [shown]
        assert await stored() == list(choice.options)
    back = await drafts.back(core, by(cleo, next(updates)), view.survey_id, view.stand)
    assert isinstance(back, WritingView)
    view = back
    for verb in ("done", "ask"):
        view = await tap(verb)
    await sending.send(core, by(cleo, next(updates)), view.survey_id)
    assert await stored() == []


async def test_there_is_an_end_to_questions(world: World) -> None:
    cleo, core = await world.member("Cleo", Role.COORDINATOR), world.core
    survey_id = (await drafts.new(core, by(cleo, 1))).survey_id
    await drafts.write(core, by(cleo, 2), "Long")
    for number in range(MOST_QUESTIONS):
        at = 10 * number + 10
        await drafts.tap(core, by(cleo, at), survey_id, Stand(Step.KIND), "kind", "text")
        await drafts.write(core, by(cleo, at + 1), f"Question {number}?")
        view = await drafts.tap(core, by(cleo, at + 2), survey_id, Stand(Step.QUESTIONS), "add", "")
    assert isinstance(view, WritingView)
    assert [each.what for each in view.problems] == [What.QUESTIONS_MANY]
    assert view.stand.step is Step.QUESTIONS
    assert len(await questions(world)) == MOST_QUESTIONS
