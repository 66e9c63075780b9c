"""As time passes: one prompt a week, one reminder, a closing, and never more than that."""

from datetime import UTC, datetime, time, timedelta

import pytest
from sqlalchemy import func, select

from bot.db.tables import DueRow, OutboxRow, Person, Relationship, Response
from bot.domain.people import Role
from bot.domain.queues import DueKind, DueOutcome, MessageKind, OutboxState
from bot.domain.responses import ResponseKind, ResponseState
from bot.services.core import Actor
from bot.services.errors import RefusedError
from bot.services.falls_due import FALLS_DUE
from bot.services.reading import digests
from bot.services.reading.digest_views import DigestView
from bot.services.relationships import terms
from bot.services.sweep import sweep
from bot.services.writing import assessments, beginning, reflecting, reflections
from bot.services.writing.going_on import GoOn, go_on
from bot.services.writing.prompt_views import prompt
from bot.services.writing.response_views import Asked, NextWeek
from tests.givens_reflecting import planned
from tests.services.filling import Pair
from tests.world import World

SUNDAY = datetime(2026, 3, 8, 18, 0, tzinfo=UTC)
WEEK = timedelta(weeks=1)
HOUR = timedelta(hours=1)


@pytest.fixture
async def pair(either_world: World) -> Pair:
    """Ana reflects on Sundays at 18:00; nothing but due rows runs in these tests."""
    return await _ana_and_ben(either_world)


async def _ana_and_ben(world: World) -> Pair:
    ben = await world.member("Ben", Role.MENTOR)
    ana = await world.member("Ana", Role.MENTEE)
    return Pair(world, ben, ana, await planned(world, ben, ana))


async def until(pair: Pair, instant: datetime) -> None:
    """Let time pass, doing what falls due at its instant; nothing is sent."""
    while (at := await _next_due_at(pair)) is not None and at <= instant:
        pair.world.clock.move_to(at)
        await sweep(pair.core, FALLS_DUE)
    pair.world.clock.move_to(instant)


async def _next_due_at(pair: Pair) -> datetime | None:
    async with pair.core.db.read() as s:
        return await s.scalar(select(func.min(DueRow.due_at)).where(DueRow.outcome.is_(None)))


async def wake_at(pair: Pair, instant: datetime) -> None:
    """Let time pass at once, as if the bot had been off."""
    pair.world.clock.move_to(instant)
    await sweep(pair.core, FALLS_DUE)


async def told(pair: Pair, kind: MessageKind, person_id: int | None = None) -> list[OutboxRow]:
    async with pair.core.db.read() as s:
        rows = await s.scalars(
            select(OutboxRow)
            .where(OutboxRow.kind == kind, OutboxRow.person_id == (person_id or pair.mentee.id))
            .order_by(OutboxRow.id)
        )
        return list(rows)


async def due_rows(pair: Pair, kind: DueKind) -> list[DueRow]:
    async with pair.core.db.read() as s:
        rows = await s.scalars(select(DueRow).where(DueRow.kind == kind).order_by(DueRow.due_at))
        return list(rows)


async def written(pair: Pair, kind: ResponseKind = ResponseKind.REFLECTION) -> list[Response]:
    async with pair.core.db.read() as s:
        rows = await s.scalars(
            select(Response).where(Response.kind == kind).order_by(Response.occasion)
        )
        return list(rows)


async def relationship(pair: Pair) -> Relationship:
    async with pair.core.db.read() as s:
        return await s.get_one(Relationship, pair.relationship.id)


