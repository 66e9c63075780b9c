"""How many pairs stood how, Monday by Monday: bars on top of each other, the urgent ones on top.

Each part bears its number where it fits, and each state stands beside its colour in words.
"""

from bot.domain.health import HealthState
from bot.render.chart_style import (
    BODY,
    HEADING,
    MARGIN,
    MUTED,
    PAPER,
    RULE,
    SMALL,
    STANDINGS,
    TITLE,
    WIDTH,
    Fill,
)
from bot.render.dates import short_day
from bot.render.sheet import Sheet, drawable, wrapped
from bot.render.texts import Texts, texts
from bot.services.health.monday_digest import Monday, Week

_HIGH = 620
_GAP = 0.25
_SQUARE = 40
_BELOW = 64
# From the bottom up, as `STANDINGS` has them.
_ORDER = (
    HealthState.TOO_EARLY,
    HealthState.ON_TRACK,
    HealthState.NEEDS_CHECKIN,
    HealthState.URGENT,
)
_FILLS = dict(zip(_ORDER, STANDINGS, strict=True))


def drawn(view: Monday) -> bytes:
    """Return the picture as PNG."""
    t, sheet = texts(view.language), Sheet()
    y = float(MARGIN + TITLE)
    sheet.text(MARGIN, y, t.label("health-chart-title"), size=TITLE, bold=True)
    y += HEADING * 1.4
    (programme,) = wrapped(
        t.label("health-chart-programme", programme=drawable(view.programme, "")), most=1
    ) or ("",)
    sheet.text(MARGIN, y, programme, colour=MUTED)
    y = _bars(t, sheet, y + 48, view)
    return sheet.png(_legend(t, sheet, y + 32, view.weeks[-1]) + MARGIN)


def _bars(t: Texts, sheet: Sheet, y: float, view: Monday) -> float:
    most = max(1, *(sum(week.counts.values()) for week in view.weeks))
    wide = (WIDTH - 2 * MARGIN) / max(len(view.weeks), 5)
    bottom = y + _HIGH
    for number, week in enumerate(view.weeks):
        _bar(sheet, MARGIN + (number + _GAP / 2) * wide, bottom, wide * (1 - _GAP), week, most)
        # Two of ten stand side by side; every second one has room for its day.
        if (len(view.weeks) - 1 - number) % 2 == 0 or len(view.weeks) <= 5:
            middle = MARGIN + (number + 0.5) * wide
            day = short_day(week.on, t.language)
            sheet.text(middle, bottom + SMALL * 1.4, day, size=SMALL, colour=MUTED, align="center")
    sheet.line([(MARGIN, bottom), (WIDTH - MARGIN, bottom)], RULE, 2)
    return bottom + _BELOW


def _bar(sheet: Sheet, x: float, bottom: float, wide: float, week: Week, most: int) -> None:
    for state in _ORDER:
        count = week.counts[state]
        if not count:
            continue
        high = _HIGH * count / most
        sheet.bar(x, bottom - high, wide, high - 2, _FILLS[state])
        if high >= SMALL * 1.5:
            _number(sheet, x + wide / 2, bottom - high / 2, count, state)
        bottom -= high


def _number(sheet: Sheet, x: float, y: float, count: int, state: HealthState) -> None:
    if _FILLS[state].pattern:
        # A plain patch, so that no line of the pattern runs through the figure.
        half = SMALL * 0.4 * (len(str(count)) + 0.6)
        sheet.bar(x - half, y - SMALL * 0.65, 2 * half, SMALL * 1.3, Fill(PAPER))
    sheet.text(x, y + SMALL * 0.36, str(count), size=SMALL, bold=True, align="center")


def _legend(t: Texts, sheet: Sheet, y: float, now: Week) -> float:
    """Every state beside its colour, the worst first, with how many there are now."""
    for state in reversed(_ORDER):
        sheet.bar(MARGIN, y, _SQUARE, _SQUARE, _FILLS[state])
        words = t.label(f"health-state-{state}")
        sheet.text(MARGIN + _SQUARE + 24, y + _SQUARE * 0.8, words, size=BODY)
        sheet.text(
            WIDTH - MARGIN, y + _SQUARE * 0.8, str(now.counts[state]), bold=True, align="right"
        )
        y += _SQUARE + 20
    return y
