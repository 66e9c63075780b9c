"""On a stage that somebody watches the bot keeps going: nothing is lost, whatever is switched."""

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from bot.domain.people import Role
from bot.rehearsal.events import BotStarted, BotStopped, Event, TimeMoved
from bot.rehearsal.faults import SENDING
from bot.rehearsal.people import Person
from bot.rehearsal.runner import Runner
from tests.world import World

LONG = 20.0
SHORT = 0.05


@pytest.fixture
async def runner(world: World) -> AsyncIterator[Runner]:
    async with Runner(world) as runner:
        assert await runner.rest(LONG)
        yield runner


@pytest.fixture
async def ana(world: World, runner: Runner) -> Person:
    await world.member("Ana", Role.MENTEE)
    return world.person("Ana")


async def test_what_is_said_is_answered_without_anybody_asking(runner: Runner, ana: Person) -> None:
    ana.says("/help")
    assert await runner.rest(LONG)
    assert len(ana.new_messages()) == 1


async def test_what_is_said_while_telegram_is_down_is_answered_later(
    runner: Runner, ana: Person
) -> None:
    runner.stage.telegram.faults.down = True
    ana.says("/help")
    assert await runner.rest(LONG)
    assert ana.new_messages() == []
    assert runner.stage.telegram.updates.undelivered(ana.user_id) == {ana.chat[0].message_id}
    runner.stage.telegram.faults.down = False
    assert await runner.rest(LONG)
    assert len(ana.new_messages()) == 1
    assert runner.stage.telegram.updates.undelivered(ana.user_id) == set()


async def test_an_answer_waits_as_long_as_telegram_refuses_it(runner: Runner, ana: Person) -> None:
    fault = runner.stage.telegram.faults.too_many_requests(3, times=None, method=SENDING)
    ana.says("/help")
    assert not await runner.rest(SHORT)
    assert ana.new_messages() == []
    fault.off()
    assert await runner.rest(LONG)
    assert len(ana.new_messages()) == 1


async def test_others_are_answered_while_one_reply_is_stuck(
    world: World, runner: Runner, ana: Person
) -> None:
    await world.member("Ida", Role.MENTEE)
    ida = world.person("Ida")
    stuck = world.telegram.faults.hang(times=None, method=SENDING, chat_id=ana.user_id)
    ana.says("/help")
    assert not await runner.rest(SHORT)
    ida.says("/help")
    assert len(await ida.hears(LONG)) == 1
    assert ana.new_messages() == []
    stuck.off()
    assert await runner.rest(LONG)
    assert len(ana.new_messages()) == 1


async def test_killed_in_the_middle_of_an_answer_it_answers_once(
    runner: Runner, ana: Person
) -> None:
    fault = runner.stage.telegram.faults.too_many_requests(3, times=None, method=SENDING)
    ana.says("/help")
    assert not await runner.rest(SHORT)
    await runner.kill()
    fault.off()
    assert await runner.rest(LONG)
    assert ana.new_messages() == []
    runner.start()
    assert await runner.rest(LONG)
    assert len(ana.new_messages()) == 1


async def test_it_starts_as_soon_as_telegram_is_there(runner: Runner, ana: Person) -> None:
    await runner.stop()
    runner.stage.telegram.faults.down = True
    runner.start()
    ana.says("/help")
    assert await runner.rest(LONG)
    assert not runner.stage.running
    runner.stage.telegram.faults.down = False
    assert await runner.rest(LONG)
    assert len(ana.new_messages()) == 1


async def test_time_can_be_halted_on_its_way(runner: Runner, ana: Person) -> None:
    ana.says("/pause")
    for label in ("A week", "Yes, pause"):
        assert await runner.rest(LONG)
        ana.taps(label)
    assert await runner.rest(LONG)
    due = await runner.stage.upcoming()
    assert due is not None

    def halt(event: Event) -> None:
        if isinstance(event, TimeMoved):
            runner.halt()

    runner.stage.telegram.events.subscribe(halt)
    runner.move_to(due.at + timedelta(days=1))
    assert await runner.rest(LONG)
    assert runner.stage.clock.now() == due.at


async def test_time_and_the_bots_comings_and_goings_are_told(runner: Runner) -> None:
    seen: list[Event] = []
    runner.stage.telegram.events.subscribe(seen.append)
    then = runner.stage.clock.now() + timedelta(days=2)
    runner.move_to(then)
    assert await runner.rest(LONG)
    await runner.kill()
    runner.start()
    assert await runner.rest(LONG)
    told = [each for each in seen if isinstance(each, TimeMoved | BotStopped | BotStarted)]
    assert told == [TimeMoved(then), BotStopped(), BotStarted()]
