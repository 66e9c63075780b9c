"""How it is going is asked of both sides now and then: once, on a quiet day, and never piled up."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select, update

from bot.db.tables import Answer, DueRow, OutboxRow, Person, Programme, Relationship, Response
from bot.domain.people import Focus, Role
from bot.domain.pulse import GOING, next_day
from bot.domain.queues import DueKind, DueOutcome, MessageKind
from bot.domain.responses import Reader, ResponseKind, ResponseState
from bot.services.relationships import pulse_plan
from bot.services.writing import beginning, passing_on, pulse_answers, reviewing
from bot.services.writing.pulses import asked
from bot.services.writing.response_views import Asked, Busy, Closed, Review, Sent, Stale
from bot.services.writing.sharing import seen_by
from tests.seeding import Member
from tests.services.filling import Pair
from tests.services.test_reflections import pair, until

__all__ = ["pair"]
DAY = timedelta(days=1)
# Two weeks after they became a pair, on Monday 2 March.
FIRST = datetime(2026, 3, 16, 18, 0, tzinfo=UTC)


@pytest.fixture
async def asking(pair: Pair) -> Pair:
    """Both are asked; the mentee's weekly questions have stopped, so that no day is taken."""
    async with pair.core.db.write() as s:
        await s.execute(update(Relationship).values(prompts_stopped_at=pair.world.clock.now()))
        rows = update(DueRow).where(DueRow.kind == DueKind.REFLECTION)
        await s.execute(rows.values(outcome=DueOutcome.CANCELLED))
    await pulse_plan.plan_missing(pair.core)
    return pair


async def rule(pair: Pair, weeks: int) -> None:
    async with pair.core.db.write() as s:
        await s.execute(update(Programme).values(rules={"ask_pair_every_weeks": weeks}))


async def ahead(pair: Pair) -> dict[int, datetime]:
    """When each side is asked next."""
    async with pair.core.db.read() as s:
        rows = await s.scalars(
            select(DueRow).where(DueRow.kind == DueKind.PULSE, DueRow.outcome.is_(None))
        )
        return {row.person_id: row.due_at for row in rows}


async def pulses(pair: Pair, who: Member | None = None) -> list[Response]:
    async with pair.core.db.read() as s:
        rows = await s.scalars(
            select(Response)
            .where(
                Response.kind == ResponseKind.PULSE,
                Response.person_id == (who or pair.mentee).id,
            )
            .order_by(Response.offered_at)
        )
        return list(rows)


async def sent_to(pair: Pair, kind: MessageKind) -> list[OutboxRow]:
    async with pair.core.db.read() as s:
        rows = await s.scalars(select(OutboxRow).where(OutboxRow.kind == kind))
        return list(rows)


def test_the_days_are_the_same_however_often_they_are_planned() -> None:
    since = date(2026, 3, 2)
    assert next_day(since, since, 2) == date(2026, 3, 16)
    assert next_day(since, date(2026, 3, 15), 2) == date(2026, 3, 16)
    assert next_day(since, date(2026, 3, 16), 2) == date(2026, 3, 30)
    assert next_day(since, date(2026, 3, 17), 2) == date(2026, 3, 30)
    assert next_day(since, date(2026, 3, 17), 1) == date(2026, 3, 23)
    assert next_day(since, date(2026, 3, 17), 0) is None


