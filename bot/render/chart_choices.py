"""Choices drawn: under the words of each a bar for everybody, and one for each audience."""

from bot.domain.survey_results import Spread
from bot.domain.surveys import SurveyQuestionKind
from bot.render import numbers
from bot.render.chart_style import AUDIENCES, BAR, BODY, MARGIN, MUTED, SMALL, TRACK, WIDTH, Fill
from bot.render.sheet import Sheet, drawable, wrapped
from bot.render.survey_results import label
from bot.render.texts import Texts
from bot.services.surveys.result_views import QuestionResult

_THICK, _THIN = 40, 32
# What stands right of a bar, and left of the bar of an audience.
_BESIDE = 190
_ASIDE = 260


def choices(t: Texts, sheet: Sheet, y: float, question: QuestionResult) -> float:
    """Draw how often each option was chosen from `y` on; return where it ends."""
    assert question.whole is not None  # what may not be shown is not drawn
    y += SMALL
    several = question.kind is SurveyQuestionKind.CHOICES
    key = "results-several" if several else "results-answers"
    said = t.label(key, people=question.whole.people)
    sheet.text(MARGIN, y, said, size=SMALL, colour=MUTED)
    for at in range(len(question.whole.counts)):
        known = drawable(label(t, question, at), t.label("results-chart-option", number=at + 1))
        y += 16
        for line in wrapped(known, most=2):
            y += BODY * 1.2
            sheet.text(MARGIN, y, line)
        y = _bars(t, sheet, y + 12, question, at)
    return y


def _bars(t: Texts, sheet: Sheet, y: float, question: QuestionResult, at: int) -> float:
    """The bars of one option: of everybody and, on the same measure, of each audience."""
    assert question.whole is not None
    if not question.parts:
        return _bar(t, sheet, y, MARGIN, question.whole, at, _THICK, Fill(BAR))
    of = [(t.label("results-everybody"), question.whole, Fill(BAR))]
    for (segment, part), fill in zip(question.parts, AUDIENCES, strict=False):
        of.append((t.label("results-who", segment=segment), part, fill))
    for who, found, fill in of:
        (short,) = wrapped(who, SMALL, room=_ASIDE - 16, most=1)
        sheet.text(MARGIN, y + _THIN * 0.85, short, size=SMALL, colour=MUTED)
        y = _bar(t, sheet, y, MARGIN + _ASIDE, found, at, _THIN, fill) + 8
    return y


def _bar(
    t: Texts, sheet: Sheet, y: float, x: float, found: Spread, at: int, high: int, fill: Fill
) -> float:
    room = WIDTH - MARGIN - _BESIDE - x
    sheet.bar(x, y, room, high, Fill(TRACK))
    if found.counts[at]:
        sheet.bar(x, y, room * found.share(at), high, fill)
    share = numbers.percent(found.share(at), t.language)
    said = t.label("results-chart-share", count=found.counts[at], share=share)
    sheet.text(WIDTH - MARGIN, y + high * 0.5 + SMALL * 0.35, said, size=SMALL, align="right")
    return y + high
