"""A survey goes out once, to whoever fits, reminds once, closes once, and comes again in time."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import func, select

from bot.db.tables import (
    Broadcast,
    DueRow,
    OutboxRow,
    Person,
    Programme,
    Survey,
    SurveyQuestion,
    SurveyRecipient,
)
from bot.domain.people import PersonState, Role
from bot.domain.queues import DueKind, DueOutcome, MessageKind
from bot.domain.survey_steps import Stand, Step
from bot.domain.surveys import Segment, SurveyState
from bot.services.core import Actor
from bot.services.errors import Reason, RefusedError
from bot.services.surveys import drafts, library, sending, steering
from bot.services.surveys.draft_views import WritingView
from bot.services.surveys.sending import SentView
from tests.seeding import Member
from tests.world import World

OPENS = datetime(2026, 3, 6, 10, 0, tzinfo=UTC)


def by(member: Member, update_id: int) -> Actor:
    return Actor(member.at.user_id, update_id)


async def count(world: World, table: type) -> int:
    async with world.db.read() as s:
        return await s.scalar(select(func.count()).select_from(table)) or 0


async def surveys(world: World) -> list[Survey]:
    async with world.db.read() as s:
        return list(await s.scalars(select(Survey).order_by(Survey.round)))


async def told(world: World, kind: MessageKind) -> list[int]:
    """Whom a message of this kind goes or went to."""
    async with world.db.read() as s:
        rows = select(OutboxRow.person_id).where(OutboxRow.kind == kind).order_by(OutboxRow.id)
        return list(await s.scalars(rows))


async def leave(world: World, *who: Member) -> None:
    async with world.db.write() as s:
        for member in who:
            (await s.get_one(Person, member.id)).state = PersonState.LEFT


class Given:
    """Cleo and a pair, Ana and Ben, with a survey of the library that is ready to be sent."""

    def __init__(self, world: World) -> None:
        self.world, self.core = world, world.core
        self.updates = iter(range(1, 1000))

    async def people(self) -> None:
        self.cleo = await self.world.member("Cleo", Role.COORDINATOR)
        self.ben = await self.world.member("Ben", Role.MENTOR)
        self.ana = await self.world.member("Ana", Role.MENTEE)
        await self.world.pair(self.ben, self.ana)

    def now(self) -> Actor:
        return by(self.cleo, next(self.updates))

    async def tap(self, step: Step, verb: str, value: str = "") -> None:
        await drafts.tap(self.core, self.now(), self.survey_id, Stand(step), verb, value)

    async def ready(self, *, opens: str = "", closes: str = "", every: str = "") -> int:
        view = await library.begin(self.core, self.now(), "value_of_meetings")
        self.survey_id = view.survey_id
        if opens:
            await self.tap(Step.REVIEW, "part", "opens")
            await drafts.write(self.core, self.now(), opens)
        if closes:
            await self.tap(Step.REVIEW, "part", "closes")
            await drafts.write(self.core, self.now(), closes)
        if every:
            await self.tap(Step.REVIEW, "part", "repeat")
            await self.tap(Step.REPEAT, "every", every)
        await self.tap(Step.REVIEW, "ask")
        return self.survey_id

    async def send(self) -> SentView:
        sent = await sending.send(self.core, self.now(), self.survey_id)
        assert isinstance(sent, SentView)
        return sent


@pytest.fixture
async def given(either_world: World) -> Given:
    given = Given(either_world)
    await given.people()
    return given


class TestSending:
    """Tapped twice, by one or by two, or handled again after a crash: it goes once."""

    async def test_it_goes_once_to_whoever_fits(self, given: Given) -> None:
        world, survey_id = given.world, await given.ready()
        once, dara = given.now(), await world.member("Dara", Role.COORDINATOR)
        first = await sending.send(world.core, once, survey_id)
        assert await sending.send(world.core, once, survey_id) == first
        views = await asyncio.gather(
            *(
                sending.send(world.core, by(who, 500 + n), survey_id)
                for n, who in enumerate((given.cleo, dara, given.cleo))
            )
        )
        assert all(isinstance(each, SentView) and each.people == 2 for each in [first, *views])
        assert await count(world, Broadcast) == 1
        async with world.db.read() as s:
            asked = {(r.person_id, r.segment) for r in await s.scalars(select(SurveyRecipient))}
        assert asked == {(given.ben.id, Segment.MENTOR), (given.ana.id, Segment.MENTEE)}
        assert sorted(await told(world, MessageKind.SURVEY_ASK)) == sorted(
            (given.ben.id, given.ana.id)
        )

    async def test_two_taps_at_the_same_moment_are_one(self, given: Given) -> None:
        survey_id = await given.ready()
        actors = [given.now() for _ in range(4)]
        views = await asyncio.gather(
            *(sending.send(given.core, each, survey_id) for each in actors)
        )
        assert all(isinstance(each, SentView) for each in views)
        assert await count(given.world, Broadcast) == 1
        assert await count(given.world, SurveyRecipient) == 2

    async def test_what_may_be_shown_is_settled_when_it_opens(self, given: Given) -> None:
        async with given.world.db.write() as s:
            (await s.scalars(select(Programme))).one().rules = {"min_answers": 7}
        await given.ready()
        await given.send()
        async with given.world.db.write() as s:
            (await s.scalars(select(Programme))).one().rules = {"min_answers": 3}
        (survey,) = await surveys(given.world)
        assert (survey.min_answers, survey.state) == (7, SurveyState.OPEN)

    async def test_without_the_last_question_it_is_not_sent(self, given: Given) -> None:
        survey_id = await given.ready()
        await drafts.back(given.core, given.now(), survey_id, Stand(Step.SEND))
        view = await sending.send(given.core, given.now(), survey_id)
        assert isinstance(view, WritingView)
        assert (await surveys(given.world))[0].state is SurveyState.DRAFT

    async def test_only_a_coordinator_of_the_programme_may(self, given: Given) -> None:
        world, survey_id = given.world, await given.ready()
        other = await world.member(
            "Dan", Role.COORDINATOR, programme=await world.programme("Elsewhere")
        )
        for who, reason in ((given.ana, Reason.NOT_ALLOWED), (other, Reason.GONE)):
            for use_case in (sending.send, steering.close_now, steering.copy, drafts.write_on):
                with pytest.raises(RefusedError) as refused:
                    await use_case(world.core, by(who, 900), survey_id)
                assert refused.value.reason is reason


class TestByItself:
    """It opens on its day, reminds once, closes, and comes again; or says why not."""

    async def test_it_opens_reminds_closes_and_comes_again(self, given: Given) -> None:
        world = given.world
        await given.ready(opens="friday 10:00", every="4")
        assert (await given.send()).opens_at == OPENS
        assert await count(world, SurveyRecipient) == 0
        await world.move_to(OPENS)
        assert len(await told(world, MessageKind.SURVEY_ASK)) == 2
        async with world.db.write() as s:
            rows = await s.scalars(
                select(SurveyRecipient).where(SurveyRecipient.person_id == given.ana.id)
            )
            rows.one().answered = True
        await world.move_to(OPENS + timedelta(days=5))
        assert await told(world, MessageKind.SURVEY_REMINDER) == [given.ben.id]
        await world.move_to(OPENS + timedelta(days=7))
        first, second = await surveys(world)
        assert (first.state, first.closed_at) == (SurveyState.CLOSED, OPENS + timedelta(days=7))
        assert await told(world, MessageKind.SURVEY_CLOSED) == [given.cleo.id]
        # Summer time has begun by then: ten in the morning is an hour earlier.
        assert second.opens_at == OPENS + timedelta(weeks=4, hours=-1)
        assert (second.first_id, second.round, second.state) == (
            first.id,
            2,
            SurveyState.SCHEDULED,
        )
        assert await count(world, SurveyQuestion) == 10
        await steering.close_now(given.core, given.now(), first.id)
        assert len(await surveys(world)) == 2

    @pytest.mark.parametrize(
        ("closing", "later"),
        [("1 week", timedelta()), ("13 March 20:00", timedelta(hours=10))],
    )
    async def test_open_as_long_as_its_rhythm_it_opens_again_as_it_closes(
        self, given: Given, closing: str, later: timedelta
    ) -> None:
        """Every round comes, also where it ends later on that day; one whose day went by does not."""
        await given.ready(opens="friday 10:00", closes=closing, every="1")
        await given.send()
        for weeks in range(3):
            await given.world.move_to(OPENS + timedelta(weeks=weeks) + later)
            *before, last = await surveys(given.world)
            assert {each.state for each in before} <= {SurveyState.CLOSED}
            assert (len(before), last.state) == (weeks, SurveyState.OPEN)
        # The bot is away when this round ends, and when the next one should have begun.
        given.world.clock.move(timedelta(days=8, hours=1))
        await given.world.settle()
        last = (await surveys(given.world))[-1]
        # Summer time has begun by then: ten in the morning is an hour earlier.
        assert last.opens_at == OPENS + timedelta(weeks=4, hours=-1)

    async def test_with_nobody_left_to_ask_it_is_a_draft_again_and_its_author_hears_of_it(
        self, given: Given
    ) -> None:
        await given.ready(opens="friday 10:00")
        await given.send()
        await leave(given.world, given.ana, given.ben)
        await given.world.move_to(OPENS)
        (survey,) = await surveys(given.world)
        assert survey.state is SurveyState.DRAFT
        assert await told(given.world, MessageKind.SURVEY_UNSENT) == [given.cleo.id]
        assert "is a draft again" in given.cleo.at.last.text
        assert await count(given.world, Broadcast) == 0

    async def test_it_goes_on_when_whoever_sent_it_has_left(self, given: Given) -> None:
        """It opens, reminds, closes and comes again, and the coordinators who are there see it."""
        world, dara = given.world, await given.world.member("Dara", Role.COORDINATOR)
        await given.ready(opens="friday 10:00", every="4")
        await given.send()
        await leave(world, given.cleo)
        await world.move_to(OPENS)
        assert len(await told(world, MessageKind.SURVEY_ASK)) == 2
        assert "It has gone to all 2 people." in dara.at.last.text
        await world.move_to(OPENS + timedelta(days=7))
        assert len(await told(world, MessageKind.SURVEY_REMINDER)) == 2
        assert await told(world, MessageKind.SURVEY_CLOSED) == [dara.id]
        await leave(world, given.ana, given.ben)
        await world.move_to(OPENS + timedelta(weeks=4))
        assert await told(world, MessageKind.SURVEY_UNSENT) == [dara.id]

    async def test_taken_back_it_goes_to_nobody_and_sent_again_it_goes(self, given: Given) -> None:
        survey_id = await given.ready(opens="friday 10:00")
        await given.send()
        await steering.take_back(given.core, given.now(), survey_id)
        await given.world.move_to(OPENS - timedelta(hours=1))
        await drafts.write_on(given.core, given.now(), survey_id)
        await given.tap(Step.REVIEW, "ask")
        await given.send()
        await steering.take_back(given.core, given.now(), survey_id)
        await given.world.move_to(OPENS)
        assert await count(given.world, SurveyRecipient) == 0
        async with given.world.db.read() as s:
            rows = list(await s.scalars(select(DueRow).where(DueRow.kind == DueKind.SURVEY_OPEN)))
        assert [row.outcome for row in rows] == [DueOutcome.CANCELLED]

    async def test_it_can_be_reminded_of_once_and_not_at_once(self, given: Given) -> None:
        survey_id = await given.ready()
        await given.send()
        with pytest.raises(RefusedError) as refused:
            await steering.remind_now(given.core, given.now(), survey_id)
        assert refused.value.reason is Reason.NOT_YET
        await given.world.move(timedelta(days=1))
        twice = given.now()
        for actor in (twice, twice, given.now()):
            await steering.remind_now(given.core, actor, survey_id)
        await given.world.move(timedelta(days=5))
        assert len(await told(given.world, MessageKind.SURVEY_REMINDER)) == 2
        for actor in (given.now(), given.now()):
            page = await steering.close_now(given.core, actor, survey_id)
            assert page.state is SurveyState.CLOSED
        # Whoever closes it sees so.
        assert await told(given.world, MessageKind.SURVEY_CLOSED) == []
        assert len(await surveys(given.world)) == 1
