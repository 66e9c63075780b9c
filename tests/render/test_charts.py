"""Pictures of results: seen by everybody, in any script, the same each time, and held up by nothing.

`pytest tests/render --pictures` writes those that the README shows; any other run compares them.
"""

import io
import subprocess
import sys
import threading
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from fluent.runtime import FluentBundle
from matplotlib.image import imread

from bot.domain.surveys import Segment
from bot.render import chart_style as style
from bot.render.chart_choices import choices
from bot.render.chart_scales import scale
from bot.render.charts import charts, drawn
from bot.render.sheet import Sheet, drawable, height_of, in_thread
from bot.render.texts import Texts, texts
from bot.services.surveys.result_views import QuestionResult
from tests.render.sample_results import (
    BY_AUDIENCE,
    OVER_ROUNDS,
    SURVEY,
    K,
    parts,
    rounds,
    spread,
    view,
)

ROOT = Path(__file__).parents[2]
SHOWN = {"results": SURVEY, "results-by-audience": BY_AUDIENCE, "results-over-rounds": OVER_ROUNDS}
# What is left of linear red, green and blue where one kind of cone is missing
# (Machado, Oliveira and Fernandes 2009, severity 1).
_SIGHTS = {
    "all": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritanopia": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}
_TO_XYZ = ((0.4124, 0.3576, 0.1805), (0.2126, 0.7152, 0.0722), (0.0193, 0.1192, 0.9505))
_WHITE = (0.9505, 1.0, 1.089)
# Two colours side by side are told apart from about 10 on, at a glance from about 20.
_AT_A_GLANCE = 20
# The same fonts come along everywhere; only how edges are smoothed may differ a little.
_ALIKE = 0.5


def linear(colour: str) -> np.ndarray:
    parts_of = np.array([int(colour[at : at + 2], 16) for at in (1, 3, 5)]) / 255
    return np.where(parts_of <= 0.04045, parts_of / 12.92, ((parts_of + 0.055) / 1.055) ** 2.4)


def lab(colour: str, sight: str) -> np.ndarray:
    """A colour as somebody sees it, in CIE L*a*b*."""
    seen = np.clip(np.array(_SIGHTS[sight]) @ linear(colour), 0, 1)
    x, y, z = np.cbrt(np.array(_TO_XYZ) @ seen / np.array(_WHITE))
    return np.array([116 * y - 16, 500 * (x - y), 200 * (y - z)])


def contrast(one: str, other: str) -> float:
    light = sorted(float(np.array(_TO_XYZ[1]) @ linear(each)) for each in (one, other))
    return (light[1] + 0.05) / (light[0] + 0.05)


@pytest.mark.parametrize("sight", _SIGHTS)
@pytest.mark.parametrize(
    "row",
    [
        (style.Fill(style.BAR), *style.AUDIENCES),
        style.STANDINGS,
        (style.Fill(style.TRACK), style.Fill(style.BAR), style.Fill(style.MARK)),
    ],
    ids=["audiences", "standings", "marks"],
)
def test_colours_side_by_side_are_told_apart_by_everybody(
    sight: str, row: tuple[style.Fill, ...]
) -> None:
    """With all cones or without one kind, at a glance; and words stand beside each anyway."""
    for one, other in pairwise(row):
        apart = float(np.linalg.norm(lab(one.colour, sight) - lab(other.colour, sight)))
        assert apart > _AT_A_GLANCE, (one, other)


def test_letters_and_bars_stand_out_from_the_paper() -> None:
    assert min(contrast(each, style.PAPER) for each in (style.INK, style.MUTED, style.MARK)) > 4.5
    assert contrast(style.BAR, style.PAPER) > 3


@pytest.mark.parametrize("name", SHOWN)
def test_the_pictures_of_the_readme_are_what_is_drawn(
    name: str, request: pytest.FixtureRequest
) -> None:
    """One picture each, portrait, with no date in it; the same results draw the same bytes."""
    kept = ROOT / "docs" / "pictures" / f"{name}.png"
    (picture,) = drawn(SHOWN[name])
    assert drawn(SHOWN[name]) == [picture]
    assert style.WIDTH < height_of(picture) < 2 * style.WIDTH
    assert not any(mark in picture for mark in (b"tEXt", b"iTXt", b"tIME"))
    if request.config.getoption("--pictures"):
        kept.write_bytes(picture)
        return
    now, before = imread(io.BytesIO(picture)), imread(kept)
    assert now.shape == before.shape
    assert float(np.abs(now - before).mean()) * 255 < _ALIKE, "pytest tests/render --pictures"


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("Wie läuft es?", "Wie läuft es?"),
        ("Как дела?", "Как дела?"),
        ("كيف الحال؟", "كيف الحال؟"),
        ("מה שלומך?", "מה שלומך?"),
        ("事情进展如何?", "Question 1"),
        ("सब कैसा चल रहा है?", "Question 1"),
        ("It cost $5 or $6 \u202e\t_{x}^", "It cost $5 or $6 _{x}^"),
        ("Fine \U0001f9cc so far", "Fine so far"),
        ("\U0001f9cc", "Question 1"),
    ],
)
def test_every_script_is_drawn_or_replaced(words: str, shown: str) -> None:
    """What there are no letters for breaks nothing; its number stands for it."""
    assert drawable(words, "Question 1") == shown
    strange = QuestionResult(1, 1, K.CHOICE, words, (words, "Yes"), spread(K.CHOICE, 1, 2))
    assert drawn(view(words, strange))


