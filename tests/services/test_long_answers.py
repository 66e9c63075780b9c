"""An answer that Telegram's app cuts into several messages is one answer, in one place."""

from datetime import datetime, timedelta

import pytest

from bot.render.questions import current
from bot.render.split import MOST_CHARACTERS, characters
from bot.services.core import Actor
from bot.services.errors import Reason, RefusedError
from bot.services.writing import answering, late_edits, reviewing
from bot.services.writing.late_edits import Edit
from bot.services.writing.response_views import AnyView, Asked, Review
from tests.services.filling import Pair, pair_in
from tests.world import World

LONG = "x" * 4095 + "w"


@pytest.fixture
async def pair(either_world: World) -> Pair:
    return await pair_in(either_world)


async def say(pair: Pair, text: str, message_id: int, sent_at: datetime | None = None) -> AnyView:
    someone = pair.act(message_id=message_id)
    actor = Actor(someone.telegram_id, someone.update_id, message_id, sent_at)
    return await answering.answer_text(pair.core, actor, text)


class TestTheRest:
    async def test_the_rest_goes_to_the_same_answer_and_the_next_question_stands(
        self, pair: Pair
    ) -> None:
        response = await pair.offer()
        await pair.fill(response)
        await say(pair, LONG, 1)
        view = await say(pair, "ord.", 2)
        assert isinstance(view, Asked)
        assert view.lengthened is not None
        assert (view.number, view.lengthened.key) == (2, "glad")
        assert await pair.stored(response) == {"glad": LONG + "ord."}

    async def test_three_messages_are_one_answer_too(self, pair: Pair) -> None:
        response = await pair.offer()
        await pair.fill(response)
        for number, text in enumerate((LONG, LONG, "ord."), start=1):
            view = await say(pair, text, number)
        assert isinstance(view, Asked)
        assert view.number == 2
        assert await pair.stored(response) == {"glad": LONG + LONG + "ord."}

    async def test_the_rest_of_the_last_answer_comes_with_the_review(self, pair: Pair) -> None:
        response = await pair.offer()
        await pair.fill(response, "a", "b", "c", "4")
        await say(pair, LONG, 1)
        view = await say(pair, "ord.", 2)
        assert isinstance(view, Review)
        assert not view.unclear
        assert (await pair.stored(response))["questions"] == LONG + "ord."

    async def test_the_rest_of_a_changed_answer_goes_to_that_one(self, pair: Pair) -> None:
        response = await pair.offer()
        await pair.fill(response, "a", "b", "c", "4", "d")
        pair.world.clock.move(timedelta(minutes=1))
        await reviewing.change(pair.core, pair.act(), response, 2)
        await say(pair, LONG, 1)
        assert isinstance(await say(pair, "ord.", 2), Review)
        assert (await pair.stored(response))["better"] == LONG + "ord."

    async def test_handled_again_it_is_added_once_and_says_the_same(self, pair: Pair) -> None:
        response = await pair.offer()
        await pair.fill(response)
        await say(pair, LONG, 1)
        actor = pair.act(message_id=2)
        first = await answering.answer_text(pair.core, actor, LONG)
        assert await answering.answer_text(pair.core, actor, LONG) == first
        assert await pair.stored(response) == {"glad": LONG + LONG}

    async def test_sent_before_a_crash_and_handled_long_after_it_is_still_the_rest(
        self, pair: Pair
    ) -> None:
        response = await pair.offer()
        await pair.fill(response)
        sent_at = pair.world.clock.now()
        await say(pair, LONG, 1, sent_at)
        pair.world.clock.move(timedelta(hours=1))
        await say(pair, "ord.", 2, sent_at)
        assert await pair.stored(response) == {"glad": LONG + "ord."}

    async def test_a_review_of_nothing_but_such_answers_fits_into_a_message(
        self, pair: Pair
    ) -> None:
        response = await pair.offer()
        await pair.fill(response)
        texts = (LONG, "ord.", LONG, "ord.", LONG, "ord.", "4", LONG, "ord.")
        for number, text in enumerate(texts, start=1):
            view = await say(pair, text, number)
        assert isinstance(view, Review)
        assert characters(current(view).text) <= MOST_CHARACTERS


