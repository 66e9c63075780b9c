"""A mentor who leaves check-ins unanswered is asked no more, is told so once, and can begin anew."""

from datetime import datetime, timedelta

from sqlalchemy import select

from bot.db.tables import Meeting, Relationship
from bot.domain.queues import DueKind, MessageKind
from bot.domain.responses import ResponseKind, ResponseState
from bot.services.reading import digests
from bot.services.reading.digest_views import DigestView
from bot.services.writing import assessments, prompting
from bot.services.writing.assess_later import put_off
from tests.services.filling import Pair
from tests.services.test_reflections import (
    HOUR,
    SUNDAY,
    WEEK,
    due_rows,
    pair,
    told,
    until,
    written,
)
from tests.services.test_sealing import assess

__all__ = ["pair"]

TUESDAY = SUNDAY + timedelta(days=2, hours=1)  # when the mentor is asked
WEDNESDAY = SUNDAY + timedelta(days=3)  # when the digest goes


async def asked(pair: Pair) -> int:
    """How often the mentor has been asked for a check-in."""
    return len(await told(pair, MessageKind.ASSESSMENT_PROMPT, pair.mentor.id))


async def digest(pair: Pair) -> DigestView:
    view = await digests.open_digest(pair.core, pair.act(pair.mentor))
    assert isinstance(view, DigestView)
    return view


async def states(pair: Pair) -> list[ResponseState]:
    return [response.state for response in await written(pair, ResponseKind.ASSESSMENT)]


class TestStopping:
    async def test_after_two_unanswered_in_a_row_no_third_is_asked(self, pair: Pair) -> None:
        await until(pair, TUESDAY + WEEK)
        assert await asked(pair) == 2
        await until(pair, TUESDAY + 2 * WEEK)
        assert await asked(pair) == 2
        assert await states(pair) == [ResponseState.LAPSED, ResponseState.LAPSED]

    async def test_the_next_digest_says_so_and_no_other(self, pair: Pair) -> None:
        for week in range(2):
            await until(pair, WEDNESDAY + week * WEEK)
            assert not (await digest(pair)).checkins_stopped
        await until(pair, WEDNESDAY + 2 * WEEK)
        sent = await _sent_digest(pair)
        assert sent.checkins_stopped
        assert (await digest(pair)).checkins_stopped
        await until(pair, WEDNESDAY + 3 * WEEK)
        assert not (await _sent_digest(pair)).checkins_stopped
        assert await asked(pair) == 2

    async def test_one_answered_in_between_counts_anew(self, pair: Pair) -> None:
        await until(pair, TUESDAY + WEEK)
        await assess(pair)
        await _mentee_carries_on(pair, WEDNESDAY + 2 * WEEK)
        await until(pair, TUESDAY + 3 * WEEK)
        assert await asked(pair) == 4

    async def test_one_that_was_only_opened_counts_as_an_answer(self, pair: Pair) -> None:
        await until(pair, TUESDAY + WEEK)
        await assessments.assess(pair.core, pair.act(pair.mentor))
        await until(pair, TUESDAY + 2 * WEEK)
        assert await asked(pair) == 3

    async def test_putting_off_is_one_question_and_not_two(self, pair: Pair) -> None:
        await until(pair, TUESDAY)
        await _put_off(pair)
        await until(pair, TUESDAY + WEEK)
        assert await asked(pair) == 3


class TestBeginningAnew:
    async def test_opening_one_brings_the_questions_back(self, pair: Pair) -> None:
        await _stopped(pair)
        await assessments.assess(pair.core, pair.act(pair.mentor))
        assert not (await digest(pair)).checkins_stopped
        await until(pair, TUESDAY + 3 * WEEK)
        assert await asked(pair) == 3

    async def test_two_more_without_an_answer_end_them_again(self, pair: Pair) -> None:
        await _stopped(pair)
        await assess(pair)
        await until(pair, TUESDAY + 4 * WEEK)
        assert await asked(pair) == 4
        await until(pair, WEDNESDAY + 5 * WEEK)
        assert await asked(pair) == 4
        assert (await digest(pair)).checkins_stopped


class TestPuttingOff:
    async def test_a_promise_to_ask_again_is_kept_when_the_mentee_is_asked_no_more(
        self, pair: Pair
    ) -> None:
        await until(pair, TUESDAY)
        await _put_off(pair)
        async with pair.core.db.write() as s:
            relationship = await s.get_one(Relationship, pair.relationship.id)
            await prompting.stop(s, pair.core, relationship)
        await until(pair, TUESDAY + 2 * HOUR)
        assert await asked(pair) == 2

    async def test_nothing_is_asked_again_that_was_answered_meanwhile(self, pair: Pair) -> None:
        await until(pair, TUESDAY)
        await _put_off(pair)
        await assess(pair)
        await until(pair, TUESDAY + 2 * HOUR)
        assert await asked(pair) == 1


async def _stopped(pair: Pair) -> None:
    """Let two questions pass without an answer, while the mentee goes on being asked."""
    await until(pair, TUESDAY + 2 * WEEK)
    assert await asked(pair) == 2
    await _mentee_carries_on(pair, WEDNESDAY + 2 * WEEK)


async def _mentee_carries_on(pair: Pair, at: datetime) -> None:
    """Let the mentee, who has been quiet for three weeks, be asked again."""
    await until(pair, at)
    async with pair.core.db.write() as s:
        relationship = await s.get_one(Relationship, pair.relationship.id)
        await prompting.resume(s, pair.core, relationship)


async def _put_off(pair: Pair) -> None:
    (row,) = [
        row
        for row in await due_rows(pair, DueKind.ASSESSMENT)
        if row.outcome is not None and row.person_id == pair.mentor.id
    ]
    found = await put_off(pair.core, pair.act(pair.mentor), row.subject_id, today=True)
    assert found.at is not None


async def _sent_digest(pair: Pair) -> DigestView:
    """What the digest of the next meeting says as it is sent."""
    async with pair.core.db.read() as s:
        meeting = await s.scalar(
            select(Meeting)
            .where(Meeting.starts_at > pair.world.clock.now())
            .order_by(Meeting.starts_at)
            .limit(1)
        )
        assert meeting is not None
    view = await digests.for_sending(pair.core, pair.mentor.id, meeting.id)
    assert view is not None
    return view
