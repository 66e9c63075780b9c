"""Sealing anonymous answers under their survey's own key, and opening them for the results.

A row holds nobody and no time. What is sealed is filled up to a full length, so that not even the
length of a row tells a ten from a one.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from bot.db.tables import AnonymousAnswer, Survey
from bot.db.vault import place
from bot.domain.ids import new_id
from bot.domain.survey_answers import Given, from_sealable, to_sealable
from bot.domain.surveys import Segment
from bot.services.core import Core

# What is needed of a row to open it.
COLUMNS = (AnonymousAnswer.id, AnonymousAnswer.question_id, AnonymousAnswer.sealed)
_FULL = 96


class Row(Protocol):
    """A row of `anonymous_answers`, or its `COLUMNS`."""

    @property
    def id(self) -> int:
        """Its id, which says nothing."""
        ...

    @property
    def question_id(self) -> int:
        """Which question was answered."""
        ...

    @property
    def sealed(self) -> bytes:
        """The answer and the audience."""
        ...


@dataclass(frozen=True)
class Opened:
    """One answer by nobody. `segment` is None where showing it could lead to somebody."""

    question_id: int
    segment: Segment | None
    given: Given


def open_all(core: Core, survey: Survey, rows: Iterable[Row]) -> list[Opened]:
    """Open answers of `survey`, in the order of `rows`, which means nothing."""
    return [_open(core, survey, row) for row in rows]


def seal_all(core: Core, survey: Survey, answers: Iterable[Opened]) -> list[dict[str, Any]]:
    """Make rows for answers of `survey`, in this order, each sealed anew under a random id."""
    return [_seal(core, survey, answer) for answer in answers]


def seal_anew(core: Core, survey: Survey, rows: Sequence[Row]) -> list[dict[str, Any]]:
    """Make rows that hold the same as `rows`, in this order, each sealed anew under a random id."""
    texts = (core.vault.open(survey, _place(row.id), row.sealed) for row in rows)
    return [
        _row(core, survey, row.question_id, text) for row, text in zip(rows, texts, strict=True)
    ]


def _open(core: Core, survey: Survey, row: Row) -> Opened:
    held = json.loads(core.vault.open(survey, _place(row.id), row.sealed))
    segment = held["segment"]
    given = from_sealable(held["given"])
    return Opened(row.question_id, None if segment is None else Segment(segment), given)


def _seal(core: Core, survey: Survey, answer: Opened) -> dict[str, Any]:
    held = json.dumps({"segment": answer.segment, "given": to_sealable(answer.given)})
    filled = held.ljust(-(-len(held) // _FULL) * _FULL)
    return _row(core, survey, answer.question_id, filled)


def _row(core: Core, survey: Survey, question_id: int, text: str) -> dict[str, Any]:
    row_id = new_id()
    return {
        "id": row_id,
        "survey_id": survey.id,
        "question_id": question_id,
        "sealed": core.vault.seal(survey, _place(row_id), text),
    }


def _place(row_id: int) -> bytes:
    return place("anonymous_answers", "sealed", row_id)