class TestWhen:
    async def test_both_sides_are_asked_every_other_week_with_some_more_every_second_time(
        self, asking: Pair
    ) -> None:
        """Whatever they leave unanswered is over by then: no more than one is ever open."""
        before = await ahead(asking)
        await pulse_plan.plan_missing(asking.core)
        assert await ahead(asking) == before
        assert before == {asking.mentee.id: FIRST, asking.mentor.id: FIRST.replace(hour=19)}
        await until(asking, FIRST + 32 * DAY)
        for who in (asking.mentee, asking.mentor):
            found = await pulses(asking, who)
            names = [each.questionnaire for each in found]
            assert names == ["peer.pulse", "peer.check", "peer.pulse"]
            states = [each.state for each in found]
            assert states == [ResponseState.LAPSED, ResponseState.LAPSED, ResponseState.OFFERED]
            days = [(each.offered_at.date() - FIRST.date()).days for each in found]
            assert days == [0, 14, 28]
        assert len(await sent_to(asking, MessageKind.PULSE_ASK)) == 6

    async def test_a_day_with_another_question_is_left_alone(self, pair: Pair) -> None:
        """With a reflection on Sunday and its reminder on Monday, it comes on Tuesday."""
        await pulse_plan.plan_missing(pair.core)
        await until(pair, FIRST + 7 * DAY)
        (mine,), (theirs,) = await pulses(pair), await pulses(pair, pair.mentor)
        assert (mine.offered_at, theirs.offered_at) == (FIRST + DAY, FIRST.replace(hour=19))
        assert mine.occasion == theirs.occasion == FIRST.date().isoformat()
        async with pair.core.db.read() as s:
            kinds = (MessageKind.PULSE_ASK, MessageKind.REFLECTION_PROMPT)
            asks = (*kinds, MessageKind.REFLECTION_REMINDER)
            rows = await s.scalars(select(OutboxRow).where(OutboxRow.kind.in_(asks)))
            days = [(row.person_id, row.created_at.date()) for row in rows]
        assert len(days) == len(set(days))

    async def test_the_rule_counts_from_the_next_planning(self, asking: Pair) -> None:
        await rule(asking, 1)
        await until(asking, FIRST + timedelta(hours=2))
        assert (await ahead(asking))[asking.mentee.id] == FIRST + 7 * DAY
        await rule(asking, 0)
        await until(asking, FIRST + 60 * DAY)
        assert len(await pulses(asking)) == 1
        assert await ahead(asking) == {}
        await rule(asking, 3)
        await pulse_plan.plan_missing(asking.core)
        assert set(await ahead(asking)) == {asking.mentee.id, asking.mentor.id}

    async def test_somebody_who_pauses_is_left_in_peace_and_asked_the_time_after(
        self, asking: Pair
    ) -> None:
        async with asking.core.db.write() as s:
            ana = await s.get_one(Person, asking.mentee.id)
            ana.paused_until = FIRST + 2 * DAY
        await until(asking, FIRST + 7 * DAY)
        assert await pulses(asking) == []
        assert (await ahead(asking))[asking.mentee.id].date() == date(2026, 3, 30)


