"""What many answers to one question come to: how often each was given, and the mean of a scale."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.domain.survey_answers import NO, YES, Asks, Given
from bot.domain.surveys import HAS_OPTIONS, SCALES, SurveyQuestionKind


@dataclass(frozen=True)
class Spread:
    """Answers to one question, counted.

    `counts` go with the question's `places`, and are empty for words. `people` is how many
    answered it; where several options may be chosen, counts add up to more than that. `mean` is
    None but for scales with an answer.
    """

    people: int
    counts: tuple[int, ...]
    mean: float | None = None

    def share(self, at: int) -> float:
        """How much of all who answered gave the answer at this place, from 0 to 1."""
        return self.counts[at] / self.people if self.people else 0.0


def places(question: Asks) -> Sequence[int]:
    """Return what can be answered, in order: numbers of a scale, yes and no, positions of options.

    Nothing for words.
    """
    if question.kind in SCALES:
        return SCALES[question.kind]
    if question.kind is SurveyQuestionKind.YES_NO:
        return (YES, NO)
    return range(len(question.options)) if question.kind in HAS_OPTIONS else ()


def spread(question: Asks, given: Iterable[Given]) -> Spread:
    """Count answers to `question`; what it does not have a place for is left out."""
    fitting = [each for each in given if each.kind is question.kind]
    counted = Counter(place for each in fitting for place in _places_of(each))
    counts = tuple(counted[place] for place in places(question))
    mean = None
    if question.kind in SCALES and fitting:
        mean = sum(each.number or 0 for each in fitting) / len(fitting)
    return Spread(len(fitting), counts, mean)


def _places_of(given: Given) -> tuple[int, ...]:
    return given.choices if given.number is None else (given.number,)
