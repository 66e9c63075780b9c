"""What waits in the outbox goes once, to whom it still may, in the words of the moment."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import timedelta
from typing import Any, cast

import pytest
from sqlalchemy import select, update
from sqlalchemy.exc import OperationalError, StatementError
from sqlalchemy.ext.asyncio import AsyncSession

from bot.db.database import Database
from bot.db.tables import Broadcast, OutboxRow, Person
from bot.delivery import outbox
from bot.delivery.claims import LEASE
from bot.delivery.settling import Report
from bot.domain.people import PersonState, Role
from bot.domain.queues import Lane, MessageKind, OutboxState
from bot.render.message import Outgoing
from bot.runtime.compose import Letter
from bot.runtime.sender import Sender
from bot.services.broadcasts import stopping
from bot.services.core import Core
from tests.resulting import by
from tests.seeding import Member
from tests.surveying import cleo, survey
from tests.world import World

KIND = MessageKind.REFLECTION_PROMPT


async def _nothing(_letter: Letter) -> None: ...


class ShakyDatabase:
    """A database in which one writing transaction fails."""

    def __init__(self, db: Database, fails_at: int) -> None:
        self._db = db
        self._left = fails_at
        self.failed = asyncio.Event()
        self.read = db.read

    @asynccontextmanager
    async def write(self) -> AsyncIterator[AsyncSession]:
        self._left -= 1
        if self._left == 0:
            self.failed.set()
            raise OperationalError("COMMIT", {}, sqlite3.OperationalError("disk I/O error"))
        async with self._db.write() as s:
            yield s


class Post:
    """An outbox whose messages say what the test wants."""

    def __init__(self, world: World, ana: Member) -> None:
        self.world = world
        self.ana = ana
        self.messages = [Outgoing("How was your week?")]
        self.composed = 0
        self.breaks = False
        self.meanwhile: Callable[[Letter], Awaitable[object]] = _nothing
        self.sender = self.new_sender()

    def new_sender(self, core: Core | None = None) -> Sender:
        kinds = dict.fromkeys(MessageKind, self._compose)
        return Sender(core or self.world.core, self.world.bot.gateway, kinds)

    async def _compose(self, _core: Core, letter: Letter) -> list[Outgoing]:
        self.composed += 1
        await self.meanwhile(letter)
        if self.breaks:
            raise KeyError("what Ana wrote")
        return self.messages

    async def wait(
        self, kind: MessageKind = KIND, lane: Lane = Lane.PROMPT, person: Member | None = None
    ) -> None:
        who = person or self.ana
        async with self.world.db.write() as s:
            await outbox.enqueue(
                s,
                kind=kind,
                person_id=who.id,
                now=self.world.clock.now(),
                dedupe=f"{kind}:{who.id}",
                lane=lane,
            )

    async def drain(self) -> list[str]:
        """Send what may go, and return what Ana sees of it."""
        await self.sender.drain()
        return [message.text for message in self.ana.at.new_messages()]

    async def row(self) -> OutboxRow:
        (row,) = await self.rows()
        return row

    async def rows(self) -> list[OutboxRow]:
        async with self.world.db.read() as s:
            return list(await s.scalars(select(OutboxRow)))

    async def change(self, **values: Any) -> None:
        async with self.world.db.write() as s:
            await s.execute(update(Person).where(Person.id == self.ana.id).values(**values))


@pytest.fixture
async def post(either_world: World) -> Post:
    return Post(either_world, await either_world.member("Ana", Role.MENTEE))


async def test_a_message_goes_once(post: Post) -> None:
    await post.wait()
    assert await post.drain() == ["How was your week?"]
    assert await post.drain() == []
    row = await post.row()
    assert (row.state, row.message_id) == (OutboxState.SENT, post.ana.at.last.message_id)


async def test_the_words_are_made_when_it_goes(post: Post) -> None:
    await post.wait()
    post.messages = [Outgoing("In other words")]
    assert await post.drain() == ["In other words"]


async def test_what_need_not_be_said_any_more_is_dropped(post: Post) -> None:
    await post.wait()
    post.messages = []
    assert await post.drain() == []
    assert (await post.row()).state is OutboxState.DROPPED


async def test_nothing_goes_to_somebody_who_left(post: Post) -> None:
    await post.wait(lane=Lane.URGENT)
    await post.change(state=PersonState.LEFT)
    assert await post.drain() == []
    assert post.composed == 0
    assert (await post.row()).state is OutboxState.DROPPED


async def test_nothing_is_asked_of_somebody_who_pauses(post: Post) -> None:
    await post.wait()
    now = post.world.clock.now()
    await post.change(paused_at=now, paused_until=now + timedelta(days=7))
    assert await post.drain() == []
    assert (await post.row()).state is OutboxState.DROPPED


async def test_a_prompt_that_would_come_four_hours_late_is_dropped(post: Post) -> None:
    await post.wait()
    await post.wait(MessageKind.DIGEST)
    post.world.clock.move(timedelta(hours=4, minutes=1))
    assert await post.drain() == ["How was your week?"]
    states = {row.kind: row.state for row in await post.rows()}
    assert states == {KIND: OutboxState.DROPPED, MessageKind.DIGEST: OutboxState.SENT}


async def test_a_prompt_that_would_go_in_quiet_hours_waits_for_their_end(post: Post) -> None:
    evening = post.world.clock.now().replace(hour=20, minute=0)
    post.world.clock.move_to(evening)
    await post.wait()
    post.world.clock.move(timedelta(hours=2))
    assert await post.drain() == []
    (row,) = await post.rows()
    assert (row.state, row.not_before) == (OutboxState.WAITING, evening + timedelta(hours=12))
    post.world.clock.move_to(row.not_before)
    assert await post.drain() == ["How was your week?"]


async def test_a_prompt_at_an_agreed_time_goes_in_quiet_hours_if_it_is_on_time(post: Post) -> None:
    post.world.clock.move_to(post.world.clock.now().replace(hour=22, minute=0))
    await post.wait()
    post.world.clock.move(timedelta(minutes=5))
    assert await post.drain() == ["How was your week?"]


async def test_what_answers_somebody_who_pauses_still_goes(post: Post) -> None:
    await post.wait(MessageKind.AGREEMENT_RESULT)
    now = post.world.clock.now()
    await post.change(paused_at=now, paused_until=now + timedelta(days=7))
    assert await post.drain() == ["How was your week?"]


async def test_a_refused_connection_is_tried_again_later(post: Post) -> None:
    await post.wait()
    post.world.telegram.faults.down = True
    assert await post.drain() == []
    assert (await post.row()).state is OutboxState.WAITING
    post.world.telegram.faults.down = False
    post.world.clock.move(timedelta(minutes=1))
    assert await post.drain() == ["How was your week?"]


async def test_a_429_is_waited_out(post: Post) -> None:
    await post.wait()
    post.world.telegram.faults.too_many_requests(40)
    assert await post.drain() == []
    post.world.clock.move(timedelta(seconds=40))
    assert await post.drain() == ["How was your week?"]
    assert post.world.time.seconds >= 40


async def test_an_unsure_prompt_is_not_sent_again(post: Post) -> None:
    await post.wait()
    post.world.telegram.faults.reset_after_delivery()
    assert await post.drain() == ["How was your week?"]
    post.world.clock.move(timedelta(days=1))
    assert await post.drain() == []
    assert (await post.row()).state is OutboxState.UNSURE


async def test_an_unsure_urgent_message_is_sent_again(post: Post) -> None:
    await post.wait(lane=Lane.URGENT)
    post.world.telegram.faults.reset_before_delivery()
    assert await post.drain() == []
    post.world.clock.move(timedelta(minutes=1))
    assert await post.drain() == ["How was your week?"]


async def test_what_nothing_shows_later_is_sent_again_but_not_for_ever(post: Post) -> None:
    """What somebody shared, or the question about a pair: rather twice than never."""
    await post.wait(MessageKind.PASSED_ON)
    for tries in range(4):
        post.world.telegram.faults.reset_after_delivery()
        assert len(await post.drain()) == (tries < 3)
        post.world.clock.move(timedelta(hours=1))
    assert (await post.row()).state is OutboxState.UNSURE


@pytest.mark.parametrize(
    ("kind", "lane", "then"),
    [
        (KIND, Lane.PROMPT, []),
        (KIND, Lane.URGENT, ["How was your week?"]),
        (MessageKind.PAIR_ASK, Lane.PROMPT, ["How was your week?"]),
    ],
)
async def test_death_while_sending_counts_as_unsure(
    post: Post, kind: MessageKind, lane: Lane, then: list[str]
) -> None:
    await post.wait(kind, lane)
    await post.sender._exchange(8)
    post.world.clock.move(LEASE + timedelta(seconds=1))
    assert await post.drain() == then


async def test_somebody_who_blocked_the_bot_is_noted(post: Post) -> None:
    await post.wait()
    post.world.telegram.faults.forbidden()
    await post.drain()
    assert (await post.row()).state is OutboxState.UNREACHABLE
    async with post.world.db.read() as s:
        person = await s.get_one(Person, post.ana.id)
    assert person.unreachable_since is not None


async def test_parts_that_have_gone_are_not_repeated(post: Post) -> None:
    post.messages = [Outgoing("one"), Outgoing("two"), Outgoing("three")]
    await post.wait()
    sent = 0

    def after_the_first(event: object) -> None:
        nonlocal sent
        sent += type(event).__name__ == "MessageAdded"
        post.world.telegram.faults.down = sent == 1

    post.world.telegram.events.subscribe(after_the_first)
    assert await post.drain() == ["one"]
    sent = 2
    post.world.telegram.faults.down = False
    post.world.clock.move(timedelta(minutes=1))
    assert await post.drain() == ["two", "three"]


async def test_what_cannot_be_composed_is_given_up_after_three_tries(post: Post) -> None:
    await post.wait()
    post.breaks = True
    for _ in range(5):
        assert await post.drain() == []
        post.world.clock.move(timedelta(hours=1))
    assert post.composed == 3
    assert (await post.row()).state is OutboxState.REJECTED


async def test_two_senders_send_a_message_once(post: Post) -> None:
    await post.wait()
    other = post.new_sender()
    await other.drain()
    assert await post.drain() == ["How was your week?"]
    assert post.composed == 1


async def test_while_the_database_fails_nothing_is_forgotten_of_what_went(post: Post) -> None:
    """One message has arrived and another is on its way: neither becomes unsure, or goes again."""
    ben = await post.world.member("Ben", Role.MENTEE)
    await survey(post.world, await cleo(post.world))
    shaky = ShakyDatabase(post.world.db, fails_at=2)
    post.sender = post.new_sender(replace(post.world.core, db=cast(Database, shaky)))

    async def on_its_way(letter: Letter) -> None:
        if letter.person.id == ben.id:
            await shaky.failed.wait()

    post.meanwhile = on_its_way
    with pytest.raises(OperationalError):
        await post.drain()
    assert await post.drain() == ["How was your week?"]
    assert len(ben.at.new_messages()) == 1
    assert [row.state for row in await post.rows()] == [OutboxState.SENT] * 2
    async with post.world.db.read() as s:
        for member in (post.ana, ben):
            assert (await s.get_one(Person, member.id)).last_unasked_at is not None


async def test_what_can_never_be_written_down_holds_up_nobody(post: Post) -> None:
    await post.wait()
    post.sender._landed = [Report(1, 1, OutboxState.SENT, detail={"odd": object()})]
    with pytest.raises((StatementError, TypeError)):
        await post.drain()
    assert await post.drain() == ["How was your week?"]


async def test_what_is_on_its_way_when_it_is_stopped_does_not_come_back(post: Post) -> None:
    """It goes with the others, if it is sent to the others after all."""
    author = await cleo(post.world)
    await survey(post.world, author)
    async with post.world.db.read() as s:
        broadcast_id = (await s.scalars(select(Broadcast.id))).one()

    async def stopped(_letter: Letter) -> None:
        await stopping.stop(post.world.core, by(author), broadcast_id)

    post.meanwhile = stopped
    post.world.telegram.faults.too_many_requests(40)
    assert await post.drain() == []
    assert (await post.row()).state is OutboxState.DROPPED
    post.meanwhile = _nothing
    post.world.clock.move(timedelta(minutes=1))
    assert await post.drain() == []
    await stopping.go_on(post.world.core, by(author, 2), broadcast_id)
    assert await post.drain() == ["How was your week?"]


async def test_ten_who_ask_for_everything_held_about_them_hold_up_nobody(post: Post) -> None:
    """Two files are made at a time, however many wait; and what is short goes in between."""
    begun, may_go_on, most = 0, asyncio.Event(), 0

    async def large(letter: Letter) -> None:
        nonlocal begun, most
        if letter.row.kind is MessageKind.MY_DATA_PAGE:
            begun += 1
            most = max(most, begun)
            await may_go_on.wait()
            begun -= 1

    post.meanwhile = large
    askers = [await post.world.member(f"M{number}", Role.MENTEE) for number in range(10)]
    for each in askers:
        await post.wait(MessageKind.MY_DATA_PAGE, Lane.REPLY, each)
    await post.wait()
    draining = asyncio.create_task(post.sender.drain())
    async with asyncio.timeout(10):
        while not post.ana.at.new_messages():
            await asyncio.sleep(0.01)
        while begun < 2:
            await asyncio.sleep(0.01)
    may_go_on.set()
    assert await draining == 11
    assert most == 2
    assert all(each.at.new_messages() for each in askers)
