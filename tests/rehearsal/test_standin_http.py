"""The same stand-in over HTTP, with python-telegram-bot's own transport."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import httpx
import pytest
from aiohttp import web
from telegram import Bot
from telegram.error import InvalidToken, NetworkError, TimedOut

from bot.clock import MovableClock
from bot.rehearsal.core import StandIn
from bot.rehearsal.http import serve
from bot.rehearsal.people import Person
from bot.rehearsal.webhook import SECRET_HEADER, delivering
from tests.rehearsal.refusals import refused


@pytest.fixture
async def address(standin: StandIn) -> AsyncIterator[str]:
    async with serve(standin) as address:
        yield address


def bot_at(address: str, token: str) -> Bot:
    return Bot(token, base_url=f"{address}/bot", base_file_url=f"{address}/file/bot")


@pytest.fixture
async def bot(address: str, standin: StandIn) -> AsyncIterator[Bot]:
    async with bot_at(address, standin.token) as bot:
        yield bot


class TestCalls:
    """Calls over the wire."""

    async def test_messages_and_files_go_both_ways(self, bot: Bot, ana: Person) -> None:
        content = bytes(range(256)) * 2 + b"\r\n--x\r\n"
        await bot.send_message(ana.user_id, "<b>héllo</b> & all", parse_mode="HTML")
        await bot.send_document(ana.user_id, content, filename="a.bin", caption="c & d")
        first, second = ana.chat
        assert (first.text, second.text) == ("héllo & all", "c & d")
        assert second.file is not None
        assert (second.file.name, second.file.content) == ("a.bin", content)
        file = await bot.get_file(second.file.file_id)
        assert bytes(await file.download_as_bytearray()) == content

    async def test_a_long_poll_gets_what_is_said(self, bot: Bot, ana: Person) -> None:
        poll = asyncio.ensure_future(bot.get_updates(timeout=50))
        while not poll.done():
            await asyncio.sleep(0.005)
            if not ana.chat:
                ana.says("/start")
        (update,) = await poll
        assert update.message is not None
        assert update.message.text == "/start"

    async def test_refusals_have_telegrams_shape(self, address: str, standin: StandIn) -> None:
        standin.faults.too_many_requests(9)
        async with httpx.AsyncClient(base_url=address) as client:
            limited = await client.post(f"/bot{standin.token}/getMe")
            stranger = await client.post("/bot2:wrong/getMe")
            lost = await client.get("/nowhere")
        assert limited.status_code == 429
        assert limited.json() == {
            "ok": False,
            "error_code": 429,
            "description": "Too Many Requests: retry after 9",
            "parameters": {"retry_after": 9},
        }
        assert stranger.json() == {"ok": False, "error_code": 401, "description": "Unauthorized"}
        assert lost.status_code == 404

    async def test_a_wrong_token_is_invalid(self, address: str) -> None:
        with pytest.raises(InvalidToken):
            async with bot_at(address, "1:wrong"):
                pass

    async def test_an_upload_may_be_large(self, bot: Bot, ana: Person) -> None:
        content = bytes(3 * 1024 * 1024)
        await bot.send_document(ana.user_id, content, filename="film")
        assert ana.last.file is not None
        assert ana.last.file.content == content


class TestFaults:
    """What a real transport makes of the faults."""

    @pytest.mark.parametrize("delivered", [False, True])
    async def test_a_reset_breaks_the_connection(
        self, bot: Bot, standin: StandIn, ana: Person, delivered: bool
    ) -> None:
        faults = standin.faults
        _ = faults.reset_after_delivery() if delivered else faults.reset_before_delivery()
        with pytest.raises(NetworkError) as error:
            await bot.send_message(ana.user_id, "hello")
        assert isinstance(error.value.__cause__, httpx.ReadError | httpx.RemoteProtocolError)
        assert len(ana.chat) == int(delivered)
        await bot.send_message(ana.user_id, "again")

    async def test_a_hang_times_out(self, bot: Bot, standin: StandIn, ana: Person) -> None:
        fault = standin.faults.hang(delivered=True)
        with pytest.raises(TimedOut):
            await bot.send_message(ana.user_id, "hello", read_timeout=0.05)
        fault.release()
        assert len(ana.chat) == 1

    async def test_a_server_that_is_down_refuses_and_comes_back(
        self, address: str, standin: StandIn
    ) -> None:
        standin.faults.down = True
        with refused("httpx.ConnectError", NetworkError):
            await bot_at(address, standin.token).get_me()
        standin.faults.down = False
        await asyncio.sleep(0.01)
        async with bot_at(address, standin.token) as bot:
            assert bot.id == 1

    async def test_connections_that_were_open_break_when_it_goes_down(
        self, bot: Bot, standin: StandIn
    ) -> None:
        standin.faults.down = True
        with pytest.raises(NetworkError):
            await bot.get_me()

    async def test_a_waiting_poll_breaks_when_it_goes_down(
        self, bot: Bot, standin: StandIn
    ) -> None:
        poll = asyncio.ensure_future(bot.get_updates(timeout=50))
        while not standin.updates.polled:
            await asyncio.sleep(0.002)
        standin.faults.down = True
        with pytest.raises(NetworkError):
            await poll


class Hook:
    """A bot's webhook endpoint."""

    def __init__(self) -> None:
        self.heard: list[Any] = []
        self.secrets: list[str | None] = []
        self.failures = 0

    async def handle(self, request: web.BaseRequest) -> web.StreamResponse:
        if self.failures:
            self.failures -= 1
            return web.Response(status=503)
        self.heard.append((await request.json())["message"]["text"])
        self.secrets.append(request.headers.get(SECRET_HEADER))
        return web.Response()

    async def wait_for(self, count: int) -> None:
        async with asyncio.timeout(5):
            while len(self.heard) < count:
                await asyncio.sleep(0.002)


