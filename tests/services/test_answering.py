"""Every answer is stored before the next question, once, whatever is handled again."""

import pytest

from bot.db.tables import Relationship
from bot.domain.answers import Given, Problem
from bot.domain.people import Focus
from bot.domain.relationships import RelationshipState
from bot.domain.responses import AnswerKind, Reader, ResponseState
from bot.services.core import Actor
from bot.services.errors import Reason, RefusedError
from bot.services.writing import answering, beginning, reviewing
from bot.services.writing.response_views import Asked, Busy, Closed, Review, Sent, Stale
from tests.services.filling import Pair, pair_in
from tests.world import World


@pytest.fixture
async def pair(either_world: World) -> Pair:
    return await pair_in(either_world)


class TestAnswers:
    async def test_questions_come_one_at_a_time_and_end_in_the_review(self, pair: Pair) -> None:
        response = await pair.offer()
        view = await beginning.begin(pair.core, pair.act(), response)
        seen = []
        for text in ("Called two people", "Slept badly", "Ana laughed", "4", "Night shifts?"):
            assert isinstance(view, Asked)
            seen.append((view.number, view.question.key, view.reader))
            view = await pair.say(text)
        assert seen == [
            (1, "glad", Reader.OTHER),
            (2, "better", Reader.OTHER),
            (3, "served", Reader.OTHER),
            (4, "feeling", Reader.OTHER),
            (5, "questions", Reader.OTHER),
        ]
        assert isinstance(view, Review)
        assert view.focus is Focus.REVIEWING
        assert view.lines[3].given == Given(AnswerKind.SCALE, number=4)
        assert (await pair.stored(response))["served"] == "Ana laughed"

    @pytest.mark.parametrize(
        "text", ["x" * 4096, "a\x00b", "lone \ud83d surrogate", "<b>&amp;</i>", "  padded  ", "🙂"]
    )
    async def test_any_text_is_stored_as_it_was_typed(self, pair: Pair, text: str) -> None:
        response = await pair.offer()
        await pair.fill(response, text)
        assert await pair.stored(response) == {"glad": text}

    @pytest.mark.parametrize("text", ["", " \n ", "\u200b"])
    async def test_an_empty_text_is_asked_about_again(self, pair: Pair, text: str) -> None:
        response = await pair.offer()
        view = await pair.fill(response, text)
        assert isinstance(view, Asked)
        assert (view.problem, view.number) == (Problem.EMPTY, 1)
        assert await pair.stored(response) == {}

    async def test_a_voice_note_is_kept_by_its_file_id(self, pair: Pair) -> None:
        response = await pair.offer()
        await pair.fill(response)
        view = await answering.answer_voice(pair.core, pair.act(), "AwACAg", 34)
        assert isinstance(view, Asked)
        assert view.number == 2
        assert await pair.stored(response) == {"glad": "AwACAg"}

    async def test_a_voice_note_is_no_number(self, pair: Pair) -> None:
        response = await pair.offer()
        await pair.fill(response, "a", "b", "c")
        view = await answering.answer_voice(pair.core, pair.act(), "AwACAg", 3)
        assert isinstance(view, Asked)
        assert (view.problem, view.number) == (Problem.NO_VOICE, 4)

    async def test_a_tap_answers_and_an_old_tap_does_not(self, pair: Pair) -> None:
        response = await pair.offer()
        await pair.fill(response, "a", "b", "c")
        view = await answering.answer_tap(pair.core, pair.act(), response, 4, "5")
        assert isinstance(view, Asked)
        assert (view.number, view.noted) == (5, "5")
        late = await answering.answer_tap(pair.core, pair.act(), response, 4, "1")
        assert isinstance(late, Stale)
        assert (await pair.stored(response))["feeling"] == 5

    async def test_a_tap_that_the_question_does_not_have_is_refused(self, pair: Pair) -> None:
        response = await pair.offer()
        await pair.fill(response)
        for number, value in ((4, "9"), (1, "1"), (99, "1"), (0, "1")):
            with pytest.raises(RefusedError):
                await answering.answer_tap(pair.core, pair.act(), response, number, value)

    async def test_an_option_leads_past_what_it_makes_pointless(self, pair: Pair) -> None:
        response = await pair.offer(questionnaire="peer.meeting_mentor")
        view = await pair.fill(response, "no")
        assert isinstance(view, Asked)
        assert view.question.key == "my_needs"

    async def test_an_option_may_lead_to_the_review(self, pair: Pair) -> None:
        response = await pair.offer(questionnaire="peer.meeting_mentee")
        assert isinstance(await pair.fill(response, "We moved it"), Review)


