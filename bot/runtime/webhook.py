"""Intake by webhook: Telegram brings updates here, and hears "200" only once they are stored."""

import asyncio
import hmac
import json
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

import structlog
import uvicorn
from sqlalchemy.exc import SQLAlchemyError
from starlette.applications import Starlette
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import Route
from telegram import Bot

from bot.config import SettingError
from bot.delivery import inbox
from bot.delivery.raw import is_readable
from bot.runtime.intake import ALLOWED
from bot.services.core import Core
from bot.services.people import reach

log = structlog.get_logger()

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105  a header's name
MOST_BODY = 1024 * 1024


@dataclass(frozen=True)
class WebhookPlace:
    """The public address that Telegram calls, the secret it shows, and where we listen."""

    url: str
    secret: str = field(repr=False)
    host: str
    port: int


class Webhook:
    """Takes updates from Telegram's calls, stores them, and hands on those that are new.

    `feed` is called after the commit.
    """

    def __init__(
        self,
        core: Core,
        bot: Bot,
        feed: Callable[[list[dict[str, Any]]], None],
        place: WebhookPlace,
    ) -> None:
        self._core = core
        self._bot = bot
        self._feed = feed
        self._place = place

    def endpoint(self) -> Starlette:
        """The web application: one address that takes updates."""
        path = urlsplit(self._place.url).path or "/"
        return Starlette(routes=[Route(path, self._receive, methods=["POST"])])

    async def run(self) -> None:
        """Listen, tell Telegram where, and take updates until cancelled.

        Raises `SettingError`, and tells Telegram nothing, where nobody can listen.
        """
        door = self._open()
        config = uvicorn.Config(
            self.endpoint(),
            host=self._place.host,
            port=self._place.port,
            log_config=None,
            access_log=False,
            lifespan="off",
            server_header=False,
        )
        server = _Server(config)
        serving = asyncio.create_task(server.serve(sockets=[door]))
        try:
            await self._announce()
            await asyncio.shield(serving)
        finally:
            server.should_exit = True
            await serving

    def _open(self) -> socket.socket:
        host, port = self._place.host, self._place.port
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        try:
            return socket.create_server((host, port), family=family)
        except OSError as error:
            raise SettingError(
                f"Nothing can listen at {host}, port {port} ({error.strerror}): perhaps the bot "
                "runs already, or LISTEN names a wrong place."
            ) from None

    async def _announce(self) -> None:
        await self._bot.set_webhook(
            self._place.url,
            secret_token=self._place.secret,
            allowed_updates=ALLOWED,
            drop_pending_updates=False,
        )

    async def _receive(self, request: Request) -> Response:
        shown = request.headers.get(SECRET_HEADER, "")
        if not hmac.compare_digest(shown.encode(), self._place.secret.encode()):
            return Response(status_code=403)
        try:
            body = await _read(request)
        except ClientDisconnect:
            return Response(status_code=400)
        if body is None:
            return Response(status_code=413)
        raw = _update(body)
        return Response(status_code=400 if raw is None else await self._store(raw))

    async def _store(self, raw: dict[str, Any]) -> int:
        try:
            new = await inbox.store(self._core, [raw], reach.there_again)
        except (SQLAlchemyError, OSError) as error:
            # Not a 2xx: Telegram keeps the update and brings it again.
            why = self._core.db.explain(error)
            log.error("an update could not be stored; Telegram keeps it", why=why)
            return 503
        if new:
            self._feed([raw])
        return 200


class _Server(uvicorn.Server):
    """Signals belong to the lifecycle of the whole bot, not to its web server."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


async def _read(request: Request) -> bytes | None:
    """Return the body; None as soon as it is longer than any update."""
    body = bytearray()
    async for piece in request.stream():
        body += piece
        if len(body) > MOST_BODY:
            return None
    return bytes(body)


def _update(body: bytes) -> dict[str, Any] | None:
    """Read a body; None if it is no update, or one with numbers that no database holds."""
    try:
        raw = json.loads(body)
    except (ValueError, RecursionError):
        return None
    return raw if is_readable(raw) else None
