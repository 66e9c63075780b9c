"""A text is divided where a reader would take a breath, and only what must go goes."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.cutting import beginning, divide, words

TEXTS = st.text(st.sampled_from('abc dé.!?\n字。 ”"'), max_size=400)


@given(TEXTS, st.integers(1, 200))
def test_dividing_loses_only_white_space(text: str, most: int) -> None:
    first, rest = divide(text, most)
    assert len(first) <= most
    assert re.sub(r"\s", "", first + rest) == re.sub(r"\s", "", text)


@given(TEXTS.filter(str.strip), st.integers(1, 200))
def test_dividing_again_and_again_comes_to_an_end(text: str, most: int) -> None:
    left, steps = text.strip(), 0
    while left:
        _, shorter = divide(left, most)
        assert len(shorter) < len(left)
        left, steps = shorter, steps + 1
    assert steps >= 1


@given(TEXTS, st.integers(1, 60))
def test_a_beginning_keeps_to_its_number_of_words(text: str, most: int) -> None:
    start = beginning(text, most)
    assert words(start) <= most
    assert start == text.strip() or start == "" or start.endswith(" …")


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("One line here\n\nand another. One more", "One line here"),
        ("First of all. Then that happened to me", "First of all."),
        ("He said “so be it.” Then he went away", "He said “so be it.”"),
        ("no end of any sentence anywhere near here", "no end of any sentence"),
        ("今天很好。明天也会很好的，我想是这样的没有错吧对不对", "今天很好。"),
    ],
)
def test_it_divides_at_the_best_border_near_the_end(text: str, first: str) -> None:
    assert divide(text, min(24, len(text) - 16))[0] == first


def test_a_word_without_end_counts_as_several() -> None:
    assert words("a b c") == 3
    assert words("字" * 25) == 3


def test_there_must_be_room() -> None:
    with pytest.raises(ValueError, match="room"):
        divide("abc", 0)