class TestHandledAgain:
    """The process may die after the commit and before the reply: the update comes once more."""

    async def test_the_same_answer_again_does_not_answer_the_next_question(
        self, pair: Pair
    ) -> None:
        response = await pair.offer()
        await pair.fill(response)
        actor = pair.act()
        first = await answering.answer_text(pair.core, actor, "Called two people")
        assert await answering.answer_text(pair.core, actor, "Called two people") == first
        assert await pair.stored(response) == {"glad": "Called two people"}

    async def test_the_same_last_answer_again_shows_the_review_and_no_reproach(
        self, pair: Pair
    ) -> None:
        response = await pair.offer()
        await pair.fill(response, "a", "b", "c", "4")
        actor = pair.act()
        first = await answering.answer_text(pair.core, actor, "Why?")
        assert isinstance(first, Review)
        assert not first.unclear
        assert await answering.answer_text(pair.core, actor, "Why?") == first

    async def test_the_same_taps_again_change_nothing(self, pair: Pair) -> None:
        response = await pair.offer()
        await pair.fill(response, "a")
        skipping, going_back = pair.act(), pair.act()
        first = await answering.skip(pair.core, skipping, response, 2)
        assert await answering.skip(pair.core, skipping, response, 2) == first
        second = await answering.back(pair.core, going_back, response, 3)
        assert await answering.back(pair.core, going_back, response, 3) == second
        assert isinstance(second, Asked)
        assert second.number == 2

    async def test_a_tapped_answer_again_shows_the_same(self, pair: Pair) -> None:
        response = await pair.offer()
        await pair.fill(response, "a", "b", "c")
        actor = pair.act()
        first = await answering.answer_tap(pair.core, actor, response, 4, "5")
        assert await answering.answer_tap(pair.core, actor, response, 4, "5") == first

    async def test_sending_again_changes_nothing(self, pair: Pair) -> None:
        response = await pair.offer()
        await pair.fill(response, "a", "b", "c", "4", "d")
        actor = pair.act()
        first = await reviewing.send(pair.core, actor, response)
        assert await reviewing.send(pair.core, actor, response) == first
        assert isinstance(first, Sent)
        assert (first.shared, first.private, first.focus) == (5, 0, None)


class TestMovingAbout:
    async def test_skipping_keeps_an_answer_given_before(self, pair: Pair) -> None:
        response = await pair.offer()
        await pair.fill(response, "first words")
        await answering.back(pair.core, pair.act(), response, 2)
        view = await answering.skip(pair.core, pair.act(), response, 1)
        assert isinstance(view, Asked)
        assert view.number == 2
        assert await pair.stored(response) == {"glad": "first words"}

    async def test_going_back_shows_what_was_said_and_new_words_replace_it(
        self, pair: Pair
    ) -> None:
        response = await pair.offer()
        await pair.fill(response, "first words")
        view = await answering.back(pair.core, pair.act(), response, 2)
        assert isinstance(view, Asked)
        assert view.so_far == Given(AnswerKind.TEXT, text="first words")
        await pair.say("better words")
        assert await pair.stored(response) == {"glad": "better words"}

    async def test_going_back_from_the_review_leads_to_the_last_question(self, pair: Pair) -> None:
        response = await pair.offer()
        await pair.fill(response, "a", "b", "c", "4", "d")
        view = await answering.back(pair.core, pair.act(), response, 6)
        assert isinstance(view, Asked)
        assert view.number == 5

    async def test_going_back_passes_what_an_option_made_pointless(self, pair: Pair) -> None:
        response = await pair.offer(questionnaire="peer.meeting_mentee")
        review = await pair.fill(response, "no")
        assert isinstance(review, Review)
        assert [line.number for line in review.lines] == [1]
        view = await answering.back(pair.core, pair.act(), response, review.total + 1)
        assert isinstance(view, Asked)
        assert view.question.key == "met"

    async def test_what_was_answered_before_an_option_led_past_it_is_shown(
        self, pair: Pair
    ) -> None:
        response = await pair.offer(questionnaire="peer.meeting_mentee")
        await pair.fill(response, "yes", "4")
        await answering.back(pair.core, pair.act(), response, 3)
        await answering.back(pair.core, pair.act(), response, 2)
        review = await pair.say("no")
        assert isinstance(review, Review)
        assert [line.number for line in review.lines] == [1, 2]

    async def test_a_picture_is_answered_with_the_question_again(self, pair: Pair) -> None:
        response = await pair.offer()
        await pair.fill(response, "a")
        view = await answering.not_an_answer(pair.core, pair.act())
        assert isinstance(view, Asked)
        assert (view.number, view.problem) == (2, Problem.NOT_WORDS)

    async def test_it_goes_on_exactly_where_it_stopped(self, pair: Pair) -> None:
        response = await pair.offer()
        stopped = await pair.fill(response, "a", "b")
        await pair.world.restart()
        resumed = await beginning.begin(pair.core, pair.act(), response)
        assert resumed == stopped

    async def test_a_second_response_asks_which_and_the_first_keeps_its_place(
        self, pair: Pair
    ) -> None:
        first, second = await pair.offer(), await pair.offer(occasion="2026-03-12")
        await pair.fill(first, "a")
        view = await beginning.begin(pair.core, pair.act(), second)
        assert isinstance(view, Busy)
        assert view.other_id == first
        assert (await pair.person()).focus_id == first
        now = await beginning.begin(pair.core, pair.act(), second, now=True)
        assert isinstance(now, Asked)
        assert (now.response_id, now.number) == (second, 1)
        back_again = await beginning.begin(pair.core, pair.act(), first, now=True)
        assert isinstance(back_again, Asked)
        assert (back_again.response_id, back_again.number) == (first, 2)


