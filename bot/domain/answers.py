"""What an answer holds, how it is kept as text to be sealed, and how typed words are read."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from bot.domain.parts import Part
from bot.domain.plain import clean
from bot.domain.questionnaires import SCALE, Question, QuestionKind
from bot.domain.responses import AnswerKind


@dataclass(frozen=True)
class Given:
    """An answer: exactly one of a text, a number from 1 to 5, an option's key, or a voice note.

    `voice` is Telegram's file id, `seconds` the length of the note. `parts` are the messages that
    a text came in, where it took more than one.
    """

    kind: AnswerKind
    text: str = ""
    number: int = 0
    choice: str = ""
    voice: str = ""
    seconds: int = 0
    parts: tuple[Part, ...] = ()

    def in_parts(self, message_id: int | None) -> tuple[Part, ...]:
        """Return its messages; `message_id` is the first of them, and mostly the only one."""
        return self.parts or (Part(message_id, self.text),)


class Problem(StrEnum):
    """Why something typed or sent is not an answer to the question being asked."""

    EMPTY = "empty"
    NOT_A_NUMBER = "not-a-number"
    NOT_AN_OPTION = "not-an-option"
    NO_VOICE = "no-voice"
    NOT_WORDS = "not-words"


def read_text(question: Question, language: str, text: str) -> Given | Problem:
    """Read a typed message as an answer: any words, a number from 1 to 5, or an option's label.

    The text is kept as it was typed; only what is invisible altogether is no answer.
    """
    visible = clean(text).strip()
    if not visible:
        return Problem.EMPTY
    if question.kind is QuestionKind.TEXT:
        return Given(AnswerKind.TEXT, text=text)
    if question.kind is QuestionKind.SCALE:
        return _number(visible)
    return _option(question, language, visible)


def read_voice(question: Question, file_id: str, seconds: int) -> Given | Problem:
    """Take a voice note as an answer, where words are asked for."""
    if question.kind is not QuestionKind.TEXT:
        return Problem.NO_VOICE
    return Given(AnswerKind.VOICE, voice=file_id, seconds=seconds)


def read_tap(question: Question, value: str) -> Given | None:
    """Read the value of a tapped button; None for one that this question does not have."""
    if question.kind is QuestionKind.SCALE:
        found = _number(value)
        return found if isinstance(found, Given) else None
    if value in question.options:
        return Given(AnswerKind.CHOICE, choice=value)
    return None


def joined(parts: Iterable[Part]) -> Given:
    """Return the text that came in these parts."""
    held = tuple(parts)
    text = "".join(part.gap + part.text for part in held)
    return Given(AnswerKind.TEXT, text=text, parts=held)


def to_sealable(given: Given) -> str:
    """Write an answer as JSON, leaving out what it does not hold."""
    if given.parts:
        return json.dumps({"parts": [(p.message_id, p.text, p.gap) for p in given.parts]})
    held: dict[AnswerKind, dict[str, Any]] = {
        AnswerKind.TEXT: {"text": given.text},
        AnswerKind.SCALE: {"number": given.number},
        AnswerKind.CHOICE: {"choice": given.choice},
        AnswerKind.VOICE: {"voice": given.voice, "seconds": given.seconds},
    }
    return json.dumps(held[given.kind])


def from_sealable(kind: AnswerKind, text: str) -> Given:
    """Read back what `to_sealable` wrote."""
    held = json.loads(text)
    if "parts" in held:
        return joined(Part(*part) for part in held["parts"])
    return Given(kind, **held)


def _number(text: str) -> Given | Problem:
    written = text.removesuffix("/5").strip()
    if written.isdecimal() and int(written) in SCALE:
        return Given(AnswerKind.SCALE, number=int(written))
    return Problem.NOT_A_NUMBER


def _option(question: Question, language: str, text: str) -> Given | Problem:
    said = text.rstrip(".!").casefold()
    for option in question.options:
        if said in (question.label(option, language).casefold(), option):
            return Given(AnswerKind.CHOICE, choice=option)
    return Problem.NOT_AN_OPTION
