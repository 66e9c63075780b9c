"""What the coordinators of a programme may see of what people answered, and no more than that."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from bot.domain.survey_answers import Given
from bot.domain.survey_results import Spread
from bot.domain.surveys import Segment, SurveyQuestionKind, SurveyState


class Standing(StrEnum):
    """Whether there are results to see: not out yet, not before it closes, too few, or yes."""

    NOT_OUT = "not-out"
    OPEN = "open"
    TOO_FEW = "too-few"
    SHOWN = "shown"


@dataclass(frozen=True)
class Rate:
    """How many of an audience were asked, and have answered; `segment` None is everybody.

    The question has `arrived` at some; it is still on its way to those `to_come`, and was
    `stopped` on its way to others.
    """

    segment: Segment | None
    asked: int
    arrived: int
    answered: int
    to_come: int = 0
    stopped: int = 0

    @property
    def reached(self) -> int:
        """How many it has reached so far: whoever has answered, at the least."""
        return max(self.arrived, self.answered)

    @property
    def missed(self) -> int:
        """How many it has not reached, and does not reach any more by itself."""
        return max(self.asked - self.reached - self.to_come, 0)

    @property
    def silent(self) -> int:
        """How many have not answered and may be reminded."""
        return self.asked - self.answered - self.stopped


@dataclass(frozen=True)
class Earlier:
    """The mean of a question in an earlier round."""

    round: int
    at: datetime
    mean: float
    people: int


@dataclass(frozen=True)
class QuestionResult:
    """One question with what was said to it. `whole` is None where too few answered it.

    `parts` are the audiences by which it may be shown apart, `texts` what was said in words by
    nobody in particular, and `earlier` the means of earlier rounds, the latest last.
    """

    id: int
    number: int
    kind: SurveyQuestionKind
    words: str
    options: tuple[str, ...]
    whole: Spread | None
    parts: tuple[tuple[Segment, Spread], ...] = ()
    texts: tuple[str, ...] = ()
    earlier: tuple[Earlier, ...] = ()


@dataclass(frozen=True)
class Answered:
    """One person's answers by question id, of a survey that bears names."""

    person_id: int
    name: str
    segment: Segment | None
    answers: dict[int, Given] = field(default_factory=dict)


@dataclass(frozen=True)
class ResultsView:
    """The results of a survey. `people` only where answers bear a name, ordered by name.

    `rate` is that of everybody; `rates` are empty where they could say of somebody that they did
    not answer. `ends_at` is when it closes or has closed.
    """

    language: str
    survey_id: int
    title: str
    anonymous: bool
    state: SurveyState
    standing: Standing
    fewest: int
    round: int
    opened_at: datetime | None
    ends_at: datetime | None
    rate: Rate
    rates: tuple[Rate, ...]
    questions: tuple[QuestionResult, ...]
    people: tuple[Answered, ...]
    heard: bool
    zone: str
    now: datetime

    @property
    def answered(self) -> int:
        """How many have answered."""
        return self.rate.answered

    @property
    def has_numbers(self) -> bool:
        """Whether there is anything to draw."""
        return any(
            each.whole and each.whole.people and each.whole.counts for each in self.questions
        )

    @property
    def has_words(self) -> bool:
        """Whether there is anything to read on its own: words, or who said what."""
        return bool(self.people) or any(each.texts for each in self.questions)

    @property
    def has_answers(self) -> bool:
        """Whether there is anything at all to see."""
        return any(each.whole and each.whole.people for each in self.questions)
