"""Why a use case said no. Each reason has one kind sentence in the texts, `refused-<reason>`."""

from enum import StrEnum


class Reason(StrEnum):
    """Reasons a person can be told."""

    NOT_A_MEMBER = "not-a-member"
    STILL_JOINING = "still-joining"
    WITHDRAWN = "withdrawn"
    AGREE_FIRST = "agree-first"
    NOT_ALLOWED = "not-allowed"
    GONE = "gone"
    CLOSED = "closed"
    NOT_YET = "not-yet"
    NO_RELATIONSHIP = "no-relationship"
    PAIR_OVER = "pair-over"
    PAIR_PAUSED = "pair-paused"
    NO_AGREEMENT = "no-agreement"
    NOTHING_OPEN = "nothing-open"
    BAD_DATE = "bad-date"
    TOO_LONG = "too-long"
    ALREADY_PAIRED = "already-paired"
    ASKED_ALREADY = "asked-already"
    ASKED_TODAY = "asked-today"
    SAME_PERSON = "same-person"
    NOT_TAKING_PART = "not-taking-part"
    ERASE_YOURSELF = "erase-yourself"
    ERASED_ANYWAY = "erased-anyway"
    OWN_PROPOSAL = "own-proposal"
    NEWER_PROPOSAL = "newer-proposal"
    PAST_DATE = "past-date"
    MEETS_THAT_DAY = "meets-that-day"
    MENTEES_ONLY = "mentees-only"
    MENTORS_ONLY = "mentors-only"
    MENTEES_LIST = "mentees-list"
    COORDINATOR_DIGEST = "coordinator-digest"
    COORDINATOR_MENTEES = "coordinator-mentees"
    COORDINATOR_AGENDA = "coordinator-agenda"
    COORDINATOR_SCHEDULE = "coordinator-schedule"
    NOBODY_TO_ASK = "nobody-to-ask"
    NOTHING_TO_PREVIEW = "nothing-to-preview"
    ANONYMOUS_REMINDER = "anonymous-reminder"
    MADE_ALREADY = "made-already"
    HELPLINES_FIRST = "helplines-first"
    NOT_OPEN_YET = "not-open-yet"


class RefusedError(Exception):
    """A use case refused, and nothing was changed."""

    def __init__(self, reason: Reason) -> None:
        """Take the reason, which is all that anyone is told."""
        super().__init__(reason.value)
        self.reason = reason
