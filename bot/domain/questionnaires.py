"""Questionnaires: versioned lists of questions, and the rules that one must keep to be used.

A questionnaire is data (`bot/library/questionnaires/`). Old responses refer to the version they
were written for, so a version that has been used is never changed: a new one is added.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from bot.domain.responses import Reader

SCALE = (1, 2, 3, 4, 5)
FALLBACK_LANGUAGE = "en"


class QuestionKind(StrEnum):
    """How a question is answered: in words or by voice, from 1 to 5, or by one of its options."""

    TEXT = "text"
    SCALE = "scale"
    CHOICE = "choice"


@dataclass(frozen=True)
class Question:
    """One question.

    `reader` is who reads the answer unless its writer decides otherwise, which they cannot where
    `reader_fixed`. `words` is the question by language. `options` are the keys of a choice, with
    their labels by language and key in `option_words`; `leads` says which later question, or the
    review, an option goes on to, where it makes those between pointless.
    """

    key: str
    kind: QuestionKind
    reader: Reader
    reader_fixed: bool
    words: Mapping[str, str]
    options: tuple[str, ...] = ()
    option_words: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    leads: Mapping[str, str] = field(default_factory=dict)

    def text(self, language: str) -> str:
        """Return the question in `language`, or in English where it is not translated yet."""
        return self.words.get(language) or self.words[FALLBACK_LANGUAGE]

    def label(self, option: str, language: str) -> str:
        """Return what an option is called in `language`, or in English; `KeyError` if unknown."""
        labels = self.option_words.get(language) or self.option_words[FALLBACK_LANGUAGE]
        return labels[option]


@dataclass(frozen=True)
class Questionnaire:
    """One version of a questionnaire. `minutes` is how long it takes most people."""

    name: str
    version: int
    minutes: int
    questions: tuple[Question, ...]

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys of its questions, in the order in which they are asked."""
        return tuple(question.key for question in self.questions)

    def question(self, key: str) -> Question:
        """Return the question with this key; `KeyError` if there is none."""
        for question in self.questions:
            if question.key == key:
                return question
        raise KeyError(key)
