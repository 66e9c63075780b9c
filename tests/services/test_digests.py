"""A digest reaches its mentor once, in time, and nobody else ever."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import func, select, update

from bot.db.tables import AgendaItem, Answer, Digest, Meeting, OutboxRow, Person, Relationship
from bot.domain.ids import to_short
from bot.domain.people import Role
from bot.domain.queues import MessageKind
from bot.domain.responses import Reader, ResponseState
from bot.rehearsal.people import Person as Someone
from bot.services.core import Actor
from bot.services.errors import Reason, RefusedError
from bot.services.reading import agenda, digests
from bot.services.reading.agenda_views import AgendaView
from bot.services.reading.digest_views import DigestView
from tests.givens import GIVENS, load_all
from tests.seeding import Member
from tests.world import World
from tests.written import Voice, plan_meetings, reflection

load_all()
DIGEST_DUE = datetime(2026, 3, 4, 18, tzinfo=UTC)
MEETING = datetime(2026, 3, 5, 18, tzinfo=UTC)
SUNDAY = date(2026, 3, 1)


async def _begin(world: World, *givens: str) -> None:
    for given in ("Ana and Ben meet on Thursday", *givens):
        await GIVENS[given](world)


def _actor(someone: Someone, update_id: int = 1, message_id: int | None = None) -> Actor:
    return Actor(someone.user_id, update_id, message_id)


def _heard(someone: Someone, *words: str) -> int:
    """How many messages of the bot hold all of these words."""
    said = [message.text for message in someone.chat if message.from_bot]
    return sum(all(word in text for word in words) for text in said)


async def _meeting(world: World) -> Meeting:
    async with world.db.read() as s:
        found = await s.scalars(select(Meeting).order_by(Meeting.starts_at))
        return next(iter(found))


async def _kinds(world: World) -> list[MessageKind]:
    async with world.db.read() as s:
        return list(await s.scalars(select(OutboxRow.kind).order_by(OutboxRow.id)))


class TestSending:
    """Once a day before, once more only if it says something else, and never to the wrong one."""

    async def test_it_goes_at_the_agreed_minute_and_only_to_the_mentor(
        self, either_world: World
    ) -> None:
        world = either_world
        await _begin(world, "Ana has reflected on her week")
        await world.move_to(DIGEST_DUE - timedelta(minutes=1))
        assert _heard(world.person("Ben"), "Before you meet Ana") == 0
        await world.move_to(DIGEST_DUE)
        assert _heard(world.person("Ben"), "Before you meet Ana", "Tuesday group") == 1
        assert _heard(world.person("Ana"), "Before you meet") == 0

    async def test_what_was_sent_is_noted(self, either_world: World) -> None:
        world = either_world
        await _begin(world, "Ana has reflected on her week")
        await world.move_to(DIGEST_DUE)
        async with world.db.read() as s:
            digest = (await s.scalars(select(Digest))).one()
        assert digest.sent_at == DIGEST_DUE
        assert digest.fingerprint
        assert digest.opened_at is None

    async def test_nothing_more_comes_if_nothing_has_changed(self, world: World) -> None:
        await _begin(world, "Ana has reflected on her week")
        await world.move_to(MEETING)
        assert _heard(world.person("Ben"), "Before you meet Ana") == 1

    @pytest.mark.parametrize("delivered", [True, False])
    async def test_an_unsure_digest_is_followed_by_one_line_with_its_button(
        self, world: World, delivered: bool
    ) -> None:
        await _begin(world, "Ana has reflected on her week")
        await world.move_to(DIGEST_DUE - timedelta(minutes=1))
        ben = world.person("Ben")
        faults = world.telegram.faults
        if delivered:
            faults.reset_after_delivery(method="sendMessage", chat_id=ben.user_id)
        else:
            faults.server_error(method="sendMessage", chat_id=ben.user_id)
        await world.move_to(MEETING - timedelta(hours=3))
        assert _heard(ben, "Before you meet Ana") == int(delivered)
        await world.move_to(MEETING)
        assert _heard(ben, "your digest is here, in case it has not reached you") == 1
        assert MessageKind.DIGEST_UPDATE not in await _kinds(world)
        ben.taps("Read the digest")
        await world.settle()
        assert _heard(ben, "Before you meet Ana", "Tuesday group") == 1 + int(delivered)

    async def test_a_digest_missed_by_hours_is_followed_by_one_line_too(self, world: World) -> None:
        await _begin(world)
        world.kill()
        world.clock.move_to(DIGEST_DUE + timedelta(hours=14))
        await world.restart()
        await world.move_to(MEETING)
        ben = world.person("Ben")
        assert _heard(ben, "your digest is here") == 1

    async def test_an_answer_taken_back_before_it_goes_is_not_in_it(self, world: World) -> None:
        await _begin(world, "Ana has reflected on her week")
        async with world.db.write() as s:
            await s.execute(
                update(Answer).where(Answer.question == "glad").values(reader=Reader.ME)
            )
        await world.move_to(DIGEST_DUE)
        ben = world.person("Ben")
        assert _heard(ben, "Tuesday group") == 0
        assert _heard(ben, "One answer kept private.") == 1

    async def test_a_digest_on_its_way_when_the_pair_ends_does_not_go(self, world: World) -> None:
        await _begin(world, "Ana has reflected on her week")
        meeting = await _meeting(world)
        ben_id = await _person_id(world, "Ben")
        assert await digests.for_sending(world.core, ben_id, meeting.id) is not None
        await GIVENS["Ana and Ben have ended"](world)
        assert await digests.for_sending(world.core, ben_id, meeting.id) is None
        await world.move_to(MEETING + timedelta(days=1))
        assert await _kinds(world) == []

    async def test_nothing_goes_to_a_mentor_who_has_paused(self, world: World) -> None:
        await _begin(world, "Ana has reflected on her week")
        async with world.db.write() as s:
            ben = await s.get_one(Person, await _person_id(world, "Ben"))
            ben.paused_at = world.clock.now()
            ben.paused_until = MEETING + timedelta(days=1)
        await world.move_to(MEETING)
        assert _heard(world.person("Ben"), "Before you meet Ana") == 0


class TestReading:
    """Every button asks anew who is reading."""

    async def test_a_digest_opened_is_noted(self, either_world: World) -> None:
        world = either_world
        await _begin(world)
        view = await digests.open_digest(world.core, _actor(world.person("Ben")))
        assert isinstance(view, DigestView)
        async with world.db.read() as s:
            assert (await s.scalars(select(Digest.opened_at))).one() == world.clock.now()

    async def test_another_mentor_opens_nothing_with_its_buttons(self, either_world: World) -> None:
        world = either_world
        await _begin(world, "Ana has answered with a voice note")
        meeting = await _meeting(world)
        async with world.db.read() as s:
            spoken = await s.scalars(select(Answer.id).where(Answer.question == "glad"))
            answer_id = spoken.one()
        await _other_pair(world)
        cat = world.person("Cat")
        for attempt in (
            digests.open_for_meeting(world.core, _actor(cat), meeting.id),
            digests.open_digest(world.core, _actor(cat), meeting.relationship_id),
            digests.voice(world.core, _actor(cat), answer_id),
            digests.open_for_meeting(world.core, _actor(world.person("Ben")), 12345),
        ):
            with pytest.raises(RefusedError) as refused:
                await attempt
            assert refused.value.reason is Reason.GONE

    async def test_forged_buttons_are_refused_kindly(self, world: World) -> None:
        await _begin(world, "Ana has reflected on her week")
        await world.move_to(DIGEST_DUE)
        meeting = await _meeting(world)
        await _other_pair(world)
        cat = world.person("Cat")
        cat.says("/digest")
        await world.settle()
        for verb in ("all", "show", "now", "play", "nonsense"):
            cat.taps_data(f"dg.{to_short(meeting.id)}.{verb}", on=cat.last)
            await world.settle()
        assert _heard(cat, "Tuesday group") == 0
        assert all(answer.text for answer in cat.answers)

    async def test_a_voice_note_taken_back_is_not_played(self, world: World) -> None:
        await _begin(world, "Ana has answered with a voice note")
        async with world.db.write() as s:
            voices = await s.scalars(select(Answer).where(Answer.question == "glad"))
            answer = voices.one()
            answer.reader = Reader.ME
        with pytest.raises(RefusedError):
            await digests.voice(world.core, _actor(world.person("Ben")), answer.id)

    async def test_words_are_not_played(self, world: World) -> None:
        await _begin(world, "Ana has answered with a voice note")
        async with world.db.read() as s:
            words = await s.scalars(select(Answer.id).where(Answer.question == "better"))
            answer_id = words.one()
        with pytest.raises(RefusedError):
            await digests.voice(world.core, _actor(world.person("Ben")), answer_id)

    async def test_silence_over_two_digests_is_called_quiet(self, world: World) -> None:
        await _begin(world)
        pair = await _relationship(world)
        await reflection(world, pair, date(2026, 3, 2), ResponseState.LAPSED)
        await world.move_to(DIGEST_DUE)
        assert _heard(world.person("Ben"), "quiet") == 0
        await reflection(world, pair, date(2026, 3, 9), ResponseState.SKIPPED)
        await world.move_to(DIGEST_DUE + timedelta(days=7))
        assert _heard(world.person("Ben"), "week of Monday 9 March", "quiet") == 1

    @pytest.mark.parametrize("late", [True, False])
    async def test_an_older_week_sent_late_is_no_silence(
        self, either_world: World, late: bool
    ) -> None:
        world = either_world
        await GIVENS["Ana and Ben meet in three weeks"](world)
        pair = await _relationship(world)
        sent = datetime(2026, 3, 19 if late else 8, 20, tzinfo=UTC)
        await reflection(world, pair, date(2026, 3, 8), finished=sent, glad="The garden.")
        await reflection(world, pair, date(2026, 3, 15), ResponseState.LAPSED)
        await reflection(world, pair, date(2026, 3, 22), ResponseState.LAPSED)
        await world.move_to(datetime(2026, 3, 25, 9, tzinfo=UTC))
        shown = await digests.open_digest(world.core, _actor(world.person("Ben")))
        assert isinstance(shown, DigestView)
        assert shown.contents.quiet is not late

    async def test_the_digest_of_a_past_meeting_stays_what_it_was(self, world: World) -> None:
        await _begin(world, "Ana has reflected on her week")
        meeting = await _meeting(world)
        await world.move_to(MEETING + timedelta(days=1))
        await reflection(
            world,
            await _relationship(world),
            date(2026, 3, 8),
            finished=world.clock.now(),
            glad="New.",
        )
        old = await digests.open_for_meeting(world.core, _actor(world.person("Ben")), meeting.id)
        new = await digests.open_digest(world.core, _actor(world.person("Ben")))
        assert isinstance(new, DigestView)
        assert old.is_over
        assert [week.on for week in old.contents.weeks] == [SUNDAY]
        assert [week.on for week in new.contents.weeks] == [date(2026, 3, 8)]


class TestAgenda:
    """An item is on the list once, changes with its message, and is only its writer's to change."""

    async def test_an_update_handled_twice_adds_one_item(self, either_world: World) -> None:
        world = either_world
        await _begin(world)
        ana = world.person("Ana")
        await agenda.open_list(world.core, _actor(ana, 1))
        first = await agenda.add(world.core, _actor(ana, 2, 20), "Sleep")
        assert first == await agenda.add(world.core, _actor(ana, 2, 20), "Sleep")
        async with world.db.read() as s:
            assert await s.scalar(select(func.count()).select_from(AgendaItem)) == 1

    async def test_editing_the_message_edits_the_item(self, either_world: World) -> None:
        world = either_world
        await _begin(world)
        ana = world.person("Ana")
        await agenda.open_list(world.core, _actor(ana, 1))
        await agenda.add(world.core, _actor(ana, 2, 20), "Slep")
        for _ in range(2):
            view = await agenda.edit(world.core, _actor(ana, 3, 20), "Sleep")
            assert view is not None
            assert [line.text for line in view.lines] == ["Sleep"]
        assert await agenda.edit(world.core, _actor(ana, 4, 21), "Other") is None
        assert await agenda.edit(world.core, _actor(world.person("Ben"), 5, 20), "No") is None

    async def test_an_item_taken_off_cannot_be_edited_back(self, world: World) -> None:
        await _begin(world)
        ana = world.person("Ana")
        await agenda.open_list(world.core, _actor(ana, 1))
        view = await agenda.add(world.core, _actor(ana, 2, 20), "Sleep")
        assert isinstance(view, AgendaView)
        await agenda.remove(world.core, _actor(ana, 3), view.lines[0].item_id)
        assert await agenda.edit(world.core, _actor(ana, 4, 20), "Sleep again") is None

    async def test_nobody_else_takes_an_item_off(self, world: World) -> None:
        await _begin(world)
        ana = world.person("Ana")
        await agenda.open_list(world.core, _actor(ana, 1))
        view = await agenda.add(world.core, _actor(ana, 2, 20), "Sleep")
        assert isinstance(view, AgendaView)
        await _other_pair(world)
        for name in ("Ben", "Dora"):
            with pytest.raises(RefusedError):
                await agenda.remove(
                    world.core, _actor(world.person(name), 3), view.lines[0].item_id
                )

    async def test_after_the_meeting_the_list_begins_anew(self, world: World) -> None:
        await _begin(world)
        ana = world.person("Ana")
        await agenda.open_list(world.core, _actor(ana, 1))
        await agenda.add(world.core, _actor(ana, 2, 20), "Sleep")
        await world.move_to(MEETING + timedelta(hours=2))
        view = await agenda.open_list(world.core, _actor(ana, 3))
        assert isinstance(view, AgendaView)
        assert view.lines == ()


async def _relationship(world: World) -> Relationship:
    async with world.db.read() as s:
        found = await s.scalars(select(Relationship).order_by(Relationship.created_at))
        return next(iter(found))


async def _person_id(world: World, name: str) -> int:
    async with world.db.read() as s:
        found = await s.scalars(
            select(Person.id).where(Person.telegram_id == world.person(name).user_id)
        )
        return found.one()


async def _other_pair(world: World) -> tuple[Member, Member]:
    cat = await world.member("Cat", Role.MENTOR)
    dora = await world.member("Dora", Role.MENTEE)
    pair = await world.pair(cat, dora)
    await world.agreement(pair)
    await plan_meetings(world, pair)
    await reflection(world, pair, SUNDAY, finished=world.clock.now(), glad=Voice("voice-of-dora"))
    return cat, dora
