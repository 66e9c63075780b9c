"""What coordinators set for their programme has its effect, once, and nobody else sets anything."""

import asyncio
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from bot.db.tables import DueRow, Helpline, OutboxRow, Programme, ProgrammeChange, Response, Survey
from bot.domain.health import Rule
from bot.domain.people import Focus, Role
from bot.domain.programme_settings import Problem, Setting
from bot.domain.queues import DueKind, DueOutcome, MessageKind
from bot.domain.responses import ResponseKind
from bot.domain.rules import Rules
from bot.render import programme as shown
from bot.services.core import Actor
from bot.services.errors import Reason, RefusedError
from bot.services.health import overview
from bot.services.people import (
    programme_changes,
    programme_helplines,
    programme_settings,
    programme_typing,
)
from bot.services.people.programme_helpline_views import HelplinesPage
from bot.services.people.programme_settings import ProgrammePage, SettingPage
from bot.services.relationships import pulse_plan
from tests.givens_reflecting import planned
from tests.seeding import Member
from tests.services.filling import Pair
from tests.services.test_reflections import until
from tests.surveying import survey
from tests.world import World

S = Setting
WEEK = timedelta(weeks=1)
SUNDAY = datetime(2026, 3, 8, 18, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)


class Chair:
    """A coordinator who sets things, each with an update of its own."""

    def __init__(self, world: World, member: Member, first_update: int = 1) -> None:
        self.world, self.member, self.update_id = world, member, first_update

    @property
    def actor(self) -> Actor:
        return Actor(self.member.at.user_id, self.update_id)

    async def sets(self, setting: Setting, value: str) -> ProgrammePage:
        self.update_id += 1
        page = await programme_settings.choose(self.world.core, self.actor, setting, value)
        assert isinstance(page, ProgrammePage)
        return page

    async def opens(self, setting: Setting) -> None:
        self.update_id += 1
        await programme_settings.open_setting(self.world.core, self.actor, setting)

    async def types(self, text: str) -> programme_typing.Shown:
        self.update_id += 1
        return await programme_typing.take(self.world.core, self.actor, text)


async def chair(world: World, name: str = "Cleo", first_update: int = 1) -> Chair:
    return Chair(world, await world.member(name, Role.COORDINATOR), first_update)


async def a_pair(world: World, programme: Programme | None = None, of: str = "") -> Pair:
    ben = await world.member(f"Ben{of}", Role.MENTOR, programme=programme)
    ana = await world.member(f"Ana{of}", Role.MENTEE, programme=programme)
    return Pair(world, ben, ana, await planned(world, ben, ana))


async def rows(world: World, kind: MessageKind, people: Iterable[int]) -> list[OutboxRow]:
    async with world.db.read() as s:
        found = await s.scalars(
            select(OutboxRow).where(OutboxRow.kind == kind, OutboxRow.person_id.in_(set(people)))
        )
        return list(found)


async def test_the_reminder_and_the_quiet_hours_move_what_people_get(either_world: World) -> None:
    """Asked on Sunday at 18:00, one mentee of each programme is reminded as theirs has set it."""
    world = either_world
    wanted = [
        (None, None, 24),
        ("48", None, 48),
        (None, "17:30-21:30", 27.5),
        ("12", None, 14),
        ("12", "none", 12),
        ("12", "23:00-06:30", 12.5),
        ("0", None, None),
    ]
    pairs: list[Pair] = []
    for number, (reminder, quiet, _) in enumerate(wanted):
        programme = await world.programme(f"Programme {number}")
        name = f"Cleo{number}"
        cleo = await world.member(name, Role.COORDINATOR, programme=programme)
        pairs.append(await a_pair(world, programme, str(number)))
        setting = Chair(world, cleo, 100 * number)
        if reminder is not None:
            await setting.sets(S.REMINDER, reminder)
        if quiet is not None:
            await setting.sets(S.QUIET, quiet)
    await until(pairs[0], SUNDAY + 60 * HOUR)
    for pair, (_, _, hours) in zip(pairs, wanted, strict=True):
        told = await rows(world, MessageKind.REFLECTION_REMINDER, [pair.mentee.id])
        expected = [] if hours is None else [SUNDAY + hours * HOUR]
        assert [row.created_at for row in told] == expected


async def test_other_questions_come_next_time_and_what_is_open_keeps_its_own(
    either_world: World,
) -> None:
    setting = await chair(either_world)
    pair = await a_pair(either_world)
    await until(pair, SUNDAY)
    await setting.sets(S.QUESTIONS, "general")
    await until(pair, SUNDAY + WEEK)
    async with either_world.db.read() as s:
        found = await s.scalars(
            select(Response.questionnaire)
            .where(Response.kind == ResponseKind.REFLECTION)
            .order_by(Response.occasion)
        )
        assert found.all() == ["peer.first", "general.first"]


