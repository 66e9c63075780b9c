"""Who may ask this page for anything: only a browser on this machine, and only this page itself.

Another site that somebody visits meanwhile can neither read it nor act in it: not under a name
that it points here (the Host header), and not from its own pages (Origin, Sec-Fetch-Site, and a
type of content that no form can send).
"""

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_HEADERS = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; "
    "img-src 'self' data:; media-src 'self'; connect-src 'self'; base-uri 'none'; "
    "form-action 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}
_ELSEWHERE = ("cross-site", "same-site")
_READING = ("GET", "HEAD")


class Guard:
    """Middleware around the whole page, which is served at `port` of this machine."""

    def __init__(self, app: ASGIApp, port: int) -> None:
        self._app = app
        self._hosts = {f"{name}:{port}" for name in ("127.0.0.1", "localhost", "[::1]")}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuse, or let through; either way with the headers that keep a browser strict."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(_HEADERS)
            await send(message)

        refused = self._refusal(scope["method"], scope["path"], Headers(scope=scope))
        answer = self._app if refused is None else _problem(*refused)
        await answer(scope, receive, with_headers)

    def _refusal(self, method: str, path: str, headers: Headers) -> tuple[int, str] | None:
        if headers.getlist("host") not in [[each] for each in self._hosts]:
            return 421, "This page is only at 127.0.0.1, on the machine where it was started."
        origins = headers.getlist("origin")
        if any(each.removeprefix("http://") not in self._hosts for each in origins):
            return 403, "Only this page itself may ask for that."
        if headers.get("sec-fetch-site") in _ELSEWHERE and path != "/":
            return 403, "Only this page itself may ask for that."
        if method in _READING:
            return None
        if headers.get("content-type", "").partition(";")[0].strip() != "application/json":
            return 415, "This page is spoken to in JSON."
        return None


def _problem(status: int, sentence: str) -> ASGIApp:
    return JSONResponse({"problem": sentence}, status)
