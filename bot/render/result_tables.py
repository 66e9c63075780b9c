"""Results as tables: what the spreadsheets hold. Of anonymous answers never a row for one person."""

from collections.abc import Iterator
from dataclasses import dataclass

from bot.domain.plain import clean
from bot.domain.survey_answers import Given
from bot.domain.survey_results import Spread, places
from bot.domain.surveys import SCALES, Segment, SurveyQuestionKind
from bot.render.survey_results import label
from bot.render.texts import Texts
from bot.services.surveys.result_views import QuestionResult, ResultsView

Cell = str | int | float | None
Row = list[Cell]


@dataclass(frozen=True)
class Table:
    """A table with its heads first; `name` is what its sheet is called."""

    name: str
    rows: list[Row]


def tables(t: Texts, view: ResultsView) -> list[Table]:
    """Return the tables of a survey: who said what, or what was said in words; and the counts."""
    counts = Table(t.label("results-sheet-results"), list(_counts(t, view)))
    if view.people:
        return [Table(t.label("results-sheet-people"), list(_people(t, view))), counts]
    in_words = list(_in_words(t, view))
    return [counts, Table(t.label("results-sheet-words"), in_words)] if in_words[1:] else [counts]


def one_table(t: Texts, view: ResultsView) -> list[Row]:
    """Return one table for where there can be only one: who said what, or counts and words."""
    if view.people:
        return list(_people(t, view))
    return [*_counts(t, view), *_each_in_words(view)]


def told(t: Texts, question: QuestionResult, given: Given | None) -> Cell:
    """What one person answered, as one cell; nothing where they skipped it."""
    if given is None:
        return None
    if question.kind in SCALES:
        return given.number
    if question.kind is SurveyQuestionKind.TEXT:
        return clean(given.text)
    chosen = given.choices if given.number is None else (given.number,)
    known = [at for at, place in enumerate(places(question)) if place in chosen]
    return "; ".join(clean(label(t, question, at)) for at in known)


def _people(t: Texts, view: ResultsView) -> Iterator[Row]:
    heads = (f"{each.number}. {clean(each.words)}" for each in view.questions)
    yield [t.label("results-column-name"), t.label("results-column-role"), *heads]
    for each in view.people:
        role = t.label("results-role", segment=each.segment or Segment.OTHER)
        said = (told(t, question, each.answers.get(question.id)) for question in view.questions)
        yield [clean(each.name), role, *said]


def _counts(t: Texts, view: ResultsView) -> Iterator[Row]:
    audiences = _audiences(view)
    heads = ("number", "question", "answer", "people", "share")
    yield [
        *(t.label(f"results-column-{head}") for head in heads),
        *(t.label("results-who", segment=segment) for segment in audiences),
    ]
    for question in view.questions:
        start: Row = [question.number, clean(question.words)]
        if question.whole is None:
            yield [*start, t.label("results-hidden", fewest=view.fewest)]
            continue
        spreads = [question.whole, *_apart(question, audiences)]
        for at, count in enumerate(question.whole.counts):
            said = clean(label(t, question, at))
            shares = [round(question.whole.share(at), 4), *_each(spreads[1:], at)]
            yield [*start, said, count, *shares]
        people = [each.people if each else None for each in spreads]
        yield [*start, t.label("results-row-answered"), people[0], None, *people[1:]]
        yield from _means(t, question, start, spreads)


def _means(
    t: Texts, question: QuestionResult, start: Row, spreads: list[Spread | None]
) -> Iterator[Row]:
    means = [_rounded(each) for each in spreads]
    if means[0] is None:
        return
    yield [*start, t.label("results-row-mean"), means[0], None, *means[1:]]
    for each in question.earlier:
        said = t.label("results-row-mean-round", round=each.round)
        yield [*start, said, round(each.mean, 2)]


def _rounded(spread: Spread | None) -> float | None:
    return None if spread is None or spread.mean is None else round(spread.mean, 2)


def _in_words(t: Texts, view: ResultsView) -> Iterator[Row]:
    heads = ("number", "question", "answer")
    yield [t.label(f"results-column-{head}") for head in heads]
    yield from _each_in_words(view)


def _each_in_words(view: ResultsView) -> Iterator[Row]:
    for question in view.questions:
        for text in question.texts:
            yield [question.number, clean(question.words), clean(text)]


def _audiences(view: ResultsView) -> list[Segment]:
    """Every audience by which any question may be shown apart."""
    found = {segment for question in view.questions for segment, _ in question.parts}
    return [segment for segment in Segment if segment in found]


def _apart(question: QuestionResult, audiences: list[Segment]) -> list[Spread | None]:
    parts = dict(question.parts)
    return [parts.get(segment) for segment in audiences]


def _each(spreads: list[Spread | None], at: int) -> list[int | None]:
    return [None if each is None else each.counts[at] for each in spreads]
