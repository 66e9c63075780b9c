"""Choices drawn: under the words of each a bar for everybody, and one for each audience."""

from bot.domain.survey_results import Spread
from bot.domain.surveys import SurveyQuestionKind
from bot.render import numbers
from bot.render.chart_style import AUDIENCES, BAR, BODY, MARGIN, MUTED, SMALL, TRACK, WIDTH, Fill
from bot.render.chart_words import lettered
from bot.render.sheet import Sheet, drawable, wrapped
from bot.render.survey_results import label
from bot.render.texts import FALLBACK, Texts, texts
from bot.services.surveys.result_views import QuestionResult

_THICK, _THIN = 40, 32
# What stands right of a bar, and left of the bar of an audience.
_BESIDE = 190
_ASIDE = 280
_LINE = 1.2


def choices(t: Texts, sheet: Sheet, y: float, question: QuestionResult) -> float:
    """Draw how often each option was chosen from `y` on; return where it ends."""
    assert question.whole is not None  # what may not be shown is not drawn
    y += SMALL
    several = question.kind is SurveyQuestionKind.CHOICES
    key = "results-several" if several else "results-answers"
    said = lettered(t, key, people=question.whole.people)
    sheet.text(MARGIN, y, said, size=SMALL, colour=MUTED)
    for at in range(len(question.whole.counts)):
        y += 16
        for line in wrapped(_option(t, question, at), most=2):
            y += BODY * 1.2
            sheet.text(MARGIN, y, line)
        y = _bars(t, sheet, y + 12, question, at)
    return y


def _option(t: Texts, question: QuestionResult, at: int) -> str:
    """What an option is called, or its number where there are no letters for that."""
    instead = lettered(t, "results-chart-option", number=at + 1)
    in_english = drawable(label(texts(FALLBACK), question, at), instead)
    return drawable(label(t, question, at), in_english)


def _bars(t: Texts, sheet: Sheet, y: float, question: QuestionResult, at: int) -> float:
    """The bars of one option: of everybody and, on the same measure, of each audience."""
    assert question.whole is not None
    if not question.parts:
        return _bar(t, sheet, y, MARGIN, question.whole, at, _THICK, Fill(BAR))
    of = [(lettered(t, "results-everybody"), question.whole, Fill(BAR))]
    for (segment, part), fill in zip(question.parts, AUDIENCES, strict=False):
        of.append((lettered(t, "results-who", segment=segment), part, fill))
    for who, found, fill in of:
        lines = wrapped(who, SMALL, room=_ASIDE - 16, most=2)
        for below, line in enumerate(lines):
            base = y + _THIN * 0.85 + below * SMALL * _LINE
            sheet.text(MARGIN, base, line, size=SMALL, colour=MUTED)
        _bar(t, sheet, y, MARGIN + _ASIDE, found, at, _THIN, fill)
        y += _THIN + (len(lines) - 1) * SMALL * _LINE + 8
    return y


def _bar(
    t: Texts, sheet: Sheet, y: float, x: float, found: Spread, at: int, high: int, fill: Fill
) -> float:
    room = WIDTH - MARGIN - _BESIDE - x
    sheet.bar(x, y, room, high, Fill(TRACK))
    if found.counts[at]:
        sheet.bar(x, y, room * found.share(at), high, fill)
    share = numbers.percent(found.share(at), t.language)
    said = lettered(t, "results-chart-share", count=found.counts[at], share=share)
    sheet.text(WIDTH - MARGIN, y + high * 0.5 + SMALL * 0.35, said, size=SMALL, align="right")
    return y + high
