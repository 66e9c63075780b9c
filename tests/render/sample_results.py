"""Results of surveys that never were, for pictures."""

from datetime import UTC, datetime, timedelta

from bot.domain.survey_results import Spread
from bot.domain.surveys import SCALES, Segment, SurveyQuestionKind, SurveyState
from bot.services.surveys.result_views import (
    Earlier,
    QuestionResult,
    Rate,
    ResultsView,
    Standing,
)

K = SurveyQuestionKind
NOW = datetime(2026, 6, 8, 8, tzinfo=UTC)


def spread(kind: K, *counts: int, people: int | None = None) -> Spread:
    """Count answers; `people` where several choices are allowed."""
    total = people or sum(counts)
    scale = SCALES.get(kind)
    mean = None
    if scale is not None:
        mean = sum(place * count for place, count in zip(scale, counts, strict=True)) / total
    return Spread(total, counts, mean)


def view(
    title: str, *questions: QuestionResult, number: int = 1, answered: int = 16
) -> ResultsView:
    return ResultsView(
        language="en",
        survey_id=1,
        title=title,
        anonymous=True,
        state=SurveyState.CLOSED,
        standing=Standing.SHOWN,
        fewest=5,
        round=number,
        opened_at=NOW,
        ends_at=NOW,
        rate=Rate(None, 21, 21, answered),
        rates=(),
        questions=questions,
        people=(),
        heard=False,
        zone="Europe/London",
        now=NOW,
    )


def rounds(*means: float) -> tuple[Earlier, ...]:
    return tuple(
        Earlier(number, NOW - timedelta(weeks=6 * (len(means) - number)), mean, 14)
        for number, mean in enumerate(means, start=1)
    )


def parts(
    kind: K, mentees: tuple[int, ...], mentors: tuple[int, ...]
) -> tuple[tuple[Segment, Spread], ...]:
    return ((Segment.MENTEE, spread(kind, *mentees)), (Segment.MENTOR, spread(kind, *mentors)))


SURVEY = view(
    "Half-way through",
    QuestionResult(
        1,
        1,
        K.FIVE,
        "How are things going between you two? (1: badly, 5: very well)",
        (),
        spread(K.FIVE, 0, 2, 3, 7, 4),
    ),
    QuestionResult(
        2,
        2,
        K.TEN,
        "How likely is it that you would tell a friend to join?",
        (),
        spread(K.TEN, 0, 0, 1, 0, 0, 2, 1, 3, 5, 2, 2),
    ),
    QuestionResult(
        3,
        3,
        K.CHOICES,
        "What helps you most when you meet?",
        ("Being listened to", "Making a plan together", "Being reminded of what we agreed"),
        spread(K.CHOICES, 12, 7, 3, people=16),
    ),
)
BY_AUDIENCE = view(
    "Half-way through",
    QuestionResult(
        1,
        1,
        K.FIVE,
        "How are things going between you two?",
        (),
        spread(K.FIVE, 0, 2, 3, 7, 4),
        parts(K.FIVE, (0, 2, 2, 4, 1), (0, 0, 1, 3, 3)),
    ),
    QuestionResult(
        2,
        2,
        K.YES_NO,
        "Would you like to meet the others in the programme?",
        (),
        spread(K.YES_NO, 11, 5),
        parts(K.YES_NO, (8, 1), (3, 4)),
    ),
)
OVER_ROUNDS = view(
    "Every six weeks",
    QuestionResult(
        1,
        1,
        K.FIVE,
        "How are things going between you two?",
        (),
        spread(K.FIVE, 0, 2, 3, 7, 4),
        earlier=rounds(3.1, 2.8, 3.4),
    ),
    QuestionResult(
        2,
        2,
        K.FIVE,
        "How easy is it to find time to meet?",
        (),
        spread(K.FIVE, 1, 4, 5, 4, 2),
        earlier=rounds(3.4, 3.3, 3.2),
    ),
    number=4,
)
