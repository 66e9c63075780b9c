"""How long somebody has to wait who keeps asking for what is not theirs. Pure.

A few tries change nothing: anybody may be curious, or type a wrong command. After that each wait is
twice as long as the one before, up to an hour, and shorter again after some time without.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

FEW = 6
SHORT_TIME = timedelta(minutes=10)
FIRST_WAIT = timedelta(minutes=1)
LONGEST_WAIT = timedelta(hours=1)
# Whoever has to wait can come in by a right link all the same, and guess one no more often than this.
LOOKS_EVERY = timedelta(minutes=1)
# So long without a try, counted from the end of the last wait, takes one doubling back.
FORGIVES = timedelta(hours=1)
# From then on there is nothing left to remember.
FORGOTTEN = timedelta(hours=8)


@dataclass(frozen=True)
class Tries:
    """How often somebody tried: `counted` times since `since`.

    `level` counts the doublings of their last wait, which is over at `until`.
    """

    counted: int
    since: datetime
    level: int = 0
    until: datetime | None = None

    def waits(self, now: datetime) -> bool:
        """Whether they have to wait at `now`."""
        return self.until is not None and now < self.until

    def is_forgotten(self, now: datetime) -> bool:
        """Whether nothing of this matters any more."""
        return now - (self.until or self.since) > FORGOTTEN


def tried(before: Tries | None, now: datetime) -> Tries:
    """Count one more try; too many in a short time begin a wait."""
    if before is None:
        return Tries(1, now)
    is_recent = now - before.since <= SHORT_TIME
    counted, since = (before.counted + 1, before.since) if is_recent else (1, now)
    if counted < FEW:
        return Tries(counted, since, before.level, before.until)
    level = _forgiven(before, now)
    wait = min(FIRST_WAIT * 2**level, LONGEST_WAIT)
    return Tries(0, now, level + (wait < LONGEST_WAIT), now + wait)


def _forgiven(before: Tries, now: datetime) -> int:
    if before.until is None:
        return 0
    return max(0, before.level - (now - before.until) // FORGIVES)
