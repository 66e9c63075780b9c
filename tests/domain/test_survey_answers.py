"""Taps and typed words are read as people mean them, and nothing else is taken for an answer."""

from dataclasses import dataclass
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.survey_answers import (
    NO,
    YES,
    Given,
    Problem,
    from_sealable,
    read_tap,
    read_text,
    to_sealable,
    toggled,
)
from bot.domain.survey_drafts import Draft, Typed, from_json, to_json
from bot.domain.surveys import SurveyQuestionKind as K

YES_NO = {"yes": YES, "no": NO}


@dataclass(frozen=True)
class Question:
    kind: K
    options: tuple[str, ...] = ()


CAFE = Question(K.CHOICE, ("Outside", "In a café, or a pub", "2", "Online"))
SEVERAL = Question(K.CHOICES, ("Listening", "Plans", "Being reminded, gently"))


@pytest.mark.parametrize(
    ("question", "typed", "meant"),
    [
        (Question(K.FIVE), " 4 ", Given(K.FIVE, 4)),
        (Question(K.FIVE), "4/5", Given(K.FIVE, 4)),
        (Question(K.FIVE), "0", Problem.NOT_A_NUMBER),
        (Question(K.FIVE), "6", Problem.NOT_A_NUMBER),
        (Question(K.FIVE), "very well", Problem.NOT_A_NUMBER),
        (Question(K.FIVE), "4" * 5000, Problem.NOT_A_NUMBER),
        (Question(K.TEN), "0", Given(K.TEN, 0)),
        (Question(K.TEN), "10/10", Given(K.TEN, 10)),
        (Question(K.TEN), "11", Problem.NOT_A_NUMBER),
        (Question(K.YES_NO), "Yes.", Given(K.YES_NO, YES)),
        (Question(K.YES_NO), "NO", Given(K.YES_NO, NO)),
        (Question(K.YES_NO), "maybe", Problem.NOT_YES_OR_NO),
        (CAFE, "in a CAFÉ, or a pub!", Given(K.CHOICE, choices=(1,))),
        (CAFE, "4", Given(K.CHOICE, choices=(3,))),
        # What an option says comes before where it stands.
        (CAFE, "2", Given(K.CHOICE, choices=(2,))),
        (CAFE, "Outside, Online", Problem.NOT_AN_OPTION),
        (CAFE, "9", Problem.NOT_AN_OPTION),
        (SEVERAL, "plans", Given(K.CHOICES, choices=(1,))),
        (SEVERAL, "3, listening", Given(K.CHOICES, choices=(0, 2))),
        (SEVERAL, "Being reminded, gently", Given(K.CHOICES, choices=(2,))),
        (SEVERAL, "plans, and tea", Problem.NOT_AN_OPTION),
        (SEVERAL, ",;", Problem.NOT_AN_OPTION),
        (Question(K.TEXT), " as it was typed \n", Given(K.TEXT, text=" as it was typed \n")),
        (Question(K.TEXT), "\u200b \u2060", Problem.EMPTY),
    ],
)
def test_what_is_typed_is_read_as_it_is_meant(
    question: Question, typed: str, meant: Given | Problem
) -> None:
    assert read_text(question, typed, YES_NO) == meant


@given(st.sampled_from([*(Question(kind) for kind in K), CAFE, SEVERAL]), st.text(max_size=9))
def test_a_tap_that_the_question_does_not_offer_is_none(question: Question, value: str) -> None:
    """Buttons are client input: whatever they carry, what is read is an answer that was offered."""
    found = read_tap(question, value)
    assert found is None or found.kind is question.kind
    if found is not None and found.number is not None:
        assert 0 <= found.number <= {K.FIVE: 5, K.TEN: 10, K.YES_NO: 1}[question.kind]
    if found is not None and found.choices:
        assert found.choices[0] < len(question.options)


def test_ticks_come_and_go_in_the_order_of_the_options() -> None:
    assert toggled((), 2) == (2,)
    assert toggled((2,), 0) == (0, 2)
    assert toggled((0, 2), 2) == (0,)


GIVEN = st.one_of(
    st.builds(Given, st.just(K.TEN), st.integers(0, 10)),
    st.builds(Given, st.just(K.CHOICES), choices=st.just((0, 3))),
    st.builds(Given, st.just(K.TEXT), text=st.text(min_size=1)),
)


@given(st.dictionaries(st.integers(1, 1 << 62), GIVEN, max_size=3), st.text())
def test_what_is_kept_is_read_back_as_it_was(answers: dict[int, Given], text: str) -> None:
    typed = Typed(7, datetime(2026, 3, 1, 12, tzinfo=UTC), text)
    draft = Draft(answers, ticks=(1, 2), typed=typed)
    assert from_json(to_json(draft)) == draft
    for each in answers.values():
        assert from_sealable(to_sealable(each)) == each


def test_only_a_text_that_was_cut_goes_on() -> None:
    at = datetime(2026, 3, 1, 12, tzinfo=UTC)
    long = "word " * 780
    whole, cut = (
        Draft().with_answer(7, Given(K.TEXT, text=text), Typed(7, at, text))
        for text in ("short", long)
    )
    more = Typed(7, at, "and more")
    assert whole.goes_on(more) is None
    longer = cut.goes_on(more)
    assert longer is not None
    assert longer.answers[7].text == f"{long} and more"
    assert longer.goes_on(more) is None
