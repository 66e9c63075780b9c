"""A stand-in, the real python-telegram-bot Bot that talks to it, and somebody to talk to."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime

import pytest
from telegram import Bot

from bot.clock import MovableClock
from bot.rehearsal.core import StandIn
from bot.rehearsal.people import Person
from bot.rehearsal.request import StandInRequest


@pytest.fixture(autouse=True)
def retry_after_is_a_timedelta(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without this, python-telegram-bot warns whenever it raises RetryAfter."""
    monkeypatch.setenv("PTB_TIMEDELTA", "true")


@pytest.fixture
def clock() -> MovableClock:
    return MovableClock(datetime(2026, 1, 5, 9, 0, tzinfo=UTC))


@pytest.fixture
def standin(clock: MovableClock) -> StandIn:
    return StandIn(clock)


@pytest.fixture
async def bot(standin: StandIn) -> AsyncIterator[Bot]:
    """The real Bot, over the transport without sockets."""
    bot = Bot(
        standin.token,
        request=StandInRequest(standin),
        get_updates_request=StandInRequest(standin),
    )
    async with bot:
        yield bot


@pytest.fixture
def ana(standin: StandIn) -> Person:
    """Somebody who has written to the bot some time ago."""
    return standin.person("Ana", started=True)
