"""docs/PRIVACY.md says who reads what exactly as the rules have it."""

import re
from pathlib import Path

from bot.delivery.inbox import KEPT
from bot.domain.viewers import Sight, Viewer
from bot.domain.visibility import TABLE
from bot.services.people.invites import LIFETIME

PAGE = (Path(__file__).parents[2] / "docs" / "PRIVACY.md").read_text(encoding="utf-8")
_NOT_OTHERS = (Viewer.WRITER, Viewer.OPERATOR)


def test_the_table_names_everybody_who_sees_something_and_no_other() -> None:
    """What is seen in words, and by whom; only whether; or as ciphertext."""
    columns = (Sight.WORDS, Sight.HAPPENED)
    rows = re.findall(r"^\| `([a-z]+)` \| [^|]+ \| ([^|]+) \| ([^|]+) \|", PAGE, re.MULTILINE)
    said = {
        (matter, sight.value, viewer)
        for matter, *cells in rows
        for sight, cell in zip(columns, cells, strict=True)
        for viewer in cell.strip().split(", ")
        if viewer != "nobody"
    }
    assert said == {
        (matter.value, sight.value, viewer.value)
        for matter, sight, viewer in TABLE
        if sight in columns and viewer not in _NOT_OTHERS
    }
    assert {matter for matter, *_ in rows} == {matter.value for matter, _, _ in TABLE}


def test_what_is_sealed_is_said() -> None:
    """Whoever has the database without the key reads what is named here, and no other."""
    (said,) = re.findall(r"In the clear are ((?:`[a-z]+`,? ?(?:and )?\n?)+)", PAGE)
    assert set(re.findall(r"`([a-z]+)`", said)) == {
        matter.value
        for matter, sight, viewer in TABLE
        if viewer is Viewer.OPERATOR and sight is Sight.WORDS
    }


def test_how_long_things_are_kept() -> None:
    assert f"| the number of an update | {KEPT.days * 24} hours |" in PAGE
    assert f"| an invite link | works once, {LIFETIME.days} days |" in PAGE
