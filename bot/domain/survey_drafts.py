"""What somebody has answered of a survey so far, before it is sent."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from bot.domain.parts import Part, following, was_cut
from bot.domain.survey_answers import Given, from_sealable, to_sealable


@dataclass(frozen=True)
class Typed:
    """The last message of words: the question it went to, when, and the words themselves.

    `more` says that it went on with the message before it. `message_id` and `update_id` are its own.
    """

    question_id: int
    at: datetime
    text: str
    more: bool = False
    message_id: int | None = None
    update_id: int | None = None


@dataclass(frozen=True)
class Draft:
    """Answers by question id, the ticks of the question being asked, and what was typed last."""

    answers: Mapping[int, Given] = field(default_factory=dict)
    ticks: tuple[int, ...] = ()
    typed: Typed | None = None

    def with_answer(self, question_id: int, given: Given, typed: Typed | None = None) -> "Draft":
        """Return the draft with one answer more, or with another in its place."""
        answers = {**self.answers, question_id: given}
        return Draft(answers, typed=typed or self.typed)

    def goes_on(self, typed: Typed) -> "Draft | None":
        """Return the draft with a text added to the long one before it; None if that was whole."""
        before, text = self.typed, typed.text
        if before is None or not was_cut(before.text) or before.question_id not in self.answers:
            return None
        gap = following(Part(None, before.text), None, text).gap
        given = self.answers[before.question_id]
        longer = replace(given, text=given.text + gap + text)
        typed = replace(typed, question_id=before.question_id, more=True)
        return replace(self, answers={**self.answers, before.question_id: longer}, typed=typed)


def to_json(draft: Draft) -> str:
    """Write a draft as JSON, to be sealed."""
    typed = draft.typed
    return json.dumps(
        {
            "answers": {str(each): to_sealable(given) for each, given in draft.answers.items()},
            "ticks": draft.ticks,
            "typed": typed
            and (
                typed.question_id,
                typed.at.isoformat(),
                typed.text,
                typed.more,
                typed.message_id,
                typed.update_id,
            ),
        }
    )


def from_json(text: str) -> Draft:
    """Read back what `to_json` wrote."""
    held = json.loads(text)
    typed = held["typed"]
    return Draft(
        answers={int(each): from_sealable(given) for each, given in held["answers"].items()},
        ticks=tuple(held["ticks"]),
        typed=typed and Typed(typed[0], datetime.fromisoformat(typed[1]), *typed[2:]),
    )
