"""What stands in place of words that could not be opened, so that all the rest can be shown."""

from enum import Enum


class Unreadable(Enum):
    """Something is kept sealed and does not open: it is damaged, or its key is missing."""

    SEALED = "sealed"


Words = str | Unreadable
