"""python-telegram-bot's way to the stand-in without sockets."""

import asyncio
import json
from typing import Any
from urllib.parse import unquote

import httpx
from telegram.error import NetworkError, TimedOut
from telegram.request import BaseRequest, RequestData

from bot.rehearsal.core import StandIn
from bot.rehearsal.params import Upload
from bot.rehearsal.refusal import Down, Refusal, Reset

_UNSET = BaseRequest.DEFAULT_NONE


class StandInRequest(BaseRequest):
    """A transport for `telegram.Bot` and `Application` that calls the core directly.

    Give one to `Application.builder().request(...)` and one to `.get_updates_request(...)`.
    `read_timeout` (seconds, real time) is how long it waits for an answer, as the real
    transport does. Faults come out as the real transport's errors, with the httpx error as cause.
    """

    def __init__(self, standin: StandIn, read_timeout: float = 5.0) -> None:
        self._standin = standin
        self._read_timeout = read_timeout

    @property
    def read_timeout(self) -> float:
        """Seconds it waits for an answer unless a call says otherwise."""
        return self._read_timeout

    async def initialize(self) -> None:
        """Nothing to open."""

    async def shutdown(self) -> None:
        """Nothing to close."""

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: Any = _UNSET,
        write_timeout: Any = _UNSET,
        connect_timeout: Any = _UNSET,
        pool_timeout: Any = _UNSET,
    ) -> tuple[int, bytes]:
        """One request; returns the status and the body, as bytes."""
        seconds = self._read_timeout if read_timeout is _UNSET else read_timeout
        try:
            async with asyncio.timeout(seconds):
                return await self._answer(url, method, request_data)
        except TimeoutError as error:
            raise TimedOut from httpx.ReadTimeout(str(error))
        except Down:
            cause: httpx.HTTPError = httpx.ConnectError("All connection attempts failed")
        except Reset:
            cause = httpx.ReadError("Connection reset by peer")
        raise NetworkError(f"httpx.{type(cause).__name__}: {cause}") from cause

    async def _answer(self, url: str, method: str, data: RequestData | None) -> tuple[int, bytes]:
        if method == "GET":
            return self._download(url)
        head, _, name = url.rpartition("/")
        if head.rpartition("/bot")[2] != self._standin.token:
            return _encode(Refusal(401, "Unauthorized"))
        try:
            result = await self._standin.call(name, *_unpack(data))
        except Refusal as refusal:
            return _encode(refusal)
        return 200, json.dumps({"ok": True, "result": result}).encode()

    def _download(self, url: str) -> tuple[int, bytes]:
        path = unquote(url).rpartition(f"/bot{self._standin.token}/")[2]
        file = self._standin.world.files.get(path.rpartition("/")[2])
        if file is None or file.path != path:
            return _encode(Refusal(404, "Not Found"))
        return 200, file.content


def _unpack(data: RequestData | None) -> tuple[dict[str, Any], dict[str, Upload]]:
    if data is None:
        return {}, {}
    files = {}
    for field, (name, content, mime) in (data.multipart_data or {}).items():
        read = content if isinstance(content, bytes) else content.read()
        files[field] = Upload(name, read, mime)
    return dict(data.json_parameters), files


def _encode(refusal: Refusal) -> tuple[int, bytes]:
    return refusal.status, json.dumps(refusal.as_json()).encode()
