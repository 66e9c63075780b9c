"""A sheet of paper to draw a chart on, measured in pixels from its top left corner.

Everything here runs in a thread of its own (`in_thread`), one drawing after the other: matplotlib
is big and slow, is loaded only when something is drawn, and is not made for two threads at once.
The same drawing makes the same bytes.
"""

import asyncio
import io
import re
from collections.abc import Callable
from functools import cache, lru_cache
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, TypeVar

from bot.domain.plain import clean
from bot.render.chart_style import BODY, INK, MARGIN, PAPER, WIDTH, Fill

if TYPE_CHECKING:
    from matplotlib.figure import Figure
    from matplotlib.font_manager import FontProperties

_ONE_AT_A_TIME = Lock()
# Points and pixels are the same.
_DPI = 72
_FACES = {False: "DejaVuSans.ttf", True: "DejaVuSans-Bold.ttf"}
_SPACES = re.compile(r"\s+")

Drawn = TypeVar("Drawn")


async def in_thread(draw: Callable[[], Drawn]) -> Drawn:
    """Draw without anybody waiting for it."""

    def alone() -> Drawn:
        with _ONE_AT_A_TIME:
            return draw()

    return await asyncio.to_thread(alone)


class Sheet:
    """White paper, `WIDTH` pixels wide, and as long as it turns out to be."""

    def __init__(self) -> None:
        self._marks: list[Callable[[Figure, float], None]] = []

    def text(
        self,
        x: float,
        y: float,
        words: str,
        *,
        size: int = BODY,
        bold: bool = False,
        colour: str = INK,
        align: str = "left",
    ) -> None:
        """Write one line whose letters stand on `y`; `align` says what of it lies at `x`."""
        line = drawable(words)

        def mark(figure: "Figure", height: float) -> None:
            figure.text(
                x / WIDTH,
                1 - y / height,
                line,
                fontproperties=_font(size, bold=bold),
                color=colour,
                ha=align,
                va="baseline",
                parse_math=False,
            )

        self._marks.append(mark)

    def bar(self, x: float, y: float, width: float, height: float, fill: Fill) -> None:
        """Fill a rectangle whose top left corner is at `x` and `y`."""

        def mark(figure: "Figure", tall: float) -> None:
            from matplotlib.patches import Rectangle

            corner = (x / WIDTH, 1 - (y + height) / tall)
            size = (width / WIDTH, height / tall)
            patch = Rectangle(corner, *size, facecolor=fill.colour, edgecolor=PAPER, lw=0)
            if fill.pattern:
                patch.set_hatch(fill.pattern)
            figure.add_artist(patch)

        self._marks.append(mark)

    def line(self, points: list[tuple[float, float]], colour: str, width: float = 3) -> None:
        """Draw a line from point to point."""

        def mark(figure: "Figure", height: float) -> None:
            from matplotlib.lines import Line2D

            xs = [x / WIDTH for x, _ in points]
            ys = [1 - y / height for _, y in points]
            figure.add_artist(Line2D(xs, ys, color=colour, lw=width, solid_capstyle="round"))

        self._marks.append(mark)

    def shape(self, points: list[tuple[float, float]], colour: str) -> None:
        """Fill the shape between points."""

        def mark(figure: "Figure", height: float) -> None:
            from matplotlib.patches import Polygon

            corners = [(x / WIDTH, 1 - y / height) for x, y in points]
            figure.add_artist(Polygon(corners, facecolor=colour, lw=0))

        self._marks.append(mark)

    def png(self, height: float) -> bytes:
        """Return the sheet, cut off at `height`, as a picture."""
        from matplotlib.backends.backend_agg import FigureCanvasAgg
        from matplotlib.figure import Figure

        tall = round(height)
        figure = Figure(figsize=(WIDTH / _DPI, tall / _DPI), dpi=_DPI, facecolor=PAPER)
        FigureCanvasAgg(figure)
        for mark in self._marks:
            mark(figure, tall)
        kept = io.BytesIO()
        # No name of a program and no date: the same chart is the same file.
        figure.savefig(kept, format="png", dpi=_DPI, metadata={"Software": None})
        return kept.getvalue()


def height_of(png: bytes) -> int:
    """How many pixels high a picture is."""
    return int.from_bytes(png[20:24], "big")


@lru_cache(maxsize=4096)
def width_of(line: str, size: int, *, bold: bool = False) -> float:
    """How many pixels a line of drawable letters takes."""
    from matplotlib.textpath import text_to_path

    font = _font(size, bold=bold)
    width, _, _ = text_to_path.get_text_width_height_descent(line, font, ismath=False)
    return float(width)


def wrapped(
    words: str,
    size: int = BODY,
    *,
    bold: bool = False,
    room: float = WIDTH - 2 * MARGIN,
    most: int = 4,
) -> list[str]:
    """Divide words into at most `most` lines of at most `room` pixels; an ellipsis ends the rest."""
    lines: list[str] = []
    left = drawable(words)
    while left and len(lines) < most:
        line = _longest(left, size, bold=bold, room=room)
        left = left[len(line) :].strip()
        lines.append(line.rstrip())
    if left:
        last = lines[-1]
        while last and width_of(f"{last}…", size, bold=bold) > room:
            last = last.rpartition(" ")[0] or last[:-1]
        lines[-1] = f"{last.rstrip()}…"
    return lines


def drawable(words: str, instead: str = "") -> str:
    """What of some words there are letters for, on one line; `instead` if that is hardly any."""
    line = _SPACES.sub(" ", clean(words)).strip()
    known = "".join(c for c in line if ord(c) in _letters())
    readable = sum(c.isalnum() for c in known) * 2 >= sum(c.isalnum() for c in line)
    return _SPACES.sub(" ", known).strip() if readable and known else instead


def _longest(words: str, size: int, *, bold: bool, room: float) -> str:
    """As much of the beginning as fits on a line, up to the end of a word if there is one."""
    # Not even the narrowest letters are more than four for each size of a letter.
    most = int(room / size * 4)
    if len(words) <= most and width_of(words, size, bold=bold) <= room:
        return words
    fits, beyond = 1, min(most, len(words))
    while beyond - fits > 1:
        middle = (fits + beyond) // 2
        if width_of(words[:middle], size, bold=bold) <= room:
            fits = middle
        else:
            beyond = middle
    end = words.rfind(" ", 0, fits + 1)
    return words[: end if end > 0 else fits]


@cache
def _face(*, bold: bool) -> Path:
    import matplotlib

    # The fonts that come with it, so that a chart looks the same on every machine.
    return Path(matplotlib.get_data_path()) / "fonts" / "ttf" / _FACES[bold]


@cache
def _letters() -> frozenset[int]:
    from matplotlib.ft2font import FT2Font

    plain, bold = (set(FT2Font(_face(bold=each)).get_charmap()) for each in (False, True))
    return frozenset(plain & bold)


def _font(size: int, *, bold: bool) -> "FontProperties":
    from matplotlib.font_manager import FontProperties

    return FontProperties(fname=_face(bold=bold), size=size)
