"""Pausing, going on and ending: everything stops, nothing wrong goes out, nothing written is lost."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from bot.db.tables import DueRow, Meeting, OutboxRow, Person, Relationship, Response
from bot.domain.people import Focus, Role
from bot.domain.queues import DueKind, MessageKind, OutboxState
from bot.domain.relationships import MeetingState, RelationshipState
from bot.domain.responses import Reader, ResponseKind, ResponseState
from bot.services.errors import RefusedError
from bot.services.people import settings
from bot.services.relationships import ending, pair_answers, pair_notes, pulse_plan
from bot.services.relationships.closing import By
from bot.services.writing import beginning, passing_on, reviewing, sharing
from bot.services.writing.response_views import Asked, Closed, Sent
from tests.seeding import Member
from tests.services.filling import Pair
from tests.services.test_reflections import SUNDAY, pair, until, written

__all__ = ["pair"]
FORTNIGHT = timedelta(days=14)


@pytest.fixture
async def cleo(pair: Pair) -> Member:
    """The coordinator of their programme; both sides are asked now and then how it is going."""
    await pulse_plan.plan_missing(pair.core)
    return await pair.world.member("Cleo", Role.COORDINATOR)


async def planned(pair: Pair) -> set[DueKind]:
    async with pair.core.db.read() as s:
        rows = await s.scalars(select(DueRow.kind).where(DueRow.outcome.is_(None)))
        return set(rows)


async def meetings(pair: Pair) -> list[tuple[MeetingState, int]]:
    async with pair.core.db.read() as s:
        rows = await s.scalars(select(Meeting).order_by(Meeting.starts_at))
        return [(meeting.state, meeting.sequence) for meeting in rows]


async def state(pair: Pair) -> RelationshipState:
    async with pair.core.db.read() as s:
        return (await s.get_one(Relationship, pair.relationship.id)).state


async def looking_back(pair: Pair, who: Member) -> Response:
    async with pair.core.db.read() as s:
        found = await s.scalars(
            select(Response)
            .where(Response.kind == ResponseKind.CLOSING, Response.person_id == who.id)
            .order_by(Response.offered_at.desc())
        )
        return next(iter(found))


async def told(pair: Pair, kind: MessageKind) -> list[OutboxRow]:
    async with pair.core.db.read() as s:
        rows = await s.scalars(
            select(OutboxRow).where(OutboxRow.kind == kind).order_by(OutboxRow.id)
        )
        return list(rows)


async def outcomes(pair: Pair) -> dict[MessageKind, OutboxState]:
    async with pair.core.db.read() as s:
        return {row.kind: row.state for row in await s.scalars(select(OutboxRow))}


class TestEnding:
    async def test_everything_stops_once_and_the_rest_of_it_is_theirs(
        self, pair: Pair, cleo: Member
    ) -> None:
        """However often it is asked for: what is planned is off, what is open lapses, all told."""
        await until(pair, SUNDAY)
        (reflection,) = await written(pair)
        await pair.fill(reflection.id, "my strengths")
        act = pair.act(cleo)
        for actor in (act, act, pair.act(cleo)):
            page = await ending.end(pair.core, actor, pair.relationship.id)
            assert page.state is RelationshipState.ENDED
        assert await planned(pair) == {DueKind.CLOSE}
        assert await meetings(pair) == [(MeetingState.CALLED_OFF, 1)] * 2
        assert (await pair.response(reflection.id)).state is ResponseState.LAPSED
        assert await pair.stored(reflection.id) == {"strengths": "my strengths"}
        assert (await pair.person()).focus is None
        assert len(await told(pair, MessageKind.CLOSING_ASK)) == 2
        with pytest.raises(RefusedError):
            await pair.say("and my barriers")
        assert isinstance(await beginning.begin(pair.core, pair.act(), reflection.id), Closed)

    async def test_what_waits_to_be_sent_does_not_go_any_more(
        self, pair: Pair, cleo: Member
    ) -> None:
        await until(pair, SUNDAY)
        await ending.end(pair.core, pair.act(cleo), pair.relationship.id)
        ids = (pair.relationship.id, pair.mentee.id)
        assert await pair_answers.result(pair.core, pair.mentor.person, *ids) is None
        await pair.world.settle()
        assert await outcomes(pair) == {
            MessageKind.REFLECTION_PROMPT: OutboxState.DROPPED,
            MessageKind.CLOSING_ASK: OutboxState.SENT,
        }
        await pair.world.move_to(SUNDAY + 5 * FORTNIGHT)
        assert await planned(pair) == set()
        assert len(await told(pair, MessageKind.CLOSING_ASK)) == len(await outcomes(pair)) == 2

    async def test_what_is_sent_at_that_very_moment_is_sent_or_not_but_never_half(
        self, pair: Pair, cleo: Member
    ) -> None:
        await until(pair, SUNDAY)
        (reflection,) = await written(pair)
        await pair.fill(reflection.id, "strengths", "barriers", "4", "question")
        view, page = await asyncio.gather(
            pair.send(reflection.id), ending.end(pair.core, pair.act(cleo), pair.relationship.id)
        )
        assert page.state is RelationshipState.ENDED
        stands = (await pair.response(reflection.id)).state
        assert stands is (ResponseState.SENT if isinstance(view, Sent) else ResponseState.LAPSED)
        assert await planned(pair) == {DueKind.CLOSE}
        assert (await pair.person()).focus is None

    async def test_one_of_the_two_may_end_it_and_nobody_else(
        self, pair: Pair, cleo: Member
    ) -> None:
        """Neither pauses it, nor does anyone of elsewhere; the other and coordinators are told."""
        core, row = pair.core, pair.relationship.id
        elsewhere = await pair.world.programme("Lighthouse")
        far = await pair.world.member("Zoe", Role.COORDINATOR, programme=elsewhere)
        for who in (pair.mentee, pair.mentor, far):
            for does in (ending.pause, ending.end, ending.go_on):
                with pytest.raises(RefusedError):
                    await does(core, pair.act(who), row)
        for who in (cleo, far):
            with pytest.raises(RefusedError):
                await ending.end_mine(core, pair.act(who), row)
        view = await ending.end_mine(core, pair.act(pair.mentor), row)
        assert view.response_id == (await looking_back(pair, pair.mentor)).id
        assert [r.person_id for r in await told(pair, MessageKind.CLOSING_ASK)] == [pair.mentee.id]
        assert [r.person_id for r in await told(pair, MessageKind.PAIR_ENDED)] == [cleo.id]
        assert await pair_notes.ended_note(core, far.person, row, pair.mentor.id) is None
        # The other one confirms a moment later, and it stays as it is.
        late = await ending.end_mine(core, pair.act(pair.mentee), row)
        assert (view.by, late.by) == (By.YOU, By.OTHER)
        assert len(await told(pair, MessageKind.PAIR_ENDED)) == 1


class TestPausing:
    async def test_it_goes_on_by_what_was_agreed(self, pair: Pair, cleo: Member) -> None:
        core, row = pair.core, pair.relationship.id
        await ending.pause(core, pair.act(cleo), row)
        await settings.change_zone(core, pair.act(), "Europe/Berlin")
        assert await planned(pair) == {DueKind.CLOSE}
        await pair.world.move_to(SUNDAY + timedelta(days=8))
        assert MessageKind.PULSE_ASK not in await outcomes(pair)
        assert MessageKind.REFLECTION_PROMPT not in await outcomes(pair)
        act = pair.act(cleo)
        for _ in range(2):
            page = await ending.go_on(core, act, row)
        assert (page.state, page.agreed) == (RelationshipState.ACTIVE, True)
        assert len(await told(pair, MessageKind.PAIR_GOES_ON)) == 2
        assert {DueKind.REFLECTION, DueKind.DIGEST, DueKind.PULSE} <= await planned(pair)
        async with core.db.read() as s:
            asked = await s.scalars(
                select(DueRow.due_at).where(DueRow.kind == DueKind.PULSE, DueRow.outcome.is_(None))
            )
            assert min(asked) > core.clock.now() + timedelta(days=6)

    async def test_whoever_never_heard_of_it_hears_nothing_of_its_end(
        self, pair: Pair, cleo: Member
    ) -> None:
        """Paused at night and going on before morning: there was nothing for them."""
        pair.world.clock.move_to(datetime(2026, 3, 3, 23, tzinfo=UTC))
        await ending.pause(pair.core, pair.act(cleo), pair.relationship.id)
        await ending.go_on(pair.core, pair.act(cleo), pair.relationship.id)
        await pair.world.move(timedelta(hours=12))
        assert await outcomes(pair) == {MessageKind.CLOSING_ASK: OutboxState.DROPPED}
        assert (await looking_back(pair, pair.mentee)).state is ResponseState.LAPSED

    async def test_ending_a_pause_that_was_not_heard_of_tells_only_of_the_end(
        self, pair: Pair, cleo: Member
    ) -> None:
        pair.world.clock.move_to(datetime(2026, 3, 3, 23, tzinfo=UTC))
        await ending.pause(pair.core, pair.act(cleo), pair.relationship.id)
        await ending.end(pair.core, pair.act(cleo), pair.relationship.id)
        await pair.world.move(timedelta(hours=12))
        rows = await told(pair, MessageKind.CLOSING_ASK)
        states = sorted(row.state for row in rows)
        assert states == [OutboxState.DROPPED] * 2 + [OutboxState.SENT] * 2
        assert "pause" not in pair.world.person("Ana").last.text


class TestLookingBack:
    async def answered(self, pair: Pair, cleo: Member, reader: Reader) -> int:
        await until(pair, SUNDAY)
        (reflection,) = await written(pair)
        await pair.fill(reflection.id, "strengths", "barriers", "4", "question")
        await pair.send(reflection.id)
        await ending.end(pair.core, pair.act(cleo), pair.relationship.id)
        found = await looking_back(pair, pair.mentee)
        await pair.fill(found.id, "I ask sooner", "the walk")
        await reviewing.share(pair.core, pair.act(), found.id, 2, reader)
        await pair.send(found.id)
        return found.id

    async def read(self, pair: Pair, reader: Member, response_id: int) -> list[str]:
        seen = await passing_on.passed_on(pair.core, reader.id, response_id)
        return [] if seen is None else [answer.text for answer in seen.response.answers]

    async def test_what_is_shared_reaches_the_other_alone_and_nothing_else_does(
        self, pair: Pair, cleo: Member
    ) -> None:
        response_id = await self.answered(pair, cleo, Reader.OTHER)
        await pair.send(response_id)
        (row,) = await told(pair, MessageKind.PASSED_ON)
        assert row.person_id == pair.mentor.id
        assert await self.read(pair, pair.mentor, response_id) == ["the walk"]
        assert await self.read(pair, cleo, response_id) == []
        assert await self.read(pair, pair.mentee, response_id) == []
        async with pair.core.db.read() as s:
            shared = await sharing.shared_with(
                s,
                pair.core,
                relationship=await s.get_one(Relationship, pair.relationship.id),
                reader=await s.get_one(Person, pair.mentor.id),
                since=SUNDAY - FORTNIGHT,
            )
        assert [each.kind for each in shared] == [ResponseKind.CLOSING]
        # Taken back by the way of an older message, it is not shown again either.
        assert await self.read(pair, pair.mentor, (await written(pair))[0].id) == []

    async def test_what_is_kept_stays_with_its_writer(self, pair: Pair, cleo: Member) -> None:
        response_id = await self.answered(pair, cleo, Reader.ME)
        assert await told(pair, MessageKind.PASSED_ON) == []
        assert await self.read(pair, pair.mentor, response_id) == []

    async def test_it_can_be_begun_for_two_weeks(self, pair: Pair, cleo: Member) -> None:
        await ending.end(pair.core, pair.act(cleo), pair.relationship.id)
        mentee, mentor = [await looking_back(pair, who) for who in (pair.mentee, pair.mentor)]
        pair.world.clock.move(FORTNIGHT - timedelta(hours=1))
        assert isinstance(await beginning.begin(pair.core, pair.act(), mentee.id), Asked)
        assert (await pair.person()).focus is Focus.ANSWERING
        await until(pair, pair.world.clock.now() + timedelta(hours=3))
        begun = await beginning.begin(pair.core, pair.act(pair.mentor), mentor.id)
        assert isinstance(begun, Closed)