class TestWhatIsNoRest:
    async def test_a_short_answer_is_never_gone_on_with(self, pair: Pair) -> None:
        response = await pair.offer()
        await pair.fill(response)
        await say(pair, "x" * 3000, 1)
        await say(pair, "Something else.", 2)
        assert (await pair.stored(response))["better"] == "Something else."

    async def test_what_is_typed_after_reading_on_answers_the_next_question(
        self, pair: Pair
    ) -> None:
        response = await pair.offer()
        await pair.fill(response)
        await say(pair, LONG, 1)
        pair.world.clock.move(timedelta(seconds=10))
        await say(pair, "Something else.", 2)
        assert await pair.stored(response) == {"glad": LONG, "better": "Something else."}

    async def test_what_comes_after_the_next_question_while_the_clock_stands_still_answers_that(
        self, pair: Pair
    ) -> None:
        """In a rehearsal no time passes while somebody reads; only the next number tells."""
        response = await pair.offer()
        await pair.fill(response)
        await say(pair, LONG, 1)
        await say(pair, "Something else.", 3)
        assert await pair.stored(response) == {"glad": LONG, "better": "Something else."}

    async def test_what_is_typed_after_a_tap_answers_what_was_tapped_for(self, pair: Pair) -> None:
        response = await pair.offer()
        await pair.fill(response)
        await say(pair, LONG, 1)
        await answering.skip(pair.core, pair.act(), response, 2)
        await say(pair, "Something else.", 2)
        assert await pair.stored(response) == {"glad": LONG, "served": "Something else."}

    async def test_a_number_where_one_is_asked_for_is_that(self, pair: Pair) -> None:
        response = await pair.offer()
        await pair.fill(response, "a", "b")
        await say(pair, LONG, 1)
        await say(pair, "4", 2)
        stored = await pair.stored(response)
        assert (stored["served"], stored["feeling"]) == (LONG, 4)

    async def test_what_follows_once_it_is_sent_is_added_to_nothing(self, pair: Pair) -> None:
        response = await pair.offer()
        await pair.fill(response, "a", "b", "c", "4")
        await say(pair, LONG, 1)
        await pair.send(response)
        with pytest.raises(RefusedError) as refused:
            await say(pair, "ord.", 2)
        assert refused.value.reason is Reason.NOTHING_OPEN
        assert (await pair.stored(response))["questions"] == LONG


class TestEdits:
    @pytest.mark.parametrize(("message", "now"), [(1, "Short. ord."), (2, LONG + "orld.")])
    async def test_editing_a_part_changes_that_part(
        self, pair: Pair, message: int, now: str
    ) -> None:
        response = await pair.offer()
        await pair.fill(response)
        await say(pair, LONG, 1)
        await say(pair, "ord.", 2)
        text = "Short. " if message == 1 else "orld."
        view = await late_edits.edit(pair.core, pair.act(message_id=message), text)
        assert view is not None
        assert view.outcome is Edit.CHANGED
        assert await pair.stored(response) == {"glad": now}

    async def test_a_part_left_without_words_stays(self, pair: Pair) -> None:
        response = await pair.offer()
        await pair.fill(response)
        await say(pair, LONG, 1)
        await say(pair, "ord.", 2)
        view = await late_edits.edit(pair.core, pair.act(message_id=2), "")
        assert view is not None
        assert view.outcome is Edit.NO_ANSWER
        assert await pair.stored(response) == {"glad": LONG + "ord."}

    async def test_a_message_between_answers_edits_none_of_them(self, pair: Pair) -> None:
        response = await pair.offer()
        await pair.fill(response)
        await say(pair, "a", 10)
        await say(pair, "b", 20)
        for message in (5, 15, 25):
            edited = await late_edits.edit(pair.core, pair.act(message_id=message), "no")
            assert edited is None
        assert await pair.stored(response) == {"glad": "a", "better": "b"}
