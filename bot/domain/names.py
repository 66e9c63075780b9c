"""What people ask to be called."""

from enum import StrEnum

from bot.domain.plain import clean

LONGEST_NAME = 60
# Stands where the name of somebody would who has been erased: a dash, wherever it is shown as it is.
# `Texts.say` puts words in its place. Nobody can be called so: no name holds an invisible character.
GONE = "\u2060\u2013"
# The same for a name that is there and cannot be opened: what must go on all the same says this.
UNREADABLE = "\u2060?"


class NameProblem(StrEnum):
    """What is wrong with a name."""

    EMPTY = "empty"
    LONG = "long"


def tidy_name(text: str) -> str | NameProblem:
    """Return a name on one line without stray characters, at most 60 long; or what is wrong."""
    name = " ".join(clean(text).split())
    if not any(c.isprintable() and not c.isspace() for c in name):
        return NameProblem.EMPTY
    return name if len(name) <= LONGEST_NAME else NameProblem.LONG
