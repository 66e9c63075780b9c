"""What a page can look at: each GET."""

import json
import re
from collections.abc import AsyncGenerator, Iterator
from contextlib import aclosing, contextmanager
from urllib.parse import quote

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.types import Send

from bot.rehearsal.people import Person
from bot.rehearsal.refusal import Json
from bot.rehearsal.web.drawer import drawer
from bot.rehearsal.web.feed import feed
from bot.rehearsal.web.play import Play
from bot.rehearsal.web.room import Room
from bot.rehearsal.web.shapes import page
from bot.rehearsal.web.way import way

_MOST_MESSAGES = 200
_STILL_HERE = ": still here\n\n"
# Shown within the page; anything else is only ever downloaded.
_SHOWN = ("image/png", "image/jpeg", "audio/ogg")


class Looks:
    """Answers GETs about a room. HTTPException says what is not there."""

    def __init__(self, room: Room) -> None:
        self._room = room

    async def world(self, _request: Request) -> Response:
        """Everything that stands in no chat."""
        return JSONResponse(await self._room.world())

    async def chat(self, request: Request) -> Response:
        """A part of somebody's chat, the newest unless `before` names a message."""
        play = self._play()
        person = find_person(play, request)
        most = _number(request, "most") or 50
        undelivered = play.telegram.updates.undelivered(person.user_id)
        before = _number(request, "before")
        shown = page(person.private, min(max(most, 1), _MOST_MESSAGES), before, undelivered)
        return JSONResponse(shown)

    async def drawer(self, _request: Request) -> Response:
        """What the bot's database holds."""
        with _or_gone():
            async with self._play().open_stage() as stage:
                return JSONResponse(await drawer(stage))

    async def way(self, request: Request) -> Response:
        """The way of one message."""
        person, message = request.path_params["person"], request.path_params["message"]
        with _or_gone():
            async with self._play().open_stage() as stage:
                return JSONResponse(await way(stage, person, message))

    async def feed(self, request: Request) -> Response:
        """What happens, as it happens."""
        after = _whole(request.headers.get("last-event-id")) or _number(request, "after")
        return _Feed(_lines(self._room, after))

    async def file(self, request: Request) -> Response:
        """A file that came with a message."""
        file = self._play().telegram.world.files.get(request.path_params["file"])
        if file is None:
            raise HTTPException(404, "That file is gone.")
        if file.mime in _SHOWN:
            return Response(file.content, media_type=file.mime)
        headers = {"Content-Disposition": f"attachment; filename*=utf-8''{quote(file.name)}"}
        return Response(file.content, media_type="application/octet-stream", headers=headers)

    def _play(self) -> Play:
        if self._room.play is None:
            raise HTTPException(404, "There is no programme yet.")
        return self._room.play


def find_person(play: Play, request: Request) -> Person:
    """Whom an address names. Raises HTTPException if nobody."""
    person = play.person(request.path_params["person"])
    if person is None:
        raise HTTPException(404, "There is nobody with this number here.")
    return person


@contextmanager
def _or_gone() -> Iterator[None]:
    try:
        yield
    except LookupError as error:
        raise HTTPException(404, str(error)) from None


class _Feed(StreamingResponse):
    """Ends what it reads from as soon as the page is gone."""

    def __init__(self, lines: AsyncGenerator[str, None]) -> None:
        super().__init__(lines, media_type="text/event-stream")
        self._lines = lines

    async def stream_response(self, send: Send) -> None:
        async with aclosing(self._lines):
            await super().stream_response(send)


async def _lines(room: Room, after: int | None) -> AsyncGenerator[str, None]:
    async with aclosing(feed(room, after)) as happening:
        async for told in happening:
            yield _STILL_HERE if told is None else _line(*told)


def _line(number: int, event: Json) -> str:
    return f"id: {number}\ndata: {json.dumps(event)}\n\n"


def _number(request: Request, name: str) -> int | None:
    return _whole(request.query_params.get(name))


def _whole(text: str | None) -> int | None:
    return int(text) if text is not None and re.fullmatch("[0-9]{1,16}", text) else None
