"""How charts look: few colours, readable on a phone, never the only thing that carries a meaning.

Whatever a colour stands for is written beside it too. The colours lie apart in how light they are,
so that people who see fewer hues, and a black and white printout, tell them apart as well.
"""

from dataclasses import dataclass

# Pixels. A phone shows a chart at about a third of this: letters of 34 become letters of 11.
WIDTH = 1080
MARGIN = 48
TITLE, HEADING, BODY, SMALL = 46, 38, 34, 30

PAPER = "#ffffff"
INK = "#1b2733"
MUTED = "#536170"
RULE = "#d7dee5"
# Where a bar would be if everybody had said so.
TRACK = "#eaf0f5"
# Bars of one kind only.
BAR = "#2b6a99"
# What is pointed out: a mean, a change.
MARK = "#b3410e"


@dataclass(frozen=True)
class Fill:
    """A colour, and a pattern on it where two colours alone might be taken for each other."""

    colour: str
    pattern: str | None = None


# For audiences side by side, in this order, next to a bar of everybody.
AUDIENCES = (Fill("#8cbbdb"), Fill("#f2b134", "//"), Fill("#7d2e4f"), Fill("#b9c4ce", ".."))
# For how relationships stand: too early to tell, on track, needs a check-in, urgent.
STANDINGS = (Fill("#ccd4dc"), Fill("#4d8fbd"), Fill("#f4c95d", "//"), Fill("#9a2a1f", "xx"))