class TestPrompts:
    async def test_a_prompt_is_sent_once_and_the_next_is_planned(self, pair: Pair) -> None:
        await until(pair, SUNDAY)
        await sweep(pair.core, FALLS_DUE)
        assert len(await told(pair, MessageKind.REFLECTION_PROMPT)) == 1
        rows = await due_rows(pair, DueKind.REFLECTION)
        assert [(row.occurrence, row.outcome) for row in rows] == [
            ("2026-03-08", DueOutcome.DONE),
            ("2026-03-15", None),
        ]

    async def test_a_late_prompt_is_sent_once(self, pair: Pair) -> None:
        await wake_at(pair, SUNDAY + timedelta(hours=2))
        assert len(await told(pair, MessageKind.REFLECTION_PROMPT)) == 1

    async def test_a_prompt_that_is_too_late_is_missed_and_never_piles_up(self, pair: Pair) -> None:
        await wake_at(pair, SUNDAY + 3 * WEEK + timedelta(hours=20))
        assert await told(pair, MessageKind.REFLECTION_PROMPT) == []
        rows = await due_rows(pair, DueKind.REFLECTION)
        assert [(row.occurrence, row.outcome) for row in rows] == [
            ("2026-03-08", DueOutcome.MISSED),
            ("2026-04-05", None),
        ]

    async def test_a_prompt_that_missed_its_minute_respects_the_night(self, pair: Pair) -> None:
        await wake_at(pair, SUNDAY + timedelta(hours=3, minutes=30))
        assert await told(pair, MessageKind.REFLECTION_PROMPT) == []
        await until(pair, SUNDAY + timedelta(hours=14))
        (row,) = await told(pair, MessageKind.REFLECTION_PROMPT)
        assert row.created_at == datetime(2026, 3, 9, 8, tzinfo=UTC)

    async def test_nothing_is_asked_while_paused_and_then_it_goes_on(self, pair: Pair) -> None:
        async with pair.core.db.write() as s:
            person = await s.get_one(Person, pair.mentee.id)
            person.paused_until = SUNDAY + WEEK - timedelta(days=1)
        await until(pair, SUNDAY + timedelta(hours=1))
        assert await told(pair, MessageKind.REFLECTION_PROMPT) == []
        assert await written(pair) == []
        await until(pair, SUNDAY + WEEK)
        assert len(await told(pair, MessageKind.REFLECTION_PROMPT)) == 1

    async def test_two_unasked_messages_never_go_on_one_day(self, pair: Pair) -> None:
        async with pair.core.db.write() as s:
            person = await s.get_one(Person, pair.mentee.id)
            person.last_unasked_at = SUNDAY - timedelta(hours=3)
        await until(pair, SUNDAY + timedelta(hours=20))
        (row,) = await told(pair, MessageKind.REFLECTION_PROMPT)
        assert row.created_at == datetime(2026, 3, 9, 8, tzinfo=UTC)

    async def test_a_new_schedule_never_asks_twice_about_one_date(self, pair: Pair) -> None:
        await until(pair, SUNDAY)
        async with pair.core.db.write() as s:
            agreement = await terms.standing(s, pair.relationship.id)
            assert agreement is not None
            agreement.reflection_time = time(20)
            mentee = await s.get_one(Person, pair.mentee.id)
            mine = await s.get_one(Relationship, pair.relationship.id)
            at = await reflections.plan_next(s, pair.core, mine, agreement, mentee, SUNDAY)
        assert at == datetime(2026, 3, 15, 20, tzinfo=UTC)
        waiting = [r for r in await due_rows(pair, DueKind.REFLECTION) if r.outcome is None]
        assert [row.due_at for row in waiting] == [at]

    async def test_the_first_questions_come_until_one_reflection_was_sent(self, pair: Pair) -> None:
        await until(pair, SUNDAY + WEEK)
        first, second = await written(pair)
        assert (first.questionnaire, second.questionnaire) == ("peer.first", "peer.first")
        await pair.fill(second.id, "a", "b", "3", "c")
        await pair.send(second.id)
        await until(pair, SUNDAY + 2 * WEEK)
        assert (await written(pair))[2].questionnaire == "peer.weekly"


