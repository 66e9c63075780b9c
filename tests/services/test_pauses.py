"""A pause holds until its morning, is told to the other side, and ends by itself or on demand."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from bot.db.tables import DueRow, OutboxRow, Person
from bot.domain.people import Role
from bot.domain.queues import Cause, DueKind, MessageKind, OutboxState
from bot.services import telling
from bot.services.core import Actor
from bot.services.errors import Reason, RefusedError
from bot.services.people import notes, pauses
from tests.seeding import Member
from tests.surveying import cleo, survey
from tests.world import World

# The world begins on Monday 2 March 2026.
UNTIL = date(2026, 3, 16)


def by(member: Member, update_id: int) -> Actor:
    return Actor(member.at.user_id, update_id)


async def outbox(world: World, kind: MessageKind) -> list[OutboxRow]:
    async with world.db.read() as s:
        rows = await s.scalars(
            select(OutboxRow).where(OutboxRow.kind == kind).order_by(OutboxRow.id)
        )
        return list(rows)


async def waiting(world: World) -> list[Any]:
    async with world.db.read() as s:
        rows = await s.scalars(
            select(DueRow).where(DueRow.kind == DueKind.RESUME, DueRow.outcome.is_(None))
        )
        return list(rows)


async def person(world: World, member: Member) -> Person:
    async with world.db.read() as s:
        return await s.get_one(Person, member.id)


class TestPausing:
    async def test_it_lasts_until_the_morning_of_the_date_in_the_person_s_zone(
        self, either_world: World
    ) -> None:
        ana = await either_world.member("Ana", Role.MENTEE, zone="Asia/Tokyo")
        view = await pauses.pause(either_world.core, by(ana, 1), UNTIL)
        assert view.until == UNTIL
        row = await person(either_world, ana)
        assert row.paused_until == datetime(2026, 3, 15, 23, 0, tzinfo=UTC)
        assert row.paused_at == either_world.clock.now()

    async def test_the_same_update_again_tells_nobody_twice(self, either_world: World) -> None:
        ben = await either_world.member("Ben", Role.MENTOR)
        ana = await either_world.member("Ana", Role.MENTEE)
        await either_world.pair(ben, ana)
        first = await pauses.pause(either_world.core, by(ana, 1), UNTIL)
        assert await pauses.pause(either_world.core, by(ana, 1), UNTIL) == first
        (notice,) = await outbox(either_world, MessageKind.PAUSE_NOTICE)
        assert notice.person_id == ben.id
        assert len(await waiting(either_world)) == 1

    async def test_another_date_takes_the_place_of_the_first(self, either_world: World) -> None:
        ana = await either_world.member("Ana", Role.MENTEE)
        await pauses.pause(either_world.core, by(ana, 1), UNTIL)
        await pauses.pause(either_world.core, by(ana, 2), UNTIL + timedelta(days=7))
        await pauses.pause(either_world.core, by(ana, 3), UNTIL)
        (row,) = await waiting(either_world)
        assert row.due_at == datetime(2026, 3, 16, 8, 0, tzinfo=UTC)

    @pytest.mark.parametrize("days", [-1, 0, 367, 40_000])
    async def test_a_date_that_no_button_had_is_refused(self, world: World, days: int) -> None:
        ana = await world.member("Ana", Role.MENTEE)
        with pytest.raises(RefusedError) as refused:
            await pauses.pause(world.core, by(ana, 1), date(2026, 3, 2) + timedelta(days=days))
        assert refused.value.reason is Reason.BAD_DATE
        assert (await person(world, ana)).paused_until is None

    async def test_news_waits_until_the_pause_is_over(self, either_world: World) -> None:
        ben = await either_world.member("Ben", Role.MENTOR)
        ana = await either_world.member("Ana", Role.MENTEE)
        await either_world.pair(ben, ana)
        await pauses.pause(either_world.core, by(ben, 1), UNTIL)
        await pauses.pause(either_world.core, by(ana, 2), UNTIL + timedelta(days=7))
        to_ben = (await outbox(either_world, MessageKind.PAUSE_NOTICE))[1]
        assert to_ben.not_before == datetime(2026, 3, 16, 8, 0, tzinfo=UTC)
        await pauses.resume(either_world.core, by(ben, 3))
        to_ben = (await outbox(either_world, MessageKind.PAUSE_NOTICE))[1]
        assert to_ben.not_before == either_world.clock.now()

    async def test_what_goes_to_many_waits_until_the_pause_is_over(
        self, either_world: World
    ) -> None:
        """Whether the pause came before it or after it, and however early it ends."""
        author, core = await cleo(either_world), either_world.core
        early = await either_world.member("Ana", Role.MENTEE)
        late = await either_world.member("Eve", Role.MENTEE)
        await pauses.pause(core, by(early, 1), UNTIL)
        await survey(either_world, author, days=30)
        await pauses.pause(core, by(late, 2), UNTIL)
        await either_world.settle()
        over = datetime(2026, 3, 16, 8, 0, tzinfo=UTC)
        rows = await outbox(either_world, MessageKind.SURVEY_ASK)
        assert [(row.state, row.not_before) for row in rows] == [(OutboxState.WAITING, over)] * 2
        await pauses.resume(core, by(late, 3))
        await pauses.pause(core, by(early, 4), UNTIL - timedelta(days=7))
        await either_world.settle()
        assert (len(early.at.new_messages()), len(late.at.new_messages())) == (0, 1)
        await either_world.move(timedelta(days=7))
        assert any("Half-way" in message.text for message in early.at.new_messages())


class TestComingBack:
    async def test_on_the_date_it_ends_by_itself_and_says_so_once(
        self, either_world: World
    ) -> None:
        ana = await either_world.member("Ana", Role.MENTEE)
        await pauses.pause(either_world.core, by(ana, 1), UNTIL)
        await either_world.move(timedelta(days=15))
        row = await person(either_world, ana)
        assert (row.paused_until, row.paused_at) == (None, None)
        (sent,) = await outbox(either_world, MessageKind.RESUMED)
        assert sent.state is OutboxState.SENT

    async def test_ended_early_the_date_passes_in_silence(self, either_world: World) -> None:
        ana = await either_world.member("Ana", Role.MENTEE)
        await pauses.pause(either_world.core, by(ana, 1), UNTIL)
        assert (await pauses.resume(either_world.core, by(ana, 2)))[1]
        assert (await pauses.resume(either_world.core, by(ana, 2)))[1]
        assert not (await pauses.resume(either_world.core, by(ana, 3)))[1]
        await either_world.move(timedelta(days=15))
        assert await outbox(either_world, MessageKind.RESUMED) == []


class TestWhatTheOtherSideHears:
    async def test_only_what_still_is_so(self, either_world: World) -> None:
        ben = await either_world.member("Ben", Role.MENTOR)
        ana = await either_world.member("Ana", Role.MENTEE)
        eve = await either_world.member("Eve", Role.MENTOR)
        pair = await either_world.pair(ben, ana)
        core = either_world.core
        await pauses.pause(core, by(ana, 1), UNTIL)
        note = await notes.pause_note(core, ben.person, pair.id, ana.id, UNTIL)
        assert note is not None
        assert (note.name, note.until, note.by_mentee) == ("Ana", UNTIL, True)
        assert await notes.pause_note(core, ben.person, pair.id, ana.id, None) is None
        assert await notes.pause_note(core, eve.person, pair.id, ana.id, UNTIL) is None
        await pauses.resume(core, by(ana, 2))
        assert await notes.pause_note(core, ben.person, pair.id, ana.id, UNTIL) is None


class TestWhatTheOtherSideHearsAfterAPauseOfTheirOwn:
    """What waited for the end of their own pause is never half of what happened."""

    async def told(self, world: World, member: Member) -> list[str | None]:
        rows = await outbox(world, MessageKind.PAUSE_NOTICE)
        going = (OutboxState.WAITING, OutboxState.SENT)
        mine = [row for row in rows if row.person_id == member.id and row.state in going]
        return [row.detail["until"] for row in mine]

    async def both(self, world: World) -> tuple[Member, Member]:
        ben = await world.member("Ben", Role.MENTOR)
        ana = await world.member("Ana", Role.MENTEE)
        await world.pair(ben, ana)
        return ben, ana

    async def test_a_pause_that_began_and_ended_meanwhile_is_not_told(
        self, either_world: World
    ) -> None:
        ben, ana = await self.both(either_world)
        await pauses.pause(either_world.core, by(ana, 1), UNTIL)
        await pauses.pause(either_world.core, by(ben, 2), UNTIL)
        await pauses.pause(either_world.core, by(ben, 3), UNTIL + timedelta(days=7))
        assert len(await self.told(either_world, ana)) == 1
        await pauses.resume(either_world.core, by(ben, 4))
        assert await self.told(either_world, ana) == []

    async def test_the_end_of_one_they_knew_of_is_told(self, either_world: World) -> None:
        ben, ana = await self.both(either_world)
        await pauses.pause(either_world.core, by(ben, 1), UNTIL)
        await either_world.settle()
        await pauses.pause(either_world.core, by(ana, 2), UNTIL)
        await pauses.pause(either_world.core, by(ben, 3), UNTIL + timedelta(days=7))
        await pauses.resume(either_world.core, by(ben, 4))
        assert await self.told(either_world, ana) == [UNTIL.isoformat(), None]

    async def test_one_who_pauses_again_as_before_is_not_told_of_twice(
        self, either_world: World
    ) -> None:
        ben, ana = await self.both(either_world)
        await pauses.pause(either_world.core, by(ben, 1), UNTIL)
        await either_world.settle()
        await pauses.pause(either_world.core, by(ana, 2), UNTIL)
        await pauses.resume(either_world.core, by(ben, 3))
        await pauses.pause(either_world.core, by(ben, 4), UNTIL)
        assert await self.told(either_world, ana) == [UNTIL.isoformat()]

    async def test_the_end_of_a_second_pause_is_not_told_by_a_first_that_is_long_over(
        self, either_world: World
    ) -> None:
        ben, ana = await self.both(either_world)
        await pauses.pause(either_world.core, by(ben, 1), UNTIL)
        await either_world.move(timedelta(days=20))
        later = UNTIL + timedelta(days=30)
        await pauses.pause(either_world.core, by(ana, 2), later)
        await pauses.pause(either_world.core, by(ben, 3), later)
        await pauses.resume(either_world.core, by(ben, 4))
        assert await self.told(either_world, ana) == [UNTIL.isoformat()]


class TestWhatWaitsForTheEndOfAPause:
    async def test_nothing_is_asked_of_a_paused_person_and_news_of_a_meeting_goes(
        self, either_world: World
    ) -> None:
        ana = await either_world.member("Ana", Role.MENTEE)
        core = either_world.core
        await pauses.pause(core, by(ana, 1), UNTIL)
        async with core.db.write() as s:
            paused = await s.get_one(Person, ana.id)
            for kind in (MessageKind.PAIR_ASK, MessageKind.MEETING_CHANGED):
                await telling.tell(s, core, paused, kind, Cause(), subject_id=1, dedupe=f"{kind}")
        (asked,) = await outbox(either_world, MessageKind.PAIR_ASK)
        (changed,) = await outbox(either_world, MessageKind.MEETING_CHANGED)
        assert asked.not_before == (await person(either_world, ana)).paused_until
        assert changed.not_before == either_world.clock.now()

    async def test_what_was_about_to_be_asked_moves_with_the_pause(
        self, either_world: World
    ) -> None:
        ana = await either_world.member("Ana", Role.MENTEE)
        core = either_world.core
        async with core.db.write() as s:
            found = await s.get_one(Person, ana.id)
            kind = MessageKind.PAIR_ASK
            await telling.tell(s, core, found, kind, Cause(), subject_id=1, dedupe="ask")
        await pauses.pause(core, by(ana, 1), UNTIL)
        (asked,) = await outbox(either_world, MessageKind.PAIR_ASK)
        assert asked.not_before == (await person(either_world, ana)).paused_until
        await pauses.resume(core, by(ana, 2))
        (asked,) = await outbox(either_world, MessageKind.PAIR_ASK)
        assert asked.not_before == either_world.clock.now()
