"""An announcement is sent once, keeps its words whatever happens, and is nobody else's to change."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from bot.db.tables import Broadcast, OutboxRow, Person
from bot.domain.announcements import LONGEST, AnnouncementProblem
from bot.domain.broadcasts import BroadcastState
from bot.domain.ids import to_short
from bot.domain.people import PersonState, Role
from bot.services.broadcasts import announcing
from bot.services.broadcasts.announcing_views import SentView
from bot.services.core import Actor
from bot.services.errors import Reason, RefusedError
from tests.seeding import Member
from tests.world import World

WORDS = "There is soup on Saturday."


def by(world: World, member: Member, number: int) -> Actor:
    return Actor(member.at.user_id, number, sent_at=world.clock.now())


async def written(world: World, cleo: Member) -> int:
    view = await announcing.begin(world.core, by(world, cleo, 1))
    await announcing.choose(world.core, by(world, cleo, 2), view.draft_id, "mentees", None)
    await announcing.write(world.core, by(world, cleo, 3), WORDS)
    return view.draft_id


async def outbox(world: World) -> int:
    async with world.db.read() as s:
        return await s.scalar(select(func.count()).select_from(OutboxRow)) or 0


async def test_it_is_sent_once_however_often_it_is_tapped(either_world: World) -> None:
    """Tapped twice, handled again after a crash: the same few people get it once."""
    cleo = await either_world.member("Cleo", Role.COORDINATOR)
    ana = await either_world.member("Ana", Role.MENTEE)
    draft_id = await written(either_world, cleo)
    for number in (4, 4, 5):
        view = await announcing.send(either_world.core, by(either_world, cleo, number), draft_id)
        assert isinstance(view, SentView)
        assert view.people == 1
    assert await outbox(either_world) == 1
    await either_world.settle()
    (message,) = ana.at.new_messages()
    assert WORDS in message.text
    assert "Cleo writes to you for Harbour" in message.text
    async with either_world.db.read() as s:
        row = await s.get_one(Broadcast, draft_id)
        assert (row.state, row.total) == (BroadcastState.DONE, 1)
        assert row.sealed is not None
        assert WORDS.encode() not in row.sealed


async def test_what_will_not_do_keeps_what_was_written(either_world: World) -> None:
    cleo = await either_world.member("Cleo", Role.COORDINATOR)
    ana = await either_world.member("Ana", Role.MENTEE)
    draft_id = await written(either_world, cleo)
    for number, text, problem in (
        (4, " \u200b ", AnnouncementProblem.EMPTY),
        (5, "x" * (LONGEST + 1), AnnouncementProblem.LONG),
    ):
        view = await announcing.write(either_world.core, by(either_world, cleo, number), text)
        assert view.problem is problem
        assert view.preview is not None
        assert view.preview.words == WORDS
    # Telegram's apps cut a long text: the rest of it does not take the place of the first part.
    first = "y" * LONGEST
    await announcing.write(either_world.core, by(either_world, cleo, 6), first)
    view = await announcing.write(either_world.core, by(either_world, cleo, 7), "the rest")
    assert view.problem is AnnouncementProblem.REST
    # What is typed later, or once something else was done, is no rest of anything.
    either_world.clock.move(timedelta(minutes=1))
    view = await announcing.write(either_world.core, by(either_world, cleo, 8), first)
    assert view.problem is None
    await announcing.begin(either_world.core, by(either_world, cleo, 81))
    view = await announcing.write(either_world.core, by(either_world, cleo, 82), WORDS)
    assert view.problem is None
    assert view.preview is not None
    assert view.preview.words == WORDS
    async with either_world.db.write() as s:
        (await s.get_one(Person, ana.id)).state = PersonState.JOINING
    sent = await announcing.send(either_world.core, by(either_world, cleo, 9), draft_id)
    assert not isinstance(sent, SentView)
    assert sent.problem is AnnouncementProblem.NOBODY
    assert await outbox(either_world) == 0


async def test_only_its_author_changes_it_and_groups_are_of_their_programme(world: World) -> None:
    cleo = await world.member("Cleo", Role.COORDINATOR)
    dara = await world.member("Dara", Role.COORDINATOR)
    ana = await world.member("Ana", Role.MENTEE)
    draft_id = await written(world, cleo)
    for somebody in (dara, ana):
        with pytest.raises(RefusedError) as refused:
            await announcing.send(world.core, by(world, somebody, 9), draft_id)
        assert refused.value.reason in (Reason.GONE, Reason.NOT_ALLOWED)
    with pytest.raises(RefusedError):
        await announcing.choose(world.core, by(world, cleo, 10), draft_id, "", 4711)
    await announcing.drop(world.core, by(world, cleo, 11), draft_id)
    with pytest.raises(RefusedError):
        await announcing.send(world.core, by(world, cleo, 12), draft_id)
    assert len(f"ac.{to_short(2**62)}.group.{to_short(2**62)}") <= 64
