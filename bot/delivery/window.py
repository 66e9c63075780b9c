"""The messages that count towards Telegram's limit just now: those of the last second."""

from dataclasses import dataclass

_QUICK = 0.03
_CREEPS = 0.0002


@dataclass
class Departure:
    """A message that left at `at`, and counts until `until`; seconds on the pacer's clock."""

    at: float
    until: float
    bulk: bool


class Window:
    """At most `most` messages in any second, as Telegram counts them.

    It counts when they arrive, which we do not see. All take some time to get there and back, the
    quickest of late say how long at least. What took longer may have arrived later by as much, and
    counts for as much longer. `margin` is what clocks may differ in a second.
    """

    def __init__(self, most: int, margin: float = 0.005) -> None:
        self._most = most
        self._second = 1.0 + margin
        self._quickest = _QUICK
        self._count: list[Departure] = []

    def take(self, at: float, *, bulk: bool) -> Departure:
        """Count a message that leaves at `at`, which may be a little ahead."""
        departure = Departure(at, at + self._second, bulk)
        self._count.append(departure)
        return departure

    def back(self, departure: Departure, now: float) -> None:
        """Note that Telegram has answered: how long it took says when it can have arrived."""
        took = now - departure.at
        # It creeps up, so that a way that has become longer is known after a while.
        self._quickest = min(took, self._quickest + _CREEPS)
        departure.until = departure.at + self._second + took - self._quickest

    def wait(self, now: float, *, keep: int = 0) -> float:
        """Return how many seconds until one more fits, and `keep` places are left."""
        self._forget(now)
        surplus = len(self._count) - (self._most - keep) + 1
        if surplus <= 0:
            return 0.0
        return sorted(each.until for each in self._count)[surplus - 1] - now

    def others(self, now: float) -> int:
        """Return how many of those that count are not bulk."""
        self._forget(now)
        return sum(not each.bulk for each in self._count)

    def any_bulk(self, now: float) -> bool:
        """Tell whether any of those that count are bulk."""
        return self.others(now) < len(self._count)

    def _forget(self, now: float) -> None:
        self._count = [each for each in self._count if each.until > now]
