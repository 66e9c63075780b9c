"""A fast way to Telegram: python-telegram-bot's transport, on aiohttp instead of httpx."""

from typing import Any
from urllib.request import getproxies

import aiohttp
from telegram.error import NetworkError, TimedOut
from telegram.request import BaseRequest, RequestData

_UNSET = BaseRequest.DEFAULT_NONE
# aiohttp quotes the address, and with it the token, in some errors: only their kind is passed on.
_NOT_CONNECTED = (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError)


class NotConnectedError(NetworkError):
    """No connection came about: nothing was sent, so it can safely be tried again."""


class AiohttpRequest(BaseRequest):
    """Sends what `telegram.Bot` asks for; it never logs or repeats an address.

    Timeouts are seconds. A pool smaller than the number of calls at once makes everything slower.
    """

    def __init__(
        self,
        connections: int = 600,
        *,
        read_timeout: float = 10.0,
        connect_timeout: float = 5.0,
        upload_timeout: float = 30.0,
    ) -> None:
        self._connections = connections
        self._read_timeout = read_timeout
        self._connect_timeout = connect_timeout
        self._upload_timeout = upload_timeout
        self._session: aiohttp.ClientSession | None = None

    @property
    def read_timeout(self) -> float:
        """Seconds it waits for an answer unless a call says otherwise."""
        return self._read_timeout

    async def initialize(self) -> None:
        """Open the pool of connections."""
        if self._session is None:
            self._session = aiohttp.ClientSession(
                connector=aiohttp.TCPConnector(limit=self._connections),
                headers={"User-Agent": self.USER_AGENT},
                # Asked here once: it would look for proxies and passwords at every call.
                trust_env=bool(getproxies()),
            )

    async def shutdown(self) -> None:
        """Close every connection."""
        if self._session is not None:
            await self._session.close()
            self._session = None

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
        """One request; returns the status and the body.

        Raises NotConnectedError if nothing was sent, TimedOut or NetworkError if nobody knows.
        """
        if self._session is None:
            raise RuntimeError("the transport is not open")
        timeout = self._timeout(request_data, read_timeout, connect_timeout)
        try:
            async with self._session.request(
                method, url, timeout=timeout, **_body(request_data)
            ) as response:
                return response.status, await response.read()
        except _NOT_CONNECTED as error:
            raise NotConnectedError(type(error).__name__) from None
        except TimeoutError as error:
            raise TimedOut(type(error).__name__) from None
        except (aiohttp.ClientError, OSError) as error:
            raise NetworkError(type(error).__name__) from None

    def _timeout(self, data: RequestData | None, read: Any, connect: Any) -> aiohttp.ClientTimeout:
        default = self._upload_timeout if data and data.contains_files else self._read_timeout
        return aiohttp.ClientTimeout(
            sock_connect=self._connect_timeout if connect is _UNSET else connect,
            sock_read=default if read is _UNSET else read,
        )


def _body(data: RequestData | None) -> dict[str, Any]:
    """What to send: JSON, which costs less to write than a form, unless files go along."""
    if data is None or not (data.contains_files or data.parameters):
        return {}
    if not data.contains_files:
        return {"json": data.parameters}
    form = aiohttp.FormData(data.json_parameters)
    for name, (filename, content, mime) in (data.multipart_data or {}).items():
        form.add_field(name, content, filename=filename, content_type=mime)
    return {"data": form}
