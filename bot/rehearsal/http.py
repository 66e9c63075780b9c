"""The stand-in over HTTP on loopback, for bots in a process of their own.

aiohttp serves it, because its parser is compiled: a benchmark sends thousands of calls a second.
"""

import asyncio
import json
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from typing import Any
from urllib.parse import parse_qsl, unquote

from aiohttp import StreamReader, web
from aiohttp.abc import AbstractStreamWriter
from aiohttp.http import RawRequestMessage
from aiohttp.web_protocol import RequestHandler

from bot.rehearsal.core import StandIn
from bot.rehearsal.params import Upload
from bot.rehearsal.refusal import Broken, Refusal
from bot.rehearsal.webhook import delivering

HOST = "127.0.0.1"
MOST_BODY = 64 * 1024 * 1024
_FORM = "application/x-www-form-urlencoded"


@asynccontextmanager
async def serve(standin: StandIn, port: int = 0) -> AsyncIterator[str]:
    """Serve the stand-in while the block runs; yields its address, such as http://127.0.0.1:4711.

    A bot takes `<address>/bot` as base URL and `<address>/file/bot` as base file URL. Webhooks
    that the bot sets are called. `standin.faults.down` closes the port while it is true.
    """
    server = web.Server(_Handler(standin).handle, request_factory=_request, access_log=None)
    door = _Door(server, port)
    await door.open()
    standin.faults.on_down.append(door.swing)
    try:
        async with delivering(standin):
            yield f"http://{HOST}:{door.port}"
    finally:
        standin.faults.on_down.remove(door.swing)
        await door.shut()
        await server.shutdown(timeout=0.1)


def _request(
    message: RawRequestMessage,
    payload: StreamReader,
    protocol: RequestHandler,
    writer: AbstractStreamWriter,
    task: asyncio.Task[None],
) -> web.BaseRequest:
    """A request with a larger body than aiohttp takes by itself."""
    loop = asyncio.get_running_loop()
    return web.BaseRequest(
        message, payload, protocol, writer, task, loop, client_max_size=MOST_BODY
    )


class _Door:
    """The listening port, which can be closed and opened again."""

    def __init__(self, server: web.Server, port: int) -> None:
        self.port = port
        self._server = server
        self._listening: asyncio.Server | None = None
        self._opening: asyncio.Task[None] | None = None

    async def open(self) -> None:
        loop = asyncio.get_running_loop()
        self._listening = await loop.create_server(self._server, HOST, self.port, backlog=1024)
        self.port = self._listening.sockets[0].getsockname()[1]
        self._opening = None

    def swing(self, down: bool) -> None:
        """Refuse connections, or take them again (from the next turn of the loop on)."""
        if down and self._listening is not None:
            self._listening.close()
            self._listening = None
            for connection in self._server.connections:
                connection.force_close()
        elif not down and self._listening is None and self._opening is None:
            self._opening = asyncio.ensure_future(self.open())

    async def shut(self) -> None:
        if self._opening is not None:
            await self._opening
        if self._listening is not None:
            self._listening.close()


class _Handler:
    def __init__(self, standin: StandIn) -> None:
        self._standin = standin
        self._call_path = f"/bot{standin.token}/"
        self._file_path = f"/file/bot{standin.token}/"

    async def handle(self, request: web.BaseRequest) -> web.StreamResponse:
        path = request.rel_url.raw_path
        if "%" in path:
            path = unquote(path)
        try:
            if path.startswith(self._call_path):
                return await self._call(path[len(self._call_path) :], request)
            if path.startswith(self._file_path):
                return self._file(path[len(self._file_path) :])
            if path.startswith(("/bot", "/file/bot")):
                return _answer(401, Refusal(401, "Unauthorized").as_json())
            return _answer(404, Refusal(404, "Not Found").as_json())
        except Refusal as refusal:
            return _answer(refusal.status, refusal.as_json())
        except Broken:
            if request.transport is not None:
                request.transport.abort()
            return web.Response()

    async def _call(self, method: str, request: web.BaseRequest) -> web.Response:
        params, files = await _read(request)
        result = await self._standin.call(method, params, files)
        return _answer(200, {"ok": True, "result": result})

    def _file(self, path: str) -> web.Response:
        file = self._standin.world.files.get(path.rpartition("/")[2])
        if file is None or file.path != path:
            raise Refusal(404, "Not Found")
        return web.Response(body=file.content, content_type="application/octet-stream")


def _answer(status: int, body: Mapping[str, Any]) -> web.Response:
    return web.Response(
        body=json.dumps(body).encode(), status=status, content_type="application/json"
    )


async def _read(request: web.BaseRequest) -> tuple[dict[str, Any], dict[str, Upload]]:
    params: dict[str, Any] = {}
    if request.rel_url.raw_query_string:
        params.update(request.rel_url.query)
    if request.content_type == _FORM:
        body = await request.read()
        params.update(parse_qsl(body.decode(), keep_blank_values=True))
        return params, {}
    if request.content_type == "application/json":
        params.update(json.loads(await request.read()))
        return params, {}
    if request.content_type == "multipart/form-data":
        return await _read_multipart(request, params)
    return params, {}


async def _read_multipart(
    request: web.BaseRequest, params: dict[str, Any]
) -> tuple[dict[str, Any], dict[str, Upload]]:
    files = {}
    for name, value in (await request.post()).items():
        if isinstance(value, web.FileField):
            content = value.file.read()
            files[name] = Upload(value.filename, content, value.content_type)
        else:
            params[name] = value
    return params, files