class Unlettered(Texts):
    """A translation in letters that the font does not have."""

    def label(self, key: str, **values: Any) -> str:
        return "参加者"


def test_a_translation_without_letters_is_drawn_in_english() -> None:
    """So that what a bar stands for is always written beside it."""
    in_columns, in_bars = BY_AUDIENCE.questions

    def pictures(t: Texts) -> list[bytes]:
        one, other = Sheet(), Sheet()
        return [one.png(scale(t, one, 0, in_columns, 1)), other.png(choices(t, other, 0, in_bars))]

    assert pictures(Unlettered("en", FluentBundle(["en"]))) == pictures(texts("en"))


async def test_the_largest_survey_is_several_pictures_and_none_too_long_for_a_photo() -> None:
    """All that fits into a question; what is longer still comes as a file, as sharp as it is."""
    counts = tuple(range(0, 10_000, 1000))
    long = QuestionResult(
        1,
        1,
        K.CHOICES,
        "Donaudampfschiff" * 31,
        ("Fahrgesellschaft" * 4,) * 10,
        spread(K.CHOICES, *counts),
        parts(K.CHOICES, counts, counts),
    )
    scale = QuestionResult(
        2,
        2,
        K.TEN,
        "word " * 100,
        (),
        spread(K.TEN, *range(0, 22_000, 2000)),
        parts(K.TEN, (1,) * 11, (2,) * 11),
        earlier=rounds(*[0.0, 10.0] * 6),
    )
    sent = await charts(view("W" * 80, long, scale))
    assert len(sent) == 2
    for each in sent:
        file = each.photo or each.document
        assert file is not None
        assert (height_of(file.content) > 2000) == (each.document is not None)
        assert style.WIDTH + height_of(file.content) < 10_000


def test_what_may_not_be_shown_and_words_are_not_drawn() -> None:
    hidden = QuestionResult(1, 1, K.FIVE, "Hidden", (), None)
    in_words = QuestionResult(2, 2, K.TEXT, "In words", (), spread(K.TEXT, people=7))
    some = view("Some", hidden, in_words, SURVEY.questions[0])
    only = view("Some", SURVEY.questions[0])
    assert drawn(some) == drawn(only)
    assert not view("None", hidden, in_words).has_numbers


def test_who_did_not_answer_or_all_of_an_audience_saying_nothing_is_drawn() -> None:
    """Nobody at all, and audiences of which nobody answered."""
    nobody = replace(spread(K.FIVE, 1, 0, 0, 0, 0), people=0, counts=(0,) * 5, mean=None)
    silent = QuestionResult(
        1, 1, K.FIVE, "Silence", (), nobody, ((Segment.BOTH, nobody), (Segment.OTHER, nobody))
    )
    options = replace(silent, kind=K.YES_NO, whole=replace(nobody, counts=(0, 0)), parts=())
    assert len(drawn(view("Silence", silent, options))) == 1


async def test_drawing_happens_beside_everything_else() -> None:
    """In a thread of its own; and nothing of what draws is loaded before."""
    assert await in_thread(threading.get_ident) != threading.get_ident()
    loaded = "import sys, bot.app; print({'matplotlib', 'xlsxwriter', 'numpy'} & {*sys.modules})"
    found = subprocess.run(
        [sys.executable, "-c", loaded], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert found.stdout.strip() == "set()"
