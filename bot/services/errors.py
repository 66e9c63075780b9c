"""Why a use case said no. Each reason has one kind sentence in the texts, `refused-<reason>`."""

from enum import StrEnum


class Reason(StrEnum):
    """Reasons a person can be told."""

    NOT_A_MEMBER = "not-a-member"
    STILL_JOINING = "still-joining"
    NOT_ALLOWED = "not-allowed"
    GONE = "gone"
    CLOSED = "closed"
    NOT_YET = "not-yet"
    NO_RELATIONSHIP = "no-relationship"
    NO_AGREEMENT = "no-agreement"
    NOTHING_OPEN = "nothing-open"
    BAD_TIME = "bad-time"
    BAD_DATE = "bad-date"
    TOO_LONG = "too-long"


class RefusedError(Exception):
    """A use case refused, and nothing was changed."""

    def __init__(self, reason: Reason) -> None:
        """Take the reason, which is all that anyone is told."""
        super().__init__(reason.value)
        self.reason = reason
