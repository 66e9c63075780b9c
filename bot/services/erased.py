"""Who was erased, of whom bytes are still to be wiped or a line to be written; only in memory.

A new run does not know whether an earlier one came to it, and has to look (`looked`, and
`bot/services/people/staying_erased.py`).
"""

from collections.abc import Collection

from bot.db.erased_file import ErasedFile


class ErasedMeanwhileError(Exception):
    """Somebody was erased since something was put into words: it has to be done anew."""


class Erased:
    """The people erased since bytes were last wiped, and since it was last written down.

    `number` counts them all, in this run, and those who withdrew: what was put into words before is
    to be done anew. `file` is where it is written down, None where it is not; `in_trouble` says that
    this failed the last time.
    """

    def __init__(self, file: ErasedFile | None = None) -> None:
        """Begin with nobody known, and not having looked."""
        self._waiting: set[int] = set()
        self._unnoted: set[int] = set()
        self.file = file
        self.in_trouble = False
        self.looked = False
        self.number = 0

    def add(self, person_id: int) -> None:
        """Note that somebody is being erased."""
        self._waiting.add(person_id)
        self._unnoted.add(person_id)
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

    def unnoted(self) -> frozenset[int]:
        """Return of whom it is to be written down that they are erased, once they are."""
        return frozenset(self._unnoted)

    def noted(self, people: Collection[int]) -> None:
        """Note that of these it is written down."""
        self._unnoted.difference_update(people)
        self.in_trouble = False

    def not_noted(self, people: Collection[int]) -> None:
        """Note that of these it could not be written down, which is to be tried again."""
        self._unnoted.update(people)
