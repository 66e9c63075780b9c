"""A request for a person goes to one coordinator after the other until somebody has seen it."""

from datetime import timedelta
from typing import cast

import pytest
from sqlalchemy import select, update

from bot.db.tables import Consent, Helpline, HelpRequest, Invite, OutboxRow, Person, PersonRole
from bot.domain.people import Focus, PersonState, Role
from bot.domain.queues import Cause, DueKind, Lane, MessageKind
from bot.domain.talking import Wanted
from bot.render import talk_people as render
from bot.services import door
from bot.services.core import Actor
from bot.services.due import Verdict
from bot.services.errors import Reason, RefusedError
from bot.services.falls_due import FALLS_DUE
from bot.services.people import forgetting, invites, joining
from bot.services.sweep import sweep
from bot.services.talking import asking, receiving, settling, showing
from bot.services.talking.asking_views import Asking, Problem
from tests.abuse.agreeing import BEFORE
from tests.seeding import Member
from tests.world import World

STRANGER = 404
SECRET = "I cannot sleep"


def by(member: Member, update_id: int) -> Actor:
    return Actor(member.at.user_id, update_id)


async def asks(
    world: World,
    who: Member,
    update_id: int = 1,
    wanted: Wanted = Wanted.COORDINATOR,
    words: str = "",
) -> Asking:
    """Let somebody ask, and send it; the numbers of the updates follow on each other."""
    draft = await asking.begin(world.core, by(who, update_id), wanted)
    if draft.request_id is None:
        return draft
    if words:
        await asking.say(world.core, by(who, update_id + 1), words)
    sent = await asking.send(world.core, by(who, update_id + 2), draft.request_id)
    return cast(Asking, sent)


async def told(world: World, kind: MessageKind = MessageKind.TALK_REQUEST) -> list[OutboxRow]:
    async with world.db.read() as s:
        query = select(OutboxRow).where(OutboxRow.kind == kind).order_by(OutboxRow.id)
        return list(await s.scalars(query))


async def labels(world: World, telegram_id: int = STRANGER) -> list[str]:
    """Call for somebody; return the helplines that are shown."""
    view = await showing.talk(world.core, Actor(telegram_id, 9), "en")
    return [line.label for line in view.helplines]


async def the_request(world: World) -> HelpRequest:
    async with world.db.read() as s:
        return (await s.scalars(select(HelpRequest))).one()


async def change(world: World, who: Member, **values: object) -> None:
    async with world.db.write() as s:
        await s.execute(update(Person).where(Person.id == who.id).values(**values))


async def test_showing_who_is_there_takes_no_words_away_and_calls_nobody(
    either_world: World,
) -> None:
    """Somebody who has not asked is shown the same, and goes on with what is open."""
    ana = await either_world.member("Ana", Role.MENTEE)
    await either_world.member("Cleo", Role.COORDINATOR)
    await change(either_world, ana, focus=Focus.ANSWERING)
    view = await showing.there(either_world.core, by(ana, 1), "en")
    shown = await showing.talk(either_world.core, by(ana, 2), "en")
    assert view.helplines == shown.helplines != ()
    assert (view.focus, view.can_ask, view.is_known) == (Focus.ANSWERING, True, True)
    assert not await told(either_world)


