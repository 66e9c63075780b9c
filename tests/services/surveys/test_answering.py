"""Every answer to a survey is stored once, whatever is handled again, and lost by nothing."""

import asyncio
import itertools
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import ColumnElement, func, select, update

from bot.db.tables import (
    AnonymousAnswer,
    Broadcast,
    OutboxRow,
    Person,
    Survey,
    SurveyAnswer,
    SurveyRecipient,
)
from bot.domain.people import PersonState, Role
from bot.domain.queues import Cause, OutboxState
from bot.domain.survey_answers import Given
from bot.domain.surveys import SurveyQuestionKind as K
from bot.domain.surveys import SurveyState
from bot.services.core import Actor
from bot.services.errors import Reason, RefusedError
from bot.services.surveys import anonymous, answering, asking, scheduling, typing_in
from bot.services.surveys.answer_views import (
    AnswerView,
    HeldView,
    NotAsked,
    OverView,
    QuestionView,
    ThanksView,
)
from bot.services.surveys.sealing import open_answer, open_draft
from bot.services.surveys.unfinished import Stage
from bot.services.waiting import waiting_of
from tests.seeding import Member
from tests.surveying import EVERY_KIND, SCALES, cleo, close, survey
from tests.world import World

_UPDATES = itertools.count(5_000_000)
Step = Callable[[Actor], Awaitable[AnswerView | NotAsked]]


class Sitter:
    """Somebody who answers a survey by calls to the services."""

    def __init__(self, world: World, member: Member, asked: Survey) -> None:
        self.world, self.member, self.asked = world, member, asked
        self.core = world.core
        self.actor = Actor(member.at.user_id, update_id=0)

    async def row(self) -> SurveyRecipient:
        async with self.world.db.read() as s:
            found = await s.scalars(
                select(SurveyRecipient).where(
                    SurveyRecipient.survey_id == self.asked.id,
                    SurveyRecipient.person_id == self.member.id,
                )
            )
            return found.one()

    async def does(self, step: Step) -> AnswerView | NotAsked:
        """Handle one update twice, as after a kill: nothing changes, and the same is shown."""
        actor = replace(self.actor, update_id=next(_UPDATES))
        first = await step(actor)
        before = await _everything(self.world)
        assert await step(actor) == first
        assert await _everything(self.world) == before
        return first

    async def taps(self, number: int, value: int) -> AnswerView | NotAsked:
        mine = (await self.row()).id
        return await self.does(
            lambda actor: answering.tap(self.core, actor, mine, number, str(value))
        )

    async def says(self, text: str) -> AnswerView | NotAsked:
        return await self.does(lambda actor: typing_in.type_in(self.core, actor, text, {}))

    async def by_button(self, verb: str, *args: object) -> AnswerView | NotAsked:
        mine, do = (await self.row()).id, getattr(answering, verb)
        return await self.does(lambda actor: do(self.core, actor, mine, *args))


async def _everything(world: World) -> list[object]:
    """What is stored of surveys, without what is sealed anew each time."""
    async with world.db.read() as s:
        found: list[object] = []
        for columns in (
            (SurveyRecipient.person_id, SurveyRecipient.answered, SurveyRecipient.cursor),
            (SurveyAnswer.person_id, SurveyAnswer.question_id, SurveyAnswer.id),
            (AnonymousAnswer.id, AnonymousAnswer.question_id),
            (Person.id, Person.focus, Person.focus_id),
        ):
            rows = await s.execute(select(*columns).order_by(*columns))
            found.append([tuple(row) for row in rows])
        return found


async def _sitter(world: World, *, anonymous: bool) -> Sitter:
    ana = await world.member("Ana", Role.MENTEE)
    asked = await survey(world, await cleo(world), EVERY_KIND, anonymous=anonymous)
    return Sitter(world, ana, asked)


async def _by_name(sitter: Sitter) -> dict[int, Given]:
    async with sitter.world.db.read() as s:
        rows = await s.scalars(select(SurveyAnswer))
        return {
            row.question_id: open_answer(sitter.core, sitter.member.person, row) for row in rows
        }


async def _by_nobody(sitter: Sitter) -> list[Given]:
    async with sitter.world.db.read() as s:
        rows = await s.scalars(select(AnonymousAnswer))
        return [each.given for each in anonymous.open_all(sitter.core, sitter.asked, rows)]


EXPECTED = {
    Given(K.FIVE, 4),
    Given(K.TEN, 0),
    Given(K.CHOICE, choices=(2,)),
    Given(K.CHOICES, choices=(0, 2)),
    Given(K.TEXT, text="More tea"),
}


