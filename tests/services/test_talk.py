"""A call for a human reaches every coordinator of the programme once, at any hour, and only them."""

from datetime import timedelta

import pytest
from sqlalchemy import select, update

from bot.db.tables import Helpline, HelpRequest, Invite, OutboxRow, Person
from bot.domain.people import Focus, Role
from bot.domain.queues import Lane, MessageKind
from bot.services import door
from bot.services.core import Actor
from bot.services.errors import Reason, RefusedError
from bot.services.people import invites, joining, reach, talk, talk_requests
from tests.seeding import Member
from tests.world import World

STRANGER = 404


def by(member: Member, update_id: int) -> Actor:
    return Actor(member.at.user_id, update_id)


async def calls(world: World) -> list[OutboxRow]:
    async with world.db.read() as s:
        rows = await s.scalars(select(OutboxRow).where(OutboxRow.kind == MessageKind.TALK_REQUEST))
        return list(rows)


async def labels(world: World, telegram_id: int = STRANGER) -> list[str]:
    """Call for somebody; return the helplines that are shown."""
    view = await talk.talk(world.core, Actor(telegram_id, 9), "en")
    return [line.label for line in view.helplines]


async def the_request(world: World) -> HelpRequest:
    async with world.db.read() as s:
        return (await s.scalars(select(HelpRequest))).one()


async def test_showing_who_is_there_takes_no_words_away_and_calls_nobody(
    either_world: World,
) -> None:
    """Somebody who has not asked is shown the same, and goes on with what is open."""
    ana = await either_world.member("Ana", Role.MENTEE)
    await either_world.member("Cleo", Role.COORDINATOR)
    async with either_world.db.write() as s:
        await s.execute(update(Person).where(Person.id == ana.id).values(focus=Focus.ANSWERING))
    view = await talk.there(either_world.core, by(ana, 1), "en")
    assert view.helplines == (await talk.talk(either_world.core, by(ana, 2), "en")).helplines != ()
    assert (view.focus, view.can_ask, view.is_known) == (Focus.ANSWERING, True, True)
    assert not await calls(either_world)


class TestAsking:
    async def test_every_coordinator_is_told_at_once_in_the_dead_of_night(
        self, either_world: World
    ) -> None:
        ana = await either_world.member("Ana", Role.MENTEE)
        told = [await either_world.member(name, Role.COORDINATOR) for name in ("Cleo", "Dora")]
        other = await either_world.programme("Lighthouse")
        await either_world.member("Eve", Role.COORDINATOR, programme=other)
        either_world.clock.move(timedelta(hours=19))
        view = await talk.ask(either_world.core, by(ana, 1))
        assert view.reached
        rows = await calls(either_world)
        assert {row.person_id for row in rows} == {member.id for member in told}
        assert {row.lane for row in rows} == {Lane.URGENT}
        assert {row.not_before for row in rows} == {either_world.clock.now()}

    async def test_the_same_update_or_a_hurried_tap_asks_once(self, either_world: World) -> None:
        ana = await either_world.member("Ana", Role.MENTEE)
        await either_world.member("Cleo", Role.COORDINATOR)
        first = await talk.ask(either_world.core, by(ana, 1))
        assert await talk.ask(either_world.core, by(ana, 1)) == first
        hurried = await talk.ask(either_world.core, by(ana, 2))
        assert (first.already, hurried.already) == (False, True)
        assert len(await calls(either_world)) == 1
        either_world.clock.move(talk.SAME_REQUEST)
        await talk.ask(either_world.core, by(ana, 1))
        assert len(await calls(either_world)) == 1
        assert not (await talk.ask(either_world.core, by(ana, 3))).already
        assert len(await calls(either_world)) == 2

    async def test_once_somebody_has_seen_it_asking_again_passes_it_on_again(
        self, either_world: World
    ) -> None:
        ana = await either_world.member("Ana", Role.MENTEE)
        cleo = await either_world.member("Cleo", Role.COORDINATOR)
        await talk.ask(either_world.core, by(ana, 1))
        request = await the_request(either_world)
        await talk_requests.seen(either_world.core, by(cleo, 2), request.id)
        assert not (await talk.ask(either_world.core, by(ana, 3))).already
        assert len(await calls(either_world)) == 2

    async def test_where_nobody_can_be_told_it_says_so(self, either_world: World) -> None:
        ana = await either_world.member("Ana", Role.MENTEE)
        cleo = await either_world.member("Cleo", Role.COORDINATOR)
        await reach.unreachable(either_world.core, cleo.at.user_id)
        view = await talk.ask(either_world.core, by(ana, 1))
        assert not view.reached
        assert view.helplines
        assert await calls(either_world) == []

    async def test_a_coordinator_who_asks_is_not_sent_their_own_call(self, world: World) -> None:
        cleo = await world.member("Cleo", Role.COORDINATOR)
        assert not (await talk.talk(world.core, by(cleo, 1), "en")).can_ask
        assert not (await talk.ask(world.core, by(cleo, 2))).reached

    async def test_a_stranger_cannot_ask_for_a_coordinator(self, world: World) -> None:
        await world.member("Cleo", Role.COORDINATOR)
        assert not (await talk.talk(world.core, Actor(404, 1), "en")).can_ask
        with pytest.raises(RefusedError) as refused:
            await talk.ask(world.core, Actor(404, 2))
        assert refused.value.reason is Reason.NOT_A_MEMBER