async def test_the_fewest_answers_are_frozen_when_a_survey_goes_out(either_world: World) -> None:
    setting = await chair(either_world)
    await either_world.member("Ana", Role.MENTEE)
    await setting.sets(S.FEWEST, "4")
    first = await survey(either_world, setting.member, anonymous=True)
    await setting.sets(S.FEWEST, "7")
    second = await survey(either_world, setting.member, anonymous=True)
    async with either_world.db.read() as s:
        kept = [(await s.get_one(Survey, each.id)).min_answers for each in (first, second)]
    assert kept == [4, 7]


async def test_how_often_pairs_are_asked_counts_from_the_next_planning_and_never_at_once(
    either_world: World,
) -> None:
    setting = await chair(either_world)
    pair = await a_pair(either_world)

    async def ahead() -> dict[int, str]:
        async with either_world.db.read() as s:
            found = await s.scalars(
                select(DueRow).where(DueRow.kind == DueKind.PULSE, DueRow.outcome.is_(None))
            )
            return {row.person_id: row.occurrence for row in found}

    both = {pair.mentor.id, pair.mentee.id}
    await pulse_plan.plan_missing(pair.core)
    assert await ahead() == dict.fromkeys(both, "2026-03-16")
    await setting.sets(S.ASK_PAIR, "4")
    assert await ahead() == dict.fromkeys(both, "2026-03-16")
    await until(pair, datetime(2026, 3, 18, 12, tzinfo=UTC))
    assert await ahead() == dict.fromkeys(both, "2026-04-13")
    await setting.sets(S.ASK_PAIR, "0")
    assert await ahead() == {}
    await pulse_plan.plan_missing(pair.core)
    assert await ahead() == {}
    await setting.sets(S.ASK_PAIR, "1")
    await pulse_plan.plan_missing(pair.core)
    assert await ahead() == dict.fromkeys(both, "2026-03-23")
    async with either_world.db.read() as s:
        gone = await s.scalars(select(DueRow.outcome).where(DueRow.occurrence == "2026-04-13"))
        assert set(gone) == {DueOutcome.CANCELLED}


async def test_thresholds_decide_what_health_shows(either_world: World) -> None:
    """A pair that has not met and not written: each rule speaks as soon as it is set low enough."""
    setting = await chair(either_world)
    pair = await a_pair(either_world)
    await until(pair, datetime(2026, 3, 12, 7, tzinfo=UTC))

    async def reasons() -> set[Rule]:
        (line,) = (await overview.show(either_world.core, setting.actor)).lines
        return {line.reason.rule} if line.reason else set()

    assert await reasons() == set()
    await setting.sets(S.MISSED, "1")
    assert await reasons() == {Rule.REFLECTIONS_MISSED}
    await setting.sets(S.MISSED, "2")
    await setting.sets(S.FIRST_MEETING, "9")
    assert await reasons() == {Rule.NO_FIRST_MEETING}
    await setting.sets(S.FIRST_MEETING, "30")
    assert await reasons() == set()


async def test_one_update_sets_once_and_tells_once(either_world: World) -> None:
    """Handled again, tapped or typed, it changes nothing and shows the same, whatever came since."""
    world = either_world
    cleo, dora = await chair(world), await chair(world, "Dora", 500)
    page = await cleo.sets(S.FEWEST, "4")
    assert page.change is not None
    assert (page.change.before, page.change.after) == ("5", "4")
    await dora.sets(S.FEWEST, "9")
    again = await programme_settings.choose(world.core, cleo.actor, S.FEWEST, "4")
    assert isinstance(again, ProgrammePage)
    assert again.change == page.change
    assert again.values[S.FEWEST] == "9"
    await cleo.opens(S.MISSED)
    typed = await cleo.types("3")
    assert await programme_typing.take(world.core, cleo.actor, "3") == typed
    await cleo.opens(S.MISSED)
    same = await cleo.types("3")
    assert isinstance(same, ProgrammePage)
    assert (same.done, same.change) == (S.MISSED, None)
    assert await programme_typing.take(world.core, cleo.actor, "3") == same
    async with world.db.read() as s:
        assert len((await s.scalars(select(ProgrammeChange))).all()) == 3
        rules = Rules.from_json((await s.scalars(select(Programme.rules))).one())
    assert rules == Rules(min_answers=9, reflections_missed=3)


async def test_changes_follow_on_each_other_by_the_clock(either_world: World) -> None:
    """After a quiet week Telegram may number updates from lower down: the later is still last."""
    world = either_world
    cleo, dora = await chair(world, first_update=900), await chair(world, "Dora")
    ida = await world.member("Ida", Role.COORDINATOR)
    await cleo.sets(S.FEWEST, "4")
    world.clock.move(WEEK)
    page = await dora.sets(S.FEWEST, "6")
    assert page.previous is not None
    assert (page.previous.who, page.previous.after) == ("Cleo", "4")
    opened = await programme_settings.open_setting(world.core, Actor(ida.at.user_id, 9), S.FEWEST)
    assert opened.last is not None
    assert opened.last.who == "Dora"
    async with world.db.read() as s:
        ids = (await s.scalars(select(ProgrammeChange.id))).all()
    news = await programme_changes.news_for(world.core, ida.person, ids)
    assert news is not None
    told = [(each.before, each.after, each.who) for each in news.changes]
    assert told == [("5", "6", "Dora")]


