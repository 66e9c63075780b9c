"""Who was erased and still leaves bytes behind that are to be wiped; only in memory.

A new run does not know whether an earlier one came to it, and has to look (`looked`).
"""

from collections.abc import Collection


class ErasedMeanwhileError(Exception):
    """Somebody was erased since something was put into words: it has to be done anew."""


class Erased:
    """The people erased since bytes were last wiped.

    `number` counts them all, in this run, and those who withdrew: what was put into words before is
    to be done anew.
    """

    def __init__(self) -> None:
        """Begin with nobody known, and not having looked."""
        self._waiting: set[int] = set()
        self.looked = False
        self.number = 0

    def add(self, person_id: int) -> None:
        """Note that somebody is being erased."""
        self._waiting.add(person_id)
        self.number += 1

    def withdrew(self) -> None:
        """Note that nobody reads any more what somebody wrote, though nothing is erased."""
        self.number += 1

    def found(self, people: Collection[int]) -> None:
        """Note who was erased by an earlier run, perhaps without being wiped."""
        self._waiting.update(people)
        self.looked = True

    def unwiped(self) -> frozenset[int]:
        """Return of whom something is to be wiped."""
        return frozenset(self._waiting)

    def wiped(self, people: Collection[int]) -> None:
        """Note that these are wiped; whoever came meanwhile is next."""
        self._waiting.difference_update(people)
