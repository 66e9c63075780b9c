"""How long to wait before something that failed is tried once more."""

from collections.abc import Awaitable, Callable, Iterator

Sleep = Callable[[float], Awaitable[object]]

_FIRST = 0.5
_LONGEST = 30.0


def pauses() -> Iterator[float]:
    """Yield seconds without end: half a second, then each twice as long, up to half a minute."""
    pause = _FIRST
    while True:
        yield pause
        pause = min(pause * 2, _LONGEST)
