"""Surveys: what a coordinator asks many people, and the limits that keep it readable on a phone."""

from enum import StrEnum

MOST_QUESTIONS = 20
MOST_OPTIONS = 10
LONGEST_TITLE = 80
LONGEST_QUESTION = 500
# A longer one does not fit on a button of a small phone.
LONGEST_OPTION = 60


class SurveyState(StrEnum):
    """A draft is being written; scheduled waits for its day; open takes answers; then closed.

    A cancelled one was taken back before it went to anybody.
    """

    DRAFT = "draft"
    SCHEDULED = "scheduled"
    OPEN = "open"
    CLOSED = "closed"
    CANCELLED = "cancelled"


class SurveyQuestionKind(StrEnum):
    """How a survey's question is answered."""

    FIVE = "five"
    TEN = "ten"
    CHOICE = "choice"
    CHOICES = "choices"
    YES_NO = "yes_no"
    TEXT = "text"


class Segment(StrEnum):
    """What somebody was in the programme when a survey opened, for results by audience."""

    MENTEE = "mentee"
    MENTOR = "mentor"
    BOTH = "both"
    OTHER = "other"


SCALES: dict[SurveyQuestionKind, range] = {
    SurveyQuestionKind.FIVE: range(1, 6),
    SurveyQuestionKind.TEN: range(11),
}
HAS_OPTIONS = frozenset({SurveyQuestionKind.CHOICE, SurveyQuestionKind.CHOICES})