class TestAtTheDoor:
    """Whoever has not agreed to anything finds the helplines, and nothing of them is stored."""

    @pytest.fixture
    async def invited(self, either_world: World) -> World:
        """A world of two programmes, where a stranger was shown the invitation of the second."""
        await either_world.programme("Harbour")
        other = await either_world.programme("Lighthouse")
        async with either_world.db.write() as s:
            lines = update(Helpline).where(Helpline.programme_id == other.id)
            await s.execute(lines.values(label="Lighthouse line"))
        made = await invites.create(either_world.core, other.id, Role.MENTEE)
        await joining.start(either_world.core, Actor(STRANGER, 1), made.token, "en")
        return either_world

    async def test_those_of_the_only_programme_are_shown_to_anybody(self, world: World) -> None:
        await world.programme()
        assert await labels(world) == ["Night line"]

    async def test_of_two_programmes_it_is_the_one_whose_invitation_was_opened(
        self, invited: World
    ) -> None:
        assert await labels(invited) == ["Lighthouse line"]
        assert await labels(invited, STRANGER + 1) == []

    async def test_looking_and_calling_store_nothing_about_them(self, invited: World) -> None:
        await labels(invited)
        async with invited.db.read() as s:
            for table in (Person, HelpRequest, OutboxRow):
                assert (await s.scalars(select(table))).all() == []
            invite = (await s.scalars(select(Invite))).one()
        assert (invite.used_by, invite.used_at, invite.refused_at) == (None, None, None)

    async def test_after_not_now_nothing_is_known_of_them_any_more(self, invited: World) -> None:
        async with invited.db.read() as s:
            invite = (await s.scalars(select(Invite))).one()
        await joining.not_now(invited.core, Actor(STRANGER, 2), invite.id, "en")
        assert await labels(invited) == []

    async def test_a_day_later_the_invitation_is_forgotten(self, invited: World) -> None:
        invited.clock.move(door.KEEPS_FOR - timedelta(seconds=1))
        assert await labels(invited) == ["Lighthouse line"]
        invited.clock.move(timedelta(seconds=1))
        assert await labels(invited) == []


class TestSeeing:
    async def test_it_is_told_once_whoever_else_says_so_too(self, either_world: World) -> None:
        ana = await either_world.member("Ana", Role.MENTEE)
        cleo = await either_world.member("Cleo", Role.COORDINATOR)
        dora = await either_world.member("Dora", Role.COORDINATOR)
        await talk.ask(either_world.core, by(ana, 1))
        request = await the_request(either_world)
        assert await talk_requests.seen_for(either_world.core, ana.person, request.id) is None
        first = await talk_requests.seen(either_world.core, by(cleo, 2), request.id)
        later = await talk_requests.seen(either_world.core, by(dora, 3), request.id)
        assert (first.seen_by, first.seen_by_reader) == ("Cleo", True)
        assert (later.seen_by, later.seen_by_reader) == ("Cleo", False)
        told = await talk_requests.seen_for(either_world.core, ana.person, request.id)
        assert told is not None
        assert told.seen_by == "Cleo"

    async def test_nobody_else_may_see_or_answer_it(self, world: World) -> None:
        ana = await world.member("Ana", Role.MENTEE)
        ben = await world.member("Ben", Role.MENTOR)
        await world.member("Cleo", Role.COORDINATOR)
        other = await world.programme("Lighthouse")
        eve = await world.member("Eve", Role.COORDINATOR, programme=other)
        await talk.ask(world.core, by(ana, 1))
        request = await the_request(world)
        for someone, reason in ((ben, Reason.NOT_ALLOWED), (eve, Reason.GONE)):
            assert await talk_requests.request_for(world.core, someone.person, request.id) is None
            assert await talk_requests.seen_for(world.core, someone.person, request.id) is None
            with pytest.raises(RefusedError) as refused:
                await talk_requests.seen(world.core, by(someone, 2), request.id)
            assert refused.value.reason is reason
        assert (await the_request(world)).seen_at is None
