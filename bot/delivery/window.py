"""The messages that count towards Telegram's limit just now: those of the last second."""

import math
from collections import deque
from dataclasses import dataclass

# So many answers of late say how long the way takes at least: those of some four seconds.
_REMEMBERED = 128


@dataclass(eq=False)
class Departure:
    """A message that left at `at`, and whose answer came at `back`; seconds on the pacer's clock.

    `at` may be a little ahead. `back` is None while the message is on its way.
    """

    at: float
    bulk: bool
    back: float | None = None


class Window:
    """At most `most` messages in any second, as Telegram counts them.

    It counts when they arrive, which we do not see. All take some time to get there and back, the
    quickest of late say how long at least. What took longer may have arrived later by as much, and
    counts for as much longer; what is still on its way may arrive any moment. `margin` is what
    clocks may differ in a second.
    """

    def __init__(self, most: int, margin: float = 0.005) -> None:
        self._most = most
        self._second = 1.0 + margin
        self._took: deque[float] = deque(maxlen=_REMEMBERED)
        self._quickest = math.inf
        self._count: list[Departure] = []

    def take(self, at: float, *, bulk: bool) -> Departure:
        """Count a message that leaves at `at`; `back` or `give_back` must follow."""
        departure = Departure(at, bulk)
        self._count.append(departure)
        return departure

    def back(self, departure: Departure, now: float) -> None:
        """Note that Telegram has answered: how long it took says when it can have arrived."""
        departure.back = now
        self._took.append(now - departure.at)
        self._quickest = min(self._took)

    def give_back(self, departure: Departure) -> None:
        """Note that a message has not left after all."""
        self._count = [each for each in self._count if each is not departure]

    def wait(self, now: float) -> float:
        """Return how many seconds, at least, until one more fits; 0 if it does."""
        self._forget(now)
        surplus = len(self._count) - self._most + 1
        if surplus <= 0:
            return 0.0
        return sorted(self._until(each, now) for each in self._count)[surplus - 1] - now

    def any_bulk(self, now: float) -> bool:
        """Tell whether any of those that count are bulk."""
        self._forget(now)
        return any(each.bulk for each in self._count)

    def _forget(self, now: float) -> None:
        self._count = [each for each in self._count if self._until(each, now) > now]

    def _until(self, departure: Departure, now: float) -> float:
        took = (now if departure.back is None else departure.back) - departure.at
        return departure.at + self._second + max(0.0, took - self._quickest)