class TestAsking:
    async def test_one_coordinator_is_told_at_once_in_the_dead_of_night_and_then_the_next(
        self, either_world: World
    ) -> None:
        ana = await either_world.member("Ana", Role.MENTEE)
        cleo = await either_world.member("Cleo", Role.COORDINATOR)
        dora = await either_world.member("Dora", Role.COORDINATOR)
        other = await either_world.programme("Lighthouse")
        await either_world.member("Eve", Role.COORDINATOR, programme=other)
        await either_world.move(timedelta(hours=19))
        assert (await asks(either_world, ana)).sent
        (row,) = await told(either_world)
        assert (row.person_id, row.lane) == (cleo.id, Lane.URGENT)
        assert row.not_before == either_world.clock.now()
        await either_world.move(timedelta(minutes=10))
        assert [row.person_id for row in await told(either_world)] == [cleo.id, cleo.id, dora.id]
        assert len(await told(either_world, MessageKind.TALK_UNSEEN)) == 1

    async def test_the_same_update_or_a_hurried_tap_sends_once(self, either_world: World) -> None:
        ana = await either_world.member("Ana", Role.MENTEE)
        await either_world.member("Cleo", Role.COORDINATOR)
        first = await asks(either_world, ana)
        request = await the_request(either_world)
        for update_id in (3, 4):
            again = await asking.send(either_world.core, by(ana, update_id), request.id)
            assert again == first
        assert (await asks(either_world, ana, 7)).standing is not None
        assert len(await told(either_world)) == 1

    async def test_once_somebody_has_seen_it_asking_again_passes_it_on_again(
        self, either_world: World
    ) -> None:
        ana = await either_world.member("Ana", Role.MENTEE)
        cleo = await either_world.member("Cleo", Role.COORDINATOR)
        await asks(either_world, ana)
        request = await the_request(either_world)
        await receiving.seen(either_world.core, by(cleo, 5), request.id)
        assert (await asks(either_world, ana, 7)).sent
        assert len(await told(either_world)) == 2
        # An old button neither ends what stands now, nor says that Cleo was told what she was not.
        assert await settling.end(either_world.core, by(ana, 10), request.id) is None
        assert not await told(either_world, MessageKind.TALK_SAID_SETTLED)
        (stands,) = (await showing.talk(either_world.core, by(ana, 11), "en")).standing
        assert (await settling.end(either_world.core, by(ana, 12), stands.request_id)) is not None
        over = await settling.end(either_world.core, by(ana, 13), request.id)
        assert over is not None
        assert not over.told

    async def test_late_it_is_done_once_and_nothing_piles_up(self, world: World) -> None:
        """After hours without the bot, whoever is to know by then is told one time."""
        ana = await world.member("Ana", Role.MENTEE)
        there = [await world.member(name, Role.COORDINATOR) for name in ("Cleo", "Dora")]
        await asks(world, ana)
        world.clock.move(timedelta(hours=5))
        await world.settle()
        assert [row.person_id for row in await told(world)] == [each.id for each in there]
        assert len(await told(world, MessageKind.TALK_UNSEEN)) == 1

    async def test_after_a_week_it_stops_and_the_one_who_asked_is_told_so(
        self, world: World
    ) -> None:
        ana = await world.member("Ana", Role.MENTEE)
        await world.member("Cleo", Role.COORDINATOR)
        await asks(world, ana, words=SECRET)
        await world.move(timedelta(days=8))
        assert "I have stopped asking" in ana.at.last.text
        request = await the_request(world)
        assert (request.settled_by, request.words) == (None, None)
        calls = len(await told(world))
        await world.move(timedelta(days=2))
        assert len(await told(world)) == calls < 20

    async def test_whoever_has_taken_it_back_is_not_told_that_nobody_saw_it(
        self, either_world: World
    ) -> None:
        """Not even by a message that was on its way already."""
        ana = await either_world.member("Ana", Role.MENTEE)
        await either_world.member("Cleo", Role.COORDINATOR)
        await asks(either_world, ana)
        request = await the_request(either_world)
        assert await settling.news_for(either_world.core, ana.person, request.id) is not None
        await settling.end(either_world.core, by(ana, 4), request.id)
        assert await settling.news_for(either_world.core, ana.person, request.id) is None

    async def test_a_stranger_cannot_ask_for_a_coordinator(self, world: World) -> None:
        await world.member("Cleo", Role.COORDINATOR)
        assert not (await showing.talk(world.core, Actor(404, 1), "en")).can_ask
        with pytest.raises(RefusedError) as refused:
            await asking.begin(world.core, Actor(404, 2), Wanted.COORDINATOR)
        assert refused.value.reason is Reason.NOT_A_MEMBER

    async def test_what_is_not_sent_is_gone_a_day_later(self, world: World) -> None:
        ana = await world.member("Ana", Role.MENTEE)
        await world.member("Cleo", Role.COORDINATOR)
        await asking.begin(world.core, by(ana, 1), Wanted.COORDINATOR)
        await asking.say(world.core, by(ana, 2), SECRET)
        await world.move(timedelta(days=1))
        async with world.db.read() as s:
            assert (await s.scalars(select(HelpRequest))).all() == []
        assert not await told(world)


