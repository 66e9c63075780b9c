"""What people ask to be called."""

from enum import StrEnum

from bot.domain.plain import clean

LONGEST_NAME = 60
# Stands where the name of somebody would who has been erased. Nobody can be called so, since names
# hold no control characters; `Texts.say` puts words in its place.
GONE = "\x00gone"


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