@pytest.mark.parametrize("nameless", [False, True], ids=["by name", "anonymously"])
async def test_every_step_handled_twice_is_done_once(either_world: World, nameless: bool) -> None:
    sitter = await _sitter(either_world, anonymous=nameless)
    await sitter.taps(1, 2)
    await sitter.by_button("back", 2)
    await sitter.taps(1, 4)
    await sitter.taps(2, 0)
    await sitter.taps(3, 2)
    await sitter.by_button("tick", 4, (0,))
    await sitter.by_button("tick", 4, (0, 2))
    await sitter.by_button("done", 4)
    last = await sitter.by_button("skip", 5)
    assert isinstance(last, QuestionView)
    assert (last.number, last.ready, last.answered) == (6, True, 4)
    held = await sitter.says("More tea")
    assert isinstance(held, HeldView)
    assert isinstance(await sitter.by_button("send"), ThanksView)
    # A button of any message that is still there says thanks once more, and takes nothing.
    assert isinstance(await sitter.taps(1, 1), ThanksView)
    stored = await _by_nobody(sitter) if nameless else list((await _by_name(sitter)).values())
    assert len(stored) == len(EXPECTED)
    assert {*stored} == EXPECTED
    row = await sitter.row()
    assert (row.answered, row.draft, row.cursor, row.update_id) == (True, None, None, None)


async def test_named_answers_are_changed_until_it_closes_and_stand_until_they_are_sent_again(
    either_world: World,
) -> None:
    sitter = await _sitter(either_world, anonymous=False)
    for number, value in ((1, 4), (2, 9), (3, 0)):
        await sitter.taps(number, value)
    for number in (4, 5, 6):
        await sitter.by_button("skip", number)
    before = await _by_name(sitter)
    view = await sitter.by_button("go_on")
    assert isinstance(view, QuestionView)
    assert (view.number, view.given) == (1, Given(K.FIVE, 4))
    await sitter.taps(1, 1)
    assert await _by_name(sitter) == before
    for number in (2, 3, 4, 5):
        await sitter.by_button("skip", number)
    assert isinstance(await sitter.by_button("skip", 6), ThanksView)
    after = await _by_name(sitter)
    assert sorted(after) == sorted(before)
    assert [given for each, given in after.items() if before[each] != given] == [Given(K.FIVE, 1)]
    # Given up, nothing of the change is left; sent from the middle, it is in, ticks and all.
    await sitter.by_button("go_on")
    await sitter.taps(1, 3)
    assert isinstance(await sitter.by_button("leave"), ThanksView)
    assert await _by_name(sitter) == after
    row = await sitter.row()
    assert (row.draft, row.cursor, row.update_id) == (None, None, None)
    await sitter.by_button("go_on")
    for number in (1, 2, 3):
        await sitter.by_button("skip", number)
    await sitter.by_button("tick", 4, (0, 2))
    assert isinstance(await sitter.by_button("send"), ThanksView)
    after = await _by_name(sitter)
    assert {*after.values()} == {
        Given(K.FIVE, 1),
        Given(K.TEN, 9),
        Given(K.CHOICE, choices=(0,)),
        Given(K.CHOICES, choices=(0, 2)),
    }
    await sitter.by_button("go_on")
    await sitter.taps(1, 5)
    await close(either_world, sitter.asked.id)
    assert isinstance(await sitter.by_button("send"), OverView)
    assert await _by_name(sitter) == after
    assert (await sitter.row()).draft is None


async def test_half_changed_answers_wait_without_a_reminder(either_world: World) -> None:
    """Whoever has begun to change what they sent finds the way back, and is not reminded."""
    sitter = await _sitter(either_world, anonymous=False)
    for number in (1, 2, 3, 4, 5, 6):
        await sitter.by_button("skip", number)
    await sitter.by_button("go_on")
    await sitter.taps(1, 2)
    async with either_world.db.write() as s:
        assert await scheduling.unanswered(s, sitter.asked) == []
    assert await _waits(sitter) == [("Half-way", Stage.CHANGING)]


async def test_a_survey_is_named_as_waiting_once_its_own_message_has_come(
    either_world: World,
) -> None:
    """Nobody hears of it before; whoever was out of reach finds it when they are back."""
    other = await either_world.member("Bea", Role.MENTEE)
    sitter = await _sitter(either_world, anonymous=True)
    mine, theirs = (OutboxRow.person_id == each.id for each in (sitter.member, other))
    await _becomes(either_world, theirs, OutboxState.SENT)
    named = set()
    for state in OutboxState:
        await _becomes(either_world, mine, state)
        if await _waits(sitter) == [("Half-way", Stage.NEW)]:
            named.add(state)
    assert named == {OutboxState.SENT, OutboxState.UNSURE, OutboxState.UNREACHABLE}
    await _becomes(either_world, mine, OutboxState.DROPPED)
    await sitter.taps(1, 4)
    assert await _waits(sitter) == [("Half-way", Stage.BEGUN)]


async def _becomes(world: World, whose: ColumnElement[bool], state: OutboxState) -> None:
    async with world.db.write() as s:
        await s.execute(update(OutboxRow).where(whose).values(state=state))


async def _waits(sitter: Sitter) -> list[tuple[str, Stage]]:
    waiting = await waiting_of(sitter.core, sitter.actor)
    return [(each.title, each.stage) for each in waiting.surveys] if waiting else []


