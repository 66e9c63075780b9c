"""The health of a relationship: one state, and the dated reasons that put it there."""

from enum import StrEnum


class HealthState(StrEnum):
    """From the one that needs a call today to the one that needs nothing."""

    URGENT = "urgent"
    NEEDS_CHECKIN = "needs_checkin"
    TOO_EARLY = "too_early"
    ON_TRACK = "on_track"


class Rule(StrEnum):
    """What can put a relationship into another state than on track."""

    NO_FIRST_MEETING = "no_first_meeting"
    NO_CONTACT = "no_contact"
    REFLECTIONS_MISSED = "reflections_missed"
    LOW_SCORE = "low_score"
    FALLEN_SCORE = "fallen_score"
    SCORES_APART = "scores_apart"
    BOTH_SILENT = "both_silent"
    DIGESTS_UNOPENED = "digests_unopened"
