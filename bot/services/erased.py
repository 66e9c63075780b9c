"""Who was erased and still leaves bytes behind that are to be wiped; only in memory.

A new run does not know whether an earlier one came to it, and has to look (`looked`).
"""

from collections.abc import Collection


class Erased:
    """The people erased since bytes were last wiped."""

    def __init__(self) -> None:
        """Begin with nobody known, and not having looked."""
        self._waiting: set[int] = set()
        self.looked = False

    def add(self, *people: int) -> None:
        """Note that these have been, or are being, erased."""
        self._waiting.update(people)

    def unwiped(self) -> frozenset[int]:
        """Return of whom something is to be wiped."""
        return frozenset(self._waiting)

    def wiped(self, people: Collection[int]) -> None:
        """Note that these are wiped; whoever came meanwhile is next."""
        self._waiting.difference_update(people)
