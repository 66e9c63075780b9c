"""What came of a survey goes once to everybody who was asked, as its coordinator saw it."""

import asyncio

import pytest
from sqlalchemy import select, update

from bot.db.tables import Broadcast, OutboxRow, Person, Survey
from bot.domain.broadcasts import BroadcastKind
from bot.domain.people import Focus, PersonState, Role
from bot.domain.queues import MessageKind
from bot.services.core import Actor
from bot.services.errors import Reason, RefusedError
from bot.services.relationships.leaving import Left
from bot.services.surveys import heard, telling_back
from bot.services.surveys.heard import LONGEST, HeardView, Wrong
from tests.resulting import by
from tests.seeding import Member
from tests.surveying import SCALES, cleo, close, person_row, survey
from tests.world import World

WORDS = "Evenings are too long. From May on we end at eight."


class Closed:
    """Cleo's survey has closed. Ana, Ben and Cem were asked, and Cem has left since."""

    def __init__(self, world: World, me: Member, made: Survey) -> None:
        self.world, self.core, self.me, self.survey_id = world, world.core, me, made.id
        self._updates = iter(range(1, 100))

    def cleo(self) -> Actor:
        return by(self.me, next(self._updates))

    async def writes(self, words: str) -> HeardView:
        view = await heard.write(self.core, self.cleo(), words)
        assert isinstance(view, HeardView)
        return view

    async def sends(self, view: HeardView, actor: Actor | None = None) -> HeardView:
        return await heard.send(self.core, actor or self.cleo(), self.survey_id, view.mark)

    async def told(self) -> tuple[list[Broadcast], list[int]]:
        """The broadcasts of what was heard, and whom they go to."""
        async with self.world.db.read() as s:
            made = await s.scalars(select(Broadcast).where(Broadcast.kind == BroadcastKind.HEARD))
            rows = select(OutboxRow.person_id).where(OutboxRow.kind == MessageKind.SURVEY_HEARD)
            return list(made), list(await s.scalars(rows))

    async def focus(self) -> Focus | None:
        return (await person_row(self.world, self.me)).focus


@pytest.fixture
async def closed(either_world: World) -> Closed:
    me = await cleo(either_world)
    people = [await either_world.member(name, Role.MENTEE) for name in ("Ana", "Ben", "Cem")]
    made = await survey(either_world, me, SCALES, anonymous=True)
    await close(either_world, made.id)
    async with either_world.db.write() as s:
        gone = update(Person).where(Person.id == people[2].id)
        await s.execute(gone.values(state=PersonState.LEFT))
    return Closed(either_world, me, made)


async def test_it_goes_once_to_everybody_who_was_asked_and_still_takes_part(
    closed: Closed,
) -> None:
    """Two taps at once, the same update again, and a later tap make one broadcast."""
    await heard.begin(closed.core, closed.cleo(), closed.survey_id)
    view = await closed.writes(WORDS)
    assert (view.words, view.people, view.sent_at) == (WORDS, 2, None)
    one, other = closed.cleo(), closed.cleo()
    await asyncio.gather(closed.sends(view, one), closed.sends(view, other))
    for actor in (one, other, closed.cleo()):
        assert (await closed.sends(view, actor)).sent_at == closed.world.clock.now()
    (broadcast,), people = await closed.told()
    assert (len(people), broadcast.total, broadcast.survey_id) == (2, 2, closed.survey_id)
    found = await telling_back.told(closed.core, people[0], broadcast.id)
    assert found is not None
    assert (found.words, found.programme) == (WORDS, "Harbour")
    # Whoever was not asked is told nothing.
    assert await telling_back.told(closed.core, closed.me.id, broadcast.id) is None
    assert await closed.focus() is None
    # What is typed or begun after that changes nothing of it.
    assert isinstance(await heard.write(closed.core, closed.cleo(), "More"), Left)
    again = await heard.begin(closed.core, closed.cleo(), closed.survey_id)
    assert (again.words, again.focus) == (WORDS, None)


async def test_what_will_not_do_keeps_what_was_there_and_only_what_was_seen_is_sent(
    closed: Closed,
) -> None:
    """Nothing at all, far too much, and other words than those that were looked at."""
    await heard.begin(closed.core, closed.cleo(), closed.survey_id)
    first = await closed.writes(WORDS)
    for words, wrong in (
        ("", Wrong.EMPTY),
        ("\u202e\u200b ", Wrong.EMPTY),
        ("x" * 3001, Wrong.LONG),
    ):
        view = await closed.writes(words)
        assert (view.wrong, view.words, view.focus) == (wrong, WORDS, Focus.SURVEY_HEARD)
    second = await closed.writes("x" * LONGEST)
    assert (second.wrong, len(second.words or "")) == (None, LONGEST)
    refused = await closed.sends(first)
    assert (refused.wrong, refused.sent_at, refused.mark) == (Wrong.CHANGED, None, second.mark)
    left = await heard.later(closed.core, closed.cleo())
    assert (left.focus, await closed.told()) == (None, ([], []))
    kept = await heard.begin(closed.core, closed.cleo(), closed.survey_id)
    assert kept.mark == second.mark


async def test_nobody_else_writes_it_and_not_before_the_close(closed: Closed) -> None:
    elsewhere = await closed.world.programme("Lighthouse")
    zoe = await closed.world.member("Zoe", Role.COORDINATOR, programme=elsewhere)
    ana = Actor(closed.world.person("Ana").user_id, 50)
    still_open = await survey(closed.world, closed.me, SCALES, title="Open")
    for actor, survey_id, reason in (
        (by(zoe), closed.survey_id, Reason.GONE),
        (ana, closed.survey_id, Reason.NOT_ALLOWED),
        (closed.cleo(), still_open.id, Reason.NOT_YET),
    ):
        for step in (
            heard.begin(closed.core, actor, survey_id),
            heard.send(closed.core, actor, survey_id, heard.mark_of("")),
        ):
            with pytest.raises(RefusedError) as refused:
                await step
            assert refused.value.reason is reason
    assert await closed.told() == ([], [])
