"""What a survey came to, as a page that fits on a phone, and the buttons for all else."""

from collections.abc import Iterator

from bot.domain.ids import to_short
from bot.domain.survey_results import Spread, places
from bot.domain.surveys import SCALES, SurveyQuestionKind, SurveyState
from bot.render import numbers
from bot.render import survey_words as words
from bot.render.bars import CELLS, bar
from bot.render.message import Button, Outgoing, Rows
from bot.render.paging import turns
from bot.render.split import characters
from bot.render.texts import Markup, Texts, texts
from bot.services.surveys.result_views import QuestionResult, Rate, ResultsView, Standing

_WIDTHS = {SurveyQuestionKind.FIVE: 1, SurveyQuestionKind.TEN: 2}
# Well under what one message takes, so that a page is not a wall.
_MOST = 2400
_DOT, _THEN, _COMMA = " · ", " → ", ", "


def page(view: ResultsView, number: int = 0) -> Outgoing:
    """A page of the results, from page 0 on; a number beyond the end shows the last."""
    t = texts(view.language)
    pages = _pages(t, view)
    number = min(number, len(pages) - 1)
    parts = [*([_head(t, view)] if number == 0 else [_title(t, view)]), *pages[number]]
    if len(pages) > 1:
        parts.append(t.say("results-page", number=number + 1, of=len(pages)))
    return Outgoing("\n\n".join(parts), _buttons(t, view, number, len(pages)))


def label(t: Texts, question: QuestionResult, at: int) -> str:
    """What one answer to a question is called: a number, yes or no, or the words of an option."""
    place = places(question)[at]
    if question.kind in SCALES:
        return str(place)
    if question.kind is SurveyQuestionKind.YES_NO:
        return t.label("results-yes" if place else "results-no")
    return question.options[place]


def _pages(t: Texts, view: ResultsView) -> list[list[Markup]]:
    if view.standing is not Standing.SHOWN or not view.answered:
        return [[_why_nothing(t, view)]]
    filled: list[list[Markup]] = [[]]
    room = _MOST - characters(_head(t, view))
    for question in view.questions:
        block = Markup("\n".join(_question(t, view, question)))
        if filled[-1] and characters(block) > room:
            filled.append([])
            room = _MOST
        filled[-1].append(block)
        room -= characters(block)
    return filled


def _why_nothing(t: Texts, view: ResultsView) -> Markup:
    match view.standing:
        case Standing.NOT_OUT:
            return t.say("results-not-out")
        case Standing.OPEN:
            return t.say("results-wait")
        case Standing.TOO_FEW:
            return t.say("results-too-few", answered=view.answered, fewest=view.fewest)
        case _:
            is_open = view.state is SurveyState.OPEN
            return t.say("results-none-yet" if is_open else "results-none")


def _head(t: Texts, view: ResultsView) -> Markup:
    lines = [_title(t, view)]
    if view.ends_at is not None and view.standing is not Standing.NOT_OUT:
        when = words.when(view.ends_at, view.zone, view.language, view.now)
        key = "results-open" if view.state is SurveyState.OPEN else "results-closed"
        lines.append(t.say(key, when=when))
    if view.rate.asked:
        lines.append(_reach(t, view.rate))
    if view.rates:
        lines.append(Markup(_DOT.join(_rate(t, each) for each in view.rates)))
    return Markup("\n".join(lines))


def _reach(t: Texts, rate: Rate) -> Markup:
    """How many answered of those whom it reached; who was out of reach is nobody's silence."""
    share = numbers.percent(rate.answered / max(rate.reached, 1), t.language)
    said = [t.say("results-reach", reached=rate.reached, answered=rate.answered, share=share)]
    if rate.to_come:
        said.append(t.say("results-to-come", count=rate.to_come))
    if rate.missed:
        said.append(t.say("results-missed", count=rate.missed))
    return Markup(" ".join(said))


def _title(t: Texts, view: ResultsView) -> Markup:
    return t.say("results-title", title=view.title, round=view.round)


def _rate(t: Texts, rate: Rate) -> Markup:
    return t.say("results-rate", segment=rate.segment, answered=rate.answered, reached=rate.reached)


def _question(t: Texts, view: ResultsView, question: QuestionResult) -> Iterator[Markup]:
    yield t.say("results-question", number=str(question.number), words=question.words)
    whole = question.whole
    if whole is None:
        yield t.say("results-hidden", fewest=view.fewest)
    elif question.kind is SurveyQuestionKind.TEXT:
        yield t.say("results-words", people=whole.people)
    elif question.kind in SCALES:
        yield from _scale(t, question, whole)
    else:
        yield from _choices(t, question, whole)


def _scale(t: Texts, question: QuestionResult, whole: Spread) -> Iterator[Markup]:
    for at, count in enumerate(whole.counts):
        # Eleven lines are too many; what nobody said needs none.
        if count or question.kind is not SurveyQuestionKind.TEN:
            drawn = _bar(whole.share(at), count)
            name = label(t, question, at).rjust(_WIDTHS[question.kind])
            yield t.say("results-row", label=name, bar=drawn, count=count)
    if whole.mean is None:
        yield t.say("results-answers", people=0)
        return
    said = numbers.mean(whole.mean, t.language)
    yield t.say("results-mean", mean=said, people=whole.people)
    parts = [(who, part.mean) for who, part in question.parts if part.mean is not None]
    if parts:
        means = [
            t.say("results-mean-part", segment=who, mean=numbers.mean(mean, t.language))
            for who, mean in parts
        ]
        yield Markup(_DOT.join(means))
    if question.earlier:
        yield t.say("results-rounds", means=_rounds(t, question, said))


def _rounds(t: Texts, question: QuestionResult, now: str) -> Markup:
    means = [numbers.mean(each.mean, t.language) for each in question.earlier]
    return Markup(_THEN.join([*means, f"<b>{now}</b>"]))


def _choices(t: Texts, question: QuestionResult, whole: Spread) -> Iterator[Markup]:
    for at, count in enumerate(whole.counts):
        said = {
            "bar": _bar(whole.share(at), count),
            "count": count,
            "label": label(t, question, at),
        }
        if question.parts:
            parts = [
                t.say("results-part", segment=who, count=part.counts[at])
                for who, part in question.parts
            ]
            yield t.say("results-choice-parts", parts=Markup(_COMMA.join(parts)), **said)
        else:
            yield t.say("results-choice", **said)
    several = question.kind is SurveyQuestionKind.CHOICES
    yield t.say("results-several" if several else "results-answers", people=whole.people)


def _bar(share: float, count: int) -> str:
    # One answer among hundreds still shows.
    return bar(max(round(share * CELLS), 1 if count else 0))


def _buttons(t: Texts, view: ResultsView, number: int, of: int) -> Rows:
    row = to_short(view.survey_id)

    def button(key: str, verb: str) -> Button:
        return Button(t.label(f"results-button-{key}"), f"sr.{row}.{verb}")

    rows = list(turns(t, number, has_more=number + 1 < of, data=lambda to: f"sr.{row}.page.{to}"))
    if view.has_numbers:
        rows.append((button("chart", "chart"),))
    if view.has_words:
        rows.append((button("people" if view.people else "words", "words"),))
    if view.has_answers:
        rows.append((button("csv", "csv"), button("xlsx", "xlsx")))
    if view.state is SurveyState.CLOSED:
        rows.append((button("told" if view.heard else "heard", "heard"),))
    rows.append((Button(t.label("results-button-survey"), words.data(view.survey_id, "show")),))
    return tuple(rows)
