"""Flood control: what goes beyond Telegram's limits is answered 429 and not delivered."""

import pytest
from telegram import Bot
from telegram.error import RetryAfter

from bot.clock import MovableClock
from bot.rehearsal.core import StandIn
from bot.rehearsal.limits import Limits
from bot.rehearsal.people import Person
from bot.rehearsal.refusal import Refusal
from bot.rehearsal.request import StandInRequest
from tests.rehearsal.refusals import refused


class Seconds:
    """A monotonic time that stands still until it is moved."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def seconds() -> Seconds:
    return Seconds()


@pytest.fixture
def standin(clock: MovableClock, seconds: Seconds) -> StandIn:
    return StandIn(clock, limits=Limits(seconds))


async def send(standin: StandIn, chat_id: int) -> int | None:
    """Send one message; the seconds to wait if it was refused."""
    try:
        await standin.call("sendMessage", {"chat_id": chat_id, "text": "hello"})
    except Refusal as refusal:
        return int((refusal.parameters or {})["retry_after"])
    return None


async def test_a_private_chat_takes_a_short_burst_then_one_a_second(
    standin: StandIn, ana: Person, seconds: Seconds
) -> None:
    assert [await send(standin, ana.user_id) for _ in range(7)] == [None] * 5 + [1, 1]
    assert len(ana.chat) == 5
    seconds.now += 0.9
    assert await send(standin, ana.user_id) == 1
    seconds.now += 0.1
    assert [await send(standin, ana.user_id) for _ in range(2)] == [None, 1]
    seconds.now += 60
    assert [await send(standin, ana.user_id) for _ in range(6)] == [None] * 5 + [1]


async def test_all_chats_together_take_30_in_any_second(standin: StandIn, seconds: Seconds) -> None:
    people = [standin.person(f"P{number}", started=True) for number in range(31)]
    for person in people[:15]:
        assert await send(standin, person.user_id) is None
    seconds.now += 0.5
    for person in people[15:30]:
        assert await send(standin, person.user_id) is None
    assert await send(standin, people[30].user_id) == 1
    seconds.now += 0.5
    sent = [await send(standin, person.user_id) for person in people[:16]]
    assert sent == [None] * 15 + [1]
    assert standin.limits is not None
    assert standin.limits.refused == 2


async def test_a_group_takes_20_a_minute(standin: StandIn, ana: Person, seconds: Seconds) -> None:
    group = standin.group("Circle", ana)
    group.adds_bot(ana)
    assert [await send(standin, group.chat_id) for _ in range(21)] == [None] * 20 + [60]
    seconds.now += 59.5
    assert await send(standin, group.chat_id) == 1
    seconds.now += 0.5
    assert await send(standin, group.chat_id) is None


async def test_edits_and_answers_do_not_count(standin: StandIn, ana: Person) -> None:
    for _ in range(5):
        await send(standin, ana.user_id)
    edit = {"chat_id": ana.user_id, "message_id": ana.last.message_id, "text": "changed"}
    await standin.call("editMessageText", edit)
    await standin.call("sendChatAction", {"chat_id": ana.user_id, "action": "typing"})


async def test_the_library_sees_retry_after(standin: StandIn, ana: Person) -> None:
    for _ in range(5):
        await send(standin, ana.user_id)
    async with Bot(
        standin.token,
        request=StandInRequest(standin),
        get_updates_request=StandInRequest(standin),
    ) as bot:
        with refused("Retry in 0:00:01", RetryAfter):
            await bot.send_message(ana.user_id, "hello")