class TestReview:
    async def test_a_changed_answer_returns_to_the_review(self, pair: Pair) -> None:
        response = await pair.offer()
        await pair.fill(response, "a", "b", "c", "4", "d")
        view = await reviewing.change(pair.core, pair.act(), response, 2)
        assert isinstance(view, Asked)
        assert (view.number, view.changing) == (2, True)
        assert isinstance(await pair.say("bb"), Review)
        assert (await pair.stored(response))["better"] == "bb"

    async def test_words_at_the_review_are_no_answer(self, pair: Pair) -> None:
        response = await pair.offer()
        await pair.fill(response, "a", "b", "c", "4", "d")
        view = await pair.say("and one more thing")
        assert isinstance(view, Review)
        assert view.unclear

    async def test_who_reads_an_answer_can_be_chosen(self, pair: Pair) -> None:
        response = await pair.offer()
        await pair.fill(response, "a", "b", "c", "4", "d")
        view = await reviewing.share(pair.core, pair.act(), response, 2, Reader.ME)
        assert isinstance(view, Review)
        assert [line.reader for line in view.lines].count(Reader.ME) == 1
        sent = await pair.send(response)
        assert isinstance(sent, Sent)
        assert (sent.shared, sent.private) == (4, 1)

    async def test_what_is_for_the_writer_alone_stays_so(self, pair: Pair) -> None:
        response = await pair.offer(questionnaire="peer.assessment")
        await pair.fill(response, "a", "b", "c", "rest")
        with pytest.raises(RefusedError):
            await reviewing.share(pair.core, pair.act(), response, 4, Reader.OTHER)

    async def test_nothing_at_all_is_not_sent(self, pair: Pair) -> None:
        response = await pair.offer()
        await pair.fill(response)
        for number in range(1, 6):
            await answering.skip(pair.core, pair.act(), response, number)
        view = await pair.send(response)
        assert isinstance(view, Review)
        assert all(line.given is None for line in view.lines)
        assert view.can_skip
        assert (await pair.response(response)).state is ResponseState.OPEN

    async def test_an_old_button_of_the_review_changes_nothing_once_it_is_sent(
        self, pair: Pair
    ) -> None:
        response = await pair.offer()
        await pair.fill(response, "a", "b", "c", "4", "d")
        await pair.send(response)
        for late in (
            await reviewing.change(pair.core, pair.act(), response, 1),
            await reviewing.share(pair.core, pair.act(), response, 1, Reader.ME),
            await answering.skip(pair.core, pair.act(), response, 1),
        ):
            assert isinstance(late, Stale)


class TestWhoMay:
    async def test_nobody_else_can_touch_a_response(self, pair: Pair) -> None:
        response = await pair.offer()
        await pair.fill(response, "a")
        for attempt in (
            beginning.begin(pair.core, pair.act(pair.mentor), response),
            answering.skip(pair.core, pair.act(pair.mentor), response, 2),
            reviewing.look(pair.core, pair.act(pair.mentor), response),
            reviewing.send(pair.core, pair.act(pair.mentor), response),
        ):
            with pytest.raises(RefusedError) as refused:
                await attempt
            assert refused.value.reason is Reason.GONE

    async def test_a_stranger_is_told_that_this_works_by_invitation(self, pair: Pair) -> None:
        response = await pair.offer()
        stranger = Actor(telegram_id=5, update_id=1)
        for attempt in (
            beginning.begin(pair.core, stranger, response),
            answering.answer_text(pair.core, stranger, "hello"),
        ):
            with pytest.raises(RefusedError) as refused:
                await attempt
            assert refused.value.reason is Reason.NOT_A_MEMBER

    async def test_text_without_a_question_is_no_answer(self, pair: Pair) -> None:
        with pytest.raises(RefusedError) as refused:
            await pair.say("hello")
        assert refused.value.reason is Reason.NOTHING_OPEN

    async def test_nothing_goes_on_once_the_relationship_has_ended(self, pair: Pair) -> None:
        response = await pair.offer()
        await pair.fill(response, "a")
        await end(pair)
        view = await pair.say("b")
        assert isinstance(view, Closed)
        assert view.focus is None
        assert await pair.stored(response) == {"glad": "a"}


async def end(pair: Pair) -> None:
    async with pair.core.db.write() as s:
        relationship = await s.get_one(Relationship, pair.relationship.id)
        relationship.state = RelationshipState.ENDED