class TestBegunEarly:
    """What is begun before its day, and not sent, is asked for on its day like any other."""

    @pytest.fixture
    async def pair(self, world: World) -> Pair:
        return await _ana_and_ben(world)

    async def test_it_is_asked_for_once_and_counts_from_then(self, pair: Pair) -> None:
        view = await reflecting.reflect(pair.core, pair.act())
        await until(pair, SUNDAY)
        (row,) = await told(pair, MessageKind.REFLECTION_PROMPT)
        assert row.created_at == SUNDAY
        response = await pair.response(view.response_id)
        assert (response.offered_at, response.closes_at) == (SUNDAY, SUNDAY + timedelta(hours=72))

    @pytest.mark.parametrize("answers", [(), ("a",)])
    async def test_what_is_said_to_be_kept_is_kept(
        self, pair: Pair, answers: tuple[str, ...]
    ) -> None:
        response_id = (await reflecting.reflect(pair.core, pair.act())).response_id
        for text in answers:
            await pair.say(text)
        await until(pair, SUNDAY)
        said = await prompt(pair.core, pair.mentee.id, response_id)
        assert said is not None
        assert said.begun == bool(answers)

    async def test_nobody_is_asked_for_what_they_are_just_writing(self, pair: Pair) -> None:
        await until(pair, SUNDAY - timedelta(minutes=10))
        await reflecting.reflect(pair.core, pair.act())
        await until(pair, SUNDAY + timedelta(hours=24))
        assert await told(pair, MessageKind.REFLECTION_PROMPT) == []
        assert len(await told(pair, MessageKind.REFLECTION_REMINDER)) == 1

    async def test_once_one_was_sent_the_next_week_is_named_before_it_begins(
        self, pair: Pair
    ) -> None:
        response_id = (await reflecting.reflect(pair.core, pair.act())).response_id
        await pair.fill(response_id, "a", "b", "3", "c")
        await pair.send(response_id)
        await until(pair, SUNDAY + HOUR)
        view = await reflecting.reflect(pair.core, pair.act())
        assert isinstance(view, NextWeek)
        assert view.on == (SUNDAY + WEEK).date()
        assert (await pair.person()).focus is None
        begun = await pair.fill(view.response_id)
        assert isinstance(begun, Asked)

    async def test_the_mentor_is_asked_about_the_week_that_is_over(self, pair: Pair) -> None:
        await until(pair, SUNDAY)
        (response,) = await written(pair)
        await pair.fill(response.id, "a", "b", "3", "c")
        await pair.send(response.id)
        early = await reflecting.reflect(pair.core, pair.act())
        await pair.fill(early.response_id, "d")
        await until(pair, SUNDAY + HOUR)
        await assessments.assess(pair.core, pair.act(pair.mentor))
        assert [r.occasion for r in await written(pair, ResponseKind.ASSESSMENT)] == ["2026-03-08"]

    async def test_the_first_time_questions_are_asked_once(self, pair: Pair) -> None:
        await until(pair, SUNDAY + WEEK)
        lapsed, offered = await written(pair)
        assert offered.questionnaire == "peer.first"
        await pair.fill(lapsed.id, "a", "b", "3", "c")
        await pair.send(lapsed.id)
        assert (await pair.response(offered.id)).questionnaire == "peer.weekly"
        view = await reflecting.reflect(pair.core, pair.act())
        assert isinstance(view, Asked)
        assert (view.response_id, view.total) == (offered.id, 5)

    async def test_what_has_an_answer_keeps_its_questions(self, pair: Pair) -> None:
        await until(pair, SUNDAY + WEEK)
        lapsed, offered = await written(pair)
        await pair.fill(offered.id, "mine")
        await beginning.begin(pair.core, pair.act(), lapsed.id, now=True)
        for text in ("a", "b", "3", "c"):
            await pair.say(text)
        await pair.send(lapsed.id)
        assert (await pair.response(offered.id)).questionnaire == "peer.first"
        assert await pair.stored(offered.id) == {"strengths": "mine"}


class TestReminderAndClosing:
    async def test_one_reminder_after_a_day_and_then_silence(self, pair: Pair) -> None:
        await until(pair, SUNDAY + WEEK - HOUR)
        (row,) = await told(pair, MessageKind.REFLECTION_REMINDER)
        assert row.created_at == SUNDAY + timedelta(hours=24)

    async def test_nobody_is_reminded_of_what_is_sent(self, pair: Pair) -> None:
        await until(pair, SUNDAY)
        (response,) = await written(pair)
        await pair.fill(response.id, "a", "b", "3", "c")
        await pair.send(response.id)
        await until(pair, SUNDAY + WEEK - HOUR)
        assert await told(pair, MessageKind.REFLECTION_REMINDER) == []
        assert (await written(pair))[0].state is ResponseState.SENT

    async def test_the_window_closes_after_three_days_and_answers_stay(self, pair: Pair) -> None:
        await until(pair, SUNDAY)
        (response,) = await written(pair)
        await pair.fill(response.id, "a")
        await until(pair, SUNDAY + timedelta(hours=72))
        (lapsed,) = await written(pair)
        assert (lapsed.state, lapsed.finished_at) == (
            ResponseState.LAPSED,
            SUNDAY + timedelta(hours=72),
        )
        assert (await pair.person()).focus is None
        assert await pair.stored(response.id) == {"strengths": "a"}
        await pair.fill(response.id, "b", "3", "c")
        await pair.send(response.id)
        assert (await written(pair))[0].state is ResponseState.SENT

    async def test_it_does_not_close_on_somebody_who_is_writing(self, pair: Pair) -> None:
        await until(pair, SUNDAY + timedelta(hours=71))
        (response,) = await written(pair)
        pair.world.clock.move(timedelta(minutes=55))
        await pair.fill(response.id, "a")
        await wake_at(pair, SUNDAY + timedelta(hours=72))
        assert (await written(pair))[0].state is ResponseState.OPEN
        await pair.say("b")
        await until(pair, SUNDAY + timedelta(hours=75))
        assert (await written(pair))[0].state is ResponseState.LAPSED


