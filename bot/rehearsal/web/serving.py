"""`python -m bot rehearse`: the page, served on this machine until somebody stops it."""

import asyncio
import os
import socket
import sys
import threading
import webbrowser
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext, suppress
from datetime import datetime
from pathlib import Path

import uvicorn
from starlette.types import ASGIApp

from bot import logs
from bot.config import SettingError
from bot.rehearsal.monday import monday_morning
from bot.rehearsal.web.app import make_app
from bot.rehearsal.web.folder_lock import alone_in
from bot.rehearsal.web.keeping import Kept
from bot.rehearsal.web.opening import Opening, ThrowAway
from bot.rehearsal.web.room import Room
from bot.runtime.lifecycle import stop_on_signals
from bot.runtime.loop import run_fast

HOST = "127.0.0.1"
PORTS = range(8080, 8100)
_WELCOME = """\
The rehearsal of Plumbline is at

    {address}

Open it in a browser on this machine. This is the real bot, with a stand-in where
Telegram would be: no account, and nothing leaves this machine.
{promise} Ctrl-C ends it."""


def run(
    today: datetime,
    port: int | None = None,
    keep: Path | None = None,
    *,
    browser: bool = True,
    say: Callable[[str], object] = print,
) -> None:
    """Serve the page until SIGINT or SIGTERM, from the Monday morning of `today` (aware).

    Without `port`, at the first free one of PORTS; what the bot knows is kept in the folder
    `keep`, or thrown away. Raises `SettingError` if nothing can listen or be kept there, or
    another process keeps something there just now.
    """
    logs.set_up("error", "plain")
    with nullcontext() if keep is None else alone_in(keep):
        _open_and_serve(today, port, ThrowAway() if keep is None else Kept(keep), browser, say)


def _open_and_serve(
    today: datetime,
    port: int | None,
    opening: Opening,
    browser: bool,
    say: Callable[[str], object],
) -> None:
    door = open_door(port)
    address = f"http://{HOST}:{door.getsockname()[1]}"
    say(_WELCOME.format(address=address, promise=opening.promise))
    if browser and _somebody_sees():
        # Some browsers keep whoever opens them waiting.
        threading.Thread(target=webbrowser.open, args=(address,), daemon=True).start()
    run_fast(serve(Room(opening, monday_morning(today)), door))
    say(opening.farewell)


async def serve(room: Room, door: socket.socket, until: asyncio.Event | None = None) -> None:
    """Serve this room at `door` until `until` is set, or SIGINT or SIGTERM arrives."""
    stop = until or asyncio.Event()
    stop_on_signals(stop)
    async with room:
        server = _Server(make_app(room, door.getsockname()[1]), room.hang_up)
        serving = asyncio.create_task(server.serve(sockets=[door]))
        stopping = asyncio.create_task(stop.wait())
        await asyncio.wait((serving, stopping), return_when=asyncio.FIRST_COMPLETED)
        stopping.cancel()
        server.should_exit = True
        await serving


class _Server(uvicorn.Server):
    """Signals are listened to elsewhere; open feeds end before connections are waited for."""

    def __init__(self, app: ASGIApp, hang_up: Callable[[], None]) -> None:
        self._hang_up = hang_up
        super().__init__(
            uvicorn.Config(
                app,
                log_config=None,
                access_log=False,
                lifespan="off",
                ws="none",
                proxy_headers=False,
                server_header=False,
                timeout_graceful_shutdown=1,
            )
        )

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        self._hang_up()
        await super().shutdown(sockets)

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


def open_door(port: int | None) -> socket.socket:
    """Listen at this port, or at the first free one of PORTS. Raises `SettingError`."""
    for each in PORTS if port is None else (port,):
        with suppress(OSError):
            return socket.create_server((HOST, each))
    if port is None:
        return socket.create_server((HOST, 0))
    raise SettingError(f"Nothing can listen at port {port}: perhaps something else does already.")


def _somebody_sees() -> bool:
    """Whether a window can open; a browser in the terminal would take it away from us."""
    desktop = sys.platform in ("darwin", "win32") or any(
        os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY")
    )
    return desktop and sys.stdout.isatty()