async def test_no_two_programmes_are_called_the_same(world: World) -> None:
    """The command line tells them apart by their names, and case is easily missed."""
    cleo = await chair(world)
    await world.programme("Lighthouse")
    page = await programme_settings.choose(world.core, cleo.actor, S.NAME, "lighthouse")
    assert isinstance(page, SettingPage)
    assert (page.problem, page.value) == (Problem.TAKEN, "Harbour")
    assert "Another programme has that name" in shown.setting(page).text
    cleo.update_id += 1
    await cleo.sets(S.NAME, "HARBOUR")


async def test_the_suggestion_is_kept_as_no_setting_at_all(world: World) -> None:
    """So that a better suggestion of ours reaches whoever went back to it."""
    setting = await chair(world)
    await setting.sets(S.NO_CONTACT, "21")
    await setting.sets(S.NO_CONTACT, "14")
    async with world.db.read() as s:
        assert (await s.scalars(select(Programme.rules))).one() == {}


async def test_of_many_at_once_each_replaces_what_it_says(either_world: World) -> None:
    """Whatever the order, each change begins where the one before ended, and no rule is lost."""
    world = either_world
    chairs = [await chair(world, f"Cleo{n}", 100 * n) for n in range(6)]
    settings = (S.FEWEST, S.MISSED)
    await asyncio.gather(
        *(each.sets(settings[n % 2], str(n // 2 + 6)) for n, each in enumerate(chairs))
    )
    async with world.db.read() as s:
        changes = (await s.scalars(select(ProgrammeChange))).all()
        rules = Rules.from_json((await s.scalars(select(Programme.rules))).one())
    for setting, start in ((S.FEWEST, "5"), (S.MISSED, "2")):
        leads = {row.before: row.after for row in changes if row.setting is setting}
        at = start
        for _ in range(3):
            at = leads[at] or ""
        assert getattr(rules, setting.value) == int(at)


async def test_helplines_are_written_once_and_there_is_always_one(either_world: World) -> None:
    world = either_world
    cleo, dora = await chair(world), await chair(world, "Dora", 500)
    await programme_helplines.write(world.core, cleo.actor, None)
    named = await cleo.types("Samaritans")
    assert await programme_typing.take(world.core, cleo.actor, "Samaritans") == named
    asked = await cleo.types("116 123")
    assert isinstance(asked, HelplinesPage)
    assert len(asked.lines) == 1
    assert asked.edit_id is not None
    cleo.update_id += 1
    done = await programme_helplines.confirm(world.core, cleo.actor, asked.edit_id)
    assert await programme_helplines.confirm(world.core, cleo.actor, asked.edit_id) == done
    assert [line.label for _, line in done.lines] == ["Night line", "Samaritans"]
    cleo.update_id += 1
    with pytest.raises(RefusedError) as refused:
        await programme_helplines.confirm(world.core, cleo.actor, asked.edit_id)
    assert refused.value.reason is Reason.CLOSED
    (one, _), (two, _) = done.lines
    await asyncio.gather(
        programme_helplines.remove(world.core, cleo.actor, one),
        programme_helplines.remove(world.core, dora.actor, two),
    )
    async with world.db.read() as s:
        assert len((await s.scalars(select(Helpline))).all()) == 1


async def test_nobody_sets_anything_but_coordinators_of_that_programme(world: World) -> None:
    cleo = await chair(world)
    other = await world.programme("Elsewhere")
    eve = Chair(world, await world.member("Eve", Role.COORDINATOR, programme=other), 500)
    ben = Chair(world, await world.member("Ben", Role.MENTOR), 900)
    shown = await programme_helplines.show(world.core, cleo.actor)
    ((line, _),) = shown.lines
    for attempt in (
        programme_settings.begin(world.core, ben.actor),
        programme_settings.choose(world.core, ben.actor, S.FEWEST, "3"),
        programme_typing.take(world.core, ben.actor, "3"),
        programme_helplines.remove(world.core, ben.actor, line),
        programme_helplines.remove(world.core, eve.actor, line),
        programme_helplines.write(world.core, eve.actor, line),
    ):
        with pytest.raises(RefusedError) as refused:
            await attempt
        assert refused.value.reason in (Reason.NOT_ALLOWED, Reason.GONE)
    await eve.sets(S.FEWEST, "8")
    page = await programme_settings.begin(world.core, cleo.actor)
    assert page.values[S.FEWEST] == "5"
    assert await rows(world, MessageKind.PROGRAMME_CHANGED, [cleo.member.id]) == []


async def test_a_button_leaves_words_for_another_dialogue_alone(world: World) -> None:
    cleo = await chair(world)
    async with world.db.write() as s:
        person = await s.merge(cleo.member.person)
        person.focus = Focus.ANSWERING
    page = await cleo.sets(S.FEWEST, "6")
    assert page.focus is Focus.ANSWERING
    with pytest.raises(RefusedError) as refused:
        await cleo.types("7")
    assert refused.value.reason is Reason.CLOSED
