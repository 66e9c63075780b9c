"""What an announcement may be: words, as many as one Telegram message holds."""

from enum import StrEnum

from bot.domain.plain import clean

LONGEST = 4096


class AnnouncementProblem(StrEnum):
    """What is wrong with an announcement; what was written before is kept."""

    EMPTY = "empty"
    LONG = "long"
    REST = "rest"
    NOBODY = "nobody"
    NO_WORDS = "no-words"


def tidy(text: str) -> str | AnnouncementProblem:
    """Return the words without stray characters around them, or what is wrong with them."""
    words = clean(text).strip()
    if not words:
        return AnnouncementProblem.EMPTY
    return words if len(words) <= LONGEST else AnnouncementProblem.LONG
