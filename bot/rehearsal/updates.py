"""The queue of updates: numbered, confirmed by offset, polled by one caller at a time."""

import asyncio
from collections import deque
from collections.abc import Callable

from bot.rehearsal.refusal import Json, conflict

LONGEST_POLL = 50
SECONDS_KEPT = 24 * 3600
_OTHER_POLL = (
    "terminated by other getUpdates request; make sure that only one bot instance is running"
)


class Poll:
    """One waiting getUpdates."""

    def __init__(self) -> None:
        self.wake: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self.problem: Exception | None = None

    def rouse(self, problem: Exception | None = None) -> None:
        """Let it look again, or end it with a problem."""
        self.problem = self.problem or problem
        if not self.wake.done():
            self.wake.set_result(None)


class UpdateQueue:
    """Updates that the bot has not confirmed yet; kept for 24 hours.

    `now` is the instant in seconds; `on_confirmed` hears of each update that the bot has taken.
    """

    def __init__(self, now: Callable[[], float], first_id: int = 1) -> None:
        self.pending: deque[Json] = deque()
        self.allowed: tuple[str, ...] = ()
        self.webhook: Json | None = None
        self.on_change: list[Callable[[], None]] = []
        self.on_confirmed: list[Callable[[Json], None]] = []
        self._now = now
        self._since: dict[int, float] = {}
        self._next_id = first_id
        self._poll: Poll | None = None

    @property
    def polled(self) -> bool:
        """Whether a getUpdates waits right now."""
        return self._poll is not None

    def add(self, kind: str, body: Json) -> Json | None:
        """Queue an update; None if the bot did not ask for this kind."""
        if self.allowed and kind not in self.allowed:
            return None
        update = {"update_id": self._next_id, kind: body}
        self._since[self._next_id] = self._now()
        self._next_id += 1
        self.pending.append(update)
        if self._poll is not None:
            self._poll.rouse()
        self._changed()
        return update

    def _changed(self) -> None:
        for listener in tuple(self.on_change):
            listener()

    def allow(self, kinds: list[str] | None) -> None:
        """Which kinds to queue from now on: None changes nothing, an empty list means all."""
        if kinds is not None:
            self.allowed = tuple(kinds)

    def set_webhook(self, webhook: Json | None) -> None:
        """Deliver to this webhook from now on (url, secret, max_connections), or to none."""
        self.webhook = webhook
        self._changed()

    def drop(self, update: Json) -> None:
        """Confirm one update (a webhook accepted it)."""
        self.pending.remove(update)
        self._taken(update)

    def forget(self) -> None:
        """Forget all updates."""
        self.pending.clear()
        self._since.clear()

    def forget_old(self) -> None:
        """Forget what the bot has not fetched within 24 hours, as Telegram does."""
        too_old = self._now() - SECONDS_KEPT
        while self.pending and self._since[self.pending[0]["update_id"]] < too_old:
            del self._since[self.pending.popleft()["update_id"]]

    def undelivered(self, chat_id: int) -> set[int]:
        """The ids of the messages of a chat that the bot has not taken yet."""
        messages = (each["message"] for each in self.pending if "message" in each)
        return {each["message_id"] for each in messages if each["chat"]["id"] == chat_id}

    def _taken(self, update: Json) -> None:
        del self._since[update["update_id"]]
        for listener in tuple(self.on_confirmed):
            listener(update)

    def end_poll(self, problem: Exception) -> None:
        """End a waiting getUpdates with this problem, if there is one."""
        if self._poll is not None:
            self._poll.rouse(problem)

    async def get(self, offset: int, limit: int, timeout: float) -> list[Json]:
        """As getUpdates: confirm everything before `offset`, then up to `limit` updates.

        Waits up to `timeout` seconds for a first one. A later call ends this one with 409.
        """
        if self.webhook is not None:
            raise conflict(
                "can't use getUpdates method while webhook is active; "
                "use deleteWebhook to delete the webhook first"
            )
        self.end_poll(conflict(_OTHER_POLL))
        self._confirm(offset)
        self.forget_old()
        if not self.pending and timeout > 0:
            await self._wait(min(timeout, LONGEST_POLL))
        limit = min(max(limit, 1), 100)
        return [self.pending[index] for index in range(min(limit, len(self.pending)))]

    def _confirm(self, offset: int) -> None:
        if offset < 0:
            while len(self.pending) > -offset:
                self._taken(self.pending.popleft())
        while self.pending and self.pending[0]["update_id"] < offset:
            self._taken(self.pending.popleft())

    async def _wait(self, timeout: float) -> None:
        poll = self._poll = Poll()
        try:
            await asyncio.wait([poll.wake], timeout=timeout)
        finally:
            if self._poll is poll:
                self._poll = None
        if poll.problem is not None:
            raise poll.problem
