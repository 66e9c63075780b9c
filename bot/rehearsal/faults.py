"""Faults on demand: what Telegram, or the way to it, may do to a call."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

from bot.rehearsal.params import Call
from bot.rehearsal.refusal import Down, Refusal, Reset, forbidden, too_many_requests

Perform = Callable[[Call], Awaitable[Any]]


SENDING = frozenset(
    {"sendmessage", "sendphoto", "sendvoice", "senddocument", "sendmediagroup", "copymessage"}
)


@dataclass
class Fault:
    """One fault: for the next `times` calls (None: until `off()`), perhaps only for some.

    `method` (one, or several in lower case, such as SENDING) and `chat_id` narrow it; `hits`
    counts the calls it met. `after` means that the call takes effect before the fault strikes.
    """

    problem: Callable[[], Exception] | None
    after: bool = False
    times: int | None = 1
    method: str | frozenset[str] | None = None
    chat_id: int | None = None
    hits: int = 0
    changed: Callable[[], None] = lambda: None
    released: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def spent(self) -> bool:
        """Whether it strikes no more calls."""
        return self.times is not None and self.hits >= self.times

    def meets(self, call: Call) -> bool:
        """Whether it strikes this call."""
        if self.spent or not self._for(call.method.lower()):
            return False
        return self.chat_id is None or call.integer("chat_id") == self.chat_id

    def off(self) -> None:
        """No more calls are struck, and calls that hang go on."""
        self.times = 0
        self.released.set()
        self.changed()

    release = off

    async def strike(self, call: Call, perform: Perform) -> Any:
        """The call as this fault lets it go."""
        self.hits += 1
        if self.spent:
            self.changed()
        result = await perform(call) if self.after else None
        if self.problem is not None:
            raise self.problem()
        await self.released.wait()
        return result if self.after else await perform(call)

    def _for(self, method: str) -> bool:
        if isinstance(self.method, str):
            return self.method.lower() == method
        return self.method is None or method in self.method


class Faults:
    """All faults in force; `on_change` hears when that changes.

    `sleep` is how a slow call takes its time.
    """

    def __init__(self, sleep: Callable[[float], Awaitable[object]] = asyncio.sleep) -> None:
        self.sleep = sleep
        self.on_down: list[Callable[[bool], None]] = []
        self.on_change: list[Callable[[], None]] = []
        self._latency = 0.0
        self._down = False
        self._faults: list[Fault] = []

    @property
    def down(self) -> bool:
        """Whether the whole server is away: every connection is refused."""
        return self._down

    @down.setter
    def down(self, down: bool) -> None:
        if down == self._down:
            return
        self._down = down
        for listener in tuple(self.on_down):
            listener(down)
        self._changed()

    @property
    def latency(self) -> float:
        """How many seconds each call takes before anything happens."""
        return self._latency

    @latency.setter
    def latency(self, seconds: float) -> None:
        if seconds != self._latency:
            self._latency = seconds
            self._changed()

    @property
    def in_force(self) -> list[Fault]:
        """The faults that may still strike, oldest first; `down` and `latency` are apart."""
        return [fault for fault in self._faults if not fault.spent]

    @property
    def lasting(self) -> bool:
        """Whether something is in force that does not end by itself."""
        return self.down or any(fault.times is None for fault in self.in_force)

    def refuse(self, problem: Refusal, **which: Any) -> Fault:
        """Answer with this refusal. `which`: times=1 (None: until off), method, chat_id."""
        status, text, parameters = problem.status, problem.description, problem.parameters
        return self._add(Fault(lambda: Refusal(status, text, parameters), **which))

    def too_many_requests(self, retry_after: int = 3, **which: Any) -> Fault:
        """Answer 429."""
        return self.refuse(too_many_requests(retry_after), **which)

    def forbidden(self, text: str = "bot was blocked by the user", **which: Any) -> Fault:
        """Answer 403."""
        return self.refuse(forbidden(text), **which)

    def server_error(self, status: int = 500, **which: Any) -> Fault:
        """Answer 500 (or 502, ...); nothing was delivered."""
        return self.refuse(Refusal(status, "Internal Server Error"), **which)

    def reset_before_delivery(self, **which: Any) -> Fault:
        """Break the connection; nothing was delivered."""
        return self._add(Fault(Reset, **which))

    def reset_after_delivery(self, **which: Any) -> Fault:
        """Deliver, then break the connection."""
        return self._add(Fault(Reset, after=True, **which))

    def hang(self, *, delivered: bool = False, **which: Any) -> Fault:
        """Answer only after `release()`; `delivered` says whether the call takes effect first.

        Without sockets, an undelivered call is dropped when the caller gives up; over HTTP it
        takes effect when released, as at a server that got the request and is late.
        """
        return self._add(Fault(None, after=delivered, **which))

    def clear(self) -> None:
        """Switch everything off; calls that hang go on."""
        for fault in self._faults:
            fault.off()
        self._faults.clear()
        self.latency = 0.0
        self.down = False

    async def around(self, call: Call, perform: Perform) -> Any:
        """Perform the call as the faults in force let it."""
        if self.down:
            raise Down
        if self.latency:
            await self.sleep(self.latency)
        for fault in self._faults:
            if fault.meets(call):
                return await fault.strike(call, perform)
        return await perform(call)

    def _add(self, fault: Fault) -> Fault:
        fault.changed = self._changed
        self._faults = [*self.in_force, fault]
        self._changed()
        return fault

    def _changed(self) -> None:
        for listener in tuple(self.on_change):
            listener()