class TestAnswering:
    async def test_one_tap_is_an_answer_and_the_first_one_counts(self, asking: Pair) -> None:
        await until(asking, FIRST)
        (found,) = await pulses(asking)
        act = asking.act()
        for actor, value in ((act, "2"), (act, "2"), (asking.act(), "5")):
            tap = await pulse_answers.tap(asking.core, actor, found.id, value)
            assert isinstance(tap.shown, Sent)
            assert (tap.number, tap.can_add) == ("2", True)
        assert await asking.stored(found.id) == {GOING: 2}
        assert await asked(asking.core, asking.mentee.id, found.id) is None
        await until(asking, FIRST + 8 * DAY)
        late = await pulse_answers.tap(asking.core, asking.act(), found.id, "1")
        assert (late.number, late.can_add) == ("2", False)

    async def test_a_line_can_be_added_and_shared(self, asking: Pair) -> None:
        await until(asking, FIRST)
        (found,) = await pulses(asking)
        await pulse_answers.tap(asking.core, asking.act(), found.id, "4")
        act = asking.act()
        for _ in range(2):
            assert isinstance(await pulse_answers.add_line(asking.core, act, found.id), Asked)
        assert isinstance(await asking.say("He listens"), Review)
        await reviewing.share(asking.core, asking.act(), found.id, 2, Reader.OTHER)
        await asking.send(found.id)
        (row,) = await sent_to(asking, MessageKind.PASSED_ON)
        assert row.person_id == asking.mentor.id
        seen = await passing_on.passed_on(asking.core, asking.mentor.id, found.id)
        assert seen is not None
        assert [(a.question, a.text) for a in seen.response.answers] == [("line", "He listens")]
        again = await pulse_answers.add_line(asking.core, asking.act(), found.id)
        assert isinstance(again, Sent)

    async def test_a_coordinator_reads_none_of_it_and_the_other_no_number(
        self, asking: Pair
    ) -> None:
        await until(asking, FIRST)
        (found,) = await pulses(asking)
        await pulse_answers.tap(asking.core, asking.act(), found.id, "4")
        cleo = await asking.world.member("Cleo", Role.COORDINATOR)
        async with asking.core.db.read() as s:
            pair = await s.get_one(Relationship, asking.relationship.id)
            response = await s.get_one(Response, found.id)
            writer = await s.get_one(Person, asking.mentee.id)
            for who in (cleo, asking.mentor):
                reader = await s.get_one(Person, who.id)
                seen = await seen_by(s, asking.core, pair, reader, response, writer)
                assert seen is None or seen.answers == ()
        with pytest.raises(Exception, match="gone"):
            await pulse_answers.tap(asking.core, asking.act(asking.mentor), found.id, "1")

    async def test_the_longer_one_goes_on_with_the_next_question(self, asking: Pair) -> None:
        """Left half-way it counts as far as it went when its time is over, and nothing is shared."""
        await until(asking, FIRST + 14 * DAY)
        found = (await pulses(asking))[-1]
        act = asking.act()
        for _ in range(2):
            tap = await pulse_answers.tap(asking.core, act, found.id, "3")
            assert isinstance(tap.shown, Asked)
            assert (tap.shown.number, tap.shown.focus) == (2, Focus.ANSWERING)
        other = await pulse_answers.tap(asking.core, asking.act(), found.id, "1")
        assert isinstance(other.shown, Stale)
        for number in ("5", "5", "5", "5"):
            await asking.say(number)
        await reviewing.share(asking.core, asking.act(), found.id, 2, Reader.OTHER)
        await until(asking, FIRST + 22 * DAY)
        kept = await asking.response(found.id)
        assert (kept.state, kept.released_at) == (ResponseState.SENT, kept.finished_at)
        assert (await asking.stored(found.id))[GOING] == 3
        assert (await asking.person()).focus is None
        assert await sent_to(asking, MessageKind.PASSED_ON) == []
        async with asking.core.db.read() as s:
            readers = set(await s.scalars(select(Answer.reader)))
        assert readers == {Reader.ME}

    async def test_other_questions_keep_their_place(self, asking: Pair) -> None:
        """The short one takes no words; the longer one asks which of the two."""
        await until(asking, FIRST)
        reflection = await asking.offer("2026-03-15")
        await asking.fill(reflection, "glad")
        (short,) = await pulses(asking)
        await pulse_answers.tap(asking.core, asking.act(), short.id, "3")
        assert (await asking.person()).focus_id == reflection
        await until(asking, FIRST + 14 * DAY)
        long = (await pulses(asking))[-1]
        tap = await pulse_answers.tap(asking.core, asking.act(), long.id, "3")
        assert isinstance(tap.shown, Busy)
        assert (await asking.person()).focus_id == reflection
        view = await beginning.begin(asking.core, asking.act(), long.id, now=True)
        assert isinstance(view, Asked)
        assert (view.response_id, view.number) == (long.id, 2)

    async def test_after_a_week_it_is_closed_and_unseals_nothing(self, asking: Pair) -> None:
        """It bears the date of a day, as reflections do, and is none."""
        sealed = await asking.offer(
            FIRST.date().isoformat(), asking.mentor, ResponseKind.ASSESSMENT, "peer.assessment"
        )
        await asking.fill(sealed, "their week", "well", "next", "needs", who=asking.mentor)
        await asking.send(sealed, asking.mentor)
        await until(asking, FIRST + 8 * DAY)
        (found,) = await pulses(asking)
        assert found.state is ResponseState.LAPSED
        tap = await pulse_answers.tap(asking.core, asking.act(), found.id, "3")
        assert isinstance(tap.shown, Closed)
        assert (await asking.response(sealed)).released_at is None
