"""The results of a survey as pictures: every question with how often each answer was given.

There is one hue; what a bar stands for is written beside it. A picture is no longer than what
Telegram shows sharply on a phone, so many questions make several.
"""

from collections.abc import Sequence

from bot.domain.surveys import SCALES
from bot.render.chart_choices import choices
from bot.render.chart_scales import scale
from bot.render.chart_style import BODY, HEADING, MARGIN, MUTED, RULE, TITLE, WIDTH
from bot.render.chart_words import lettered
from bot.render.message import Document, Outgoing
from bot.render.sheet import Sheet, drawable, height_of, in_thread, wrapped
from bot.render.texts import Texts, texts
from bot.services.surveys.result_views import QuestionResult, ResultsView

_LONGEST = 1560
_BETWEEN = 52
_LONGEST_PHOTO = 2000


async def charts(view: ResultsView) -> list[Outgoing]:
    """Draw the questions that have numbers; one picture, or a few."""
    t = texts(view.language)
    pictures = await in_thread(lambda: drawn(view))
    return [
        _sent(t, view, picture, number, len(pictures))
        for number, picture in enumerate(pictures, start=1)
    ]


def drawn(view: ResultsView) -> list[bytes]:
    """Return the pictures as PNG."""
    t = texts(view.language)
    pages: list[list[QuestionResult]] = [[]]
    length = 0.0
    for question in view.questions:
        if question.whole is None or not question.whole.counts:
            continue
        tall = _panel(t, Sheet(), 0, question, view.round)
        if pages[-1] and length + tall > _LONGEST:
            pages.append([])
            length = 0.0
        pages[-1].append(question)
        length += tall + _BETWEEN
    return [_picture(t, view, page, at, len(pages)) for at, page in enumerate(pages, start=1)]


def _picture(
    t: Texts, view: ResultsView, questions: Sequence[QuestionResult], number: int, of: int
) -> bytes:
    sheet = Sheet()
    y = _head(t, sheet, view, number, of)
    for at, question in enumerate(questions):
        if at:
            sheet.line([(MARGIN, y), (WIDTH - MARGIN, y)], RULE, 2)
        y = _panel(t, sheet, y + _BETWEEN, question, view.round)
        y += _BETWEEN
    return sheet.png(y)


def _head(t: Texts, sheet: Sheet, view: ResultsView, number: int, of: int) -> float:
    y = MARGIN + 0.0
    title = drawable(view.title, lettered(t, "results-chart-survey"))
    for line in wrapped(title, TITLE, bold=True, most=2):
        y += TITLE * 1.2
        sheet.text(MARGIN, y, line, size=TITLE, bold=True)
    y += BODY * 1.6
    said = lettered(t, "results-chart-answered", answered=view.answered, reached=view.rate.reached)
    sheet.text(MARGIN, y, said, colour=MUTED)
    if of > 1:
        page = lettered(t, "results-chart-of", number=number, of=of)
        sheet.text(WIDTH - MARGIN, y, page, colour=MUTED, align="right")
    return y


def _panel(t: Texts, sheet: Sheet, y: float, question: QuestionResult, now: int) -> float:
    """Draw one question from `y` on; return where it ends."""
    known = drawable(question.words, lettered(t, "results-chart-question", number=question.number))
    for line in wrapped(f"{question.number}. {known}", HEADING, bold=True, most=6):
        y += HEADING * 1.25
        sheet.text(MARGIN, y, line, size=HEADING, bold=True)
    y += 24
    if question.kind in SCALES:
        return scale(t, sheet, y, question, now)
    return choices(t, sheet, y, question)


def _sent(t: Texts, view: ResultsView, picture: bytes, number: int, of: int) -> Outgoing:
    caption = t.say("results-chart-caption", title=view.title)
    if of > 1:
        caption = t.say("results-chart-caption-page", title=view.title, number=number, of=of)
    file = Document(f"results-{number}.png", picture)
    # Telegram makes photos smaller; a file stays as sharp as it was.
    if height_of(picture) > _LONGEST_PHOTO:
        return Outgoing(caption, document=file)
    return Outgoing(caption, photo=file)
