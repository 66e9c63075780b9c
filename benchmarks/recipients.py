"""Whom a broadcast is for, at Telegram's end: what reached them, when, and how often."""

import time
from collections import Counter
from dataclasses import dataclass, field

from bot.rehearsal.core import StandIn
from bot.rehearsal.events import Event, MessageAdded

FIRST = 1_000_000
_BLOCKED_EVERY = 100
HELD = 3


@dataclass
class Recipients:
    """People who are sent one message each; every hundredth has blocked the bot.

    `left` are the moments of all messages that Telegram took, replies to others included. Once
    half of them have theirs, Telegram says 429 once, of its own accord, if `hold` is set.
    """

    standin: StandIn
    count: int
    hold: bool = False
    got: Counter[int] = field(default_factory=Counter)
    left: list[float] = field(default_factory=list)
    began: float | None = None
    ended: float = 0.0

    def __post_init__(self) -> None:
        for user_id in self.user_ids:
            person = self.standin.person(f"R{user_id}", user_id, started=True)
            person.private.blocked = user_id in self.blocked
        self.standin.events.subscribe(self._hear)

    @property
    def user_ids(self) -> range:
        """The Telegram ids of all of them."""
        return range(FIRST, FIRST + self.count)

    @property
    def blocked(self) -> range:
        """The Telegram ids of those who have blocked the bot."""
        return range(FIRST + _BLOCKED_EVERY - 1, FIRST + self.count, _BLOCKED_EVERY)

    @property
    def reachable(self) -> int:
        """How many can be reached."""
        return self.count - len(self.blocked)

    @property
    def seconds(self) -> float:
        """From the first message to the last."""
        return self.ended - self.began if self.began is not None else 0.0

    def reached(self, wanted: int) -> bool:
        """Whether so many have got theirs."""
        return len(self.got) >= wanted

    def missing(self) -> set[int]:
        """Who has got nothing yet and could."""
        return set(self.user_ids) - set(self.blocked) - set(self.got)

    def replies(self) -> int:
        """How many messages went to others while it lasted."""
        assert self.began is not None
        during = sum(self.began <= moment <= self.ended for moment in self.left)
        return during - sum(self.got.values())

    def _hear(self, event: Event) -> None:
        now = time.perf_counter()
        if isinstance(event, MessageAdded) and event.message.from_bot:
            self.left.append(now)
            chat = event.message.chat.chat_id
            if chat in self.user_ids:
                self._deliver(chat, now)

    def _deliver(self, chat: int, now: float) -> None:
        self.began = now if self.began is None else self.began
        self.ended = now
        self.got[chat] += 1
        if self.hold and len(self.got) * 2 >= self.reachable:
            self.hold = False
            self.standin.faults.too_many_requests(HELD, method="sendMessage")
