"""The story plays by itself or step by step, stops where somebody takes over, and says why."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from bot.rehearsal.events import Event, TimeMoved
from bot.rehearsal.people import Person
from bot.rehearsal.runner import Runner
from bot.rehearsal.stage import Stage
from bot.rehearsal.stories import TWO_WEEKS
from bot.rehearsal.story_script import ASK_FIRST, ASK_SECOND, CAST, START
from bot.rehearsal.throwaway import play_on
from bot.rehearsal.web.story_moments import moments
from bot.rehearsal.web.story_player import PACE, StoryError, StoryPlayer
from tests.databases import KeptSqlite

LONG = 20.0
FRIDAY = START + timedelta(days=4, hours=9, minutes=15)


class Pauses:
    """The pauses between steps: at once, or at a certain one for ever."""

    def __init__(self) -> None:
        self.taken: list[float] = []
        self.last: int | None = None
        self.reached = asyncio.Event()

    async def __call__(self, seconds: float) -> None:
        self.taken.append(seconds)
        if len(self.taken) == self.last:
            self.reached.set()
            await asyncio.Event().wait()
        await asyncio.sleep(0)


@pytest.fixture
async def stage(kept_sqlite: KeptSqlite) -> AsyncIterator[Stage]:
    async with play_on(kept_sqlite.emptied(), START) as stage:
        yield stage


@pytest.fixture
async def runner(stage: Stage) -> AsyncIterator[Runner]:
    async with Runner(stage) as runner:
        yield runner


@pytest.fixture
def pauses() -> Pauses:
    return Pauses()


@pytest.fixture
async def player(stage: Stage, runner: Runner, pauses: Pauses) -> StoryPlayer:
    player = StoryPlayer(stage, runner, sleep=pauses)
    await player.begin()
    return player


async def play_until(player: StoryPlayer, words: str) -> None:
    while words not in player.state()["coming"]:
        await player.step()


def digests(ruth: Person) -> list[str]:
    return [each.text for each in ruth.chat if each.text.startswith("Before you meet Ana")]


async def over(player: StoryPlayer) -> None:
    async with asyncio.timeout(60):
        while player.playing:
            await asyncio.sleep(0.01)


class TestByItself:
    """It goes from the first link to the second digest."""

    async def test_it_plays_to_the_end(
        self, player: StoryPlayer, stage: Stage, pauses: Pauses
    ) -> None:
        player.play()
        assert player.playing
        await over(player)
        state = player.state()
        assert state["problem"] is None
        assert (state["at"], state["over"]) == (state["total"], True)
        first, second = digests(stage.people["Ruth"])
        assert ASK_FIRST in first
        assert ASK_SECOND in second
        assert set(pauses.taken) == {PACE}
        with pytest.raises(StoryError, match="two weeks"):
            await player.step()

    async def test_it_stops_at_once_and_goes_on_from_there(
        self, player: StoryPlayer, pauses: Pauses
    ) -> None:
        pauses.last = 3
        player.play()
        await pauses.reached.wait()
        player.stop()
        assert not player.playing
        assert player.at == 3
        await player.step()
        assert player.at == 4

    async def test_what_it_cannot_do_stops_it(self, player: StoryPlayer, stage: Stage) -> None:
        stage.people["Grace"].blocks()
        player.play()
        await over(player)
        assert player.at == 0
        assert "Grace" in player.state()["problem"]


class TestStepByStep:
    """One step is one thing that a person would notice."""

    async def test_it_begins_with_the_coordinator_and_a_phone_for_everybody(
        self, player: StoryPlayer, stage: Stage
    ) -> None:
        assert list(stage.people) == list(CAST)
        assert stage.people["Grace"].chat
        assert not stage.people["Ruth"].chat
        assert stage.clock.now() == START
        assert player.state() == {
            "key": "two-weeks",
            "title": "Two weeks",
            "at": 0,
            "total": len(list(moments(TWO_WEEKS))),
            "playing": False,
            "over": False,
            "heading": "Grace, who coordinates the programme, invites a mentor",
            "coming": "Grace writes: “/invite”",
            "problem": None,
        }

    async def test_a_step_is_over_when_the_bot_has_answered(
        self, player: StoryPlayer, stage: Stage
    ) -> None:
        await player.step()
        assert stage.people["Grace"].last.buttons == ["A mentee", "A mentor", "A coordinator"]
        assert player.state()["coming"] == "Grace taps “A mentor”."

    async def test_it_tells_whenever_it_says_something_else(
        self, stage: Stage, runner: Runner
    ) -> None:
        seen: list[int] = []
        story = StoryPlayer(stage, runner, lambda: seen.append(story.at))
        await story.begin()
        await story.step()
        assert seen[-1] == 1


class TestSomebodyTakesOver:
    """What somebody does by hand counts; the story says kindly when it cannot follow."""

    async def test_it_says_what_it_would_have_done(
        self, player: StoryPlayer, runner: Runner, stage: Stage
    ) -> None:
        await player.step()
        stage.people["Grace"].taps("A mentee")
        assert await runner.rest(LONG)
        with pytest.raises(StoryError, match=r"Grace taps “A mentor”\. That cannot be done"):
            await player.step()
        assert player.at == 1
        assert "by hand" in player.state()["problem"]

    async def test_it_goes_on_once_it_can(
        self, player: StoryPlayer, runner: Runner, stage: Stage
    ) -> None:
        grace = stage.people["Grace"]
        await player.step()
        grace.taps("A mentee")
        assert await runner.rest(LONG)
        with pytest.raises(StoryError):
            await player.step()
        grace.says("/invite")
        assert await runner.rest(LONG)
        await player.step()
        assert player.at == 2
        assert player.state()["problem"] is None

    async def test_time_that_passed_by_hand_is_not_waited_for_again(
        self, player: StoryPlayer, runner: Runner, stage: Stage
    ) -> None:
        await play_until(player, "Time passes, until Wednesday at 19:00")
        later = START + timedelta(days=2, hours=10, minutes=30)
        runner.move_to(later)
        assert await runner.rest(LONG)
        await player.step()
        assert stage.clock.now() == later
        assert player.state()["coming"] == "Ruth taps “Begin”."

    async def test_stopped_while_time_passes_it_takes_up_the_rest_of_it(
        self, player: StoryPlayer, runner: Runner, stage: Stage
    ) -> None:
        await play_until(player, "Time passes, until Friday at 18:15")
        digest = stage.clock.now()

        def stop(event: Event) -> None:
            if isinstance(event, TimeMoved):
                player.stop()

        unsubscribe = stage.telegram.events.subscribe(stop)
        at = player.at
        player.play()
        await over(player)
        unsubscribe()
        assert await runner.rest(LONG)
        assert digest < stage.clock.now() < FRIDAY
        assert player.at == at
        await player.step()
        assert stage.clock.now() == FRIDAY
        assert player.at == at + 1

    async def test_it_waits_for_the_bot_to_be_started(
        self, player: StoryPlayer, runner: Runner
    ) -> None:
        await runner.kill()
        with pytest.raises(StoryError, match="Start it"):
            await player.step()
        runner.start()
        await player.step()
        assert player.at == 1
