"""What has become of a broadcast, in numbers, and how long the rest takes."""

from dataclasses import asdict, dataclass
from datetime import datetime
from math import ceil

# What really leaves in a second while people write: a little less than Telegram allows.
_A_SECOND = 28


@dataclass(frozen=True)
class Counts:
    """How many people: all it is for, and what became of the messages to them.

    `failed` were refused, or had become pointless. `waiting` are still to go, on their way
    included; of them `later` wait for a better moment, between `first_at` and `last_at`. Whoever
    is in none of these was not written to: they pause, or it would reach them too late.
    """

    total: int
    sent: int = 0
    unsure: int = 0
    unreachable: int = 0
    failed: int = 0
    waiting: int = 0
    later: int = 0
    first_at: datetime | None = None
    last_at: datetime | None = None

    @property
    def left_out(self) -> int:
        """Those who pause, or would be reached too late."""
        return self.total - self.done - self.waiting

    @property
    def done(self) -> int:
        """Messages that came to an end, whatever it was."""
        return self.sent + self.unsure + self.unreachable + self.failed

    @property
    def share(self) -> float:
        """How much of it is over, from 0 to 1."""
        everything = self.done + self.waiting
        return self.done / everything if everything else 1.0

    def to_json(self) -> dict[str, int]:
        """Write what stays of it."""
        kept = asdict(self)
        del kept["first_at"], kept["last_at"]
        return kept


def seconds_left(ahead: int) -> int:
    """How long until so many messages have left, rounded so that it does not jump about."""
    seconds = ceil(ahead / _A_SECOND)
    if seconds > 90:
        return ceil(seconds / 60) * 60
    return ceil(seconds / 5) * 5