class TestPuttingOff:
    async def test_later_moves_prompt_reminder_and_closing(self, pair: Pair) -> None:
        await until(pair, SUNDAY)
        (response,) = await written(pair)
        view = await reflecting.another_day(pair.core, pair.act(), response.id)
        assert view.at == SUNDAY + timedelta(days=1)
        await until(pair, SUNDAY + timedelta(days=5))
        sent = [row.created_at for row in await told(pair, MessageKind.REFLECTION_PROMPT)]
        assert sent == [SUNDAY, SUNDAY + timedelta(days=1)]
        (reminder,) = await told(pair, MessageKind.REFLECTION_REMINDER)
        assert reminder.created_at == SUNDAY + timedelta(days=2)
        assert (await written(pair))[0].finished_at == SUNDAY + timedelta(days=4)

    async def test_the_same_tap_again_puts_it_off_once(self, pair: Pair) -> None:
        await until(pair, SUNDAY)
        (response,) = await written(pair)
        actor = pair.act()
        first = await reflecting.later(pair.core, actor, response.id)
        assert await reflecting.later(pair.core, actor, response.id) == first
        assert len(await due_rows(pair, DueKind.LATER)) == 1

    async def test_skipping_twice_is_skipping_once(self, pair: Pair) -> None:
        await until(pair, SUNDAY)
        (response,) = await written(pair)
        actor = pair.act()
        first = await reflecting.skip_week(pair.core, actor, response.id)
        assert await reflecting.skip_week(pair.core, actor, response.id) == first
        with pytest.raises(RefusedError):
            await reflecting.skip_week(pair.core, pair.act(), response.id)
        await until(pair, SUNDAY + timedelta(days=6))
        assert await told(pair, MessageKind.REFLECTION_REMINDER) == []
        assert (await written(pair))[0].state is ResponseState.SKIPPED

    async def test_only_the_mentee_may_put_off(self, pair: Pair) -> None:
        await until(pair, SUNDAY)
        (response,) = await written(pair)
        for attempt in (
            reflecting.later(pair.core, pair.act(pair.mentor), response.id),
            reflecting.skip_week(pair.core, pair.act(pair.mentor), response.id),
            reflecting.another_day(pair.core, Actor(4, 4), response.id),
        ):
            with pytest.raises(RefusedError):
                await attempt