@asynccontextmanager
async def listening(hook: Hook) -> AsyncIterator[str]:
    runner = web.ServerRunner(web.Server(hook.handle))
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    yield f"http://127.0.0.1:{runner.addresses[0][1]}/hook"
    await runner.cleanup()


class TestWebhooks:
    """Delivery to the bot's webhook."""

    async def test_updates_come_in_order_with_the_secret_and_are_tried_again(
        self, clock: MovableClock
    ) -> None:
        pauses: list[float] = []

        async def sleep(seconds: float) -> None:
            pauses.append(seconds)

        standin = StandIn(clock, local=True)
        ana = standin.person("Ana")
        hook = Hook()
        hook.failures = 2
        ana.says("one")
        async with listening(hook) as url, delivering(standin, sleep):
            await standin.call("setWebhook", {"url": url, "secret_token": "s3cret"})
            ana.says("two")
            ana.says("three")
            await hook.wait_for(3)
        assert hook.heard == ["one", "two", "three"]
        assert set(hook.secrets) == {"s3cret"}
        assert pauses == [1.0, 2.0]
        info = await standin.call("getWebhookInfo")
        assert "503" in info["last_error_message"]

    async def test_a_new_webhook_is_tried_at_once(self, clock: MovableClock) -> None:
        waiting = asyncio.Event()

        async def sleep(seconds: float) -> None:
            waiting.set()
            await asyncio.Event().wait()

        standin = StandIn(clock, local=True)
        hook = Hook()
        hook.failures = 1
        standin.person("Ana").says("one")
        async with listening(hook) as url, delivering(standin, sleep):
            await standin.call("setWebhook", {"url": url})
            await waiting.wait()
            await standin.call("setWebhook", {"url": url})
            await hook.wait_for(1)
        assert hook.heard == ["one"]

    async def test_what_was_not_delivered_stays_pending(self, clock: MovableClock) -> None:
        tried = asyncio.Event()

        async def sleep(seconds: float) -> None:
            tried.set()
            await asyncio.Event().wait()

        standin = StandIn(clock, local=True)
        standin.person("Ana").says("one")
        hook = Hook()
        hook.failures = 1
        async with listening(hook) as url:
            async with delivering(standin, sleep):
                await standin.call("setWebhook", {"url": url})
                await tried.wait()
            await asyncio.sleep(0.01)
            assert (await standin.call("getWebhookInfo"))["pending_update_count"] == 1
            async with delivering(standin):
                await hook.wait_for(1)

    async def test_serving_delivers_too(self, clock: MovableClock) -> None:
        standin = StandIn(clock, local=True)
        people = [standin.person(f"P{number}") for number in range(5)]
        hook = Hook()
        async with listening(hook) as url, serve(standin) as address:
            async with bot_at(address, standin.token) as bot:
                await bot.set_webhook(url)
            for person in people:
                person.says(person.user.first_name)
            await hook.wait_for(5)
        assert sorted(hook.heard) == ["P0", "P1", "P2", "P3", "P4"]
        assert hook.secrets == [None] * 5
