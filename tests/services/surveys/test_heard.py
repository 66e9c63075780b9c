"""What came of a survey goes once to everybody whom it reached, as its coordinator saw it."""

import asyncio

import pytest
from sqlalchemy import select, update

from bot.db.tables import Broadcast, OutboxRow, Person, Survey
from bot.domain.broadcasts import BroadcastKind, BroadcastState
from bot.domain.people import Focus, PersonState, Role
from bot.domain.queues import MessageKind
from bot.services.core import Actor
from bot.services.errors import Reason, RefusedError
from bot.services.relationships.leaving import Left
from bot.services.surveys import heard, telling_back
from bot.services.surveys.heard import LONGEST, HeardView, Wrong
from tests.resulting import answers, by, five
from tests.seeding import Member
from tests.surveying import SCALES, cleo, close, person_row, survey
from tests.world import World

WORDS = "Evenings are too long. From May on we end at eight."


class Closed:
    """Cleo's survey has closed. It reached Ana, Ben and Cem, and Cem has left since.

    Dov had blocked the bot, and answered when he was back, which nobody is to know; Eve was asleep
    until it was over.
    """

    def __init__(self, world: World, me: Member, made: Survey) -> None:
        self.world, self.core, self.me, self.survey_id = world, world.core, me, made.id
        self._updates = iter(range(1, 100))

    def cleo(self) -> Actor:
        return by(self.me, next(self._updates))

    async def writes(self, words: str, actor: Actor | None = None) -> HeardView:
        view = await heard.write(self.core, actor or self.cleo(), words)
        assert isinstance(view, HeardView)
        return view

    async def sends(self, view: HeardView, actor: Actor | None = None) -> HeardView:
        assert view.mine is not None
        actor = actor or self.cleo()
        return await heard.send(self.core, actor, self.survey_id, view.mine.mark)

    async def told(self) -> tuple[list[Broadcast], list[int]]:
        """The broadcasts of what was heard, and whom they go to."""
        async with self.world.db.read() as s:
            made = await s.scalars(
                select(Broadcast).where(
                    Broadcast.kind == BroadcastKind.HEARD, Broadcast.state != BroadcastState.DRAFT
                )
            )
            rows = select(OutboxRow.person_id).where(OutboxRow.kind == MessageKind.SURVEY_HEARD)
            return list(made), list(await s.scalars(rows))

    async def focus(self) -> Focus | None:
        return (await person_row(self.world, self.me)).focus


@pytest.fixture
async def closed(either_world: World) -> Closed:
    me = await cleo(either_world)
    people = [await either_world.member(name, Role.MENTEE) for name in ("Ana", "Ben", "Cem")]
    dov = await either_world.member("Dov", Role.MENTEE)
    either_world.telegram.faults.forbidden(times=None, chat_id=dov.at.user_id)
    await either_world.member("Eve", Role.MENTEE, zone="America/New_York")
    made = await survey(either_world, me, SCALES, anonymous=True)
    await either_world.settle()
    for each in (people[0], dov):
        await answers(either_world, made.id, each, five(4))
    await close(either_world, made.id)
    async with either_world.db.write() as s:
        gone = update(Person).where(Person.id == people[2].id)
        await s.execute(gone.values(state=PersonState.LEFT))
    return Closed(either_world, me, made)


async def test_it_goes_once_to_everybody_whom_the_survey_reached_and_who_still_takes_part(
    closed: Closed,
) -> None:
    """Two taps at once, the same update again, and a later tap make one broadcast."""
    await heard.begin(closed.core, closed.cleo(), closed.survey_id)
    view = await closed.writes(WORDS)
    assert view.mine is not None
    assert (view.mine.text, view.others, view.people, view.sent_at) == (WORDS, (), 2, None)
    one, other = closed.cleo(), closed.cleo()
    await asyncio.gather(closed.sends(view, one), closed.sends(view, other))
    for actor in (one, other, closed.cleo()):
        assert (await closed.sends(view, actor)).sent_at == closed.world.clock.now()
    (broadcast,), people = await closed.told()
    names = [closed.world.person(name).user_id for name in ("Ana", "Ben")]
    async with closed.world.db.read() as s:
        found = await s.scalars(select(Person.telegram_id).where(Person.id.in_(people)))
        assert sorted(found) == sorted(names)
    assert (broadcast.total, broadcast.survey_id) == (2, closed.survey_id)
    told = await telling_back.told(closed.core, people[0], broadcast.id)
    assert told is not None
    assert (told.words, told.programme) == (WORDS, "Harbour")
    # Whoever was not asked is told nothing.
    assert await telling_back.told(closed.core, closed.me.id, broadcast.id) is None
    assert await closed.focus() is None
    # What is typed or begun after that changes nothing of it.
    assert isinstance(await heard.write(closed.core, closed.cleo(), "More"), Left)
    again = await heard.begin(closed.core, closed.cleo(), closed.survey_id)
    assert (again.sent, again.focus) == (WORDS, None)


async def test_what_will_not_do_keeps_what_was_there_and_only_what_was_seen_is_sent(
    closed: Closed,
) -> None:
    """Nothing at all, far too much and the rest of it, and other words than were looked at."""
    await heard.begin(closed.core, closed.cleo(), closed.survey_id)
    first = await closed.writes(WORDS)
    for words, wrong in (
        ("", Wrong.EMPTY),
        ("\u202e\u200b ", Wrong.EMPTY),
        ("x" * 4096, Wrong.LONG),
        ("and the rest of that", Wrong.REST),
    ):
        view = await closed.writes(words)
        assert (view.wrong, view.mine, view.focus) == (wrong, first.mine, Focus.SURVEY_HEARD)
    second = await closed.writes("x" * LONGEST)
    assert second.mine is not None
    assert (second.wrong, len(second.mine.text)) == (None, LONGEST)
    refused = await closed.sends(first)
    assert (refused.wrong, refused.sent_at, refused.mine) == (Wrong.CHANGED, None, second.mine)
    left = await heard.later(closed.core, closed.cleo())
    assert (left.focus, await closed.told()) == (None, ([], []))
    kept = await heard.begin(closed.core, closed.cleo(), closed.survey_id)
    assert kept.mine == second.mine


async def test_two_who_write_at_once_each_keep_their_words_and_see_the_others(
    closed: Closed,
) -> None:
    """Whatever is sent first settles it, whoever sends it; nobody's words replace another's."""
    dara = await closed.world.member("Dara", Role.COORDINATOR)
    await heard.begin(closed.core, closed.cleo(), closed.survey_id)
    await heard.begin(closed.core, by(dara, 50), closed.survey_id)
    await closed.writes(WORDS)
    hers = await closed.writes("Mondays stay.", by(dara, 51))
    assert hers.mine is not None
    assert hers.mine.text == "Mondays stay."
    assert [(each.author, each.text) for each in hers.others] == [("Cleo", WORDS)]
    mine = await heard.begin(closed.core, closed.cleo(), closed.survey_id)
    assert mine.mine == hers.others[0]
    assert mine.others == (hers.mine,)
    await heard.send(closed.core, by(dara, 52), closed.survey_id, hers.others[0].mark)
    late = await closed.writes("One more thing.")
    assert (late.wrong, late.sent, late.others) == (Wrong.SENT, WORDS, ())
    (broadcast,), _ = await closed.told()
    assert broadcast.created_by == dara.id


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
            heard.send(closed.core, actor, survey_id, "0"),
        ):
            with pytest.raises(RefusedError) as refused:
                await step
            assert refused.value.reason is reason
    assert await closed.told() == ([], [])
