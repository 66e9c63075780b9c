"""Faults on demand: they strike the calls they are meant for, and look as the real ones do."""

import asyncio

import httpx
import pytest
from telegram import Bot
from telegram.error import Forbidden, NetworkError, RetryAfter, TimedOut

from bot.clock import MovableClock
from bot.rehearsal.core import StandIn
from bot.rehearsal.events import CallMade, FaultsChanged, MessageAdded
from bot.rehearsal.people import Person
from bot.rehearsal.refusal import Down
from tests.rehearsal.refusals import refused


async def test_a_fault_strikes_the_next_calls_only(bot: Bot, standin: StandIn, ana: Person) -> None:
    fault = standin.faults.too_many_requests(7, times=2)
    for _ in range(2):
        with refused("Retry in 0:00:07", RetryAfter):
            await bot.send_message(ana.user_id, "hello")
    await bot.send_message(ana.user_id, "hello")
    assert fault.hits == 2
    assert len(ana.chat) == 1


async def test_a_fault_can_stay_until_switched_off(bot: Bot, standin: StandIn, ana: Person) -> None:
    fault = standin.faults.server_error(502, times=None)
    for _ in range(3):
        with pytest.raises(NetworkError):
            await bot.send_message(ana.user_id, "hello")
    fault.off()
    await bot.send_message(ana.user_id, "hello")
    assert len(ana.chat) == 1


async def test_a_fault_can_be_for_one_method_or_chat(
    bot: Bot, standin: StandIn, ana: Person
) -> None:
    ben = standin.person("Ben", started=True)
    standin.faults.forbidden(chat_id=ben.user_id, times=None)
    standin.faults.server_error(method="getMe")
    await bot.send_message(ana.user_id, "hello")
    with refused("bot was blocked by the user", Forbidden):
        await bot.send_message(ben.user_id, "hello")
    with refused("internal server error", NetworkError):
        await bot.get_me()
    standin.faults.clear()
    await bot.send_message(ben.user_id, "hello")


@pytest.mark.parametrize("delivered", [False, True])
async def test_a_reset_looks_the_same_before_and_after_delivery(
    bot: Bot, standin: StandIn, ana: Person, delivered: bool
) -> None:
    if delivered:
        standin.faults.reset_after_delivery()
    else:
        standin.faults.reset_before_delivery()
    with refused("httpx.ReadError", NetworkError) as error:
        await bot.send_message(ana.user_id, "hello")
    assert isinstance(error.value.__cause__, httpx.ReadError)
    assert len(ana.chat) == int(delivered)


async def test_a_server_that_is_down_refuses_connections(
    bot: Bot, standin: StandIn, ana: Person
) -> None:
    standin.faults.down = True
    with refused("httpx.ConnectError", NetworkError) as error:
        await bot.send_message(ana.user_id, "hello")
    assert isinstance(error.value.__cause__, httpx.ConnectError)
    standin.faults.down = False
    await bot.send_message(ana.user_id, "hello")


@pytest.mark.parametrize("delivered", [False, True])
async def test_a_hang_times_out_for_whoever_gives_up(
    bot: Bot, standin: StandIn, ana: Person, delivered: bool
) -> None:
    standin.faults.hang(delivered=delivered)
    with pytest.raises(TimedOut):
        await bot.send_message(ana.user_id, "hello", read_timeout=0.01)
    standin.faults.clear()
    assert len(ana.chat) == int(delivered)


async def test_a_hang_goes_on_when_released(bot: Bot, standin: StandIn, ana: Person) -> None:
    fault = standin.faults.hang(method="sendMessage")
    sending = asyncio.ensure_future(bot.send_message(ana.user_id, "hello"))
    await asyncio.sleep(0.001)
    assert (fault.hits, sending.done(), ana.chat) == (1, False, [])
    fault.release()
    assert (await sending).text == "hello"


async def test_latency_is_waited_for_with_the_given_sleep(clock: MovableClock) -> None:
    waited: list[float] = []

    async def sleep(seconds: float) -> None:
        waited.append(seconds)

    standin = StandIn(clock, sleep=sleep)
    standin.faults.latency = 0.05
    await standin.call("getMe")
    assert waited == [0.05]


async def test_every_call_and_its_outcome_can_be_followed(standin: StandIn, ana: Person) -> None:
    stream = standin.events.stream()
    first = asyncio.ensure_future(anext(stream))
    await asyncio.sleep(0)
    await standin.call("sendMessage", {"chat_id": ana.user_id, "text": "hello"})
    standin.faults.down = True
    with pytest.raises(Down):
        await standin.call("getMe")
    entries = [await first, await anext(stream), await anext(stream), await anext(stream)]
    await stream.aclose()
    added, made, changed, failed = (entry.event for entry in entries)
    assert isinstance(changed, FaultsChanged)
    assert isinstance(added, MessageAdded)
    assert added.message is ana.last
    assert isinstance(made, CallMade)
    assert (made.call.method, made.problem) == ("sendMessage", None)
    assert isinstance(failed, CallMade)
    assert isinstance(failed.problem, Down)
