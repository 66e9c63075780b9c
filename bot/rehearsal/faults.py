"""Faults on demand: what Telegram, or the way to it, may do to a call."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

from bot.rehearsal.params import Call
from bot.rehearsal.refusal import Down, Refusal, Reset, forbidden, too_many_requests

Perform = Callable[[Call], Awaitable[Any]]


@dataclass
class Fault:
    """One fault: for the next `times` calls (None: until `off()`), perhaps only for some.

    `method` and `chat_id` narrow it; `hits` counts the calls it met. `after` means that the
    call takes effect before the fault strikes.
    """

    problem: Callable[[], Exception] | None
    after: bool = False
    times: int | None = 1
    method: str | None = None
    chat_id: int | None = None
    hits: int = 0
    released: asyncio.Event = field(default_factory=asyncio.Event)

    def meets(self, call: Call) -> bool:
        """Whether it strikes this call."""
        if self.times is not None and self.hits >= self.times:
            return False
        if self.method is not None and self.method.lower() != call.method.lower():
            return False
        return self.chat_id is None or call.integer("chat_id") == self.chat_id

    def off(self) -> None:
        """No more calls are struck, and calls that hang go on."""
        self.times = 0
        self.released.set()

    release = off

    async def strike(self, call: Call, perform: Perform) -> Any:
        """The call as this fault lets it go."""
        self.hits += 1
        result = await perform(call) if self.after else None
        if self.problem is not None:
            raise self.problem()
        await self.released.wait()
        return result if self.after else await perform(call)


class Faults:
    """All faults in force.

    `latency` is how many seconds each call takes before anything happens.
    """

    def __init__(self, sleep: Callable[[float], Awaitable[object]] = asyncio.sleep) -> None:
        self.latency = 0.0
        self.on_down: list[Callable[[bool], None]] = []
        self._down = False
        self._sleep = sleep
        self._faults: list[Fault] = []

    @property
    def down(self) -> bool:
        """Whether the whole server is away: every connection is refused."""
        return self._down

    @down.setter
    def down(self, down: bool) -> None:
        self._down = down
        for listener in tuple(self.on_down):
            listener(down)

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
            await self._sleep(self.latency)
        for fault in self._faults:
            if fault.meets(call):
                return await fault.strike(call, perform)
        return await perform(call)

    def _add(self, fault: Fault) -> Fault:
        self._faults = [other for other in self._faults if other.times != 0]
        self._faults.append(fault)
        return fault
