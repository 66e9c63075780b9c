"""A scale drawn: a column for each number, the mean below, audiences and earlier rounds beneath."""

from bot.domain.survey_results import Spread, places
from bot.render import numbers
from bot.render.chart_style import BAR, BODY, MARGIN, MARK, MUTED, PAPER, RULE, SMALL, WIDTH, Fill
from bot.render.chart_words import lettered
from bot.render.sheet import Sheet, wrapped
from bot.render.texts import Texts
from bot.services.surveys.result_views import QuestionResult

# What stands left of the columns, and their height for everybody and for an audience.
_ASIDE = 280
_TALL, _LOW, _ROUNDS = 190, 110, 150
_LEFT = MARGIN + _ASIDE
_ROOM = WIDTH - MARGIN - _LEFT
_COLUMN = 0.74
_LINE = 1.25


def scale(t: Texts, sheet: Sheet, y: float, question: QuestionResult, now: int) -> float:
    """Draw the answers to a scale in round `now` from `y` on; return where they end."""
    assert question.whole is not None  # what may not be shown is not drawn
    y = _columns(t, sheet, y, question, lettered(t, "results-everybody"), question.whole, _TALL)
    for segment, part in question.parts:
        said = lettered(t, "results-who", segment=segment)
        y = _columns(t, sheet, y + 20, question, said, part, _LOW)
    return _rounds(t, sheet, y + 24, question, now) if question.earlier else y


def _columns(
    t: Texts, sheet: Sheet, y: float, question: QuestionResult, who: str, found: Spread, tall: int
) -> float:
    """One row: whose answers, how many and their mean at the left, and their columns."""
    _aside(t, sheet, y, who, found)
    wide = _ROOM / len(found.counts)
    most = max(*found.counts, 1)
    floor = y + SMALL * _LINE + tall
    for at, count in enumerate(found.counts):
        middle = _LEFT + (at + 0.5) * wide
        high = tall * count / most
        if count:
            x = middle - wide * _COLUMN / 2
            sheet.bar(x, floor - high, wide * _COLUMN, high, Fill(BAR))
        small = min(SMALL, int(wide * 1.5 / len(str(count))))
        sheet.text(middle, floor - high - 8, str(count), size=small, align="center")
        place = str(places(question)[at])
        sheet.text(middle, floor + BODY * 1.1, place, bold=True, align="center")
    sheet.line([(_LEFT, floor), (WIDTH - MARGIN, floor)], MUTED, 2)
    low = floor + BODY * 1.1 + 14
    if found.mean is not None:
        first = places(question)[0]
        x = _LEFT + (found.mean - first + 0.5) * wide
        sheet.shape([(x, low), (x - 14, low + 24), (x + 14, low + 24)], MARK)
    return low + 24


def _aside(t: Texts, sheet: Sheet, y: float, who: str, found: Spread) -> None:
    for line in wrapped(who, BODY, bold=True, room=_ASIDE - 20, most=3):
        y += BODY * _LINE
        sheet.text(MARGIN, y, line, bold=True)
    y += SMALL * _LINE
    answers = lettered(t, "results-answers", people=found.people)
    sheet.text(MARGIN, y, answers, size=SMALL, colour=MUTED)
    if found.mean is not None:
        y += SMALL * _LINE + 4
        mean = lettered(t, "results-chart-mean", mean=numbers.mean(found.mean, t.language))
        sheet.text(MARGIN, y, f"▲ {mean}", size=SMALL, bold=True, colour=MARK)


def _rounds(t: Texts, sheet: Sheet, y: float, question: QuestionResult, now: int) -> float:
    """The mean of each round as a line, between the least and the most that there can be."""
    assert question.whole is not None
    assert question.whole.mean is not None  # there are earlier ones only where there is one
    top = y + SMALL * _LINE + 20
    floor = top + _ROUNDS
    for line in wrapped(
        lettered(t, "results-chart-rounds"), BODY, bold=True, room=_ASIDE - 70, most=2
    ):
        y += BODY * _LINE
        sheet.text(MARGIN, y, line, bold=True)
    least, most = places(question)[0], places(question)[-1]
    _rule(sheet, top, most)
    _rule(sheet, floor, least)
    means = [*((each.round, each.mean) for each in question.earlier), (now, question.whole.mean)]
    wide = _ROOM / len(means)
    xs = [_LEFT + (at + 0.5) * wide for at in range(len(means))]
    highs = [floor - _ROUNDS * (mean - least) / (most - least) for _, mean in means]
    sheet.line(list(zip(xs, highs, strict=True)), MARK, 5)
    for x, high, (number, mean) in zip(xs, highs, means, strict=True):
        sheet.text(x, floor + BODY * 1.15, str(number), bold=True, align="center")
        _point(sheet, x, high, numbers.mean(mean, t.language))
    return floor + BODY * 1.15 + 12


def _rule(sheet: Sheet, y: float, place: int) -> None:
    sheet.line([(_LEFT, y), (WIDTH - MARGIN, y)], RULE, 2)
    below = y + SMALL * 0.35
    sheet.text(_LEFT - 12, below, str(place), size=SMALL, colour=MUTED, align="right")


def _point(sheet: Sheet, x: float, y: float, said: str) -> None:
    sheet.bar(x - 8, y - 8, 16, 16, Fill(MARK))
    # Lines end before the number.
    sheet.bar(x - 36, y - 46, 72, 34, Fill(PAPER))
    sheet.text(x, y - 18, said, size=SMALL, bold=True, colour=MARK, align="center")
