"""What one question of a survey came to, as far as it may be shown.

Of anonymous answers, those to a question that few answered are not shown, and audiences apart only
where all of them are large enough.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from bot.db.tables import Survey, SurveyQuestion
from bot.domain.disclosure import may_show, slices
from bot.domain.survey_results import Spread, spread
from bot.domain.surveys import Segment, SurveyQuestionKind
from bot.services.surveys.result_rows import Said
from bot.services.surveys.result_views import Earlier, QuestionResult


@dataclass(frozen=True)
class Round:
    """A round of a survey: its questions in order, and all that was said, by question."""

    survey: Survey
    questions: Sequence[SurveyQuestion]
    said: Mapping[int, Sequence[Said]]

    @property
    def all_said(self) -> Iterator[Said]:
        """All that was said."""
        return chain.from_iterable(self.said.values())


def round_of(survey: Survey, questions: Sequence[SurveyQuestion], said: Iterable[Said]) -> Round:
    """Put together a round."""
    found: dict[int, list[Said]] = defaultdict(list)
    for each in said:
        found[each.question_id].append(each)
    return Round(survey, questions, found)


def results_of(now: Round, before: Sequence[Round]) -> tuple[QuestionResult, ...]:
    """Return what each question came to; `before` are earlier rounds, the latest last."""
    return tuple(
        _result(now, before, question, number)
        for number, question in enumerate(now.questions, start=1)
    )


def _result(
    now: Round, before: Sequence[Round], question: SurveyQuestion, number: int
) -> QuestionResult:
    whole = _whole(now, question)
    said = now.said.get(question.id, ()) if whole else ()
    return QuestionResult(
        id=question.id,
        number=number,
        kind=question.kind,
        words=question.words,
        options=tuple(question.options),
        whole=whole,
        parts=_parts(now.survey, question, said),
        texts=tuple(each.given.text for each in said if each.given.text),
        earlier=_earlier(question, before) if whole and whole.mean is not None else (),
    )


def _whole(found: Round, question: SurveyQuestion) -> Spread | None:
    said = found.said.get(question.id, ())
    survey = found.survey
    if survey.anonymous and not may_show(len(said), survey.min_answers):
        return None
    return spread(question, (each.given for each in said))


def _parts(
    survey: Survey, question: SurveyQuestion, said: Sequence[Said]
) -> tuple[tuple[Segment, Spread], ...]:
    if question.kind is SurveyQuestionKind.TEXT:
        return ()
    by: dict[Segment | None, list[Said]] = defaultdict(list)
    for each in said:
        by[each.segment].append(each)
    if survey.anonymous:
        shown = slices({each: len(found) for each, found in by.items()}, survey.min_answers)
    else:
        shown = frozenset(each for each in by if each) if len(by) > 1 else frozenset()
    return tuple(
        (segment, spread(question, (each.given for each in by[segment])))
        for segment in Segment
        if segment in shown
    )


def _earlier(question: SurveyQuestion, before: Sequence[Round]) -> tuple[Earlier, ...]:
    """The means of the same question in earlier rounds, of those that may be shown as well."""
    found = []
    for then in before:
        same = next((each for each in then.questions if _is_same(each, question)), None)
        whole = None if same is None else _whole(then, same)
        at = then.survey.closed_at
        if whole is not None and whole.mean is not None and at is not None:
            found.append(Earlier(then.survey.round, at, whole.mean, whole.people))
    return tuple(found)


def _is_same(one: SurveyQuestion, other: SurveyQuestion) -> bool:
    return one.kind is other.kind and one.words == other.words
