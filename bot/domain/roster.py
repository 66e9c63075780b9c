"""Who is in a programme, as its coordinators sort them, and finding somebody by a typed name."""

import unicodedata
from datetime import datetime
from enum import StrEnum

from bot.domain.people import PersonState

# Marks on letters go, and letters that are no letter with a mark on it become what somebody types
# who has no such key.
_TYPED_AS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe"}
    | {chr(mark): None for mark in range(0x300, 0x370)}
)


class Standing(StrEnum):
    """Where somebody stands; everybody is in exactly one."""

    TAKING_PART = "active"
    PAUSING = "paused"
    UNREACHABLE = "unreachable"
    JOINING = "joining"
    WITHDRAWN = "withdrawn"


class Wanted(StrEnum):
    """Whom a list shows: everybody, those in one standing, or those without a partner."""

    ALL = "all"
    TAKING_PART = "active"
    PAUSING = "paused"
    UNREACHABLE = "unreachable"
    JOINING = "joining"
    ALONE = "alone"


def standing_of(
    state: PersonState,
    paused_until: datetime | None,
    unreachable_since: datetime | None,
    now: datetime,
) -> Standing:
    """Say where somebody stands; not being reachable counts for more than a pause."""
    if state is PersonState.WITHDRAWN:
        return Standing.WITHDRAWN
    if state is PersonState.JOINING:
        return Standing.JOINING
    if unreachable_since is not None:
        return Standing.UNREACHABLE
    if paused_until is not None and paused_until > now:
        return Standing.PAUSING
    return Standing.TAKING_PART


def plain_form(name: str) -> str:
    """Return a name so that case, diacritics and stray spaces do not matter."""
    if name.isascii():
        return " ".join(name.lower().split())
    apart = unicodedata.normalize("NFKD", name.casefold())
    return " ".join(apart.translate(_TYPED_AS).split())
