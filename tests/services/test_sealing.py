"""The mentee comes first: neither side reads the other's before its time, and the order is kept."""

from datetime import timedelta

import pytest

from bot.db.tables import Person, Relationship
from bot.domain.queues import MessageKind
from bot.domain.relationships import RelationshipState
from bot.domain.responses import Reader, ResponseKind, ResponseState
from bot.services.core import Actor
from bot.services.errors import RefusedError
from bot.services.writing import assessments, late_edits, reflecting, reviewing, sharing
from bot.services.writing.late_edits import Edit
from bot.services.writing.prompt_views import both_views
from bot.services.writing.response_views import Sent
from bot.services.writing.sharing import SharedResponse
from tests.seeding import Member
from tests.services.filling import Pair
from tests.services.test_reflections import (
    SUNDAY,
    pair,
    told,
    until,
    written,
)

__all__ = ["pair"]


async def read_by(pair: Pair, reader: Member) -> list[SharedResponse]:
    async with pair.core.db.read() as s:
        return await sharing.shared_with(
            s,
            pair.core,
            relationship=await s.get_one(Relationship, pair.relationship.id),
            reader=await s.get_one(Person, reader.id),
            since=SUNDAY - timedelta(days=7),
        )


def words(seen: list[SharedResponse]) -> list[str]:
    return [answer.text for response in seen for answer in response.answers if answer.text]


async def reflect(pair: Pair) -> int:
    (response,) = await written(pair)
    await pair.fill(response.id, "my strengths", "my barriers", "4", "my question")
    await pair.send(response.id)
    return response.id


async def assess(pair: Pair) -> int:
    view = await assessments.assess(pair.core, pair.act(pair.mentor))
    assert not isinstance(view, assessments.WhichMentee)
    for text in ("their week", "did well", "look at", "my needs"):
        await pair.say(text, pair.mentor)
    await pair.send(view.response_id, pair.mentor)
    return view.response_id


class TestOrder:
    async def test_an_assessment_is_sealed_until_the_reflection_is_sent(self, pair: Pair) -> None:
        await until(pair, SUNDAY)
        assessment = await assess(pair)
        assert (await pair.response(assessment)).released_at is None
        assert await read_by(pair, pair.mentee) == []
        assert await both_views(pair.core, pair.mentee.id, assessment) is None
        pair.world.clock.move(timedelta(minutes=5))
        reflection = await reflect(pair)
        released, sent = await pair.response(assessment), await pair.response(reflection)
        assert released.released_at == sent.finished_at == sent.released_at
        assert released.finished_at is not None
        assert sent.finished_at is not None
        assert released.finished_at < sent.finished_at
        assert words(await read_by(pair, pair.mentee)) == ["their week", "did well", "look at"]

    async def test_an_assessment_after_the_reflection_is_released_at_once(self, pair: Pair) -> None:
        await until(pair, SUNDAY)
        await reflect(pair)
        pair.world.clock.move(timedelta(minutes=5))
        assessment = await pair.response(await assess(pair))
        assert assessment.released_at == assessment.finished_at == pair.world.clock.now()

    @pytest.mark.parametrize("ends", ["skipped", "lapsed"])
    async def test_a_week_that_ends_unsent_releases_it_too(self, pair: Pair, ends: str) -> None:
        await until(pair, SUNDAY)
        assessment = await assess(pair)
        (reflection,) = await written(pair)
        if ends == "skipped":
            await reflecting.skip_week(pair.core, pair.act(), reflection.id)
        else:
            await until(pair, SUNDAY + timedelta(days=3))
        assert (await pair.response(assessment)).released_at is not None
        assert len(await told(pair, MessageKind.SIDE_BY_SIDE)) == 1
        assert await told(pair, MessageKind.SIDE_BY_SIDE, pair.mentor.id) == []
        seen = await both_views(pair.core, pair.mentee.id, assessment)
        assert seen is not None
        assert seen.reflection is None

    async def test_an_early_assessment_counts_for_the_week_to_come(self, pair: Pair) -> None:
        assessment = await pair.response(await assess(pair))
        assert (assessment.occasion, assessment.released_at) == ("2026-03-08", None)

    async def test_a_second_one_counts_for_the_next_week(self, pair: Pair) -> None:
        await until(pair, SUNDAY)
        await assess(pair)
        second = await pair.response(await assess(pair))
        assert second.occasion == "2026-03-15"

    async def test_the_mentee_is_shown_both_views_and_the_mentor_waits_for_the_digest(
        self, pair: Pair
    ) -> None:
        await until(pair, SUNDAY)
        await reflect(pair)
        assessment = await assess(pair)
        assert len(await told(pair, MessageKind.SIDE_BY_SIDE, pair.mentee.id)) == 1
        seen = await both_views(pair.core, pair.mentee.id, assessment)
        assert seen is not None
        assert seen.reflection is not None
        assert await told(pair, MessageKind.SIDE_BY_SIDE, pair.mentor.id) == []
        assert await both_views(pair.core, pair.mentor.id, assessment) is None

    async def test_sending_a_reflection_brings_the_mentor_nothing_before_the_digest(
        self, pair: Pair
    ) -> None:
        await until(pair, SUNDAY)
        await assess(pair)
        await reflect(pair)
        assert await told(pair, MessageKind.SIDE_BY_SIDE, pair.mentor.id) == []


