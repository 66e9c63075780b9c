"""The page of results fits on a phone and into a message, however much was asked."""

from dataclasses import replace

import pytest

from bot.domain.survey_results import Spread
from bot.domain.surveys import SurveyState
from bot.render.split import MOST_CHARACTERS, characters, plain
from bot.render.survey_results import page
from bot.services.surveys.result_views import QuestionResult, Rate, ResultsView, Standing
from tests.render.sample_results import BY_AUDIENCE, OVER_ROUNDS, K, parts, spread, view

SILENT = Rate(None, 9, 9, 0)
UNANSWERED = QuestionResult(1, 1, K.FIVE, "How is it going?", (), Spread(0, (0,) * 5, None))


def labels(shown: ResultsView, number: int = 0) -> list[str]:
    return [button.label for row in page(shown, number).buttons for button in row]


def test_the_longest_survey_is_divided_between_questions_and_every_page_can_be_reached() -> None:
    """Twenty questions of ten choices by audience: each stands whole on one page of its own."""
    counts = tuple(range(10))
    long = QuestionResult(
        1,
        1,
        K.CHOICES,
        "<" * 500,
        ("&" * 60,) * 10,
        spread(K.CHOICES, *counts, people=45),
        parts(K.CHOICES, counts, counts),
    )
    ten = QuestionResult(2, 2, K.TEN, "x" * 500, (), spread(K.TEN, *range(1, 12)))
    shown = view("T" * 80, *[long, ten] * 10)
    at, seen = 0, []
    while True:
        message = page(shown, at)
        assert characters(message.text) <= MOST_CHARACTERS
        assert all(len(each.data.encode()) <= 64 for row in message.buttons for each in row)
        seen.append(plain(message.text))
        if "More" not in labels(shown, at):
            break
        at += 1
    assert sum(text.count("x" * 500) for text in seen) == 10
    assert labels(shown, at)[0] == "Earlier"
    assert page(shown, 99) == page(shown, at)


def test_means_of_audiences_and_of_rounds_are_said_in_words() -> None:
    assert "Average 3.8 · 16 answers\nMentees: 3.4 · Mentors: 4.3" in page(BY_AUDIENCE).text
    assert "Yes <i>(Mentees: 8, Mentors: 3)</i>" in page(BY_AUDIENCE).text
    assert "Average by round: 3.1 → 2.8 → 3.4 → <b>3.8</b>" in page(OVER_ROUNDS).text


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"standing": Standing.NOT_OUT, "state": SurveyState.DRAFT}, "has not gone out yet"),
        ({"standing": Standing.OPEN, "state": SurveyState.OPEN}, "shown once it has closed"),
        (
            {"standing": Standing.TOO_FEW, "rate": Rate(None, 9, 9, 1)},
            "One person answered, and was promised",
        ),
        ({"standing": Standing.TOO_FEW, "rate": SILENT}, "Nobody answered. Next time"),
        (
            {"anonymous": False, "rate": SILENT, "state": SurveyState.OPEN},
            "Nobody has answered yet",
        ),
    ],
)
def test_where_there_is_nothing_to_see_it_says_why_and_offers_no_file(
    changed: dict[str, object], said: str
) -> None:
    nothing = replace(view("Half-way", UNANSWERED), **changed)  # type: ignore[arg-type]  # values by name
    assert said in page(nothing).text
    assert {"As a picture", "Table (CSV)", "Table (Excel)"}.isdisjoint(labels(nothing))


def test_a_survey_of_which_every_question_was_skipped_by_most_says_so() -> None:
    hidden = QuestionResult(1, 1, K.FIVE, "Hidden", (), None)
    shown = page(view("Half-way", hidden))
    assert "Fewer than 5 people answered this one" in shown.text
    assert "Nobody" not in shown.text