class TestWords:
    async def test_they_are_sealed_and_opened_only_for_the_one_who_takes_it_on(
        self, either_world: World
    ) -> None:
        ana = await either_world.member("Ana", Role.MENTEE)
        cleo = await either_world.member("Cleo", Role.COORDINATOR)
        dora = await either_world.member("Dora", Role.COORDINATOR)
        await asks(either_world, ana, words=SECRET)
        request = await the_request(either_world)
        assert request.words is not None
        assert SECRET.encode() not in request.words
        before = await receiving.request_for(either_world.core, cleo.person, request.id)
        assert before is not None
        assert (before.words, before.has_words) == (None, True)
        first = await receiving.seen(either_world.core, by(cleo, 5), request.id)
        later = await receiving.seen(either_world.core, by(dora, 6), request.id)
        assert (first.words, first.seen_by_reader) == (SECRET, True)
        assert (later.words, later.seen_by, later.seen_by_reader) == (None, "Cleo", False)

    async def test_handled_again_they_go_along_once_and_too_many_are_left_out(
        self, world: World
    ) -> None:
        ana = await world.member("Ana", Role.MENTEE)
        await world.member("Cleo", Role.COORDINATOR)
        await asking.begin(world.core, by(ana, 1), Wanted.COORDINATOR)
        for _ in range(2):
            view = await asking.say(world.core, by(ana, 2), SECRET)
        view = await asking.say(world.core, by(ana, 3), "x" * asking.LONGEST)
        assert view is not None
        assert (view.words, view.problem) == (SECRET, Problem.LONG)

    async def test_typed_much_later_they_go_nowhere(self, world: World) -> None:
        ana = await world.member("Ana", Role.MENTEE)
        await world.member("Cleo", Role.COORDINATOR)
        await asking.begin(world.core, by(ana, 1), Wanted.COORDINATOR)
        world.clock.move(timedelta(minutes=31))
        assert await asking.say(world.core, by(ana, 2), SECRET) is None
        assert (await the_request(world)).words is None

    async def test_taken_back_they_are_gone(self, world: World) -> None:
        ana = await world.member("Ana", Role.MENTEE)
        await world.member("Cleo", Role.COORDINATOR)
        await asks(world, ana, words=SECRET)
        await settling.end(world.core, by(ana, 5), (await the_request(world)).id)
        assert (await the_request(world)).words is None


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
    async def test_nobody_else_may_see_or_answer_it(self, world: World) -> None:
        ana = await world.member("Ana", Role.MENTEE)
        ben = await world.member("Ben", Role.MENTOR)
        await world.member("Cleo", Role.COORDINATOR)
        other = await world.programme("Lighthouse")
        eve = await world.member("Eve", Role.COORDINATOR, programme=other)
        await asks(world, ana)
        request = await the_request(world)
        for someone in (ana, ben, eve):
            assert await receiving.request_for(world.core, someone.person, request.id) is None
            for answer in (receiving.seen, receiving.settled):
                with pytest.raises(RefusedError) as refused:
                    await answer(world.core, by(someone, 5), request.id)
                assert refused.value.reason is Reason.GONE
        for someone in (ben, eve):
            assert await settling.news_for(world.core, someone.person, request.id) is None
            with pytest.raises(RefusedError):
                await settling.end(world.core, by(someone, 6), request.id)
        assert (await the_request(world)).seen_at is None

    async def test_a_concern_about_somebody_erased_since_is_told_in_whole_sentences(
        self, world: World
    ) -> None:
        ana, ben = await world.member("Ana", Role.MENTEE), await world.member("Ben", Role.MENTOR)
        cleo = await world.member("Cleo", Role.COORDINATOR)
        await world.pair(ben, ana)
        await asks(world, ana, wanted=Wanted.CONCERN)
        async with world.db.write() as s:
            await forgetting.erase(s, world.core, await s.get_one(Person, ben.id), Cause())
        request = await the_request(world)
        view = await receiving.seen(world.core, by(cleo, 6), request.id)
        assert "about their mentor, somebody who has left (" in render.request(view).text

    async def test_whoever_takes_it_on_hears_where_the_one_who_asked_cannot_be_told(
        self, world: World
    ) -> None:
        ana = await world.member("Ana", Role.MENTEE)
        cleo = await world.member("Cleo", Role.COORDINATOR)
        await asks(world, ana)
        await world.settle()
        ana.at.blocks()
        await world.settle()
        cleo.at.taps("I have seen this")
        await world.settle()
        (told_of,) = [each for each in cleo.at.chat if "asks to be contacted" in each.text]
        assert "I cannot write to them" in told_of.text
        assert "I have told them so" not in told_of.text

    async def test_where_whoever_saw_it_leaves_it_begins_anew_with_the_next(
        self, either_world: World
    ) -> None:
        ana = await either_world.member("Ana", Role.MENTEE)
        cleo = await either_world.member("Cleo", Role.COORDINATOR)
        dora = await either_world.member("Dora", Role.COORDINATOR)
        await asks(either_world, ana, words=SECRET)
        request = await the_request(either_world)
        await receiving.seen(either_world.core, by(cleo, 5), request.id)
        async with either_world.db.write() as s:
            await s.delete(await s.get_one(PersonRole, (cleo.id, Role.COORDINATOR)))
        await either_world.move(timedelta(hours=2))
        assert (await told(either_world))[-1].person_id == dora.id
        assert "passed it on to Dora" in "".join(m.text for m in ana.at.chat)
        view = await receiving.seen(either_world.core, by(dora, 6), request.id)
        assert (view.words, view.seen_by) == (SECRET, "Dora")

    async def test_where_whoever_saw_it_blocks_the_bot_it_begins_anew_with_the_next(
        self, world: World
    ) -> None:
        ana = await world.member("Ana", Role.MENTEE)
        cleo = await world.member("Cleo", Role.COORDINATOR)
        dora = await world.member("Dora", Role.COORDINATOR)
        await asks(world, ana)
        await receiving.seen(world.core, by(cleo, 5), (await the_request(world)).id)
        await change(world, cleo, unreachable_since=world.clock.now())
        await world.move(timedelta(hours=2))
        assert (await told(world))[-1].person_id == dora.id

    async def test_a_text_that_is_new_keeps_no_coordinator_from_taking_it_on(
        self, world: World
    ) -> None:
        ana = await world.member("Ana", Role.MENTEE)
        cleo = await world.member("Cleo", Role.COORDINATOR)
        await asks(world, ana, words=SECRET)
        await world.settle()
        await change(world, cleo, consent_version=BEFORE)
        cleo.at.taps("I have seen this")
        await world.settle()
        assert SECRET in cleo.at.last.text
        assert (await the_request(world)).seen_by == cleo.id

    async def test_what_was_asked_before_withdrawing_ends_and_afterwards_one_may_ask_anew(
        self, either_world: World
    ) -> None:
        """Words of somebody who has withdrawn are kept nowhere; a call for a person still goes."""
        ana = await either_world.member("Ana", Role.MENTEE)
        await either_world.member("Cleo", Role.COORDINATOR)
        await asks(either_world, ana)
        either_world.clock.move(timedelta(minutes=5))
        await change(either_world, ana, state=PersonState.WITHDRAWN)
        async with either_world.db.write() as s:
            mine = update(Consent).where(Consent.person_id == ana.id)
            await s.execute(mine.values(withdrawn_at=either_world.clock.now()))
        assert (await showing.talk(either_world.core, by(ana, 10), "en")).standing == ()
        await either_world.move(timedelta(hours=1))
        assert len(await told(either_world)) == 1
        assert (await asks(either_world, ana, 11, words=SECRET)).sent
        assert len(await told(either_world)) == 2
        async with either_world.db.read() as s:
            assert set(await s.scalars(select(HelpRequest.words))) == {None}


async def test_a_call_for_help_that_fails_again_and_again_is_tried_until_it_goes(
    world: World,
) -> None:
    """Whatever else fails five times is given up, and shown by `doctor`."""
    ana = await world.member("Ana", Role.MENTEE)
    await world.member("Cleo", Role.COORDINATOR)
    await asks(world, ana)
    await world.settle()

    async def fails(*_: object) -> Verdict:
        raise KeyError

    for _ in range(7):
        world.clock.move_to(world.clock.now() + timedelta(minutes=11))
        await sweep(world.core, {**FALLS_DUE, DueKind.TALK: fails})
    await sweep(world.core, FALLS_DUE)
    assert len(await told(world)) == 1, "it waits a minute after each failure"
    world.clock.move_to(world.clock.now() + timedelta(minutes=1))
    await sweep(world.core, FALLS_DUE)
    assert len(await told(world)) == 2
