"""Flood control: how many messages Telegram takes before it answers 429."""

import math
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field

from bot.rehearsal.refusal import too_many_requests


class Window:
    """At most `most` messages in any `seconds`."""

    def __init__(self, most: int, seconds: float) -> None:
        self._most = most
        self._seconds = seconds
        self._sent: deque[float] = deque()

    def wait(self, now: float, messages: int) -> float:
        """Seconds until so many more messages fit."""
        while self._sent and self._sent[0] <= now - self._seconds:
            self._sent.popleft()
        surplus = len(self._sent) + messages - self._most
        if surplus <= 0 or not self._sent:
            return 0.0
        return self._sent[min(surplus, len(self._sent)) - 1] + self._seconds - now

    def take(self, now: float, messages: int) -> None:
        """Count messages sent now."""
        self._sent.extend([now] * messages)


class Bucket:
    """A burst of `burst` messages, then `per_second`; unused allowance grows back."""

    def __init__(self, burst: int, per_second: float) -> None:
        self._burst = burst
        self._per_second = per_second
        self._level = float(burst)
        self._since = 0.0

    def wait(self, now: float, messages: int) -> float:
        """Seconds until so many more messages fit (more than a burst counts as a full one)."""
        self._level = min(
            float(self._burst), self._level + max(0.0, now - self._since) * self._per_second
        )
        self._since = now
        missing = min(messages, self._burst) - self._level
        return max(0.0, missing / self._per_second)

    def take(self, now: float, messages: int) -> None:
        """Count messages sent now."""
        self._level -= messages


@dataclass
class Limits:
    """429 with `retry_after` beyond these limits; a refused message does not count.

    All chats together: `overall` messages in any second. One private chat: a burst of
    `private_burst`, then `private_per_second`. One group: `group` in any minute. Only sending
    counts: edits, answers to taps and chat actions are free. `refused` counts the refusals.
    """

    monotonic: Callable[[], float] = time.monotonic
    overall: int = 30
    private_burst: int = 5
    private_per_second: float = 1.0
    group: int = 20
    refused: int = 0
    _overall: Window = field(init=False, repr=False)
    _chats: dict[int, Window | Bucket] = field(default_factory=dict, repr=False)

    def __post_init__(self) -> None:
        self._overall = Window(self.overall, 1.0)

    def take(self, chat_id: int, messages: int = 1) -> None:
        """Count messages sent to a chat now, or raise the refusal 429."""
        now = self.monotonic()
        chat = self._chats.get(chat_id)
        if chat is None:
            chat = self._chats[chat_id] = self._limit_for(chat_id)
        wait = max(chat.wait(now, messages), self._overall.wait(now, messages))
        # A float's rounding must not turn "now" into one more second.
        if wait > 1e-6:
            self.refused += 1
            raise too_many_requests(math.ceil(wait - 1e-6))
        chat.take(now, messages)
        self._overall.take(now, messages)

    def _limit_for(self, chat_id: int) -> Window | Bucket:
        if chat_id < 0:
            return Window(self.group, 60.0)
        return Bucket(self.private_burst, self.private_per_second)
