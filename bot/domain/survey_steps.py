"""Writing a survey step by step: in which order, and where the author of a draft stands."""

from dataclasses import dataclass
from enum import StrEnum

from bot.domain.ids import from_short, to_short


class Step(StrEnum):
    """What is asked of the author just now; the ones after REVIEW belong to one of those before."""

    TITLE = "title"
    QUESTIONS = "questions"
    NAMED = "named"
    AUDIENCE = "audience"
    OPENS = "opens"
    CLOSES = "closes"
    REPEAT = "repeat"
    REVIEW = "review"
    KIND = "kind"
    WORDS = "words"
    OPTIONS = "options"
    QUESTION = "question"
    KINDS = "kinds"
    GROUPS = "groups"
    PEOPLE = "people"
    SEND = "send"


IN_TURN = tuple(Step)[: tuple(Step).index(Step.REVIEW) + 1]
# Steps that can be left for the one that they belong to, without an answer.
_BELONGS_TO = {
    Step.KIND: Step.QUESTIONS,
    Step.OPTIONS: Step.QUESTION,
    Step.QUESTION: Step.QUESTIONS,
    Step.KINDS: Step.AUDIENCE,
    Step.GROUPS: Step.AUDIENCE,
    Step.PEOPLE: Step.AUDIENCE,
    Step.SEND: Step.REVIEW,
}
_OF_A_QUESTION = frozenset({Step.WORDS, Step.OPTIONS, Step.QUESTION})


@dataclass(frozen=True)
class Stand:
    """Where an author stands; `about` is the question it is about, or the page of a list."""

    step: Step
    about: int | None = None

    def __str__(self) -> str:
        """Write it as one word, as it is stored and as buttons name it."""
        return self.step if self.about is None else f"{self.step}_{to_short(self.about)}"

    @classmethod
    def read(cls, word: str | None) -> "Stand":
        """Read back what `str` wrote; nothing is the first step. `ValueError` for anything else."""
        step, _, about = (word or Step.TITLE).partition("_")
        return cls(Step(step), from_short(about) if about else None)


def following(step: Step, *, reviewed: bool) -> Step:
    """The step after a main one; after the whole has been seen once, that is the review again."""
    return Step.REVIEW if reviewed else IN_TURN[IN_TURN.index(step) + 1]


def preceding(stand: Stand, *, reviewed: bool, has_questions: bool) -> Stand | None:
    """Where *back* leads; None at the very beginning, and from the review."""
    step = stand.step
    if step is Step.WORDS or (step is Step.KIND and stand.about is not None):
        return Stand(Step.QUESTION, stand.about)
    if step is Step.KIND and not has_questions:
        step = Step.QUESTIONS
    if step in _BELONGS_TO:
        before = _BELONGS_TO[step]
        return Stand(before, stand.about if before in _OF_A_QUESTION else None)
    if step is Step.REVIEW or (step is Step.TITLE and not reviewed):
        return None
    return Stand(Step.REVIEW if reviewed else IN_TURN[IN_TURN.index(step) - 1])