async def test_a_long_text_that_came_in_pieces_is_one_answer_even_to_the_last_question(
    either_world: World,
) -> None:
    sitter = await _sitter(either_world, anonymous=True)
    await sitter.by_button("go_on")
    for number in (1, 2, 3, 4, 5):
        await sitter.by_button("skip", number)
    # What is typed after a tap is no rest of what was long.
    await sitter.says("first " * 680)
    await sitter.by_button("back", 7)
    shorter = await sitter.says("Shorter.")
    assert isinstance(shorter, HeldView)
    assert not shorter.added_to
    await sitter.by_button("back", 7)
    pieces = ["word " * 790 + "cut", "and " * 950 + "cut", "the end"]
    views = [await sitter.says(piece) for piece in pieces]
    assert all(isinstance(view, HeldView) for view in views)
    either_world.clock.move_to(either_world.clock.now() + timedelta(minutes=1))
    later = await sitter.says("Something else")
    assert isinstance(later, HeldView)
    assert later.unclear
    await sitter.by_button("send")
    assert [given.text for given in await _by_nobody(sitter)] == [" ".join(pieces)]


async def test_everybody_sends_while_it_closes_and_nothing_is_half_in(either_world: World) -> None:
    """Whoever comes before the close is counted, whoever comes after is told; nobody waits."""
    world, author = either_world, await cleo(either_world)
    people = [await world.member(f"P{number}", Role.MENTEE) for number in range(8)]
    asked = await survey(world, author, SCALES[:2], anonymous=True)
    sitters = [Sitter(world, member, asked) for member in people]
    for sitter in sitters:
        await sitter.taps(1, 3)
    mine = [(await sitter.row()).id for sitter in sitters]
    last = [
        answering.tap(world.core, replace(each.actor, update_id=next(_UPDATES)), row, 2, "5")
        for each, row in zip(sitters, mine, strict=True)
    ]
    ended = await asyncio.gather(*last[:6], close(world, asked.id), *last[6:])
    sent = sum(isinstance(view, ThanksView) for view in ended)
    assert sent + sum(isinstance(view, OverView) for view in ended) == len(people)
    rows = [await sitter.row() for sitter in sitters]
    assert sum(row.answered for row in rows) == sent
    assert {row.draft for row in rows} == {None}
    async with world.db.read() as s:
        kept = await s.scalar(select(func.count()).select_from(AnonymousAnswer))
    assert kept == (2 * sent if sent >= asked.min_answers else 0)


async def test_what_was_asked_of_another_is_out_of_reach(either_world: World) -> None:
    sitter = await _sitter(either_world, anonymous=False)
    other = await either_world.member("Bea", Role.MENTEE)
    mine, actor = (await sitter.row()).id, Actor(other.at.user_id, next(_UPDATES))
    for step in (
        answering.go_on(sitter.core, actor, mine),
        answering.tap(sitter.core, actor, mine, 1, "4"),
        answering.send(sitter.core, actor, mine),
    ):
        with pytest.raises(RefusedError) as refused:
            await step
        assert refused.value.reason is Reason.GONE
    for number, value in ((1, "6"), (9, "1"), (0, "1"), (3, "3")):
        with pytest.raises(RefusedError):
            await answering.tap(sitter.core, sitter.actor, mine, number, value)
    assert (await sitter.row()).cursor is None


async def test_two_messages_about_it_lead_to_the_same_place(world: World) -> None:
    """The reminder goes on where the first message stopped, and old buttons change nothing."""
    sitter = await _sitter(world, anonymous=False)
    ana = world.person("Ana")
    await world.settle()
    first = ana.last
    ana.taps("4", on=first)
    await world.move(timedelta(days=1))
    async with world.db.write() as s:
        asked = await s.get_one(Survey, sitter.asked.id)
        await scheduling.remind(s, world.core, asked, Cause(), None)
    await world.settle()
    second = ana.last
    assert "you have answered 1 of 6" in second.text
    ana.taps("7", on=second)
    await world.settle()
    ana.taps("9", on=first, stale=True)
    await world.settle()
    assert "That button was for another question" in first.text
    assert first.text.endswith(second.text)
    draft = open_draft(world.core, sitter.member.person, await sitter.row())
    assert sorted(given.number or 0 for given in draft.answers.values()) == [4, 7]


@pytest.mark.parametrize("what", ["closed", "over", "answered", "left", "not asked"])
async def test_nothing_goes_out_about_a_survey_that_is_not_to_be_asked(
    world: World, what: str
) -> None:
    """The message is made at the moment it goes, from what is true then."""
    sitter = await _sitter(world, anonymous=True)
    async with world.db.read() as s:
        broadcast = (await s.scalars(select(Broadcast))).one()
    assert await asking.asked_by(world.core, sitter.member.id, broadcast.id) is not None
    async with world.db.write() as s:
        asked = await s.get_one(Survey, sitter.asked.id)
        row = (await s.scalars(select(SurveyRecipient))).one()
        if what == "closed":
            asked.state = SurveyState.CLOSED
        elif what == "over":
            asked.closes_at = world.clock.now()
        elif what == "answered":
            row.answered = True
        elif what == "left":
            (await s.get_one(Person, sitter.member.id)).state = PersonState.LEFT
        else:
            await s.delete(row)
    await world.settle()
    assert world.person("Ana").new_messages() == []