class TestWhoReads:
    async def test_the_mentor_reads_what_was_sent_and_not_what_was_kept(self, pair: Pair) -> None:
        await until(pair, SUNDAY)
        (response,) = await written(pair)
        await pair.fill(response.id, "my strengths", "my barriers", "4", "my question")
        await reviewing.share(pair.core, pair.act(), response.id, 2, Reader.ME)
        assert words(await read_by(pair, pair.mentor)) == []
        await pair.send(response.id)
        (seen,) = await read_by(pair, pair.mentor)
        assert words([seen]) == ["my strengths", "my question"]
        assert seen.kept_private == 1

    async def test_of_a_week_not_sent_only_the_state_is_told(self, pair: Pair) -> None:
        await until(pair, SUNDAY)
        (response,) = await written(pair)
        await pair.fill(response.id, "half a thought")
        await until(pair, SUNDAY + timedelta(days=4))
        (seen,) = await read_by(pair, pair.mentor)
        assert (seen.state, seen.answers, seen.kept_private) == (ResponseState.LAPSED, (), 0)

    async def test_what_the_mentor_needs_is_never_shown_nor_counted(self, pair: Pair) -> None:
        await until(pair, SUNDAY)
        await reflect(pair)
        await assess(pair)
        (seen,) = await read_by(pair, pair.mentee)
        assert seen.kind is ResponseKind.ASSESSMENT
        assert "my needs" not in words([seen])
        assert seen.kept_private == 0

    async def test_nobody_outside_the_pair_reads_anything(self, pair: Pair) -> None:
        from bot.domain.people import Role

        await until(pair, SUNDAY)
        await reflect(pair)
        assessment = await assess(pair)
        cleo = await pair.world.member("Cleo", Role.COORDINATOR)
        assert await read_by(pair, cleo) == []
        assert await both_views(pair.core, cleo.id, assessment) is None

    async def test_nothing_is_read_once_the_relationship_is_over(self, pair: Pair) -> None:
        await until(pair, SUNDAY)
        await reflect(pair)
        async with pair.core.db.write() as s:
            mine = await s.get_one(Relationship, pair.relationship.id)
            mine.state = RelationshipState.ENDED
        assert await read_by(pair, pair.mentor) == []

    async def test_only_a_mentor_assesses_and_only_their_own(self, pair: Pair) -> None:
        with pytest.raises(RefusedError):
            await assessments.assess(pair.core, pair.act(pair.mentee))
        with pytest.raises(RefusedError):
            await assessments.assess(pair.core, pair.act(pair.mentor), 12345)


class TestEdits:
    async def edit(self, pair: Pair, who: Member, message_id: int, text: str) -> Edit | None:
        actor = pair.act(who, message_id)
        view = await late_edits.edit(pair.core, actor, text)
        return None if view is None else view.outcome

    async def fill(self, pair: Pair) -> int:
        from bot.services.writing import answering

        await until(pair, SUNDAY)
        (response,) = await written(pair)
        await pair.fill(response.id)
        for number, text in enumerate(("words", "more", "4", "question")):
            actor = Actor(pair.mentee.person.telegram_id, 500 + number, 100 + number)
            await answering.answer_text(pair.core, actor, text)
        return response.id

    async def test_an_edited_message_changes_its_answer_before_and_after_sending(
        self, pair: Pair
    ) -> None:
        response = await self.fill(pair)
        assert await self.edit(pair, pair.mentee, 100, "better words") is Edit.CHANGED
        assert isinstance(await pair.send(response), Sent)
        assert await self.edit(pair, pair.mentee, 102, "5/5") is Edit.CHANGED
        assert await self.edit(pair, pair.mentee, 102, "rather good") is Edit.NO_ANSWER
        stored = await pair.stored(response)
        assert (stored["strengths"], stored["feeling"]) == ("better words", 5)

    async def test_after_the_digest_it_is_too_late_except_for_what_nobody_else_reads(
        self, pair: Pair
    ) -> None:
        response = await self.fill(pair)
        await reviewing.share(pair.core, pair.act(), response, 2, Reader.ME)
        await pair.send(response)
        await pair.world.move_to(SUNDAY + timedelta(days=3))
        assert await self.edit(pair, pair.mentee, 100, "too late") is Edit.TOO_LATE
        assert await self.edit(pair, pair.mentee, 101, "still mine") is Edit.CHANGED
        stored = await pair.stored(response)
        assert (stored["strengths"], stored["barriers"]) == ("words", "still mine")

    async def test_nobody_edits_what_another_wrote(self, pair: Pair) -> None:
        await self.fill(pair)
        assert await self.edit(pair, pair.mentor, 100, "not mine") is None