class TestQuiet:
    """Weeks on end, on one kind of database: nothing here depends on which."""

    @pytest.fixture
    async def pair(self, world: World) -> Pair:
        return await _ana_and_ben(world)

    async def test_after_three_weeks_prompts_stop_and_one_question_is_asked(
        self, pair: Pair
    ) -> None:
        await until(pair, SUNDAY + 6 * WEEK)
        assert len(await told(pair, MessageKind.REFLECTION_PROMPT)) == 3
        assert len(await told(pair, MessageKind.QUIET_ASK)) == 1
        assert (await relationship(pair)).prompts_stopped_at is not None

    async def test_a_skipped_week_counts_too(self, pair: Pair) -> None:
        await until(pair, SUNDAY)
        (response,) = await written(pair)
        await reflecting.skip_week(pair.core, pair.act(), response.id)
        await until(pair, SUNDAY + 3 * WEEK - HOUR)
        assert len(await told(pair, MessageKind.QUIET_ASK)) == 1

    async def test_a_reflection_starts_the_count_anew(self, pair: Pair) -> None:
        await until(pair, SUNDAY + 2 * WEEK - HOUR)
        late = (await written(pair))[-1]
        await pair.fill(late.id, "a", "b", "3", "c")
        await pair.send(late.id)
        await until(pair, SUNDAY + 4 * WEEK - HOUR)
        assert await told(pair, MessageKind.QUIET_ASK) == []

    async def test_less_often_means_every_second_week_and_counts_from_now(self, pair: Pair) -> None:
        await until(pair, SUNDAY + 3 * WEEK)
        await go_on(pair.core, pair.act(), pair.relationship.id, GoOn.LESS_OFTEN)
        await until(pair, SUNDAY + 8 * WEEK)
        asked = [
            row.created_at.date().isoformat()
            for row in await told(pair, MessageKind.REFLECTION_PROMPT)
        ]
        assert asked[3:] == ["2026-04-05", "2026-04-19", "2026-05-03"]
        assert len(await told(pair, MessageKind.QUIET_ASK)) == 1

    async def test_sending_one_after_all_makes_the_prompts_come_again(self, pair: Pair) -> None:
        await until(pair, SUNDAY + 5 * WEEK)
        view = await reflecting.reflect(pair.core, pair.act())
        await pair.fill(view.response_id, "a", "b", "3", "c")
        await pair.send(view.response_id)
        assert (await relationship(pair)).prompts_stopped_at is None
        await until(pair, SUNDAY + 7 * WEEK)
        assert len(await told(pair, MessageKind.REFLECTION_PROMPT)) > 3

    async def test_the_mentor_is_not_asked_before_the_mentee_ever_was(self, pair: Pair) -> None:
        async with pair.core.db.write() as s:
            person = await s.get_one(Person, pair.mentee.id)
            person.paused_until = SUNDAY + timedelta(days=1)
        await until(pair, SUNDAY + timedelta(days=3))
        assert await told(pair, MessageKind.ASSESSMENT_PROMPT, pair.mentor.id) == []
        await until(pair, SUNDAY + WEEK + timedelta(days=3))
        assert len(await told(pair, MessageKind.ASSESSMENT_PROMPT, pair.mentor.id)) == 1

    async def test_the_mentor_is_asked_no_more_either_until_the_mentee_writes_again(
        self, pair: Pair
    ) -> None:
        await until(pair, SUNDAY + 3 * WEEK)
        assert (await relationship(pair)).prompts_stopped_at is not None
        before = len(await told(pair, MessageKind.ASSESSMENT_PROMPT, pair.mentor.id))
        assert before > 0
        # A mentor who is silent too would be asked no more for that.
        await assessments.assess(pair.core, pair.act(pair.mentor))
        await until(pair, SUNDAY + 6 * WEEK)
        asked = await told(pair, MessageKind.ASSESSMENT_PROMPT, pair.mentor.id)
        assert len(asked) == before
        digest = await digests.open_digest(pair.core, pair.act(pair.mentor))
        assert isinstance(digest, DigestView)
        assert digest.stopped_asking
        view = await reflecting.reflect(pair.core, pair.act())
        await pair.fill(view.response_id, "a", "b", "3", "c")
        await pair.send(view.response_id)
        await until(pair, SUNDAY + 8 * WEEK)
        asked = await told(pair, MessageKind.ASSESSMENT_PROMPT, pair.mentor.id)
        assert len(asked) > before

    async def test_only_the_mentee_says_how_to_go_on(self, pair: Pair) -> None:
        await until(pair, SUNDAY + 3 * WEEK)
        with pytest.raises(RefusedError):
            await go_on(pair.core, pair.act(pair.mentor), pair.relationship.id, GoOn.CARRY_ON)


class TestWhatIsSaid:
    async def test_a_prompt_that_has_been_overtaken_says_nothing(self, pair: Pair) -> None:
        await until(pair, SUNDAY)
        (response,) = await written(pair)
        assert await prompt(pair.core, pair.mentee.id, response.id) is not None
        assert await prompt(pair.core, pair.mentor.id, response.id) is None
        await pair.fill(response.id, "a", "b", "3", "c")
        await pair.send(response.id)
        assert await prompt(pair.core, pair.mentee.id, response.id) is None

    async def test_what_waits_in_the_outbox_holds_no_words(self, pair: Pair) -> None:
        await until(pair, SUNDAY + WEEK)
        for kind in (MessageKind.REFLECTION_PROMPT, MessageKind.REFLECTION_REMINDER):
            for row in await told(pair, kind):
                assert (row.detail, row.state) == ({}, OutboxState.WAITING)
