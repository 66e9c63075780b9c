"""What an announcement may be: words, as many as one Telegram message holds."""

from enum import StrEnum

from bot.domain.plain import clean

LONGEST = 4096
# Telegram's apps cut a long text here; what follows at once is the rest of it.
_CUT_AT = 4000


class AnnouncementProblem(StrEnum):
    """What is wrong with an announcement; what was written before is kept."""

    EMPTY = "empty"
    LONG = "long"
    NOBODY = "nobody"
    NO_WORDS = "no-words"


def tidy(text: str) -> str | AnnouncementProblem:
    """Return the words without stray characters around them, or what is wrong with them."""
    words = clean(text).strip()
    if not words:
        return AnnouncementProblem.EMPTY
    return words if len(words) <= LONGEST else AnnouncementProblem.LONG


def was_cut(words: str) -> bool:
    """Whether words look like the first part of a text that was too long for one message."""
    return len(words) >= _CUT_AT
