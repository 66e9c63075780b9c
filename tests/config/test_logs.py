"""No secret gets into a log, whoever writes the line and however it is written."""

import io
import json
import logging
from collections.abc import Iterator

import httpx
import pytest
import structlog

from bot.logs import set_up

TOKEN = "7213456789:AAHfiqksKZ8WmR2zSjiQ7-v4TMpKo_0dB9A"  # made up
INVITE = "Qm9va21hcmtzT2ZUaGVTZWE"


@pytest.fixture(autouse=True)
def _logging_as_it_was() -> Iterator[None]:
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    yield
    root.handlers[:] = handlers
    root.setLevel(level)
    structlog.reset_defaults()


@pytest.fixture(params=["plain", "json"])
def out(request: pytest.FixtureRequest) -> io.StringIO:
    stream = io.StringIO()
    set_up("debug", request.param, stream)
    return stream


def _raise_it() -> None:
    raise RuntimeError(f"POST https://api.telegram.org/bot{TOKEN}/getMe failed")


class TestSecretsStayOut:
    """Wherever in a line a secret stands, it is taken out, and the line stays."""

    def test_in_the_event_in_values_and_inside_other_values(self, out: io.StringIO) -> None:
        log = structlog.get_logger("bot.somewhere")
        log.info(f"calling with {TOKEN}")
        log.warning("calling", token=TOKEN, deep={"urls": [f"x/bot{TOKEN}/y"], TOKEN: 1})
        log.error("calling", it=httpx.URL(f"https://api.telegram.org/bot{TOKEN}/getMe"))
        written = out.getvalue()
        assert written.count("calling") == 3
        assert TOKEN not in written
        assert "AAHfiqks" not in written

    def test_of_an_exception_only_where_it_arose_is_written(self, out: io.StringIO) -> None:
        for log in (structlog.get_logger(), logging.getLogger("a.library")):
            try:
                _raise_it()
            except RuntimeError:
                log.exception("it broke")
        written = out.getvalue()
        assert written.count("it broke") == 2
        assert written.count("builtins.RuntimeError") == written.count("in _raise_it") == 2
        assert TOKEN not in written

    def test_in_lines_of_libraries(self, out: io.StringIO) -> None:
        logging.getLogger("a.library").warning("GET %s", f"http://x/file/bot{TOKEN}/photo")
        assert "GET" in out.getvalue()
        assert TOKEN not in out.getvalue()

    def test_a_short_token_in_an_address_too(self, out: io.StringIO) -> None:
        structlog.get_logger().info("to http://127.0.0.1:8081/bot1:rehearsal/getMe")
        assert "1:rehearsal" not in out.getvalue()

    @pytest.mark.parametrize("form", ["https://t.me/plumbline_bot?start={}", "/start {}"])
    def test_an_invite_link(self, out: io.StringIO, form: str) -> None:
        structlog.get_logger().info("someone came by " + form.format(INVITE))
        assert "someone came by" in out.getvalue()
        assert INVITE not in out.getvalue()

    def test_a_database_password(self, out: io.StringIO) -> None:
        structlog.get_logger().error("cannot reach postgresql://plumbline:s3cret@db/p")
        assert "plumbline" in out.getvalue()
        assert "s3cret" not in out.getvalue()


class TestChattyLibraries:
    """Libraries that log addresses of calls, or what people do, are kept quiet at any level."""

    async def test_httpx_says_nothing_about_a_call(self, out: io.StringIO) -> None:
        answer = httpx.MockTransport(lambda _: httpx.Response(200))
        async with httpx.AsyncClient(transport=answer) as client:
            await client.get(f"https://api.telegram.org/bot{TOKEN}/getMe")
        assert out.getvalue() == ""

    @pytest.mark.parametrize(
        "name", ["httpx", "httpcore.http11", "aiohttp.client", "apscheduler.scheduler", "telegram"]
    )
    def test_only_their_errors_are_heard(self, out: io.StringIO, name: str) -> None:
        logging.getLogger(name).warning("chatter")
        logging.getLogger(name).error("trouble")
        assert "chatter" not in out.getvalue()
        assert "trouble" in out.getvalue()


class TestTheTwoStyles:
    """Plain lines are for people, JSON lines for machines."""

    def test_json_lines_can_be_read_back(self) -> None:
        out = io.StringIO()
        set_up("info", "json", out)
        structlog.get_logger("bot.x").info("started", rows=3)
        logging.getLogger("lib").warning("hm %s", "well")
        first, second = map(json.loads, out.getvalue().splitlines())
        assert (first["event"], first["rows"], first["level"]) == ("started", 3, "info")
        assert (second["event"], second["logger"]) == ("hm well", "lib")

    def test_lines_below_the_level_are_left_out(self) -> None:
        out = io.StringIO()
        set_up("warning", "plain", out)
        structlog.get_logger("bot.x").info("detail")
        structlog.get_logger("bot.x").warning("matter")
        assert "detail" not in out.getvalue()
        assert "matter" in out.getvalue()
