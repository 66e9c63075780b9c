"""An answer to a survey's question: what it holds, how it is kept, how taps and words are read."""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Protocol

from bot.domain.plain import clean
from bot.domain.surveys import SCALES, SurveyQuestionKind

YES, NO = 1, 0
_BETWEEN = re.compile(r"[,;\n]")


class Asks(Protocol):
    """A question, as far as answers to it are concerned."""

    @property
    def kind(self) -> SurveyQuestionKind:
        """How it is answered."""
        ...

    @property
    def options(self) -> Sequence[str]:
        """The labels of a choice, in their order."""
        ...


@dataclass(frozen=True)
class Given:
    """An answer: a number (scales; yes is 1 and no is 0), positions of options, or a text.

    `choices` count options from 0, in rising order: exactly one for one choice, at least one for
    several.
    """

    kind: SurveyQuestionKind
    number: int | None = None
    choices: tuple[int, ...] = ()
    text: str = ""


class Problem(StrEnum):
    """Why something typed or sent is no answer to the question being asked."""

    EMPTY = "empty"
    NOT_A_NUMBER = "not-a-number"
    NOT_AN_OPTION = "not-an-option"
    NOT_YES_OR_NO = "not-yes-or-no"
    NOT_WORDS = "not-words"


def to_sealable(given: Given) -> str:
    """Write an answer as JSON."""
    held: dict[str, Any] = {"kind": given.kind.value}
    if given.number is not None:
        held["number"] = given.number
    if given.choices:
        held["choices"] = given.choices
    if given.text:
        held["text"] = given.text
    return json.dumps(held)


def from_sealable(text: str) -> Given:
    """Read back what `to_sealable` wrote."""
    held = json.loads(text)
    return Given(
        SurveyQuestionKind(held["kind"]),
        number=held.get("number"),
        choices=tuple(held.get("choices", ())),
        text=held.get("text", ""),
    )


def read_tap(question: Asks, value: str) -> Given | None:
    """Read the value of a tapped button: a number, or the position of an option, from 0.

    None for one that this question does not have; several choices are never one tap.
    """
    if not value.isdecimal():
        return None
    number = int(value)
    if question.kind in SCALES:
        return Given(question.kind, number) if number in SCALES[question.kind] else None
    if question.kind is SurveyQuestionKind.YES_NO:
        return Given(question.kind, number) if number in (NO, YES) else None
    if question.kind is SurveyQuestionKind.CHOICE and number < len(question.options):
        return Given(question.kind, choices=(number,))
    return None


def toggled(chosen: Sequence[int], option: int) -> tuple[int, ...]:
    """Return the chosen options with one more, or without it if it was among them."""
    return tuple(sorted({*chosen} ^ {option}))


def read_text(question: Asks, text: str, yes_no: Mapping[str, int]) -> Given | Problem:
    """Read a typed message as an answer: any words, a number, labels of options or their places.

    `yes_no` says which words, folded, mean `YES` and `NO`. Places count from 1, as people do. What
    is typed for several choices is all of them, with a comma or a new line in between. A text is
    kept as it was typed; only what is invisible altogether is no answer.
    """
    visible = clean(text).strip()
    kind = question.kind
    if not visible:
        return Problem.EMPTY
    if kind is SurveyQuestionKind.TEXT:
        return Given(kind, text=text)
    if kind in SCALES:
        return _scale(kind, visible)
    if kind is SurveyQuestionKind.YES_NO:
        number = yes_no.get(_folded(visible))
        return Problem.NOT_YES_OR_NO if number is None else Given(kind, number)
    return _chosen(question, visible)


def _scale(kind: SurveyQuestionKind, said: str) -> Given | Problem:
    allowed = SCALES[kind]
    written = said.removesuffix(f"/{allowed[-1]}").strip()
    if written.isdecimal() and len(written) < 3 and int(written) in allowed:
        return Given(kind, int(written))
    return Problem.NOT_A_NUMBER


def _chosen(question: Asks, said: str) -> Given | Problem:
    whole = _option(question.options, said)
    if whole is not None:
        return Given(question.kind, choices=(whole,))
    if question.kind is SurveyQuestionKind.CHOICE:
        return Problem.NOT_AN_OPTION
    named = [part for part in _BETWEEN.split(said) if part.strip()]
    found = [_option(question.options, part) for part in named]
    chosen = {each for each in found if each is not None}
    if not chosen or None in found:
        return Problem.NOT_AN_OPTION
    return Given(question.kind, choices=tuple(sorted(chosen)))


def _option(options: Sequence[str], said: str) -> int | None:
    labels = [_folded(option) for option in options]
    if _folded(said) in labels:
        return labels.index(_folded(said))
    place = said.strip().rstrip(".")
    if place.isdecimal() and len(place) < 3 and 1 <= int(place) <= len(options):
        return int(place) - 1
    return None


def _folded(text: str) -> str:
    return clean(text).strip().rstrip(".!").casefold()
