"""Typed words become answers as people mean them, and come back out as they were given."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as some

from bot.domain.answers import (
    Given,
    Problem,
    from_sealable,
    read_tap,
    read_text,
    read_voice,
    to_sealable,
)
from bot.domain.responses import AnswerKind
from bot.library.questionnaires import Library

WORDS = Library().get("peer.weekly").question("glad")
SCALE = Library().get("peer.weekly").question("feeling")
MET = Library().get("peer.meeting_mentee").question("met")


@given(some.text(alphabet=some.characters(exclude_categories=()), min_size=1, max_size=200))
def test_any_text_comes_back_exactly_as_it_was_typed(text: str) -> None:
    """NUL and lone surrogates too: what JSON makes of them is plain ASCII."""
    kept = to_sealable(Given(AnswerKind.TEXT, text=text))
    assert kept.isascii()
    assert from_sealable(AnswerKind.TEXT, kept).text == text


@pytest.mark.parametrize(
    "held",
    [
        Given(AnswerKind.SCALE, number=4),
        Given(AnswerKind.CHOICE, choice="moved"),
        Given(AnswerKind.VOICE, voice="AwACAg", seconds=34),
    ],
)
def test_every_kind_comes_back(held: Given) -> None:
    assert from_sealable(held.kind, to_sealable(held)) == held
    assert len(json.loads(to_sealable(held))) <= 2


@pytest.mark.parametrize("typed", ["", "   ", "\n\t", "\u200b", "\u2062\u202e", "\x00"])
def test_what_is_invisible_is_no_answer(typed: str) -> None:
    assert read_text(WORDS, "en", typed) is Problem.EMPTY


def test_words_are_kept_as_typed() -> None:
    assert read_text(WORDS, "en", "  <b>Hi</b> ") == Given(AnswerKind.TEXT, text="  <b>Hi</b> ")


@pytest.mark.parametrize(("typed", "number"), [("4", 4), (" 5 ", 5), ("3/5", 3), ("٤", 4)])
def test_a_number_may_be_typed(typed: str, number: int) -> None:
    assert read_text(SCALE, "en", typed) == Given(AnswerKind.SCALE, number=number)


@pytest.mark.parametrize("typed", ["0", "6", "-1", "fine", "4.5", "²", "44", "4 or 5"])
def test_anything_else_is_no_number(typed: str) -> None:
    assert read_text(SCALE, "en", typed) is Problem.NOT_A_NUMBER


@pytest.mark.parametrize(
    ("typed", "option"),
    [("yes", "yes"), ("NO.", "no"), ("We moved it", "moved"), ("moved", "moved")],
)
def test_an_option_may_be_typed(typed: str, option: str) -> None:
    assert read_text(MET, "en", typed) == Given(AnswerKind.CHOICE, choice=option)


def test_other_words_are_no_option() -> None:
    assert read_text(MET, "en", "perhaps") is Problem.NOT_AN_OPTION


def test_a_voice_note_answers_where_words_are_asked_for_and_nowhere_else() -> None:
    assert read_voice(WORDS, "AwACAg", 5) == Given(AnswerKind.VOICE, voice="AwACAg", seconds=5)
    assert read_voice(SCALE, "AwACAg", 5) is Problem.NO_VOICE
    assert read_voice(MET, "AwACAg", 5) is Problem.NO_VOICE


def test_a_button_that_the_question_does_not_have_is_nothing() -> None:
    assert read_tap(SCALE, "3") == Given(AnswerKind.SCALE, number=3)
    assert read_tap(MET, "moved") == Given(AnswerKind.CHOICE, choice="moved")
    for question, value in ((SCALE, "9"), (MET, "3"), (WORDS, "3")):
        assert read_tap(question, value) is None
