"""What Telegram's apps cut in two is told from what was sent as two, and put together again."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.domain.answers import from_sealable, joined, to_sealable
from bot.domain.parts import Part, came_at_once, following, was_cut
from bot.domain.responses import AnswerKind

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


@pytest.mark.parametrize("text", ["x" * 4096, "x" * 3800, "\N{GRINNING FACE}" * 2048])
def test_what_fills_a_message_may_have_been_cut(text: str) -> None:
    """The apps count an emoji as two, and look back some 300 characters for the end of a word."""
    assert was_cut(text)


@pytest.mark.parametrize("text", ["", "Yes.", "x" * 3000, "lone \ud83d surrogate"])
def test_what_does_not_was_sent_as_it_is(text: str) -> None:
    assert not was_cut(text)


@pytest.mark.parametrize(
    ("seconds", "message_id", "is_rest"), [(1, 9, True), (5, None, True), (6, 8, False)]
)
def test_the_rest_comes_within_seconds(seconds: int, message_id: int, is_rest: bool) -> None:
    """Messages of other chats may be counted in between."""
    assert came_at_once(NOON, 7, NOON + timedelta(seconds=seconds), message_id) is is_rest


@pytest.mark.parametrize(("message_id", "is_rest"), [(8, True), (9, False), (None, True)])
def test_where_the_clock_stands_still_only_the_very_next_message_is_the_rest(
    message_id: int | None, is_rest: bool
) -> None:
    assert came_at_once(NOON, 7, NOON, message_id) is is_rest


def test_a_word_that_was_cut_in_two_is_one_again() -> None:
    first = Part(7, "x" * 4095 + "w")
    assert joined((first, following(first, 8, "ord"))).text.endswith("xword")


def test_words_do_not_run_together_where_the_app_cut_between_them() -> None:
    first = Part(7, "x" * 4000 + " one")
    assert joined((first, following(first, 8, "two"))).text.endswith(" one two")


def test_an_answer_in_several_messages_comes_back_as_it_was_given() -> None:
    held = joined((Part(7, "first"), Part(9, "second \ud83d", " "), Part(None, "", "")))
    assert from_sealable(AnswerKind.TEXT, to_sealable(held)) == held
