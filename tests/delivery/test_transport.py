"""The fast transport says the same as python-telegram-bot's own, and tells what was never sent."""

from collections.abc import AsyncIterator

import pytest
from telegram import Bot
from telegram.error import NetworkError, TimedOut

from bot.clock import MovableClock
from bot.delivery.transport import AiohttpRequest, NotConnectedError
from bot.rehearsal.core import StandIn
from bot.rehearsal.http import serve
from tests.world import START

ANA = 501


@pytest.fixture
def standin() -> StandIn:
    return StandIn(MovableClock(START))


@pytest.fixture
async def bot(standin: StandIn) -> AsyncIterator[Bot]:
    async with serve(standin) as address:
        request = AiohttpRequest(read_timeout=0.3)
        polling = AiohttpRequest(connections=1)
        async with Bot(
            standin.token,
            base_url=f"{address}/bot",
            request=request,
            get_updates_request=polling,
        ) as bot:
            yield bot
        standin.faults.clear()


async def test_text_goes_as_it_is_whatever_it_holds(bot: Bot, standin: StandIn) -> None:
    ana = standin.person("Ana", ANA, started=True)
    text = "a=b&c=d + 100 % \N{GRINNING FACE} ü\nsecond line"
    await bot.send_message(ANA, text)
    assert ana.last.text == text


async def test_a_file_goes_with_its_name_and_its_caption(bot: Bot, standin: StandIn) -> None:
    ana = standin.person("Ana", ANA, started=True)
    await bot.send_document(ANA, b"BEGIN:VCALENDAR", caption="Für dich", filename="meeting.ics")
    assert ana.last.file is not None
    assert (ana.last.file.name, ana.last.file.content) == ("meeting.ics", b"BEGIN:VCALENDAR")
    assert ana.last.text == "Für dich"


async def test_a_refused_connection_is_known_to_have_sent_nothing(standin: StandIn) -> None:
    async with serve(standin) as address:
        pass  # from here on nobody listens there
    async with AiohttpRequest() as request:
        with pytest.raises(NotConnectedError):
            await request.post(f"{address}/bot{standin.token}/getMe")


async def test_a_broken_connection_and_silence_are_not_taken_for_that(
    bot: Bot, standin: StandIn
) -> None:
    standin.faults.reset_after_delivery()
    with pytest.raises(NetworkError) as broken:
        await bot.get_me()
    assert not isinstance(broken.value, NotConnectedError)
    standin.faults.hang()
    with pytest.raises(TimedOut):
        await bot.get_me()


async def test_an_error_never_holds_the_token(bot: Bot, standin: StandIn) -> None:
    standin.faults.down = True
    with pytest.raises(NetworkError) as refused:
        await bot.get_me()
    assert standin.token not in repr(refused.value)
    assert refused.value.__cause__ is None
