"""The page's addresses, and nothing else."""

from collections.abc import Awaitable, Callable
from pathlib import Path

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp

from bot.rehearsal.refusal import Json
from bot.rehearsal.web.acts import ACTS, Act
from bot.rehearsal.web.asked import read_asked
from bot.rehearsal.web.guard import Guard
from bot.rehearsal.web.looks import Looks, find_person
from bot.rehearsal.web.person_acts import BY_HAND, UNNOTICED, PersonAct
from bot.rehearsal.web.room import Room

_STATIC = Path(__file__).with_name("static")
_FAILED = (
    "Something went wrong that should not have. The terminal where this was started says more."
)

Answer = Callable[[Request], Awaitable[Response]]


def make_app(room: Room, port: int) -> ASGIApp:
    """The page for this room, served at `port` of this machine and nowhere else."""
    problems = {HTTPException: _as_problem, Exception: _failed}
    app = Starlette(routes=[*_looks(room), *_acts(room)], exception_handlers=problems)
    return Guard(app, port)


def _looks(room: Room) -> list[BaseRoute]:
    looks = Looks(room)
    return [
        Route("/", _index),
        Mount("/static", StaticFiles(directory=_STATIC)),
        Route("/api/world", looks.world),
        Route("/api/chats/{person:int}", looks.chat),
        Route("/api/drawer", looks.drawer),
        Route("/api/way/{person:int}/{message:int}", looks.way),
        Route("/api/feed", looks.feed),
        Route("/files/{file}", looks.file),
    ]


def _acts(room: Room) -> list[BaseRoute]:
    acts = [_post(f"/api/{name}", _acting(room, act)) for name, act in ACTS.items()]
    for name, act in (BY_HAND | UNNOTICED).items():
        answer = _acting_as(room, act, by_hand=name in BY_HAND)
        acts.append(_post(f"/api/people/{{person:int}}/{name}", answer))
    return acts


def _post(path: str, answer: Answer) -> BaseRoute:
    return Route(path, answer, methods=["POST"])


def _acting(room: Room, act: Act) -> Answer:
    async def answer(request: Request) -> Response:
        try:
            return _done(await act(room, await read_asked(request)))
        except (LookupError, ValueError) as error:
            return _refused(error)

    return answer


def _acting_as(room: Room, act: PersonAct, *, by_hand: bool) -> Answer:
    async def answer(request: Request) -> Response:
        try:
            asked = await read_asked(request)
            person = find_person(room.now(), request)
            if by_hand:
                room.by_hand()
            act(person, asked)
        except (LookupError, RuntimeError, ValueError) as error:
            # What a page read by itself, just before another programme came, matters to nobody.
            too_late = isinstance(error, LookupError) and not by_hand
            return _done({}) if too_late else _refused(error)
        return _done({})

    return answer


def _done(more: Json) -> Response:
    return JSONResponse({"ok": True, **more})


def _refused(error: Exception) -> Response:
    return JSONResponse({"problem": str(error)}, 400 if isinstance(error, ValueError) else 409)


async def _index(_request: Request) -> Response:
    return FileResponse(_STATIC / "index.html")


def _as_problem(_request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    return JSONResponse({"problem": error.detail}, error.status_code, error.headers)


def _failed(_request: Request, _error: Exception) -> Response:
    return JSONResponse({"problem": _FAILED}, 500)
